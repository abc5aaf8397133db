// What went wrong with inputs: refused events and inputs set aside, to be seen and tried again. And conditions as text.
import { z } from 'zod'
import { condition, jsonValue } from '../condition.ts'
import type { Operations } from './operation.ts'
import { downloadQuery, idParams, idText, instantText, pageOf, pageQuery, personalText } from './shapes.ts'

/** A bad event of a good batch with its reason (E10). `raw`: as it was sent; of files and webhooks the record. `discardedAt`: put away. */
export const refusedEvent = z
  .object({
    id: idText,
    source: z.object({ id: idText, name: z.string() }).nullable(),
    refusedAt: instantText,
    code: z.string(),
    field: z.string().nullable(),
    detail: z.string(),
    raw: personalText,
    replayedAt: instantText.nullable(),
    discardedAt: instantText.nullable(),
  })
  .meta({ id: 'RefusedEvent' })
export type RefusedEvent = z.infer<typeof refusedEvent>

/** An input that made a rule throw (B2). */
export const setAsideInput = z
  .object({
    id: idText,
    customerId: idText,
    reason: z.string(),
    stack: z.string(),
    dueAt: instantText.nullable(),
    setAsideAt: instantText,
    resolvedAt: instantText.nullable(),
  })
  .meta({ id: 'SetAsideInput' })
export type SetAsideInput = z.infer<typeof setAsideInput>

const count = z.int().min(0)

/** Refused events with one reason: code, field and source. `detail`: of the newest one. Counted among the newest 100,000 open ones. */
export const refusedGroup = z
  .object({
    code: z.string(),
    field: z.string().nullable(),
    source: z.object({ id: idText, name: z.string() }).nullable(),
    detail: z.string(),
    count,
    firstAt: instantText,
    lastAt: instantText,
    lastId: idText,
  })
  .meta({ id: 'RefusedGroup' })
export type RefusedGroup = z.infer<typeof refusedGroup>

/** Inputs set aside for one reason that wait for a mend. */
export const setAsideGroup = z
  .object({ reason: z.string(), count, customers: count, firstAt: instantText, lastAt: instantText, lastId: idText })
  .meta({ id: 'SetAsideGroup' })
export type SetAsideGroup = z.infer<typeof setAsideGroup>

/** What a list of refused events is narrowed to. `field` empty: those whose reason names no field. */
const refusedFilter = {
  code: z.string().max(100).optional(),
  field: z.string().max(400).optional(),
  source: idText.optional(),
  state: z.enum(['open', 'replayed', 'discarded']).optional(),
}

/**
 * What a round of judging again did. `still`: reasons of those that are refused still. `next`: send it as `after` for the next round,
 * null when all were judged.
 */
export const replayRound = z
  .object({
    replayed: count,
    refused: count,
    still: z.array(z.object({ code: z.string(), detail: z.string(), count })),
    next: idText.nullable(),
  })
  .meta({ id: 'ReplayRound' })
export type ReplayRound = z.infer<typeof replayRound>

const conditionText = z.string().min(1).max(10_000)

/** Operations on bad inputs and on conditions as text. */
export const inputOperations = {
  listRefusedEvents: {
    method: 'GET',
    path: '/api/v1/refused-events',
    tag: 'Inputs',
    summary: 'Refused events, newest first',
    allow: 'inputs.read',
    query: z.object({ ...refusedFilter, ...pageQuery }),
    answer: pageOf(refusedEvent),
  },
  exportRefused: {
    method: 'GET',
    path: '/api/v1/refused-events/export',
    tag: 'Inputs',
    summary: 'Refused events as a file, newest first',
    allow: 'inputs.read',
    query: z.object({ ...refusedFilter, ...downloadQuery }),
    download: refusedEvent,
  },
  groupRefusedEvents: {
    method: 'GET',
    path: '/api/v1/refused-events/groups',
    tag: 'Inputs',
    summary: 'Open refused events by reason, field and source, the most frequent first',
    allow: 'inputs.read',
    answer: z.object({ items: z.array(refusedGroup), next: z.null() }),
  },
  replayRefusedEvents: {
    method: 'POST',
    path: '/api/v1/refused-events/replay',
    tag: 'Inputs',
    summary: 'Judge open refused events again, oldest first, a round at a time',
    allow: 'inputs.repair',
    body: z.strictObject({
      code: refusedFilter.code,
      field: refusedFilter.field,
      source: refusedFilter.source,
      after: idText.optional(),
      limit: z.int().min(1).max(500).default(200),
    }),
    answer: replayRound,
  },
  discardRefusedEvents: {
    method: 'POST',
    path: '/api/v1/refused-events/discard',
    tag: 'Inputs',
    summary:
      'Put open refused events of a reason away, up to `upTo`; `back` takes back what was put away at that instant',
    allow: 'inputs.repair',
    body: z.strictObject({
      code: refusedFilter.code,
      field: refusedFilter.field,
      source: refusedFilter.source,
      upTo: idText,
      back: instantText.optional(),
    }),
    answer: z.object({ discarded: count, at: instantText }),
  },
  replayRefusedEvent: {
    method: 'POST',
    path: '/api/v1/refused-events/{id}/replay',
    tag: 'Inputs',
    summary: 'Judge a refused event again, as it was sent or as mended in `event`',
    allow: 'inputs.repair',
    params: idParams,
    body: z.strictObject({ event: z.record(z.string(), jsonValue).optional() }),
    answer: refusedEvent,
  },
  listSetAsideInputs: {
    method: 'GET',
    path: '/api/v1/set-aside-inputs',
    tag: 'Inputs',
    summary: 'Inputs that made a rule throw and wait for a mend, newest first',
    allow: 'inputs.read',
    query: z.object(pageQuery),
    answer: pageOf(setAsideInput),
  },
  groupSetAsideInputs: {
    method: 'GET',
    path: '/api/v1/set-aside-inputs/groups',
    tag: 'Inputs',
    summary: 'Inputs set aside by reason, the most frequent first',
    allow: 'inputs.read',
    answer: z.object({ items: z.array(setAsideGroup), next: z.null() }),
  },
  replaySetAsideInputs: {
    method: 'POST',
    path: '/api/v1/set-aside-inputs/replay',
    tag: 'Inputs',
    summary:
      'Apply inputs set aside for a reason again, oldest first, a round at a time; `upTo` leaves out those set aside since',
    allow: 'inputs.repair',
    body: z.strictObject({ reason: z.string().max(10_000), upTo: idText, limit: z.int().min(1).max(100).default(50) }),
    answer: z.object({ replayed: count, left: count }),
  },
  discardSetAsideInputs: {
    method: 'POST',
    path: '/api/v1/set-aside-inputs/discard',
    tag: 'Inputs',
    summary:
      'Put inputs set aside for a reason away without applying them, up to `upTo`; `back` takes back what was put away at that instant',
    allow: 'inputs.repair',
    body: z.strictObject({ reason: z.string().max(10_000), upTo: idText, back: instantText.optional() }),
    answer: z.object({ discarded: count, at: instantText }),
  },
  replaySetAsideInput: {
    method: 'POST',
    path: '/api/v1/set-aside-inputs/{id}/replay',
    tag: 'Inputs',
    summary: 'Apply the input again after a mend',
    allow: 'inputs.repair',
    params: idParams,
    answer: setAsideInput,
  },
  parseCondition: {
    method: 'POST',
    path: '/api/v1/conditions/parse',
    tag: 'Conditions',
    summary: 'The tree of a condition written as text',
    allow: 'flows.read',
    body: z.strictObject({ text: conditionText }),
    answer: z.object({ condition, text: z.string() }),
  },
  printCondition: {
    method: 'POST',
    path: '/api/v1/conditions/print',
    tag: 'Conditions',
    summary: 'The text of a condition tree',
    allow: 'flows.read',
    body: z.strictObject({ condition }),
    answer: z.object({ text: z.string() }),
  },
} as const satisfies Operations
