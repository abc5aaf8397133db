// SQL for a restored database: who of the erased is in it again, and asking for their erasure. Erases nobody.
import type { Queryable } from './person.ts'

/** Which of the numbers are customers again. */
export async function erasedIn(client: Queryable, workspaceId: number, ids: readonly number[]): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `select id from unnest($2::bigint[]) id where exists (select from identity where workspace_id = $1 and customer_id = id)
       or exists (select from customer_state where workspace_id = $1 and customer_id = id)
       or exists (select from event where workspace_id = $1 and customer_id = id)`,
    [workspaceId, ids],
  )
  return rows.map(({ id }) => id)
}

/** An identifier with whose it is and since when. */
export type KnownIdentity = {
  readonly workspaceId: number
  readonly kind: string
  readonly value: string
  readonly customerId: number
  readonly firstSeenAt: number
}

/** Identifiers in the order of their key. */
export async function identitiesBy(
  client: Queryable,
  after: Pick<KnownIdentity, 'workspaceId' | 'kind' | 'value'>,
  limit: number,
): Promise<readonly KnownIdentity[]> {
  const { rows } = await client.query<KnownIdentity>(
    `select workspace_id as "workspaceId", kind, value, customer_id as "customerId", first_seen_at as "firstSeenAt" from identity
     where (workspace_id, kind, value) > ($1, $2, $3) order by workspace_id, kind, value limit $4`,
    [after.workspaceId, after.kind, after.value, limit],
  )
  return rows
}

/** Asks for an erasure that was done before. */
export async function insertAgain(
  client: Queryable,
  { workspaceId, customerId, now }: { readonly workspaceId: number; readonly customerId: number; readonly now: number },
): Promise<void> {
  await client.query(
    `insert into erasure (workspace_id, customer_id, state, step, keep_suppressed, reason, asked_at, beat_at)
     select $1, $2, 'waiting', 'cut', true, 'obligation', $3, 0
     where not exists (select from erasure where workspace_id = $1 and customer_id = $2 and state <> 'done')`,
    [workspaceId, customerId, now],
  )
}

/** Numbers of new customers begin after this one. */
export async function raiseCustomerIds(client: Queryable, above: number): Promise<void> {
  await client.query(
    `select setval('customer_id_seq', greatest((select last_value from customer_id_seq), $1::bigint))`,
    [above],
  )
}
