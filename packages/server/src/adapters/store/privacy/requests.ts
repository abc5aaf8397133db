// SQL of erasures as they are asked for, worked on and done. Holds numbers; what is searched for is sealed, and gone at the end.
import type { JsonObject } from '@lotse/protocol'
import type { Db } from '../members.ts'
import type { Queryable } from './person.ts'

/** The steps of an erasure in their order. */
export const erasureSteps = ['cut', 'events', 'messages', 'traces', 'sweep', 'done'] as const
export type ErasureStep = (typeof erasureSteps)[number]

/** An erasure under way. `searched`: sealed, null before she was cut off. */
export type Erasure = {
  readonly id: number
  readonly workspaceId: number
  readonly customerId: number
  readonly step: ErasureStep
  readonly keepSuppressed: boolean
  readonly progress: JsonObject
  readonly searched: string | null
}

export type ErasureWish = {
  readonly workspaceId: number
  readonly customerId: number
  readonly keepSuppressed: boolean
  readonly reason: string
  readonly memberId: number | null
  readonly tokenId: number | null
  readonly now: number
}

const columns = [
  'id',
  'customer_id',
  'state',
  'step',
  'progress',
  'keep_suppressed',
  'reason',
  'asked_at',
  'done_at',
] as const

/** Asks for an erasure; one that is under way already is answered instead of a second. */
export async function insertErasure(db: Db, wish: ErasureWish) {
  const { workspaceId, customerId } = wish
  const open = await db
    .selectFrom('erasure')
    .select(columns)
    .where('workspace_id', '=', workspaceId)
    .where('customer_id', '=', customerId)
    .where('state', '<>', 'done')
    .executeTakeFirst()
  if (open) return open
  return db
    .insertInto('erasure')
    .values({
      workspace_id: workspaceId,
      customer_id: customerId,
      state: 'waiting',
      step: 'cut',
      keep_suppressed: wish.keepSuppressed,
      reason: wish.reason,
      member_id: wish.memberId,
      token_id: wish.tokenId,
      asked_at: wish.now,
      beat_at: 0,
    })
    .returning(columns)
    .executeTakeFirstOrThrow()
}

/** Erasures, newest first. */
export async function listErasures(
  db: Db,
  workspaceId: number,
  { before, limit }: { readonly before: number | undefined; readonly limit: number },
) {
  return db
    .selectFrom('erasure as e')
    .leftJoin('member as m', 'm.id', 'e.member_id')
    .leftJoin('api_token as t', 't.id', 'e.token_id')
    .select(columns.map((column) => `e.${column}` as const))
    .select(['m.name as member', 't.name as token'])
    .where('e.workspace_id', '=', workspaceId)
    .$if(before !== undefined, (query) => query.where('e.id', '<', before ?? 0))
    .orderBy('e.id', 'desc')
    .limit(limit)
    .execute()
}

/**
 * Takes the next erasure that nobody works on, and says that it is worked on now.
 *
 * @param silent - whoever was last heard of before this instant is thought dead.
 */
export async function takeErasure(
  client: Queryable,
  { now, silent }: { readonly now: number; readonly silent: number },
): Promise<Erasure | undefined> {
  const { rows } = await client.query<Erasure>(
    `update erasure set state = 'running', beat_at = $1 where id = (
       select id from erasure where state <> 'done' and (state = 'waiting' or beat_at < $2) order by id limit 1 for update skip locked)
     returning id, workspace_id as "workspaceId", customer_id as "customerId", step, keep_suppressed as "keepSuppressed", progress, searched`,
    [now, silent],
  )
  return rows[0]
}

/** Writes down how far it is. */
export async function stepErasure(
  client: Queryable,
  { id, step, progress, searched }: Pick<Erasure, 'id' | 'step' | 'progress' | 'searched'>,
  now: number,
): Promise<void> {
  const done = step === 'done'
  await client.query(
    `update erasure set step = $2, progress = $3, searched = $4, beat_at = $5, state = $6, done_at = $7 where id = $1`,
    [id, step, JSON.stringify(progress), done ? null : searched, now, done ? 'done' : 'running', done ? now : null],
  )
}

/** Lets it wait for its next try. */
export async function leaveErasure(client: Queryable, id: number): Promise<void> {
  await client.query(`update erasure set state = 'waiting' where id = $1 and state = 'running'`, [id])
}

/** When somebody of a workspace was last erased; absent where nobody was. */
export async function erasedCustomers(client: Queryable, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const { rows } = await client.query<{ id: number }>({
    name: 'erased_customers',
    text: 'select customer_id as id from erased_customer where customer_id = any($1::bigint[])',
    values: [ids],
  })
  return new Set(rows.map(({ id }) => id))
}

/** When whoever stands behind each of the marks was erased, by the mark in hexadecimal form. */
export async function erasedMarks(
  client: Queryable,
  workspaceId: number,
  marks: readonly Buffer[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ hash: Buffer; at: number }>({
    name: 'erased_marks',
    text: 'select hash, erased_at as at from erased_identity where workspace_id = $1 and hash = any($2::bytea[])',
    values: [workspaceId, marks],
  })
  return new Map(rows.map(({ hash, at }) => [hash.toString('hex'), at]))
}

/** Which of the marks of addresses are barred, in hexadecimal form. */
export async function barredMarks(
  client: Queryable,
  channel: string,
  marks: readonly { readonly workspaceId: number; readonly hash: Buffer }[],
): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ hash: Buffer }>({
    name: 'barred_marks',
    text: `select s.hash from unnest($1::int[], $2::bytea[]) a (workspace_id, hash)
      join erased_suppression s on s.workspace_id = a.workspace_id and s.channel = $3 and s.hash = a.hash`,
    values: [marks.map((one) => one.workspaceId), marks.map((one) => one.hash), channel],
  })
  return new Set(rows.map(({ hash }) => hash.toString('hex')))
}
