// A journey or a piece of the library as one document that other programs read and write, and the JSON Schema of it. Says nothing about rights.
import { z } from 'zod'
import { jsonValue } from '../condition.ts'
import type { Json, JsonObject } from '../json.ts'
import { atlasKindNames, recordId, TEXT_LENGTH_MAX } from './edit.ts'
import { type AtlasKind, atlasKinds, type FieldFact, type FieldType } from './kinds.ts'

/** Records that one document, workbook or table may hold. */
export const EXCHANGE_RECORDS_MAX = 20_000
const LINE_LENGTH_MAX = 500

/** A record as it travels: without owner, and without fields that mean nothing elsewhere. */
export const exchangeRecord = z.strictObject({
  id: recordId,
  kind: z.enum(atlasKindNames),
  journey: recordId.nullable(),
  fields: z.record(z.string(), jsonValue),
})
/** A record as it travels. */
export type ExchangeRecord = z.output<typeof exchangeRecord>

/** What people design as one document. `journey`: the one that it is about; null: records of the library alone. */
export const atlasDocument = z
  .strictObject({
    format: z.literal('lotse.atlas'),
    version: z.literal(1),
    journey: recordId.nullable(),
    records: z.array(exchangeRecord).max(EXCHANGE_RECORDS_MAX),
  })
  .meta({ id: 'AtlasDocument' })
/** What people design as one document. */
export type AtlasDocument = z.output<typeof atlasDocument>

/** Fields of these types stay where they are: ids of members and files mean nothing elsewhere. */
export const staysHere: ReadonlySet<FieldType> = new Set<FieldType>(['member', 'file'])

/** The fields of a kind that travel, in the order of the table. */
export function travellingFields(kind: AtlasKind): [string, FieldFact][] {
  return Object.entries<FieldFact>(atlasKinds[kind].fields).filter(([, { type }]) => !staysHere.has(type))
}

/** The JSON Schema (draft 2020-12) of {@link atlasDocument}, with every kind and its fields. */
export function atlasJsonSchema(): JsonObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Lotse atlas document',
    type: 'object',
    required: ['format', 'version', 'journey', 'records'],
    additionalProperties: false,
    properties: {
      format: { const: 'lotse.atlas' },
      version: { const: 1 },
      journey: { anyOf: [{ $ref: '#/$defs/id' }, { type: 'null' }] },
      records: { type: 'array', maxItems: EXCHANGE_RECORDS_MAX, items: { oneOf: atlasKindNames.map(recordSchema) } },
    },
    $defs: {
      id: { type: 'string', pattern: '^[\\w.-]+$', maxLength: 60 },
      line: textsSchema({ maxLength: LINE_LENGTH_MAX, pattern: '^[^\\n]*$' }),
      prose: textsSchema({ maxLength: TEXT_LENGTH_MAX }),
    },
  }
}

const textsSchema = (text: JsonObject): JsonObject => ({
  type: 'object',
  propertyNames: { pattern: '^[a-z]{2}(-[A-Z]{2})?$' },
  additionalProperties: { type: 'string', ...text },
})

function recordSchema(kind: AtlasKind): JsonObject {
  const fields = travellingFields(kind)
  const isGiven = ([, { needed, type }]: [string, FieldFact]) => needed === true && type !== 'text' && type !== 'prose'
  return {
    type: 'object',
    required: ['id', 'kind', 'journey', 'fields'],
    additionalProperties: false,
    properties: {
      id: { $ref: '#/$defs/id' },
      kind: { const: kind },
      journey: atlasKinds[kind].home === 'journey' ? { $ref: '#/$defs/id' } : { type: 'null' },
      fields: {
        type: 'object',
        required: fields.filter(isGiven).map(([field]) => field),
        additionalProperties: false,
        properties: Object.fromEntries(fields.map(([field, fact]) => [field, fieldSchema(fact)])),
      },
    },
  }
}

function fieldSchema(fact: FieldFact): JsonObject {
  const { type, choices = [], kinds = [], min, max } = fact
  const range: JsonObject = {
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
  }
  const named = `the id of one of: ${kinds.join(', ')}`
  const schemas: Record<FieldType, Json> = {
    text: { $ref: '#/$defs/line' },
    prose: { $ref: '#/$defs/prose' },
    choice: { enum: [...choices] },
    choices: { type: 'array', items: { enum: [...choices] } },
    ref: { $ref: '#/$defs/id', description: named },
    refs: { type: 'array', uniqueItems: true, items: { $ref: '#/$defs/id' }, description: named },
    number: { type: 'number', ...range },
    flag: { type: 'boolean' },
    date: { type: 'string', format: 'date' },
    order: {
      type: 'string',
      pattern: '^[0-9A-Za-z]*[1-9A-Za-z]$',
      description: 'sorts among its like, by code points',
    },
    member: { type: 'string' },
    file: { type: 'string' },
    binding: { type: 'object', description: 'what makes it live; see binding.ts' },
    condition: { type: 'object', description: 'who belongs to it, by what is known of a customer; see condition.ts' },
  }
  return schemas[type] as JsonObject
}
