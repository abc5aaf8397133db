// Tickets of insights: what stands on both sides and why, lists to ask about, conflicts that wait for a person. Every change names the version that it was made from.
import { z } from 'zod'
import { recordId } from '../atlas/edit.ts'
import {
  ticketCategories,
  ticketFields,
  ticketLinkStates,
  ticketLists,
  ticketModes,
  ticketRules,
  ticketStates,
  ticketSystemKinds,
} from '../insights/tickets.ts'
import { insightStates } from '../insights/work.ts'
import { contentTexts } from './atlas.ts'
import type { Operation, Operations } from './operation.ts'
import { idText, instantText, pageOf, pageQuery } from './shapes.ts'
import { ownerFilter } from './units.ts'

const params = z.object({ id: recordId })

/** A status of a ticket. `state`: what it stands for here; null: it was not mapped. */
const shownStatus = z
  .object({
    id: z.string(),
    name: z.string(),
    category: z.enum(ticketCategories),
    state: z.enum(ticketStates).nullable(),
  })
  .meta({ id: 'TicketStatus' })

/**
 * A field on both sides. Of the status, `local`, `remote` and `baseline` are states. `way`: which way it goes; `rule`: what holds where both sides changed it; `baseline`: what
 * they last agreed on, since `at`, by whom (`writer`); `how`: whether they are the same, differ as they may, one waits to follow, or a person has to choose.
 */
export const ticketField = z
  .object({
    field: z.enum(ticketFields),
    way: z.enum(['both', 'out', 'in']),
    rule: z.enum(ticketRules),
    local: z.string().nullable(),
    remote: z.string().nullable(),
    baseline: z.string().nullable(),
    writer: z.enum(['us', 'them']).nullable(),
    at: instantText,
    how: z.enum(['same', 'apart', 'waiting', 'conflict', 'unknown']),
  })
  .meta({ id: 'TicketField' })
export type ShownTicketField = z.infer<typeof ticketField>

/** A conflict. `by`: who resolved it; `choice`: which side was chosen, or that both became the same. */
export const ticketConflict = z
  .object({
    id: idText,
    field: z.enum(ticketFields),
    local: z.string().nullable(),
    remote: z.string().nullable(),
    baseline: z.string().nullable(),
    at: instantText,
    resolvedAt: instantText.nullable(),
    by: z.string().nullable(),
    choice: z.enum(['local', 'remote', 'same']).nullable(),
  })
  .meta({ id: 'TicketConflict' })
export type ShownTicketConflict = z.infer<typeof ticketConflict>

/** Why a ticket does not follow. `wanted`: what it should become. `allowed`: where its workflow leads from here, or what it asks for. */
export const ticketFailure = z
  .object({
    field: z.enum(ticketFields),
    wanted: z.string().nullable(),
    kind: z.enum(['noPath', 'needs', 'notTaken', 'refused', 'later', 'unmapped']),
    why: z.string(),
    allowed: z.array(z.string()),
    at: instantText,
    retryAt: instantText,
  })
  .meta({ id: 'TicketFailure' })
export type ShownTicketFailure = z.infer<typeof ticketFailure>

/** A connection, by name. */
const shownSystem = z.object({
  id: idText,
  name: z.string(),
  kind: z.enum(ticketSystemKinds),
  mode: z.enum(ticketModes),
})

/**
 * An insight's ticket. `state`: that of the link; before there is one, how far opening is (`planned`, `sending`, `unsure`: nobody can tell whether there is one, `refused`,
 * `dropped`), or `none`. `version`: to be said when it is changed. `why`: what the system said. `createdAt`, `updatedAt`, `statusSince`: the system's own times.
 */
export const insightTicket = z
  .object({
    insight: recordId,
    state: z.enum([...ticketLinkStates, 'none', 'planned', 'sending', 'unsure', 'refused', 'dropped']),
    version: z.int().min(0),
    system: shownSystem.nullable(),
    key: z.string().nullable(),
    url: z.string().nullable(),
    status: shownStatus.nullable(),
    assignee: z.string().nullable(),
    createdAt: instantText.nullable(),
    updatedAt: instantText.nullable(),
    statusSince: instantText.nullable(),
    readAt: instantText.nullable(),
    why: z.string().nullable(),
    failure: ticketFailure.nullable(),
    fields: z.array(ticketField),
    conflicts: z.array(ticketConflict),
  })
  .meta({ id: 'InsightTicket' })
export type ShownTicket = z.infer<typeof insightTicket>

/** A line of the lists. `overdueSince`, `untouchedSince`: by the ticket's own times; null: it is not. `conflicts`: how many wait. */
export const ticketLine = z
  .object({
    insight: recordId,
    name: contentTexts,
    status: z.enum(insightStates),
    departmentId: idText.nullable(),
    state: z.enum(ticketLinkStates),
    version: z.int().min(1),
    system: shownSystem,
    key: z.string(),
    url: z.string(),
    there: shownStatus.nullable(),
    assignee: z.string().nullable(),
    statusSince: instantText.nullable(),
    updatedAt: instantText.nullable(),
    overdueSince: instantText.nullable(),
    untouchedSince: instantText.nullable(),
    conflicts: z.int().min(0),
    failure: ticketFailure.nullable(),
  })
  .meta({ id: 'TicketLine' })
export type TicketLine = z.infer<typeof ticketLine>

const version = z.int().min(0)

/** What these share: they change the ticket of the insight that the path names, for the unit in charge of it. */
const changing = <const O extends Pick<Operation, 'method' | 'path' | 'summary' | 'allow'>>(operation: O) => ({
  ...operation,
  tag: 'Tickets' as const,
  owned: 'insight' as const,
  params,
  answer: insightTicket,
})

/** Operations on tickets. */
export const ticketOperations = {
  listTickets: {
    method: 'GET',
    path: '/api/v1/tickets',
    tag: 'Tickets',
    summary:
      'Tickets of insights: all, those overdue, untouched, in conflict, or that do not follow; narrowed to the `department` in charge of the insight with all below it, the caller’s (`mine`), or nobody (`none`). `counts`: how many each list holds',
    allow: 'insights.read',
    query: z.object({ show: z.enum(ticketLists).default('all'), department: ownerFilter.optional(), ...pageQuery }),
    answer: pageOf(ticketLine).extend({ counts: z.record(z.enum(ticketLists), z.int().min(0)) }),
  },
  getInsightTicket: {
    method: 'GET',
    path: '/api/v1/insights/{id}/ticket',
    tag: 'Tickets',
    summary:
      'The ticket of an insight: each field with its value on both sides, what they last agreed on, who wrote that and which rule holds; conflicts; why it does not follow',
    allow: 'insights.read',
    params,
    answer: insightTicket,
  },
  openInsightTicket: {
    ...changing({
      method: 'POST',
      path: '/api/v1/insights/{id}/ticket',
      summary:
        'Open a ticket for an insight that was let through: where its department opens them, or in the connection and project that are named',
      allow: 'insights.decide',
    }),
    body: z.strictObject({
      connectionId: idText.optional(),
      project: z.string().trim().min(1).max(200).optional(),
      ticketKind: z.string().trim().min(1).max(200).nullable().default(null),
    }),
    status: 202,
  },
  retryInsightTicket: {
    ...changing({
      method: 'POST',
      path: '/api/v1/insights/{id}/ticket/retry',
      summary:
        'Try again now: open a ticket that was refused, or of which nobody can tell whether it was opened, or let a ticket follow that did not',
      allow: 'insights.decide',
    }),
    body: z.strictObject({ version }),
    status: 202,
  },
  resolveTicketConflict: {
    method: 'POST',
    path: '/api/v1/insights/{id}/ticket/conflicts/{conflict}',
    tag: 'Tickets',
    summary: 'Choose a side of a conflict: the insight’s value (`local`) or the ticket’s (`remote`)',
    allow: 'insights.decide',
    owned: 'insight',
    params: z.object({ id: recordId, conflict: idText }),
    body: z.strictObject({ version, take: z.enum(['local', 'remote']) }),
    answer: insightTicket,
  },
  unlinkInsightTicket: {
    ...changing({
      method: 'POST',
      path: '/api/v1/insights/{id}/ticket/unlink',
      summary: 'Take a ticket off its insight: neither follows the other any longer, and both stay as they are',
      allow: 'insights.decide',
    }),
    body: z.strictObject({ version }),
  },
  relinkInsightTicket: {
    ...changing({
      method: 'POST',
      path: '/api/v1/insights/{id}/ticket/relink',
      summary: 'Tie the ticket to its insight again that was taken off last',
      allow: 'insights.decide',
    }),
    body: z.strictObject({ version }),
  },
} as const satisfies Operations
