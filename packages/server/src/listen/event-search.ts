// Finds events of a workspace, newest first, within a time that a person waits. Knows the order of the search, not its SQL.
import { performance } from 'node:perf_hooks'
import {
  type EventFilter,
  type LogEventRow,
  type LogPlace,
  logMarks,
  newestOfCustomers,
  newestWithin,
  stretchesWith,
} from '../adapters/store/event-list.ts'
import type { Db } from '../adapters/store/members.ts'

/** A search that has taken this long answers what it has found and where it stopped. */
const SEARCH_MS = 200
/** Stretches that are looked up at once. */
const STRETCHES = 64

/** What was found. `stoppedAt`: where the search gave up for now, null where it is complete or full. */
export type Found = {
  readonly rows: readonly LogEventRow[]
  readonly stopped: { readonly place: LogPlace; readonly at: number } | null
  readonly horizon: string
}

/** The place below everything that stands from a writer on. */
const belowAll = (txid: string): LogPlace => ({ txid, seq: 0 })

/**
 * The newest events below a place.
 *
 * @param limit - the most events.
 * @param elapsed - milliseconds since some moment; the machine's by default.
 */
export async function searchEvents(
  db: Db,
  workspaceId: number,
  {
    filter,
    before,
    limit,
  }: { readonly filter: EventFilter; readonly before: LogPlace | undefined; readonly limit: number },
  elapsed: () => number = () => performance.now(),
): Promise<Found> {
  const { surveyed, horizon } = await logMarks(db)
  if (filter.customers !== undefined) {
    const rows = await newestOfCustomers(db, workspaceId, { before, filter, limit })
    return { rows, stopped: null, horizon }
  }
  const deadline = elapsed() + SEARCH_MS
  const rows: LogEventRow[] = []
  const look = async (from: string, until: string | null) => {
    rows.push(
      ...(await newestWithin(db, workspaceId, {
        stretch: { from, until },
        before,
        filter,
        limit: limit - rows.length,
      })),
    )
  }
  // What was not surveyed yet has no stretches; it is little, and the newest.
  if (before === undefined || BigInt(before.txid) >= BigInt(surveyed)) await look(surveyed, null)
  let upTo = before?.txid ?? surveyed
  while (rows.length < limit) {
    const stretches = await stretchesWith(db, workspaceId, { upTo, surveyed, filter, limit: STRETCHES })
    for (const { from, until, firstAt } of stretches) {
      await look(from, until)
      if (rows.length >= limit) break
      if (elapsed() > deadline) return { rows, stopped: { place: belowAll(from), at: firstAt }, horizon }
    }
    const last = stretches.at(-1)
    if (!last || stretches.length < STRETCHES) break
    upTo = String(BigInt(last.from) - 1n)
  }
  return { rows, stopped: null, horizon }
}
