// Operations on tickets of insights: thin. What holds between both sides is decided in core; nothing is called from here, the worker does that.
import { Problem } from '@lotse/core/base'
import { chosen, type FieldMemory } from '@lotse/core/insights'
import type { TicketField } from '@lotse/protocol'
import { recordsById } from '../../adapters/store/atlas.ts'
import type { Db } from '../../adapters/store/members.ts'
import { conflictsOf, endConflict } from '../../adapters/store/tickets/conflicts.ts'
import { connectionsOf, type StoredConnection } from '../../adapters/store/tickets/connections.ts'
import { intentOf, moveIntent, type StoredTarget } from '../../adapters/store/tickets/intents.ts'
import { linkOf, type StoredLink, setUnlinked, writeLink } from '../../adapters/store/tickets/links.ts'
import { pageOf, positionOf } from '../../base/cursor.ts'
import { bigId, integerId } from '../../base/ids.ts'
import { type Api, read, type WriteCall, write } from '../../base/operation.ts'
import { ownersAsked } from '../../base/ownership.ts'
import type { Reaches } from '../reach.ts'
import { type Subject, subjectOf } from '../subject.ts'
import { narrowedTo, ticketsOf } from './listing.ts'
import { planFor, releaseFor, targetsIn, titleOf } from './plan.ts'
import { showIntent, showTicket } from './presenter.ts'

/** Registers the operations. @param reaches - how many customers were met where. */
export function ticketRoutes(api: Api, reaches: Reaches): void {
  readingRoutes(api, reaches)
  openingRoutes(api, reaches)
  linkRoutes(api, reaches)
}

function readingRoutes(api: Api, reaches: Reaches): void {
  read(api, 'listTickets', async ({ db, caller, now, query: { show, department, cursor, limit } }) => {
    const { workspaceId } = caller
    const owners = await ownersAsked(db, caller, department)
    const { tickets, counts } = narrowedTo(await ticketsOf({ db, reaches, now, workspaceId }, owners), show)
    const after = positionOf(cursor, 'number', 'number')
    const rest = after ? tickets.filter(({ at, id }) => at > after[0] || (at === after[0] && id > after[1])) : tickets
    const page = rest.slice(0, limit + 1)
    return { ...pageOf(page, { limit, show: ({ line }) => line, place: ({ at, id }) => [at, id] }), counts }
  })

  read(api, 'getInsightTicket', async ({ db, caller: { workspaceId }, params: { id }, now }) =>
    shownOf(db, workspaceId, await subjectOf({ db, reaches, now, workspaceId }, id)),
  )
}

/** The ticket of an insight as it stands. */
async function shownOf(db: Db, workspaceId: number, { fact }: Subject) {
  const insight = fact.id
  const link = await linkOf(db, workspaceId, { insight, unlinked: true })
  const intent = await intentOf(db, workspaceId, insight)
  // What was taken off is shown until something new is to be opened.
  const opening = intent !== undefined && intent.state !== 'done' && intent.state !== 'dropped'
  if (link === undefined || (link.unlinkedAt !== null && opening)) {
    const [connection] = intent ? await connectionsOf(db, workspaceId, { id: intent.connectionId }) : []
    return showIntent(insight, intent, connection)
  }
  const connection = await connectionById(db, workspaceId, link.connectionId)
  const [record] = await recordsById(db, workspaceId, [insight])
  const conflicts = await conflictsOf(db, workspaceId, { links: [link.id], open: false })
  return showTicket({ link, connection, fact, title: titleOf(record?.fields), conflicts: conflicts.slice(0, 20) })
}

async function connectionById(db: Db, workspaceId: number, id: number): Promise<StoredConnection> {
  const [connection] = await connectionsOf(db, workspaceId, { id })
  if (connection === undefined) throw new Problem('not_found')
  return connection
}

function openingRoutes(api: Api, reaches: Reaches): void {
  write(api, 'openInsightTicket', async ({ world, db, caller, params: { id }, body, now, changed }) => {
    const { workspaceId, memberId } = caller
    const subject = await subjectOf({ db, reaches, now, workspaceId }, id, { lock: true })
    const release = await releaseFor(db, workspaceId, subject)
    if (release === null) throw new Problem('insight.not_released', { why: 'state' })
    const target = await targetFor(db, workspaceId, { unit: subject.fact.charge.unit, body })
    const intent = await planFor({ world }, db, { workspaceId, subject, release, target, memberId, now })
    if (intent === undefined || (await linkOf(db, workspaceId, { insight: id })) !== undefined)
      throw new Problem('ticket.exists')
    changed({ connection: String(target.connectionId), project: target.project })
    return shownOf(db, workspaceId, subject)
  })

  write(api, 'retryInsightTicket', async ({ db, caller: { workspaceId }, params: { id }, body, now }) => {
    const subject = await subjectOf({ db, reaches, now, workspaceId }, id, { lock: true })
    const link = await linkOf(db, workspaceId, { insight: id, lock: true })
    if (link !== undefined) {
      refuseOther(link, body.version)
      await writeLink(db, { ...link, failure: null, tries: 0, nextAt: now })
      return shownOf(db, workspaceId, subject)
    }
    const intent = await intentOf(db, workspaceId, id)
    const again = { from: ['refused', 'unsure', 'planned'] as const, to: 'planned' as const, nextAt: now }
    if (intent === undefined || !(await moveIntent(db, intent.id, again))) throw new Problem('not_found')
    return shownOf(db, workspaceId, subject)
  })
}

type Wished = {
  readonly connectionId?: string | undefined
  readonly project?: string | undefined
  readonly ticketKind: string | null
}

/** Where a ticket is opened: where it is said, else where the department in charge opens its tickets. */
async function targetFor(
  db: Db,
  workspaceId: number,
  { unit, body }: { readonly unit: number | null; readonly body: Wished },
): Promise<StoredTarget> {
  const usual = (await targetsIn(db, workspaceId))(unit)
  const { connectionId, project = usual?.project, ticketKind } = body
  const id = connectionId === undefined ? usual?.connectionId : integerId(connectionId)
  if (id === undefined || project === undefined) throw new Problem('ticket.no_target')
  const connection = await connectionById(db, workspaceId, id)
  if (connection.removedAt !== null || !connection.active) throw new Problem('ticket.no_target')
  const plain = { ticketKind: null, priorities: {}, fields: {} }
  const base = usual !== undefined && usual.connectionId === id ? usual : plain
  return { ...base, connectionId: id, project, ticketKind: ticketKind ?? base.ticketKind }
}

function refuseOther(link: StoredLink, version: number): void {
  if (link.version !== version) throw new Problem('conflict', { version: link.version })
}

type Linked = WriteCall<'unlinkInsightTicket' | 'relinkInsightTicket' | 'resolveTicketConflict'>

/** The link of an insight, as it was seen. @throws Problem `not_found`, `conflict`. */
async function seenLink({ db, caller, params, body, now }: Linked, reaches: Reaches, unlinked = false) {
  const { workspaceId } = caller
  const subject = await subjectOf({ db, reaches, now, workspaceId }, params.id, { lock: true })
  const link = await linkOf(db, workspaceId, { insight: params.id, unlinked, lock: true })
  if (link === undefined) throw new Problem('not_found')
  refuseOther(link, body.version)
  return { subject, link }
}

function linkRoutes(api: Api, reaches: Reaches): void {
  write(api, 'resolveTicketConflict', async (call) => {
    const { db, caller, params, body, now, changed } = call
    const { subject, link } = await seenLink(call, reaches)
    const open = await conflictsOf(db, caller.workspaceId, { links: [link.id], open: true })
    const conflict = open.find(({ id }) => id === bigId(params.conflict))
    if (conflict === undefined) throw new Problem('not_found')
    const { field } = conflict
    await endConflict(db, link.id, { field, choice: body.take, by: caller.memberId, at: now })
    const memory: { readonly [F in TicketField]: FieldMemory } = {
      ...link.memory,
      [field]: chosen(link.memory[field], body.take),
    }
    await writeLink(db, { ...link, memory, nextAt: now })
    changed({ field, take: body.take })
    return shownOf(db, caller.workspaceId, subject)
  })

  write(api, 'unlinkInsightTicket', async (call) => {
    const { subject, link } = await seenLink(call, reaches)
    await setUnlinked(call.db, link.id, { at: call.now, now: call.now })
    call.changed({ ticket: link.key })
    return shownOf(call.db, call.caller.workspaceId, subject)
  })

  write(api, 'relinkInsightTicket', async (call) => {
    const { subject, link } = await seenLink(call, reaches, true)
    if (!(await setUnlinked(call.db, link.id, { at: null, now: call.now }))) throw new Problem('ticket.exists')
    call.changed({ ticket: link.key })
    return shownOf(call.db, call.caller.workspaceId, subject)
  })
}
