// Who got events from a source, where these are few enough to read them from the log. Never writes.
import { sql } from 'kysely'
import type { Search } from './customer-search.ts'
import type { Db } from './members.ts'

/** So many entries of the log are read to know a source's people. */
const ENTRIES_MAX = 60_000

/** A search that names a source's people instead of the source, where these are few. Asked once for a request, however many pages it looks at. */
export async function withFewOfSource(db: Db, search: Search, most = ENTRIES_MAX): Promise<Search> {
  const among = await peopleOfSource(db, search, most)
  return among === undefined ? search : { ...search, source: undefined, since: undefined, among }
}

type Stretch = { readonly from: string; readonly until: string | null; readonly events: number }

/**
 * The customers with an event of the search's source since its time, by the stretches of the log in which the source stands.
 *
 * @param most - so many entries may stand in these stretches.
 * @returns undefined without a source, and where more would have to be read.
 */
export async function peopleOfSource(db: Db, search: Search, most: number): Promise<number[] | undefined> {
  const { workspaceId, source, since = 0 } = search
  if (source === undefined) return undefined
  const stretches = await stretchesOf(db, workspaceId, { source, since })
  if (stretches.reduce((sum, { events }) => sum + events, 0) > most) return undefined
  const { rows } = await sql<{ id: number }>`
    select distinct e.customer_id as id
    from unnest(${stretches.map(({ from }) => from)}::xid8[], ${stretches.map(({ until }) => until)}::xid8[]) s(low, high)
    cross join generate_series(0, 255) b(bucket) cross join lateral (
      select e.customer_id from event e where e.bucket = b.bucket::smallint and e.txid >= s.low and (s.high is null or e.txid < s.high)
        and e.workspace_id = ${workspaceId} and e.source_id = ${source} and e.received_at >= ${since}) e`.execute(db)
  return rows.map(({ id }) => id)
}

/** Stretches in which a source stands since a time, and the end of the log, which nobody has surveyed yet. */
async function stretchesOf(
  db: Db,
  workspaceId: number,
  { source, since }: { readonly source: number; readonly since: number },
): Promise<Stretch[]> {
  const { rows } = await sql<Stretch>`
    select b.block as "from", coalesce((select n.block from log_block n where n.block > b.block order by n.block limit 1), s.txid) as until,
      b.events
    from survey s cross join log_block b
    where b.last_at >= ${since} and exists (
      select from log_block_part p where p.workspace_id = ${workspaceId} and p.source_id = ${source} and p.block = b.block)
    union all select s.txid, null, 0 from survey s`.execute(db)
  return rows
}
