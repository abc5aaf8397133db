// SQL of one group of accepted events: locks, dedupe keys, consent, refused events. Decides nothing.
import type { ConsentStatement } from '@lotse/core/listen'
import type { ClientBase } from 'pg'
import { bigints, fixedBytes, integers, texts } from './arrays.ts'

/** Bytes of a dedupe key: enough that two of 10^12 messages share one with a chance below 10^-4. */
export const KEY_BYTES = 12

/** Class of the advisory locks that order identity changes; the second number is the workspace. */
export const IDENTITY_LOCK = 0x1057

/** Waiting longer than this for another group is given up and tried again: two processes might wait for each other. */
const LOCK_TIMEOUT_MS = 3000

/** `shared`: adds identities only. `exclusive`: may also give an identity to another customer. */
export type IdentityLock = 'shared' | 'exclusive'

/** When somebody of a workspace was last erased; workspaces where nobody was are absent. */
export type LastErased = ReadonlyMap<number, number>

/**
 * Opens a durable transaction that holds the identity lock of each workspace. No transaction id is drawn before the lock is held, so
 * that an exclusive holder's entries come after those of everyone before.
 *
 * @param workspaceIds - ascending, so that two groups never wait for each other.
 */
export async function beginGroup(
  client: ClientBase,
  workspaceIds: readonly number[],
  lock: IdentityLock,
): Promise<LastErased> {
  const take = lock === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock'
  const ids = workspaceIds.map((id) => Math.trunc(id))
  const locks = ids.map((id) => `select ${take}(${IDENTITY_LOCK}, ${id});`).join('')
  const erased = ids.map(
    (id) => `select ${id} as id, max(erased_at) as at from erased_customer where workspace_id = ${id}`,
  )
  // Plans must not come from a time when the tables were empty. One message for all, because each way to the database is waited for.
  const answers: unknown = await client.query(
    `begin; set local synchronous_commit = on; set local enable_seqscan = off; set local lock_timeout = ${LOCK_TIMEOUT_MS}; ${locks} ${erased.join(' union all ')}`,
  )
  const last = (answers as readonly { readonly rows: readonly { id: number; at: number | null }[] }[]).at(-1)
  return new Map(last?.rows.flatMap(({ id, at }) => (at === null ? [] : [[id, at] as const])))
}

const TAKE_KEYS = `
  with taken as (
    insert into event_key (key, received_at)
    select key, $2 from unnest($1::bytea[]) as k (key) order by key
    on conflict do nothing returning key)
  select k.at::int4 - 1 from unnest($1::bytea[]) with ordinality as k (key, at)
  left join taken on taken.key = k.key where taken.key is null`

/**
 * Takes dedupe keys; waits where another transaction is just taking the same.
 *
 * @param keys - keys of `KEY_BYTES` one after the other, each once.
 * @returns positions of keys that were taken before.
 */
export async function takeKeys(client: ClientBase, keys: Buffer, receivedAt: number): Promise<readonly number[]> {
  const values = [fixedBytes(keys, KEY_BYTES), receivedAt]
  const { rows } = await client.query<[number]>({ name: 'take_keys', text: TAKE_KEYS, values, rowMode: 'array' })
  return rows.map(([at]) => at)
}

/** The statement that holds for a customer, channel and topic; `proof` is JSON text. */
export type ConsentRow = ConsentStatement & {
  readonly workspaceId: number
  readonly customerId: number
  readonly statedAt: number
  readonly proof: string
}

/** The refusal holds at equal time; the order of weights is that of `supersedes` in core. */
const WEIGHT = (state: string) => `case ${state} when 'refused' then 2 when 'granted' then 1 else 0 end`
const SUPERSEDE = `
  on conflict (customer_id, channel, topic) do update
  set state = excluded.state, stated_at = excluded.stated_at, source = excluded.source, wording = excluded.wording, proof = excluded.proof
  where (excluded.stated_at, ${WEIGHT('excluded.state')}) > (consent.stated_at, ${WEIGHT('consent.state')})`

const UPSERT_CONSENT = `
  insert into consent (customer_id, channel, topic, workspace_id, state, stated_at, source, wording, proof)
  select customer_id, channel, topic, workspace_id, state, stated_at, source, nullif(wording, ''), proof::jsonb
  from unnest($1::int8[], $2::text[], $3::text[], $4::int4[], $5::text[], $6::int8[], $7::text[], $8::text[], $9::text[])
    as r (customer_id, channel, topic, workspace_id, state, stated_at, source, wording, proof)
  order by 1, 2, 3 ${SUPERSEDE}`

/** Writes statements where they supersede what stands; each customer, channel and topic at most once. */
export async function upsertConsents(client: ClientBase, rows: readonly ConsentRow[]): Promise<void> {
  if (rows.length === 0) return
  const values = [
    bigints(rows.map((row) => row.customerId)),
    texts(rows.map((row) => row.channel)),
    texts(rows.map((row) => row.topic)),
    integers(rows.map((row) => row.workspaceId)),
    texts(rows.map((row) => row.state)),
    bigints(rows.map((row) => row.statedAt)),
    texts(rows.map((row) => row.source)),
    texts(rows.map((row) => row.wording ?? '')),
    texts(rows.map((row) => row.proof)),
  ]
  await client.query({ name: 'upsert_consents', text: UPSERT_CONSENT, values })
}

/** When consent was granted that still stands, by `customer:channel:topic`. */
export async function standingGrants(client: ClientBase, customers: readonly number[]): Promise<Map<string, number>> {
  const { rows } = await client.query<{ place: string; at: number }>({
    name: 'standing_grants',
    text: `select customer_id || ':' || channel || ':' || topic as place, stated_at as at
      from consent where customer_id = any($1::int8[]) and state = 'granted'`,
    values: [bigints(customers)],
  })
  return new Map(rows.map(({ place, at }) => [place, at]))
}

const MERGE_CONSENT = `
  with gone as (
    delete from consent c using unnest($1::int8[], $2::int8[]) as m (loser, survivor)
    where c.customer_id = m.loser
    returning m.survivor, c.channel, c.topic, c.workspace_id, c.state, c.stated_at, c.source, c.wording, c.proof)
  insert into consent (customer_id, channel, topic, workspace_id, state, stated_at, source, wording, proof)
  select distinct on (survivor, channel, topic) * from gone
  order by survivor, channel, topic, stated_at desc, ${WEIGHT('state')} desc ${SUPERSEDE}`

/** Gives the consents of merged customers to their survivors, by the same rule as for single statements (I4). */
export async function mergeConsents(
  client: ClientBase,
  losers: readonly number[],
  survivors: readonly number[],
): Promise<void> {
  await client.query({ name: 'merge_consents', text: MERGE_CONSENT, values: [bigints(losers), bigints(survivors)] })
}
