// Leases on buckets (B1): who may work on which. A lease is alive while its owner is heard of; times are the database's own clock. Never touches customers.
import type { ClientBase } from 'pg'
import { smallints } from '../arrays.ts'

/** An owner that was not heard of for this long has lost its leases; with the beat it bounds a takeover to 15 s. */
export const LEASE_MS = 8000
/** How often an owner must be heard of. */
export const BEAT_MS = 2000

/** A leased bucket: its epoch fences commits, its position says what was done. `catalogSeq`: the last change whose wake-ups were written. */
export type Lease = {
  readonly bucket: number
  readonly epoch: number
  txid: string
  seq: number
  catalogSeq: number
}

/** All leases of an owner, and how many it should give to others. */
export type Holding = { readonly leases: readonly Lease[]; readonly surplus: number }

const NOW = '(extract(epoch from clock_timestamp()) * 1000)::bigint'

/**
 * Says that an owner is alive and takes buckets that are free, up to its fair share.
 *
 * @param owner - unique for one worker thread of one process.
 */
export async function holdLeases(client: ClientBase, owner: string): Promise<Holding> {
  return inTransaction(client, async () => {
    // One worker at a time divides the buckets, else two would both take too few or wait for each other's rows.
    await client.query(`select pg_advisory_xact_lock(hashtext('lotse.bucket'))`)
    await client.query(
      `insert into engine_worker values ($1, ${NOW}) on conflict (owner) do update set seen_at = excluded.seen_at`,
      [owner],
    )
    await client.query(`delete from engine_worker where seen_at < ${NOW} - $1::bigint`, [LEASE_MS])
    const { share, held } = await countLeases(client, owner)
    if (held < share) await takeLeases(client, owner, share - held)
    return { leases: await leasesOf(client, owner), surplus: Math.max(0, held - share) }
  })
}

async function inTransaction<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function countLeases(
  client: ClientBase,
  owner: string,
): Promise<{ readonly share: number; readonly held: number }> {
  const { rows } = await client.query<{ share: number; held: number }>(
    `select ceil(256.0 / greatest(1, (select count(*) from engine_worker)))::int as share,
            (select count(*) from bucket where owner = $1)::int as held`,
    [owner],
  )
  return rows[0] ?? { share: 0, held: 0 }
}

async function takeLeases(client: ClientBase, owner: string, count: number): Promise<void> {
  await client.query(
    `update bucket set owner = $1, epoch = epoch + 1
     where bucket in (
       select b.bucket from bucket b
       where b.owner is null or not exists (select 1 from engine_worker w where w.owner = b.owner)
       order by b.bucket limit $2)`,
    [owner, count],
  )
}

async function leasesOf(client: ClientBase, owner: string): Promise<Lease[]> {
  const { rows } = await client.query<Lease>(
    `select bucket, epoch, txid::text as txid, seq, catalog_seq as "catalogSeq" from bucket where owner = $1 order by bucket`,
    [owner],
  )
  return rows
}

/** Gives some buckets back. No batch of theirs may be under way. */
export async function releaseLeases(client: ClientBase, owner: string, buckets: readonly number[]): Promise<void> {
  await client.query(
    'update bucket set owner = null, epoch = epoch + 1 where owner = $1 and bucket = any($2::smallint[])',
    [owner, smallints(buckets)],
  )
}

/** Gives everything back at once, so that others need not wait for it to run out. */
export async function dropLeases(client: ClientBase, owner: string): Promise<void> {
  await client.query('update bucket set owner = null, epoch = epoch + 1 where owner = $1', [owner])
  await client.query('delete from engine_worker where owner = $1', [owner])
}
