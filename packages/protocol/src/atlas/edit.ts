// What people do to the records of the atlas, as it travels: a few small edits that belong together. Says nothing about what they bring about.
import { z } from 'zod'
import { jsonValue } from '../condition.ts'
import type { Json } from '../json.ts'
import { type AtlasKind, atlasKinds } from './kinds.ts'

const ID_LENGTH_MAX = 60
/** Edits that one change may hold: a paste of a large table still fits. */
export const EDITS_MAX = 2000
/** Characters of one text in one language. */
export const TEXT_LENGTH_MAX = 20_000

/** The id of a record: made by whoever makes the record. */
export const recordId = z
  .string()
  .regex(/^[\w.-]+$/)
  .max(ID_LENGTH_MAX)

/** The names of all kinds. */
export const atlasKindNames = Object.keys(atlasKinds) as [AtlasKind, ...AtlasKind[]]

/** A language of content, e.g. `de`. */
export const contentLanguage = z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/)

/** The change of a text: numbers are characters kept, arrays are characters cut and lines put, as CodeMirror writes them. */
export const textChange = z.array(
  z.union([z.number().int().min(0), z.tuple([z.number().int().min(0)]).rest(z.string())]),
)

/** The change of a text as JSON. */
export type TextChange = z.output<typeof textChange>

/** The fields of a record. They hold what people design, nothing of a customer. */
export const atlasFields = z.record(z.string(), jsonValue)

const make = z.strictObject({
  do: z.literal('make'),
  id: recordId,
  kind: z.enum(atlasKindNames),
  journey: recordId.nullable(),
  fields: atlasFields,
})
const set = z.strictObject({ do: z.literal('set'), id: recordId, field: z.string(), value: jsonValue })
const write = z.strictObject({
  do: z.literal('write'),
  id: recordId,
  field: z.string(),
  language: contentLanguage,
  change: textChange,
})
const remove = z.strictObject({ do: z.literal('remove'), id: recordId })
const restore = z.strictObject({ do: z.literal('restore'), id: recordId })

/**
 * One edit. `make`: a new record; of one that exists, the fields it lacks. `set`: the whole value of a field, null takes it away; of a text field an
 * object of texts by language. `write`: typing inside a text. `remove`: puts aside, so that what others do to it meanwhile is not lost. `restore`: brings back.
 */
export const atlasEdit = z.discriminatedUnion('do', [make, set, write, remove, restore])

/** One edit. */
export type AtlasEdit = z.output<typeof atlasEdit>
/** An edit inside a text. */
export type TextEdit = Extract<AtlasEdit, { do: 'write' }>

/** A record as it is stored and travels. `journey`: the one it lives in; null for records of the library. `removed`: put aside. */
export type AtlasRecord = {
  readonly id: string
  readonly kind: AtlasKind
  readonly journey: string | null
  readonly fields: Readonly<Record<string, Json>>
  readonly removed: boolean
}
