// Lists of tickets: all, overdue, untouched, in conflict, those that do not follow, with how many each holds. Changes nothing.
import { textsOf } from '@lotse/core/atlas'
import { type TicketLine, type TicketList, ticketLists } from '@lotse/protocol'
import type { Db } from '../../adapters/store/members.ts'
import { conflictsOf } from '../../adapters/store/tickets/conflicts.ts'
import { connectionsOf } from '../../adapters/store/tickets/connections.ts'
import { linksOf } from '../../adapters/store/tickets/links.ts'
import { instantOrNull } from '../../base/ids.ts'
import { factsOf, type InsightFact } from '../facts.ts'
import type { Reaches } from '../reach.ts'
import { followUpFor, showFailure, showStatus, showSystem } from './presenter.ts'

/** So many are looked at. */
const LINKS_MAX = 5000

/** A line with what it is put in order by. */
export type ListedTicket = { readonly line: TicketLine; readonly at: number; readonly id: number }

type Asking = { readonly db: Db; readonly reaches: Reaches; readonly now: number; readonly workspaceId: number }

/** All tickets of insights whose unit in charge is asked for. @param owners - units, nobody, or all. */
export async function ticketsOf(
  asking: Asking,
  owners: readonly number[] | 'none' | undefined,
): Promise<ListedTicket[]> {
  const { db, workspaceId, now } = asking
  const links = await linksOf(db, workspaceId, LINKS_MAX)
  const { insights } = await factsOf(asking, { words: [], ids: links.map(({ insight }) => insight) })
  const facts = new Map(insights.map((fact) => [fact.id, fact]))
  const connections = new Map((await connectionsOf(db, workspaceId)).map((one) => [one.id, one]))
  const open = await conflictsOf(db, workspaceId, { links: links.map(({ id }) => id), open: true })
  return links.flatMap((link) => {
    const fact = facts.get(link.insight)
    const connection = connections.get(link.connectionId)
    if (fact === undefined || connection === undefined || !isAskedFor(fact, owners)) return []
    const due = followUpFor(link, connection, now)
    const since = due.overdueSince ?? due.untouchedSince
    const line: TicketLine = {
      insight: link.insight,
      name: textsOf(fact.row.name ?? undefined),
      status: fact.standing.status,
      departmentId: fact.charge.unit === null ? null : String(fact.charge.unit),
      ...{ state: link.state, version: link.version, system: showSystem(connection), key: link.key, url: link.url },
      there: showStatus(link.ticket, connection),
      assignee: link.ticket?.assignee?.name ?? null,
      statusSince: instantOrNull(link.ticket?.statusSince ?? null),
      updatedAt: instantOrNull(link.ticket?.updatedAt ?? null),
      overdueSince: instantOrNull(due.overdueSince),
      untouchedSince: instantOrNull(due.untouchedSince),
      conflicts: open.filter(({ linkId }) => linkId === link.id).length,
      failure: showFailure(link.failure),
    }
    return [{ line, at: since ?? link.madeAt, id: link.id }]
  })
}

const isAskedFor = ({ charge }: InsightFact, owners: readonly number[] | 'none' | undefined): boolean =>
  owners === undefined ||
  (owners === 'none' ? charge.unit === null : charge.unit !== null && owners.includes(charge.unit))

const belongs: { readonly [L in TicketList]: (line: TicketLine) => boolean } = {
  all: () => true,
  overdue: ({ overdueSince }) => overdueSince !== null,
  untouched: ({ untouchedSince }) => untouchedSince !== null,
  conflicts: ({ conflicts }) => conflicts > 0,
  failing: ({ failure, state }) => failure !== null || state === 'gone' || state === 'forbidden',
}

/** One list, what waits longest first, and how many each of the lists holds. */
export function narrowedTo(tickets: readonly ListedTicket[], show: TicketList) {
  const of = (list: TicketList) => tickets.filter(({ line }) => belongs[list](line))
  const counts = Object.fromEntries(ticketLists.map((list) => [list, of(list).length])) as Record<TicketList, number>
  return { counts, tickets: of(show).toSorted((a, b) => a.at - b.at || a.id - b.id) }
}
