// Keeps the log's order across database clusters: what is written from now on sorts behind everything that stands. Changes no entry.
import type { ClientBase } from 'pg'
import { createClient } from '../pool.ts'

/** The newest entry of the log, found in its key; and where the cluster and the two functions stand. One statement, so one snapshot. */
const STAND = (places: readonly string[]) => `
  select (select e.txid from bucket b cross join lateral (
      select txid from event where event.bucket = b.bucket order by txid desc limit 1) e order by e.txid desc limit 1)::text as newest,
    (select place from (${places.join(' union all ')}) p(place) where place is not null order by place desc limit 1)::text as place,
    pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
    pg_snapshot_xmax(pg_current_snapshot())::text as next,
    log_horizon()::text as shifted`
type Stand = { readonly newest: string | null; readonly place: string | null } & Record<
  'horizon' | 'next' | 'shifted',
  string
>

/** Every other column that holds an id: positions of readers, places in the log. From the catalog, so that none is forgotten. */
const PLACES = `
  select format('(select %I from %s order by 1 desc nulls last limit 1)', a.attname, a.attrelid::regclass) as place
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where a.atttypid = 'xid8'::regtype and not a.attisdropped and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
    and a.attrelid <> 'event'::regclass`

/**
 * Looks whether ids of this cluster are larger than those of the log, as they must be, and makes them so: after a restore, and where a
 * database came by other means (`pg_dump`, a copy to another server). Where all is well it takes no lock.
 *
 * @returns whether something was changed.
 */
export async function fitLog(url: string): Promise<boolean> {
  const client = createClient({ url, name: 'lotse start' })
  await client.connect()
  try {
    if ((await needed(client)) === null) return false
    await client.query('begin')
    const changed = await fitWithin(client)
    await client.query('commit')
    return changed
  } finally {
    await client.end()
  }
}

/** The same inside of the caller's transaction; nobody writes entries until it ends. */
export async function fitWithin(client: ClientBase): Promise<boolean> {
  await client.query('lock table event, bucket in share row exclusive mode')
  const shift = await needed(client)
  if (shift === null) return false
  await client.query(`
    create or replace function log_txid() returns xid8 language sql stable
      as 'select (pg_current_xact_id()::text::numeric + ${shift})::text::xid8';
    create or replace function log_horizon() returns xid8 language sql stable parallel safe
      as 'select (pg_snapshot_xmin(pg_current_snapshot())::text::numeric + ${shift})::text::xid8'`)
  return true
}

/** What new ids must be larger by than the cluster's own; null where they are large enough. */
async function needed(client: ClientBase): Promise<bigint | null> {
  const { rows: places } = await client.query<{ place: string }>(PLACES)
  const { rows } = await client.query<Stand>(STAND(places.map(({ place }) => `select ${place}`)))
  const [stand] = rows
  if (!stand) throw new Error('the database told nothing of its transactions')
  const [newest, place, horizon] = [BigInt(stand.newest ?? 0), BigInt(stand.place ?? 0), BigInt(stand.horizon)]
  const present = BigInt(stand.shifted) - horizon
  const next = BigInt(stand.next) + present
  // Of a healthy log every visible entry is below `next`, and a reader who has seen all of it stands there at the most.
  if (newest < next && place <= next) return null
  return (newest > place ? newest : place) + 1n - horizon
}
