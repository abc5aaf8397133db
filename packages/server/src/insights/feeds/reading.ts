// What somebody reads in the feed: the records whose items are theirs, looked up anew each time, so that a team that moves reads its new things at once. Decides nothing.
import { DAY_MS } from '@lotse/core/base'
import { type FeedNarrowing, type FeedReader, recordsInFeed } from '@lotse/core/insights'
import { type Role, reachOf } from '@lotse/protocol'
import { feedGraph } from '../../adapters/store/feed-lists.ts'
import { unitParents } from '../../adapters/store/insight-facts.ts'
import type { Db } from '../../adapters/store/members.ts'
import { ownUnits } from '../../adapters/store/units.ts'

/** What is older counts as seen: nobody who comes new has years to read. */
export const UNREAD_MS = 30 * DAY_MS

/** Whoever reads: a member or a program of a workspace. */
export type FeedPerson = {
  readonly workspaceId: number
  readonly memberId: number | null
  readonly roles: readonly Role[]
}

/** As whom somebody reads (FD3). */
export async function readerOf(db: Db, { workspaceId, memberId, roles }: FeedPerson): Promise<FeedReader> {
  if (reachOf(roles, 'feed.read') === 'all') return { all: true, units: [] }
  const units = memberId === null ? [] : await ownUnits(db, workspaceId, memberId)
  return { all: false, units: units.filter(({ direct }) => direct).map(({ id }) => id) }
}

/** The records whose items a reader is shown. */
export async function readableRecords(
  db: Db,
  workspaceId: number,
  { reader, narrowing = {} }: { readonly reader: FeedReader; readonly narrowing?: FeedNarrowing },
): Promise<string[]> {
  if (!reader.all && reader.units.length === 0) return []
  const graph = await feedGraph(db, workspaceId)
  const parents = await unitParents(db, workspaceId)
  return recordsInFeed(graph, graph.records.keys(), { reader, parents, narrowing })
}
