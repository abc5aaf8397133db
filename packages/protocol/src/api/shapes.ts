// Shapes that many operations share: instants, ids, pages of lists, problem documents. Nothing of one domain.
import { z } from 'zod'
import { jsonValue } from '../condition.ts'
import type { JsonObject } from '../json.ts'

/** An instant as ISO 8601 text in UTC with milliseconds, e.g. `2026-03-29T01:00:00.000Z`. */
export const instantText = z.iso.datetime().meta({ id: 'Instant' })

/** The id of a stored thing as text. Ids are numbers inside, text outside, so that no client rounds them. */
export const idText = z
  .string()
  .regex(/^[1-9]\d{0,15}$/, 'an id, digits only')
  .meta({ id: 'Id' })

/** The id of a flow. */
export const flowIdText = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'the id of a flow')
  .meta({ id: 'FlowId' })

/** A JSON object without a fixed form that holds nothing of a customer: settings, what was changed. */
export const plainObject: z.ZodType<JsonObject> = z.record(z.string(), jsonValue).meta({ id: 'PlainObject' })

/** A JSON object without a fixed form: traits, properties, proofs. */
export const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), jsonValue).meta({ id: 'JsonObject' })

/**
 * Texts about a customer, masked for callers without `personal.read`: a free text is hidden, of a name the initials are left, of a key or
 * id that may be an address its end. Objects with `kind` and `value` or `name` and `value`, and `jsonObject`, are masked without being marked.
 */
export const personalText = z.string().meta({ 'x-personal': 'text' })
export const personalName = z.string().meta({ 'x-personal': 'name' })
export const personalKey = z.string().meta({ 'x-personal': 'key' })

/** Path parameters of one thing. */
export const idParams = z.object({ id: idText })
/** Path parameters of one flow. */
export const flowParams = z.object({ id: flowIdText })

/** How much of a list to answer. `cursor`: `next` of the page before. */
export const pageQuery = {
  cursor: z.string().min(1).max(400).optional(),
  limit: z.coerce.number<number>().int().min(1).max(200).default(50),
}

/** How a download is written: `csv` and `xlsx` for spreadsheets (`language` decides on separators, headings and numbers), JSON for programs. */
export const downloadQuery = {
  format: z.enum(['csv', 'xlsx', 'ndjson', 'json']).default('csv'),
  language: z.enum(['de', 'en']).default('en'),
}

/**
 * A page of a list. `next` is null on the last page.
 *
 * @param item - shape of one entry.
 */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}

/**
 * A problem document (RFC 9457). `code` is from docs/problems.md; `field` names what to mend; `requestId` stands in the log.
 * More members than these may be present, depending on the code (`faults`, `position`, `retryAfterS`, ...).
 */
export const problemDocument = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    field: z.string().optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem' })
export type ProblemDocument = z.infer<typeof problemDocument>
