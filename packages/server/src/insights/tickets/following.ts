// Reads tickets that may have changed, and brings them and their insights together (TK8, TK9, TK11). Holds no rules about fields.
import { type TicketFault, type TicketReading, type TicketSystem, targetsOf } from '@lotse/core/insights'
import type { TicketField, TicketState } from '@lotse/protocol'
import { takeCalls } from '../../adapters/store/tickets/conflicts.ts'
import { noteProgress, type StoredConnection } from '../../adapters/store/tickets/connections.ts'
import { changedAmong, dueLinks, makeDue, type StoredLink, writeLink } from '../../adapters/store/tickets/links.ts'
import { type RoundEnd, stopsAll } from './opening.ts'
import { settle, type Unmet, type Wish } from './settle.ts'
import type { Line, TicketTools } from './tools.ts'

const POLL_MS = 60_000
/** Lists of changes lag behind, and times are told in whole seconds. */
const OVERLAP_MS = 10 * 60_000
const NIGHT_MS = 24 * 3_600_000
/** Where a system cannot list changes, all tickets are read this often. */
const BLIND_MS = 15 * 60_000
const PAGES_MAX = 20
const AT_ONCE = 50
const BATCHES_MAX = 4
const CALLS_AT_ONCE = 200
const AGAIN_MS = 60_000

/** Looks which tickets to read, and reads them. */
export async function followTickets(tools: TicketTools, line: Line): Promise<RoundEnd> {
  const heard = await hear(tools, line)
  if (heard.fault !== null) return heard
  let { calls } = heard
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const due = { connectionId: line.connection.id, now: tools.world.clock.now(), limit: AT_ONCE }
    const links = await dueLinks(tools.world.db, due)
    if (links.length === 0) break
    calls++
    await line.hold()
    const fault = await readLinks(tools, line, links)
    if (fault !== null) return { calls, fault }
    if (links.length < AT_ONCE) break
  }
  return { calls, fault: null }
}

/** Marks what may have changed: what the system called about, what its list of changes says, and once a night everything. */
async function hear(
  { world }: TicketTools,
  { connection, system }: Pick<Line, 'connection' | 'system'>,
): Promise<RoundEnd> {
  const now = world.clock.now()
  const { id, polledAt, reconciledAt } = connection
  await world.db.transaction().execute(async (db) => {
    const refs = await takeCalls(db, { connectionId: id, now, limit: CALLS_AT_ONCE })
    if (refs.length > 0) await makeDue(db, id, { refs, now })
  })
  const blind = !system.capabilities.poll
  const allDue = reconciledAt === null || now - reconciledAt >= (blind ? BLIND_MS : NIGHT_MS)
  if (allDue && reconciledAt !== null) await makeDue(world.db, id, { refs: null, now })
  const polls = !blind && (polledAt === null || now - polledAt >= POLL_MS)
  if (!polls && !allDue) return { calls: 0, fault: null }
  const read = polls ? await changes(world.db, { connection, system, now }) : { cursor: connection.cursor, fault: null }
  const reached = { cursor: read.cursor, polledAt: polls && read.fault === null ? now : polledAt }
  await noteProgress(world.db, id, { ...reached, reconciledAt: allDue ? now : reconciledAt })
  return { calls: polls ? 1 : 0, fault: read.fault }
}

async function changes(
  db: TicketTools['world']['db'],
  { connection, system, now }: { connection: StoredConnection; system: TicketSystem; now: number },
): Promise<{ readonly cursor: string | null; readonly fault: TicketFault | null }> {
  let { cursor } = connection
  for (let page = 0; page < PAGES_MAX; page++) {
    const read = await system.changesSince(cursor, OVERLAP_MS)
    if (read.kind !== 'ok') return { cursor, fault: read }
    const refs = await changedAmong(db, connection.id, read.changed)
    if (refs.length > 0) await makeDue(db, connection.id, { refs, now })
    const stuck = read.next === cursor
    cursor = read.next
    if (!read.more || stuck) break
  }
  return { cursor, fault: null }
}

async function readLinks(tools: TicketTools, line: Line, links: readonly StoredLink[]): Promise<TicketFault | null> {
  const { tickets, fault } = await line.system.read(links.map(({ ref }) => ref))
  for (const link of links) {
    await line.hold()
    const reading = tickets.get(link.ref)
    if (reading !== undefined) {
      const stopped = await followOne(tools, line, { link, reading })
      if (stopped !== null && stopsAll(stopped)) return stopped
    } else if (fault === null || !stopsAll(fault)) await later(tools, link, AGAIN_MS)
  }
  return fault !== null && stopsAll(fault) ? fault : null
}

async function later({ world }: TicketTools, link: StoredLink, ms: number): Promise<void> {
  await writeLink(world.db, { ...link, nextAt: world.clock.now() + ms })
}

type One = { readonly link: StoredLink; readonly reading: TicketReading }

/** Follows one ticket. @returns a fault that may stop the round. */
async function followOne(tools: TicketTools, line: Line, { link, reading }: One): Promise<TicketFault | null> {
  const { world } = tools
  if (reading.kind === 'ticket') {
    const { connection } = line
    const wishes = await settle(tools, link.id, { connection, ticket: reading })
    return wishes.length === 0 ? null : carry(tools, line, { link, wishes })
  }
  if (reading.kind === 'gone' || reading.kind === 'forbidden') {
    await writeLink(world.db, { ...link, state: reading.kind, readAt: world.clock.now(), nextAt: null })
    return null
  }
  await later(tools, link, reading.kind === 'later' ? (reading.retryMs ?? AGAIN_MS) : AGAIN_MS)
  return reading
}

/** Writes to a ticket what it is to become, and reads it back (TK8). */
async function carry(
  tools: TicketTools,
  { connection, system }: Line,
  { link, wishes }: { readonly link: StoredLink; readonly wishes: readonly Wish[] },
): Promise<TicketFault | null> {
  const tried = new Map<TicketField, Unmet>()
  for (const wish of wishes) {
    const { unmet, fault } =
      wish.field === 'title'
        ? said(await system.write(link.ref, { title: wish.value }))
        : await bring(system, link.ref, { connection, state: wish.value as TicketState })
    if (fault !== null && stopsAll(fault)) return fault
    if (unmet !== null) tried.set(wish.field, unmet)
  }
  const { tickets, fault } = await system.read([link.ref])
  const reading = tickets.get(link.ref)
  if (reading?.kind === 'ticket') await settle(tools, link.id, { connection, ticket: reading, tried })
  return fault
}

type Said = { readonly unmet: Unmet | null; readonly fault: TicketFault | null }

/** What a write came to. `done`, a lost answer and a race all say nothing: the reading afterwards does. */
function said(answer: Awaited<ReturnType<TicketSystem['transition']>>): Said {
  const names = (items: readonly { readonly name: string }[]) => items.map(({ name }) => name).slice(0, 50)
  switch (answer.kind) {
    case 'done':
    case 'conflict':
    case 'unknown':
      return { unmet: null, fault: null }
    case 'noPath':
      return { unmet: { kind: 'noPath', why: '', allowed: names(answer.allowed) }, fault: null }
    case 'needs':
      return { unmet: { kind: 'needs', why: '', allowed: names(answer.fields) }, fault: null }
    case 'later':
      return { unmet: { kind: 'later', why: answer.why, allowed: [] }, fault: answer }
    default:
      return { unmet: { kind: 'refused', why: answer.why, allowed: [] }, fault: answer }
  }
}

/** Brings a ticket to one of the statuses that stand for a state, the first to which there is a way. */
async function bring(
  system: TicketSystem,
  ref: string,
  { connection, state }: { readonly connection: StoredConnection; readonly state: TicketState },
): Promise<Said> {
  const targets = targetsOf(connection.mapping, state, connection.catalog?.statuses ?? [])
  let last: Said = { unmet: { kind: 'unmapped', why: '', allowed: [] }, fault: null }
  for (const target of targets.slice(0, 10)) {
    last = said(await system.transition(ref, target))
    if (last.unmet?.kind !== 'noPath' && last.unmet?.kind !== 'needs') return last
  }
  return last
}
