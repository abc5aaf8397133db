// SQL of the audit chain: finds entries that are not sealed, seals them in order, reads the chain by place. Computes no hash.
import type { Json } from '@lotse/protocol'
import { type Kysely, sql } from 'kysely'
import type { Db } from './members.ts'
import type { Schema } from './schema.ts'

/** Class of the advisory locks under which a workspace's chain grows; the second number is the workspace. */
const CHAIN_LOCK = 0xa0d1

/** An entry with its place; `hash` null until it is sealed. */
export type ChainRow = {
  readonly id: number
  readonly workspaceId: number
  readonly place: number
  readonly doneAt: number
  readonly memberId: number | null
  readonly tokenId: number | null
  readonly operation: string
  readonly target: Json
  readonly detail: Json
}

/** The last sealed entry of a chain. */
export type Head = { readonly place: number; readonly hash: Buffer }

/** Workspaces with entries that are not sealed. */
export async function unsealedWorkspaces(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('audit_entry')
    .select('workspace_id')
    .distinct()
    .where('place', 'is', null)
    .orderBy('workspace_id')
    .execute()
  return rows.map((row) => row.workspace_id)
}

/**
 * Seals the next entries of a workspace. One at a time seals: others wait on the workspace's lock, so that no place is given twice
 * and none is left out. An entry that is committed late is sealed later, whatever its id.
 *
 * @param seal - the hashes of entries that follow a head, in order.
 * @returns the new head, and how many were sealed.
 */
export async function sealEntries(
  db: Kysely<Schema>,
  workspaceId: number,
  {
    limit,
    seal,
  }: {
    readonly limit: number
    readonly seal: (head: Head | undefined, rows: readonly ChainRow[]) => readonly Buffer[]
  },
): Promise<{ readonly head: Head | undefined; readonly sealed: number }> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${CHAIN_LOCK}, ${workspaceId})`.execute(trx)
    const head = await headOf(trx, workspaceId)
    const from = (head?.place ?? 0) + 1
    const waiting = await trx
      .selectFrom('audit_entry')
      .select(columns)
      .where('workspace_id', '=', workspaceId)
      .where('place', 'is', null)
      .orderBy('id')
      .limit(limit)
      .execute()
    const rows = waiting.map((row, at) => rowOf({ ...row, place: from + at }))
    const hashes = seal(head, rows)
    for (const [at, row] of rows.entries())
      await trx
        .updateTable('audit_entry')
        .set({ place: row.place, hash: hashes[at] ?? null })
        .where('id', '=', row.id)
        .where('workspace_id', '=', workspaceId)
        .execute()
    const last = hashes.at(-1)
    return { head: last ? { place: from + rows.length - 1, hash: last } : head, sealed: rows.length }
  })
}

/** The last sealed entry of a workspace. */
export async function headOf(db: Db, workspaceId: number): Promise<Head | undefined> {
  const row = await db
    .selectFrom('audit_entry')
    .select(['place', 'hash'])
    .where('workspace_id', '=', workspaceId)
    .where('place', 'is not', null)
    .orderBy('place', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.place && row.hash ? { place: row.place, hash: row.hash } : undefined
}

/** Sealed entries in the order of their places, after `after`. */
export async function sealedEntries(
  db: Db,
  workspaceId: number,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly (ChainRow & { readonly hash: Buffer })[]> {
  const rows = await db
    .selectFrom('audit_entry')
    .select(columns)
    .select('hash')
    .where('workspace_id', '=', workspaceId)
    .where('place', '>', after)
    .orderBy('place')
    .limit(limit)
    .execute()
  return rows.map(({ hash, ...row }) => ({
    ...rowOf({ ...row, place: row.place ?? 0 }),
    hash: hash ?? Buffer.alloc(0),
  }))
}

/** How many entries wait to be sealed. */
export async function unsealedCount(db: Db, workspaceId: number): Promise<number> {
  const { count } = await db
    .selectFrom('audit_entry')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('place', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

const columns = [
  'id',
  'workspace_id',
  'place',
  'done_at',
  'member_id',
  'token_id',
  'operation',
  'target',
  'detail',
] as const

function rowOf(row: {
  readonly id: number
  readonly workspace_id: number
  readonly place: number
  readonly done_at: number
  readonly member_id: number | null
  readonly token_id: number | null
  readonly operation: string
  readonly target: unknown
  readonly detail: unknown
}): ChainRow {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    place: row.place,
    doneAt: row.done_at,
    memberId: row.member_id,
    tokenId: row.token_id,
    operation: row.operation,
    target: row.target as Json,
    detail: row.detail as Json,
  }
}
