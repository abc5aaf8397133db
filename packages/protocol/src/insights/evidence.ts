// What an insight is known from, as it travels. Shapes alone; how well it is known is decided elsewhere.
import { z } from 'zod'
import { instantText } from '../api/shapes.ts'
import { recordId } from '../atlas/edit.ts'

const DAYS_MAX = 366
const WEB_LINK = /^https?:\/\/[^\s]+$/i

/**
 * A question with a number. `event`: how many such events; `step`: how many runs came to a step of a journey that is measured, ended there, or came
 * again. Of the last `days`.
 */
export const evidenceQuery = z
  .discriminatedUnion('of', [
    z.strictObject({
      of: z.literal('event'),
      name: z.string().min(1).max(200),
      days: z.int().min(1).max(DAYS_MAX),
    }),
    z.strictObject({
      of: z.literal('step'),
      journey: recordId,
      step: recordId,
      what: z.enum(['reached', 'dropped', 'repeated']),
      days: z.int().min(1).max(DAYS_MAX),
    }),
  ])
  .meta({ id: 'EvidenceQuery' })
export type EvidenceQuery = z.output<typeof evidenceQuery>

const told = {
  title: z.string().trim().min(1).max(200),
  about: z.string().trim().max(2000).default(''),
  link: z.string().max(2000).regex(WEB_LINK, 'an address of the web').nullable().default(null),
}

/** New evidence. `voices`: how many said so, or were asked. `dated`: of when it is; now unless said. */
export const newEvidence = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('events'), ...told, query: evidenceQuery }),
    z.strictObject({
      kind: z.enum(['feedback', 'research', 'file']),
      ...told,
      voices: z.int().min(1).max(1_000_000_000).nullable().default(null),
      dated: instantText.optional(),
    }),
  ])
  .meta({ id: 'NewEvidence' })
export type NewEvidence = z.output<typeof newEvidence>
