// Which column of a file is what: the mapping document, and a record turned into a message of the tracking API by it. Checks no event.
import type { Json, JsonObject } from '@lotse/protocol'
import { z } from 'zod'

const COLUMN_LENGTH_MAX = 200

/** A column by its name; or a column read in a certain way; or the same text for every record. */
const field = z.union([
  z.string().min(1).max(COLUMN_LENGTH_MAX),
  z.strictObject({
    column: z.string().min(1).max(COLUMN_LENGTH_MAX),
    as: z.enum(['text', 'number', 'boolean', 'seconds', 'milliseconds']).default('text'),
  }),
  z.strictObject({ value: z.union([z.string(), z.number(), z.boolean()]) }),
])

const fields = z.record(z.string().min(1).max(COLUMN_LENGTH_MAX), field)

/** The mapping document. `properties` and `traits`: by name, or `"rest"` for all columns that are not named elsewhere. */
export const mappingShape = z.strictObject({
  delimiter: z.string().length(1).optional(),
  type: field.optional(),
  event: field.optional(),
  messageId: field.optional(),
  userId: field.optional(),
  anonymousId: field.optional(),
  groupId: field.optional(),
  previousId: field.optional(),
  name: field.optional(),
  channel: field.optional(),
  timestamp: field.optional(),
  email: field.optional(),
  phone: field.optional(),
  externalIds: fields.optional(),
  properties: z.union([fields, z.literal('rest')]).optional(),
  traits: z.union([fields, z.literal('rest')]).optional(),
})

export type Mapping = z.infer<typeof mappingShape>
type Field = z.infer<typeof field>

/** A record as read: columns of a CSV file, or an object of a JSON line. */
export type FileRecord = Readonly<Record<string, unknown>>

const PLAIN = [
  'messageId',
  'userId',
  'anonymousId',
  'groupId',
  'previousId',
  'event',
  'name',
  'channel',
  'timestamp',
] as const

/** The mapping of CSV files whose columns have the names of the tracking API; everything else becomes a property. */
export const mappingByNames: Mapping = {
  ...Object.fromEntries([...PLAIN, 'type', 'email', 'phone'].map((name) => [name, name])),
  properties: 'rest',
}

/**
 * The message a record stands for; `track` unless the mapping says otherwise.
 *
 * @returns what the tracking API would be sent; empty columns are left out.
 */
export function messageOf(record: FileRecord, mapping: Mapping): JsonObject {
  const message: Record<string, Json> = { type: fieldOf(record, mapping.type) ?? 'track' }
  for (const name of PLAIN) put(message, name, fieldOf(record, mapping[name]))
  const traits = { ...objectOf(record, mapping.traits, mapping), ...contactsOf(record, mapping) }
  if (Object.keys(traits).length > 0)
    Object.assign(message, message.type === 'identify' ? { traits } : { context: { traits } })
  const properties = objectOf(record, mapping.properties, mapping)
  return Object.keys(properties).length > 0 ? { ...message, properties } : message
}

function contactsOf(record: FileRecord, { email, phone, externalIds }: Mapping): JsonObject {
  const traits: Record<string, Json> = {}
  put(traits, 'email', fieldOf(record, email))
  put(traits, 'phone', fieldOf(record, phone))
  if (externalIds) traits.externalIds = objectOf(record, externalIds, {})
  return traits
}

function objectOf(record: FileRecord, wanted: Mapping['properties'], mapping: Mapping): JsonObject {
  const object: Record<string, Json> = {}
  if (wanted === 'rest') {
    const named = columnsOf(mapping)
    for (const [column, value] of Object.entries(record)) if (!named.has(column)) put(object, column, jsonOf(value))
  } else for (const [name, from] of Object.entries(wanted ?? {})) put(object, name, fieldOf(record, from))
  return object
}

const columnsCache = new WeakMap<Mapping, ReadonlySet<string>>()

/** The columns that the mapping names somewhere. */
function columnsOf(mapping: Mapping): ReadonlySet<string> {
  const known = columnsCache.get(mapping)
  if (known) return known
  const { delimiter: _, properties, traits, externalIds, ...plain } = mapping
  const groups = [properties, traits, externalIds].filter((group) => typeof group === 'object')
  const all = [...Object.values(plain), ...groups.flatMap((group) => Object.values(group))]
  const columns = new Set(all.map(columnOf))
  columnsCache.set(mapping, columns)
  return columns
}

function columnOf(from: Field | undefined): string {
  if (typeof from === 'string') return from
  return from && 'column' in from ? from.column : ''
}

function fieldOf(record: FileRecord, from: Field | undefined): Json | undefined {
  if (from === undefined) return undefined
  if (typeof from === 'string') return jsonOf(at(record, from))
  return 'value' in from ? from.value : converted(jsonOf(at(record, from.column)), from.as)
}

function at(record: FileRecord, column: string): unknown {
  return Object.hasOwn(record, column) ? record[column] : undefined
}

/** A text that is no number stays text, so that the check of the event names the field. */
function converted(
  value: Json | undefined,
  as: 'text' | 'number' | 'boolean' | 'seconds' | 'milliseconds',
): Json | undefined {
  if (value === undefined || as === 'text') return value
  if (as === 'boolean') return value === true || /^(1|true|yes|ja|wahr)$/i.test(String(value).trim())
  const number = Number(typeof value === 'string' ? value.trim() : value)
  if (!Number.isFinite(number)) return value
  return as === 'seconds' ? Math.round(number * 1000) : number
}

/** Records come from a CSV parser or JSON.parse, so what is in them is JSON. Empty columns say nothing. */
function jsonOf(value: unknown): Json | undefined {
  return value === '' || value === undefined || value === null ? undefined : asJson(value)
}

function asJson(value: unknown): Json | undefined {
  return isJson(value) ? value : undefined
}

function isJson(value: unknown): value is Json {
  return ['string', 'number', 'boolean', 'object'].includes(typeof value)
}

function put(object: Record<string, Json>, name: string, value: Json | undefined): void {
  if (value === undefined) return
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
}
