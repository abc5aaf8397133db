// Turns a record of a file or a webhook into messages of the tracking API by a mapping. Checks no event and stores nothing.
import type { Json, JsonObject, Mapping, MappingField } from '@lotse/protocol'
import { readAs } from './reading.ts'

/** A record as read: columns of a CSV file, or an object of JSON. */
export type FileRecord = Readonly<Record<string, unknown>>

const IDS = ['userId', 'anonymousId', 'groupId', 'previousId'] as const
const PLAIN = [...IDS, 'event', 'name', 'channel', 'timestamp'] as const

/** The mapping of records whose columns have the names of the tracking API; everything else becomes a property. */
export const mappingByNames: Mapping = {
  ...Object.fromEntries([...PLAIN, 'messageId', 'type', 'email', 'phone'].map((name) => [name, name])),
  properties: 'rest',
}

/** What a record is read with. `zone`: of the workspace. */
type Reading = { readonly record: FileRecord; readonly mapping: Mapping; readonly zone: string }

/**
 * The messages a record stands for (L90, L93): a `track` unless the mapping says otherwise; where it names traits beside an event, an
 * `identify` goes before it.
 *
 * @param zone - whose clocks dates without an offset stand by.
 * @returns what the tracking API would be sent; empty columns are left out.
 */
export function messagesOf(record: FileRecord, mapping: Mapping, zone: string): readonly JsonObject[] {
  const reading = { record, mapping, zone }
  const plain: Record<string, Json> = { type: fieldOf(reading, mapping.type) ?? 'track' }
  for (const name of PLAIN) put(plain, name, fieldOf(reading, mapping[name]))
  const [traits, contacts] = [objectOf(reading, mapping.traits), contactsOf(reading)]
  const messageId = fieldOf(reading, mapping.messageId)
  if (plain.type !== 'identify') {
    const main = messageFrom({ plain, contacts, properties: objectOf(reading, mapping.properties), messageId })
    return Object.keys(traits).length === 0 ? [main] : [aboutPerson({ plain, traits, contacts, messageId }), main]
  }
  const properties = objectOf(reading, mapping.properties)
  return [
    stamped(
      { ...plain, ...member('traits', { ...traits, ...contacts }), ...member('properties', properties) },
      messageId,
    ),
  ]
}

/** What tells the messages of one record apart where they get their ids from the record's own (L94). */
export function partOf(message: JsonObject): string {
  return message['type'] === 'identify' ? ':traits' : ''
}

type Parts = { readonly plain: JsonObject; readonly contacts: JsonObject; readonly messageId: Json | undefined }

function messageFrom({
  plain,
  contacts,
  properties,
  messageId,
}: Parts & { readonly properties: JsonObject }): JsonObject {
  const context = Object.keys(contacts).length > 0 ? { context: { traits: contacts } } : {}
  return stamped({ ...plain, ...context, ...member('properties', properties) }, messageId)
}

function aboutPerson({ plain, traits, contacts, messageId }: Parts & { readonly traits: JsonObject }): JsonObject {
  const kept = Object.entries(plain).filter(
    ([name]) => (IDS as readonly string[]).includes(name) || name === 'channel' || name === 'timestamp',
  )
  const own = messageId === undefined ? undefined : `${String(messageId)}:traits`
  return stamped({ type: 'identify', ...Object.fromEntries(kept), traits: { ...traits, ...contacts } }, own)
}

const stamped = (message: JsonObject, messageId: Json | undefined): JsonObject =>
  messageId === undefined ? message : { ...message, messageId }

const member = (name: string, value: JsonObject): JsonObject => (Object.keys(value).length > 0 ? { [name]: value } : {})

function contactsOf(reading: Reading): JsonObject {
  const { email, phone, externalIds } = reading.mapping
  const traits: Record<string, Json> = {}
  put(traits, 'email', fieldOf(reading, email))
  put(traits, 'phone', fieldOf(reading, phone))
  if (externalIds) traits['externalIds'] = objectOf(reading, externalIds)
  return traits
}

function objectOf(reading: Reading, wanted: Mapping['properties']): JsonObject {
  const object: Record<string, Json> = {}
  if (wanted === 'rest') {
    const named = membersNamed(reading.mapping)
    for (const [name, value] of Object.entries(reading.record)) if (!named.has(name)) put(object, name, jsonOf(value))
  } else for (const [name, from] of Object.entries(wanted ?? {})) put(object, name, fieldOf(reading, from))
  return object
}

const namedBefore = new WeakMap<Mapping, ReadonlySet<string>>()

/** The columns that the mapping names somewhere, and of paths the members they begin with. */
function membersNamed(mapping: Mapping): ReadonlySet<string> {
  const known = namedBefore.get(mapping)
  if (known) return known
  const { delimiter: _, properties, traits, externalIds, ...plain } = mapping
  const groups = [properties, traits, externalIds].filter((group) => typeof group === 'object')
  const all = [...Object.values(plain), ...groups.flatMap((group) => Object.values(group))].map(columnOf)
  const members = new Set([...all, ...all.map((path) => path.split('.', 1)[0] ?? '')])
  namedBefore.set(mapping, members)
  return members
}

function columnOf(from: MappingField | undefined): string {
  if (typeof from === 'string') return from
  return from && 'column' in from ? from.column : ''
}

function fieldOf({ record, zone }: Reading, from: MappingField | undefined): Json | undefined {
  if (from === undefined) return undefined
  if (typeof from === 'string') return jsonOf(at(record, from))
  if ('value' in from) return from.value
  const value = jsonOf(at(record, from.column))
  return value === undefined ? undefined : readAs(value, from.as, zone)
}

/** A column's own name counts before the same name read as a path. */
function at(record: FileRecord, column: string): unknown {
  if (Object.hasOwn(record, column)) return record[column]
  let found: unknown = record
  for (const step of column.split('.')) {
    if (!isMembers(found) || !Object.hasOwn(found, step)) return undefined
    found = found[step]
  }
  return found
}

function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** Records come from a CSV parser or JSON.parse, so what is in them is JSON. Empty columns say nothing. */
function jsonOf(value: unknown): Json | undefined {
  return value === '' || value === undefined || value === null || !isJson(value) ? undefined : value
}

function isJson(value: unknown): value is Json {
  return ['string', 'number', 'boolean', 'object'].includes(typeof value)
}

function put(object: Record<string, Json>, name: string, value: Json | undefined): void {
  if (value === undefined) return
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
}
