// Connections to ticket systems: how they are called, what stands for what, where departments open their tickets, how they do. Secrets go in and never come out.
import { z } from 'zod'
import { ticketCategories, ticketModes, ticketRules, ticketStates, ticketSystemKinds } from '../insights/tickets.ts'
import { priorities } from '../insights/work.ts'
import type { Operations } from './operation.ts'
import { idParams, idText, instantText } from './shapes.ts'

const named = z.object({ id: z.string(), name: z.string() })
const remoteId = z.string().trim().min(1).max(200)
const state = z.enum(ticketStates)
const days = z.int().min(1).max(365)

/** What there is to map, as the system last said. */
export const ticketCatalog = z
  .object({
    projects: z.array(named.extend({ kinds: z.array(named.extend({ required: z.array(named) })) })),
    statuses: z.array(named.extend({ category: z.enum(ticketCategories) })),
    priorities: z.array(named),
    whole: z.boolean(),
  })
  .meta({ id: 'TicketCatalog' })
export type ShownCatalog = z.infer<typeof ticketCatalog>

/** How statuses and states stand for each other. `into`: by the id of a status; `categories`: of what is not named; null: not mapped; `out`: targets, the first to be tried first. */
export const ticketMapping = z
  .strictObject({
    into: z
      .record(remoteId, state)
      .refine((into) => Object.keys(into).length <= 500, 'more statuses than there can be'),
    categories: z.strictObject({ new: state.nullable(), inProgress: state.nullable(), done: state.nullable() }),
    out: z.strictObject({
      ticket: z.array(remoteId).max(20),
      inProgress: z.array(remoteId).max(20),
      solved: z.array(remoteId).max(20),
    }),
  })
  .meta({ id: 'TicketMapping' })

/** What holds where both sides changed a field. */
export const ticketRuleSet = z
  .strictObject({ status: z.enum(ticketRules), title: z.enum(ticketRules), assignee: z.enum(ticketRules) })
  .meta({ id: 'TicketRules' })

/** How a connection does. `waiting`: what waits there, since when the longest does. `polledAt`: until when changes were read. `pausedUntil`: nothing is called before. */
const health = z
  .object({
    word: z.enum(['off', 'new', 'well', 'waiting', 'broken']),
    lastOkAt: instantText.nullable(),
    polledAt: instantText.nullable(),
    pausedUntil: instantText.nullable(),
    fault: z
      .object({ kind: z.enum(['later', 'unauthorised', 'refused']), why: z.string(), at: instantText })
      .nullable(),
    waiting: z.int().min(0),
    waitingSince: instantText.nullable(),
  })
  .meta({ id: 'TicketHealth' })
export type ShownTicketHealth = z.infer<typeof health>

/** A connection. `hookUrl`: what the system may call when a ticket changes. `checked`: whether it was ever reached. */
export const ticketConnection = z
  .object({
    id: idText,
    version: z.int().min(1),
    name: z.string(),
    kind: z.enum(ticketSystemKinds),
    baseUrl: z.string(),
    accountName: z.string().nullable(),
    hookUrl: z.string(),
    hookSigned: z.boolean(),
    options: z.record(z.string(), z.string()),
    active: z.boolean(),
    mode: z.enum(ticketModes),
    rules: ticketRuleSet,
    mapping: ticketMapping,
    overdueDays: days,
    untouchedDays: days,
    checked: z.boolean(),
    catalog: ticketCatalog.nullable(),
    health,
    removed: z.boolean(),
  })
  .meta({ id: 'TicketConnection' })
export type ShownTicketConnection = z.infer<typeof ticketConnection>

/** What is said about a connection. `secret`: key, token or password; left out when it is changed, it stays. */
const said = {
  name: z.string().trim().min(1).max(100),
  baseUrl: z.url({ protocol: /^https?$/ }).max(500),
  accountName: z.string().trim().max(200).nullable().default(null),
  options: z
    .record(z.string().max(50), z.string().max(5000))
    .refine((options) => Object.keys(options).length <= 40, 'more options than there can be')
    .default({}),
  active: z.boolean().default(true),
}
const secret = z.string().min(1).max(4000)
const hookSecret = z.string().min(8).max(500).nullable()

/** Where a unit's tickets are opened. `own`: it says so itself; `from`: the unit that says so; null: nobody does. */
const departmentTarget = z
  .object({
    unitId: idText,
    own: z.boolean(),
    from: idText.nullable(),
    target: z
      .object({
        connectionId: idText,
        project: z.string(),
        ticketKind: z.string().nullable(),
        priorities: z.partialRecord(z.enum(priorities), z.string()),
        fields: z.record(z.string(), z.string()),
      })
      .nullable(),
  })
  .meta({ id: 'TicketTarget' })
export type ShownTicketTarget = z.infer<typeof departmentTarget>

/** Operations on connections. */
export const ticketConnectionOperations = {
  listTicketConnections: {
    method: 'GET',
    path: '/api/v1/ticket-connections',
    tag: 'Tickets',
    summary: 'Connections to ticket systems with what stands for what and how they do',
    allow: 'insights.manage',
    answer: z.object({ items: z.array(ticketConnection), kinds: z.array(z.enum(ticketSystemKinds)) }),
  },
  createTicketConnection: {
    method: 'POST',
    path: '/api/v1/ticket-connections',
    tag: 'Tickets',
    summary: 'Connect a ticket system. Nothing is opened there before a department says so',
    allow: 'workspace.manage',
    body: z.strictObject({
      ...said,
      kind: z.enum(ticketSystemKinds),
      secret,
      hookSecret: hookSecret.default(null),
      mode: z.enum(ticketModes).default('drive'),
    }),
    status: 201,
    answer: ticketConnection,
  },
  changeTicketConnection: {
    method: 'PUT',
    path: '/api/v1/ticket-connections/{id}',
    tag: 'Tickets',
    summary:
      'Change how a ticket system is called. Secrets that are left out stay; for another host they have to be said again',
    allow: 'workspace.manage',
    params: idParams,
    body: z.strictObject({
      ...said,
      version: z.int().min(1),
      secret: secret.optional(),
      hookSecret: hookSecret.optional(),
    }),
    answer: ticketConnection,
  },
  removeTicketConnection: {
    method: 'DELETE',
    path: '/api/v1/ticket-connections/{id}',
    tag: 'Tickets',
    summary: 'Put a connection aside: nothing follows any longer, and tickets stay as they are. It can be brought back',
    allow: 'workspace.manage',
    params: idParams,
    status: 204,
  },
  restoreTicketConnection: {
    method: 'POST',
    path: '/api/v1/ticket-connections/{id}/restore',
    tag: 'Tickets',
    summary: 'Bring a connection back that was put aside',
    allow: 'workspace.manage',
    params: idParams,
    answer: ticketConnection,
  },
  checkTicketConnection: {
    method: 'POST',
    path: '/api/v1/ticket-connections/{id}/check',
    tag: 'Tickets',
    summary: 'Call a ticket system: who we are there, and which projects, statuses and priorities it has',
    allow: 'workspace.manage',
    params: idParams,
    answer: z.object({
      account: z.string().nullable(),
      fault: z.object({ kind: z.enum(['later', 'unauthorised', 'refused']), why: z.string() }).nullable(),
      connection: ticketConnection,
    }),
  },
  setTicketMapping: {
    method: 'PUT',
    path: '/api/v1/ticket-connections/{id}/mapping',
    tag: 'Tickets',
    summary:
      'Say which statuses stand for which states, whether tickets follow insights (`drive`) or only the other way (`mirror`), what holds where both sides changed, and when a ticket counts as overdue or untouched',
    allow: 'insights.manage',
    params: idParams,
    body: z.strictObject({
      version: z.int().min(1),
      mode: z.enum(ticketModes),
      rules: ticketRuleSet,
      mapping: ticketMapping,
      overdueDays: days,
      untouchedDays: days,
    }),
    answer: ticketConnection,
  },
  listTicketTargets: {
    method: 'GET',
    path: '/api/v1/ticket-targets',
    tag: 'Tickets',
    summary: 'Where every department, team and region opens its tickets',
    allow: 'insights.manage',
    answer: z.object({ items: z.array(departmentTarget) }),
  },
  setTicketTarget: {
    method: 'PUT',
    path: '/api/v1/ticket-targets/{id}',
    tag: 'Tickets',
    summary:
      'Say where a unit’s tickets are opened once an insight was let through; null: where the unit above opens them',
    allow: 'insights.manage',
    params: idParams,
    body: z.strictObject({
      target: z
        .strictObject({
          connectionId: idText,
          project: remoteId,
          ticketKind: remoteId.nullable().default(null),
          priorities: z.partialRecord(z.enum(priorities), remoteId).default({}),
          fields: z.record(remoteId, z.string().max(2000)).default({}),
        })
        .nullable(),
    }),
    answer: departmentTarget,
  },
} as const satisfies Operations
