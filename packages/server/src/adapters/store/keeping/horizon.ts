// Keeps the log's order across database clusters: what is written from now on sorts behind everything that stands. Changes no entry.
import type { ClientBase } from 'pg'
import { createClient } from '../pool.ts'

/**
 * The largest id in use, beside the first one that no visible entry can have yet. All in one statement, so that one snapshot answers.
 * Positions count too: the last entry before them may have moved elsewhere.
 */
const STAND = `
  select coalesce((select e.txid from bucket b cross join lateral (
      select txid from event where event.bucket = b.bucket order by txid desc limit 1) e order by e.txid desc limit 1), '0')::text as newest,
    coalesce((select txid from bucket order by txid desc limit 1), '0')::text as position,
    pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
    pg_snapshot_xmax(pg_current_snapshot())::text as next,
    log_horizon()::text as shifted`

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
  const { rows } = await client.query<Record<'newest' | 'position' | 'horizon' | 'next' | 'shifted', string>>(STAND)
  const [row] = rows
  if (!row) throw new Error('the database told nothing of its transactions')
  const [newest, position, horizon] = [BigInt(row.newest), BigInt(row.position), BigInt(row.horizon)]
  const last = newest > position ? newest : position
  const present = BigInt(row.shifted) - horizon
  // Of a healthy log every visible entry is below `next`. Where one is not, all must come to lie below the horizon.
  return last < BigInt(row.next) + present ? null : last + 1n - horizon
}
