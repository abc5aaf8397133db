// SQL of the moment in which a person is cut off: nothing finds her any more and nothing can be stored for her again. One transaction.
import { SEGMENTS_MAX } from '@lotse/protocol'
import type { ClientBase } from 'pg'
import { IDENTITY_LOCK } from '../ingest.ts'
import type { Person } from './person.ts'

/** Counters of ours have rows of their own, so that writers of the same counters never wait for an erasure. */
const SLOT = 64
const LOCK_TIMEOUT_MS = 10_000

/**
 * What is written beside: `hashes`, keyed, of her identifiers, `barred` of addresses that must not be written to again.
 */
export type CutMarks = {
  readonly hashes: readonly Buffer[]
  readonly barred: readonly { readonly channel: string; readonly hash: Buffer }[]
  readonly now: number
}

/** Opens the transaction and waits until no group of events is being stored in the workspace. */
export async function beginCut(client: ClientBase, workspaceId: number): Promise<void> {
  await client.query(`begin; set local synchronous_commit = on; set local lock_timeout = ${LOCK_TIMEOUT_MS}`)
  await client.query('select pg_advisory_xact_lock($1, $2)', [IDENTITY_LOCK, workspaceId])
}

/**
 * Cuts her off. The engine's batches under way are fenced out by the epoch of her buckets: one that has touched her is waited for, one
 * that comes later cannot commit, so that nothing of her is written again.
 */
export async function cut(
  client: ClientBase,
  person: Person,
  buckets: readonly number[],
  marks: CutMarks,
): Promise<void> {
  const { workspaceId, ids } = person
  await client.query('delete from customer_state where workspace_id = $1 and customer_id = any($2::bigint[])', [
    workspaceId,
    ids,
  ])
  await client.query('update bucket set epoch = epoch + 1 where bucket = any($1::smallint[])', [buckets])
  await mark(client, person, marks)
  for (const statement of FORGET) await client.query(statement, [workspaceId, ids])
  await client.query(
    `delete from identity_note n using unnest($2::text[], $3::text[]) i (kind, value)
     where n.workspace_id = $1 and n.kind = i.kind and n.value = i.value`,
    [workspaceId, person.identities.map((one) => one.kind), person.identities.map((one) => one.value)],
  )
}

async function mark(
  client: ClientBase,
  { workspaceId, ids }: Person,
  { hashes, barred, now }: CutMarks,
): Promise<void> {
  await client.query(
    'insert into erased_customer select id, $1, $3 from unnest($2::bigint[]) id on conflict do nothing',
    [workspaceId, ids, now],
  )
  await client.query(
    `insert into erased_identity select $1, hash, $3 from unnest($2::bytea[]) hash
     on conflict (workspace_id, hash) do update set erased_at = excluded.erased_at`,
    [workspaceId, hashes, now],
  )
  await client.query(
    `insert into erased_suppression select $1, channel, hash, $4 from unnest($2::text[], $3::bytea[]) b (channel, hash)
     on conflict do nothing`,
    [workspaceId, barred.map((one) => one.channel), barred.map((one) => one.hash), now],
  )
}

const COUNTED_OUT = `
  with gone as (
    select flow_id, version, step, count(*) as n from run
    where workspace_id = $1 and customer_id = any($2::bigint[]) and ended_at is null group by 1, 2, 3)
  insert into flow_count (workspace_id, flow_id, version, step, what, slot, count)
  select $1, flow_id, version, step, what, ${SLOT}, sum(n) from (
    select flow_id, version, step, 'out' as what, n from gone
    union all select flow_id, version, '', 'ended', n from gone
    union all select flow_id, version, '', 'ended:erased', n from gone) c
  group by 2, 3, 4, 5
  on conflict (flow_id, version, step, what, slot) do update set count = flow_count.count + excluded.count`

// Figures of the past name nobody and stay; where she is now, nobody is any more.
const PLACES_OUT = `
  with gone as (
    delete from journey_place where workspace_id = $1 and customer_id = any($2::bigint[])
    returning journey, edition, step, channel, at, outcome, segments),
  was as (
    select journey, edition, segment, step, channel, at / 86400000 as day, count(*) as n from gone
    join lateral (select 0 as segment union all select s from generate_series(1, ${SEGMENTS_MAX}) s where segments >> (s - 1) & 1 = 1) of_segment on true
    where outcome = 'open' group by 1, 2, 3, 4, 5, 6)
  insert into journey_count (workspace_id, journey, edition, segment, day, what, step, next, channel, rung, slot, count)
  select $1, journey, edition, segment, day, what, step, '', channel, 0, ${SLOT}, sum(n) from (
    select journey, edition, segment, 0 as day, 'here' as what, step, channel, -n as n from was
    union all select journey, edition, segment, day, 'erased', step, channel, n from was) c
  group by 2, 3, 4, 5, 6, 7, 9
  on conflict (workspace_id, journey, edition, segment, day, what, step, next, channel, rung, slot)
  do update set count = journey_count.count + excluded.count`

const MESSAGES_OUT = `
  with gone as (
    update message set state = 'cancelled', reason = 'erased', claimed_by = null, claimed_at = null, reported = true
    where workspace_id = $1 and customer_id = any($2::bigint[]) and state in ('queued', 'claimed', 'handed', 'unknown', 'held')
    returning id, channel),
  was as (select m.channel, m.state, count(*) as n from message m join gone using (id) group by 1, 2)
  insert into message_count (workspace_id, state, channel, slot, count)
  select $1, state, channel, ${SLOT}, sum(n) from (
    select state, channel, -n as n from was union all select 'cancelled', channel, n from was) c
  group by 2, 3
  on conflict (workspace_id, state, channel, slot) do update set count = message_count.count + excluded.count`

// Entries that the engine has not come to: it must neither see them nor wait for them.
const UNSEEN = `
  with gone as (
    delete from event e using bucket b
    where e.workspace_id = $1 and e.customer_id = any($2::bigint[]) and b.bucket = e.bucket and (e.txid, e.seq) > (b.txid, b.seq)
    returning e.kind)
  insert into engine_count (workspace_id, what, slot, count)
  select $1, 'events', ${SLOT}, count(*) from gone where kind < 10 having count(*) > 0
  on conflict (workspace_id, what, slot) do update set count = engine_count.count + excluded.count`

const BY_CUSTOMER = (table: string) =>
  `delete from ${table} where workspace_id = $1 and customer_id = any($2::bigint[])`

const NAMELESS = (table: string) =>
  `update ${table} set customer_id = null where workspace_id = $1 and customer_id = any($2::bigint[])`

/** In this order: what makes others act first. */
const FORGET = [
  BY_CUSTOMER('timer'),
  MESSAGES_OUT,
  COUNTED_OUT,
  BY_CUSTOMER('run'),
  PLACES_OUT,
  BY_CUSTOMER('consent'),
  BY_CUSTOMER('identity'),
  BY_CUSTOMER('decision'),
  BY_CUSTOMER('customer_note'),
  // What was answered stays counted, and says no longer by whom.
  NAMELESS('feed_answer'),
  NAMELESS('feed_item'),
  BY_CUSTOMER('feedback'),
  `delete from identity_note where workspace_id = $1 and (customer_id = any($2::bigint[]) or other_id = any($2::bigint[]))`,
  `delete from merge where workspace_id = $1 and (loser_id = any($2::bigint[]) or survivor_id = any($2::bigint[]))`,
  UNSEEN,
]
