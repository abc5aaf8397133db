// Brings an insight and its ticket together as they stand, in one transaction (TK1–TK6): what of it we do here is done, what the ticket is to become is answered. Calls nobody.
import {
  actionOn,
  agreed,
  type FieldMemory,
  type FieldSides,
  fieldWays,
  followed,
  knotted,
  type RemoteTicket,
  standingAt,
  stateOf,
  ticketStateOf,
  writing,
} from '@lotse/core/insights'
import { type TicketField, type TicketState, ticketFields } from '@lotse/protocol'
import { type OwnedRecord, recordsById } from '../../adapters/store/atlas.ts'
import { insertWorkChange, type StoredWork, workOf, writeWork } from '../../adapters/store/insight-work.ts'
import type { Db } from '../../adapters/store/members.ts'
import { endConflict, noteConflict } from '../../adapters/store/tickets/conflicts.ts'
import type { StoredConnection } from '../../adapters/store/tickets/connections.ts'
import { type LinkFailure, lockedLink, type StoredLink, writeLink } from '../../adapters/store/tickets/links.ts'
import { backoffMs } from '../../base/backoff.ts'
import { titleOf } from './plan.ts'
import type { TicketTools } from './tools.ts'

/** Older than what was seen before: a copy that lags behind is asked again then. */
const STALE_MS = 30_000
const RETRY_MS_FIRST = 30_000
const RETRY_MS_MAX = 6 * 3_600_000

/** What a ticket is to become. */
export type Wish = { readonly field: 'status' | 'title'; readonly value: string }

/** Why a wish did not come true, as far as is known. */
export type Unmet = Pick<LinkFailure, 'kind' | 'why' | 'allowed'>

/** A ticket as it was read. `tried`: what was just written and what came of it; this reading is to show whether it arrived (TK8). */
export type Reading = {
  readonly connection: StoredConnection
  readonly ticket: RemoteTicket
  readonly tried?: ReadonlyMap<TicketField, Unmet>
}

type Sides = { readonly [F in TicketField]: FieldSides | null }

/** What is known while one link is settled. */
type Settling = {
  readonly db: Db
  readonly now: number
  readonly link: StoredLink
  readonly work: StoredWork | undefined
  readonly reading: Reading
}

/** Settles a link. @returns what the ticket is to become. */
export async function settle({ world }: TicketTools, id: number, reading: Reading): Promise<Wish[]> {
  return world.db.transaction().execute(async (db) => {
    const link = await lockedLink(db, id)
    if (link === undefined) return []
    const now = world.clock.now()
    if (reading.ticket.updatedAt < link.remoteAt) {
      await writeLink(db, { ...link, nextAt: now + STALE_MS })
      return []
    }
    const work = await workOf(db, link.workspaceId, link.insight, { lock: true })
    const [record] = await recordsById(db, link.workspaceId, [link.insight])
    return settleLocked({ db, now, link, work, reading }, record)
  })
}

async function settleLocked(settling: Settling, record: OwnedRecord | undefined): Promise<Wish[]> {
  const { db, now, link, work, reading } = settling
  const { ticket } = reading
  const sides = sidesOf(settling, record)
  const memory = { ...link.memory }
  const wishes: Wish[] = []
  let version = work?.version ?? 0
  for (const field of ticketFields) {
    const side = sides[field]
    if (side === null) continue
    const done = await settleField(settling, field, side)
    memory[field] = done.memory
    if (done.took) version++
    if (done.wish !== null && field !== 'assignee') wishes.push({ field, value: done.wish })
  }
  const failure = failureOf(settling, wishes)
  const open = failure === null ? wishes : []
  const state = ticket.key === link.key ? (link.state === 'moved' ? 'moved' : 'linked') : 'moved'
  await writeLink(db, {
    ...link,
    state,
    key: ticket.key,
    url: ticket.url,
    ticket,
    remoteAt: ticket.updatedAt,
    readAt: now,
    memory,
    seenWork: version,
    seenRecord: record?.changedAt ?? 0,
    failure,
    tries: failure === null ? 0 : link.failure?.at === failure.at ? link.tries : link.tries + 1,
    nextAt: open.length > 0 ? now : (failure?.retryAt ?? null),
  })
  return open
}

/** Both sides of each field; null: of what cannot be compared, because it was not mapped or the insight went back before its ticket. */
function sidesOf({ link, work, now, reading }: Settling, record: OwnedRecord | undefined): Sides {
  const { connection, ticket } = reading
  const ours = ticket.lastAuthor !== null && ticket.lastAuthor === connection.account
  const remoteAt = ticket.statusSince ?? ticket.updatedAt
  const state = work === undefined ? null : ticketStateOf(standingAt(work, now).status)
  const there = stateOf(connection.mapping, ticket.status)
  const assignee = ticket.assignee?.name ?? null
  const title = { local: titleOf(record?.fields), localAt: record?.changedAt ?? 0 }
  return {
    status: state && there && { local: state, localAt: work?.since ?? 0, remote: there, remoteAt, ours },
    title: record ? { ...title, remote: ticket.title, remoteAt: ticket.updatedAt, ours } : null,
    assignee: { local: link.memory.assignee.baseline, localAt: 0, remote: assignee, remoteAt, ours },
  }
}

type Settled = { readonly memory: FieldMemory; readonly wish: string | null; readonly took: boolean }

async function settleField(settling: Settling, field: TicketField, side: FieldSides): Promise<Settled> {
  const { db, now, link, reading } = settling
  const { mode, rules } = reading.connection
  const before = link.memory[field]
  const action = actionOn(before, side, { way: fieldWays[field], mode, rule: rules[field] })
  const still = { memory: before, wish: null, took: false }
  if (action === 'knot') {
    const { local, remote } = side
    await noteConflict(db, link.workspaceId, {
      linkId: link.id,
      field,
      local,
      remote,
      baseline: before.baseline,
      at: now,
    })
    return { ...still, memory: knotted(before, side) }
  }
  if (before.knot !== null) await endConflict(db, link.id, { field, choice: 'same', by: null, at: now })
  if (action === 'agree') return { ...still, memory: agreed(before, side, now) }
  if (action === 'take') return { ...still, ...(await take(settling, field, side)) }
  if (action === 'apart' || side.local === null) return { ...still, memory: { ...before, knot: null } }
  return { ...still, memory: writing(before, side.local), wish: side.local }
}

/** The insight follows its ticket. */
async function take(settling: Settling, field: TicketField, side: FieldSides) {
  const { db, now, link, work, reading } = settling
  const memory = agreed(link.memory[field], { local: side.remote, ours: false }, now)
  if (field !== 'status' || work === undefined) return { memory, took: false }
  const { workspaceId, insight } = link
  const step = followed(standingAt(work, now), side.remote as TicketState, now)
  if (step === null) return { memory, took: false }
  const after = { ...work, ...step.standing, version: work.version + 1, changedAt: now }
  if (!(await writeWork(db, workspaceId, insight, after))) throw new Error('an insight was changed while it was locked')
  const reason = `${reading.ticket.key}: ${reading.ticket.status.name}`
  const change = { version: after.version, at: now, memberId: null, what: 'status', step: step.step, reason } as const
  await insertWorkChange(db, workspaceId, insight, { ...change, decision: null, before: work, undoes: null })
  return { memory, took: true }
}

/** Why the ticket does not follow: what was tried and did not arrive, or what failed before and is not to be tried again yet. */
function failureOf({ link, now, reading }: Settling, wishes: readonly Wish[]): LinkFailure | null {
  const [wish] = wishes
  if (wish === undefined) return null
  const before = link.failure
  if (reading.tried === undefined)
    return before !== null && before.field === wish.field && before.value === wish.value && before.retryAt > now
      ? before
      : null
  const unmet = reading.tried.get(wish.field) ?? { kind: 'notTaken' as const, why: '', allowed: [] }
  const retryAt = now + backoffMs(link.tries + 1, RETRY_MS_FIRST, RETRY_MS_MAX)
  return { ...unmet, field: wish.field, value: wish.value, at: now, retryAt }
}
