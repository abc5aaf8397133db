// Tickets, conflicts and connections as the API answers them. Reads nothing; no secret leaves.
import {
  actionOn,
  type FieldAction,
  type FieldMemory,
  fieldWays,
  followUpOf,
  healthWord,
  type Named,
  type RemoteTicket,
  stateOf,
  type TicketCatalog,
  ticketStateOf,
} from '@lotse/core/insights'
import {
  type ShownTicket,
  type ShownTicketConflict,
  type ShownTicketConnection,
  type ShownTicketFailure,
  type ShownTicketField,
  type TicketField,
  ticketFields,
} from '@lotse/protocol'
import type { StoredConflict } from '../../adapters/store/tickets/conflicts.ts'
import type { StoredConnection } from '../../adapters/store/tickets/connections.ts'
import type { StoredIntent } from '../../adapters/store/tickets/intents.ts'
import type { LinkFailure, StoredLink } from '../../adapters/store/tickets/links.ts'
import { instantOf, instantOrNull } from '../../base/ids.ts'
import type { InsightFact } from '../facts.ts'

const empty = {
  version: 0,
  system: null,
  key: null,
  url: null,
  status: null,
  assignee: null,
  createdAt: null,
  updatedAt: null,
  statusSince: null,
  readAt: null,
  why: null,
  failure: null,
  fields: [],
  conflicts: [],
}

/** An insight without a ticket: how far opening one is. */
export function showIntent(
  insight: string,
  intent: StoredIntent | undefined,
  connection: StoredConnection | undefined,
): ShownTicket {
  if (intent === undefined || intent.state === 'done') return { ...empty, insight, state: 'none' }
  const { state, why, tries } = intent
  return { ...empty, insight, state, why, version: tries, system: connection ? showSystem(connection) : null }
}

/** A connection, by name. */
export const showSystem = ({ id, name, kind, mode }: StoredConnection) => ({ id: String(id), name, kind, mode })

/** A status with what it stands for here. */
export function showStatus(ticket: RemoteTicket | null, { mapping }: StoredConnection) {
  if (ticket === null) return null
  const { id, name, category } = ticket.status
  return { id, name, category, state: stateOf(mapping, ticket.status) }
}

/** What an insight's ticket is shown with. `title`: of the insight. */
export type Seen = {
  readonly link: StoredLink
  readonly connection: StoredConnection
  readonly fact: Pick<InsightFact, 'id' | 'standing'>
  readonly title: string
  readonly conflicts: readonly StoredConflict[]
}

/** A ticket with both sides of each field. */
export function showTicket(seen: Seen): ShownTicket {
  const { link, connection, fact, conflicts } = seen
  const { ticket } = link
  return {
    insight: fact.id,
    state: link.unlinkedAt === null ? link.state : 'unlinked',
    version: link.version,
    system: showSystem(connection),
    key: link.key,
    url: link.url,
    status: showStatus(ticket, connection),
    assignee: ticket?.assignee?.name ?? null,
    createdAt: instantOrNull(ticket?.createdAt ?? null),
    updatedAt: instantOrNull(ticket?.updatedAt ?? null),
    statusSince: instantOrNull(ticket?.statusSince ?? null),
    readAt: instantOrNull(link.readAt),
    why: null,
    failure: showFailure(link.failure),
    fields: ticketFields.map((field) => showField(seen, field)),
    conflicts: conflicts.map(showConflict),
  }
}

function showField({ link, connection, fact, title }: Seen, field: TicketField): ShownTicketField {
  const { ticket } = link
  const memory = link.memory[field]
  const locals = { status: ticketStateOf(fact.standing.status), title, assignee: memory.baseline }
  const there = ticket === null ? null : stateOf(connection.mapping, ticket.status)
  const remotes = { status: there, title: ticket?.title ?? null, assignee: ticket?.assignee?.name ?? null }
  const local = locals[field]
  const remote = remotes[field]
  const unknown = ticket === null || (field === 'status' && (local === null || remote === null))
  const { baseline, writer, at } = memory
  return {
    field,
    way: fieldWays[field],
    rule: connection.rules[field],
    local,
    remote,
    baseline,
    writer,
    at: instantOf(at),
    how: unknown ? 'unknown' : howOf(memory, { local, remote, field, connection }),
  }
}

type Pair = {
  readonly local: string | null
  readonly remote: string | null
  readonly field: TicketField
  readonly connection: StoredConnection
}

const hows: { readonly [A in FieldAction]: ShownTicketField['how'] } = {
  agree: 'same',
  apart: 'apart',
  take: 'waiting',
  write: 'waiting',
  knot: 'conflict',
}

function howOf(memory: FieldMemory, { local, remote, field, connection }: Pair): ShownTicketField['how'] {
  const { mode, rules } = connection
  const sides = { local, localAt: 0, remote, remoteAt: 0, ours: false }
  const action = actionOn(memory, sides, { way: fieldWays[field], mode, rule: rules[field] })
  return hows[action]
}

/** A conflict. */
export function showConflict(row: StoredConflict): ShownTicketConflict {
  const { id, field, local, remote, baseline, at, resolvedAt, by, choice } = row
  const times = { at: instantOf(at), resolvedAt: instantOrNull(resolvedAt) }
  return { id: String(id), field, local, remote, baseline, by, choice, ...times }
}

/** Why a ticket does not follow. */
export function showFailure(failure: LinkFailure | null): ShownTicketFailure | null {
  if (failure === null) return null
  const { at, retryAt, allowed, value: wanted, ...rest } = failure
  return { ...rest, wanted, allowed: [...allowed], at: instantOf(at), retryAt: instantOf(retryAt) }
}

/** Since when a ticket is overdue or untouched, by what its connection says. */
export function followUpFor({ ticket, state }: StoredLink, connection: StoredConnection, now: number) {
  if (ticket === null || state === 'gone' || state === 'forbidden') return { overdueSince: null, untouchedSince: null }
  const inProgress = (stateOf(connection.mapping, ticket.status) ?? ticket.status.category) === 'inProgress'
  return followUpOf(ticket, { days: connection, inProgress, now })
}

/** A connection. @param hookBase - the address before its key. */
export function showConnection(
  connection: StoredConnection,
  {
    queue,
    hookBase,
    now,
  }: {
    readonly queue: { readonly waiting: number; readonly since: number | null }
    readonly hookBase: string
    readonly now: number
  },
): ShownTicketConnection {
  const { id, version, name, kind, baseUrl, accountName, options, active, mode, rules, mapping, catalog } = connection
  const { health, polledAt, overdueDays, untouchedDays } = connection
  const { fault } = health
  return {
    ...{ id: String(id), version, name, kind, baseUrl, accountName, options: { ...options }, active, mode },
    rules: { ...rules },
    mapping: mappingOf(mapping),
    ...{ overdueDays, untouchedDays, removed: connection.removedAt !== null },
    hookUrl: new URL(`/v1/ticket-hook/${connection.hookKey}`, hookBase).href,
    hookSigned: connection.hookSecret !== null,
    checked: catalog !== null,
    catalog: catalog === null ? null : catalogOf(catalog),
    health: {
      word: healthWord(health, { active, now }),
      lastOkAt: instantOrNull(health.lastOkAt),
      polledAt: instantOrNull(polledAt),
      pausedUntil: instantOrNull(health.pausedUntil),
      fault: fault === null ? null : { kind: fault.kind, why: fault.why, at: instantOf(fault.at) },
      waiting: queue.waiting,
      waitingSince: instantOrNull(queue.since),
    },
  }
}

const mappingOf = ({ into, categories, out }: StoredConnection['mapping']): ShownTicketConnection['mapping'] => ({
  into: { ...into },
  categories: { ...categories },
  out: { ticket: [...out.ticket], inProgress: [...out.inProgress], solved: [...out.solved] },
})

const named = ({ id, name }: Named): { id: string; name: string } => ({ id, name })

function catalogOf({ projects, statuses, priorities, whole }: TicketCatalog): ShownTicketConnection['catalog'] {
  return {
    projects: projects.map((project) => ({
      ...named(project),
      kinds: project.kinds.map((kind) => ({ ...named(kind), required: kind.required.map(named) })),
    })),
    statuses: statuses.map((status) => ({ ...named(status), category: status.category })),
    priorities: priorities.map(named),
    whole,
  }
}
