// What a batch reads: log entries after the position, due timers, states, runs, histories. Reads only; the lane alone writes these customers.

import { EVERY_EVENT, type Run, type RunData } from '@lotse/core/act'
import { type EventBody, HISTORY, type InputKind, inputKinds, type LoggedEvent } from '@lotse/core/listen'
import type { ClientBase } from 'pg'
import { bigints, smallints, xids } from '../arrays.ts'
import type { Lease } from './lease.ts'

/** A log entry as read, with its place in the bucket. */
export type LogRow = {
  readonly bucket: number
  readonly txid: string
  readonly seq: number
  readonly workspace: number
  readonly customer: number
  readonly kind: number
  readonly flags: number
  /** Null: an event of our own. */
  readonly source: number | null
  readonly name: string
  readonly channel: string
  readonly messageId: string
  readonly occurredAt: number
  readonly receivedAt: number
  readonly body: string
}

const COLUMNS = `e.bucket, e.txid::text, e.seq, e.workspace_id, e.customer_id, e.kind, e.flags, e.source_id, e.name, e.channel, e.message_id,
  e.occurred_at, e.received_at, e.body`

type LogTuple = [
  ...[number, string, number, number, number, number, number],
  ...[number | null, string, string, string, number, number, string],
]

const toRow = ([
  bucket,
  txid,
  seq,
  workspace,
  customer,
  kind,
  flags,
  source,
  name,
  channel,
  messageId,
  occurredAt,
  receivedAt,
  body,
]: LogTuple): LogRow => ({
  bucket,
  txid,
  seq,
  workspace,
  customer,
  kind,
  flags,
  source,
  name,
  channel,
  messageId,
  occurredAt,
  receivedAt,
  body,
})

/**
 * The next entries of several buckets, each bucket's in log order.
 *
 * Only entries whose writer is older than every transaction still running are seen, so that none is skipped when writers overlap.
 *
 * @param perBucket - the most entries of one bucket.
 */
export async function readLog(client: ClientBase, leases: readonly Lease[], perBucket: number): Promise<LogRow[]> {
  const { rows } = await client.query<LogTuple>({
    name: 'engine-read-log',
    rowMode: 'array',
    text: `select ${COLUMNS}
      from unnest($1::smallint[], $2::xid8[], $3::bigint[]) p(bucket, txid, seq)
      cross join lateral (
        select * from event e
        where e.bucket = p.bucket and (e.txid, e.seq) > (p.txid, p.seq) and e.txid < log_horizon()
        order by e.txid, e.seq limit $4) e`,
    values: [
      smallints(leases.map((l) => l.bucket)),
      xids(leases.map((l) => l.txid)),
      bigints(leases.map((l) => l.seq)),
      perBucket,
    ],
  })
  return rows.map(toRow)
}

/** A customer with something due. */
export type DueRow = { readonly customer: number; readonly workspace: number; readonly bucket: number }

/** Customers of the leased buckets who have something due by `now`, the longest due first. */
export async function readDue(
  client: ClientBase,
  leases: readonly Lease[],
  now: number,
  limit: number,
): Promise<DueRow[]> {
  const { rows } = await client.query<DueRow>({
    name: 'engine-read-due',
    text: `select t.customer_id as customer, t.workspace_id as workspace, t.bucket
      from unnest($1::smallint[]) b(bucket)
      cross join lateral (select * from timer t where t.bucket = b.bucket and t.due_at <= $2 order by t.due_at limit $3) t
      order by t.due_at limit $3`,
    values: [smallints(leases.map((l) => l.bucket)), now, limit],
  })
  return rows
}

/** A customer as stored: the state's text, so that a draft can be made anew, and the timer that stands. */
export type StoredCustomer = {
  readonly state: string | null
  readonly dueAt: number | null
  readonly runs: readonly StoredRun[]
}
export type StoredRun = {
  readonly id: string
  readonly flow_id: string
  readonly version: number
  readonly key: string
  readonly started_at: number
  readonly step: string
  readonly step_at: number
  readonly wake_at: number | null
  readonly state: string
}

/** Loads states, timers and runs under way of many customers. */
export async function loadCustomers(client: ClientBase, ids: readonly number[]): Promise<Map<number, StoredCustomer>> {
  const list = bigints(ids)
  const states = await client.query<{ id: number; state: string | null; dueAt: number | null }>({
    name: 'engine-load-states',
    text: `select i.id, s.state, t.due_at as "dueAt" from unnest($1::bigint[]) i(id)
      left join customer_state s on s.customer_id = i.id left join timer t on t.customer_id = i.id`,
    values: [list],
  })
  const runs = await client.query<StoredRun & { customer_id: number }>({
    name: 'engine-load-runs',
    text: `select r.id, r.customer_id, r.flow_id, r.version, r.key, r.started_at, r.step, r.step_at, r.wake_at, r.state
      from unnest($1::bigint[]) i(id)
      cross join lateral (
        select * from run r where r.customer_id = i.id and r.ended_at is null order by r.started_at, r.id) r`,
    values: [list],
  })
  const byCustomer = new Map<number, StoredRun[]>()
  for (const run of runs.rows) append(byCustomer, run.customer_id, run)
  return new Map(states.rows.map(({ id, state, dueAt }) => [id, { state, dueAt, runs: byCustomer.get(id) ?? [] }]))
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** A run under way as the rules see it. */
export function toRun(row: StoredRun): Run {
  const data = JSON.parse(row.state) as RunData
  return {
    id: row.id,
    flow: row.flow_id,
    version: row.version,
    key: row.key,
    startedAt: row.started_at,
    step: row.step,
    stepAt: row.step_at,
    wakeAt: row.wake_at,
    ended: null,
    data,
  }
}

const kindOf = new Map<number, InputKind>(
  Object.entries(inputKinds).map(([kind, number]) => [number, kind as InputKind]),
)

/** The kind of a log entry. An unknown number is a bug, or a log of a newer program. */
export function inputKind(row: Pick<LogRow, 'kind'>): InputKind {
  const kind = kindOf.get(row.kind)
  if (kind === undefined) throw new Error(`log entries of kind ${row.kind} are not known`)
  return kind
}

/** A log entry as an event of the rules. */
export function toEvent(row: LogRow): LoggedEvent {
  const kind = inputKind(row)
  if (kind === 'leave' || kind === 'absorb' || kind === 'part' || kind === 'return')
    throw new Error(`a log entry of kind ${kind} is no event`)
  const { seq, name, channel, messageId, occurredAt, receivedAt, flags } = row
  const body = JSON.parse(row.body) as EventBody
  return { seq, kind, name, channel, messageId, occurredAt, receivedAt, history: (flags & HISTORY) !== 0, body }
}

/** A place in a bucket's log. */
export type HistoryBound = { readonly txid: string; readonly seq: number }

/** Whose earlier events are asked for: all before a place, and all of those who were merged into the customer. */
export type HistoryAsk = {
  readonly customer: number
  readonly absorbed: readonly number[]
  readonly before: HistoryBound
}

/** Events of one customer from which new aggregates are filled, the newest. */
export const HISTORY_MAX = 50_000

/**
 * Earlier events of many customers, for aggregates that must be filled anew. Entries that were set aside are left out.
 *
 * @param names - event names that are asked for.
 * @returns by customer, in no order; nothing for who has none.
 */
export async function loadHistories(
  client: Pick<ClientBase, 'query'>,
  asks: readonly HistoryAsk[],
  names: readonly string[],
): Promise<Map<number, LoggedEvent[]>> {
  const histories = new Map<number, LoggedEvent[]>()
  for (const { owner, whose, row } of await readHistories(client, asks, names))
    append(histories, owner, { ...toEvent(row), whose })
  return histories
}

/** After every entry there can be. */
export const LOG_END: HistoryBound = { txid: '9223372036854775807', seq: 0 }

type HistoryTuple = [owner: number, whose: number, ...LogTuple]

/** Events that were asked for, came before the place, and were not set aside. */
const COUNTS = `e.kind < ${inputKinds.leave} and (e.name = any($5) or '${EVERY_EVENT}' = any($5)) and (e.txid, e.seq) < (a.txid, a.seq)
  and not exists (select 1 from set_aside s where s.customer_id = e.customer_id and s.seq = e.seq)`

async function readHistories(client: Pick<ClientBase, 'query'>, asks: readonly HistoryAsk[], names: readonly string[]) {
  const logs = asks.flatMap(({ customer, absorbed, before: { txid, seq } }) =>
    // Whatever was theirs before they were merged stands before their absorption, and so before this place.
    [customer, ...absorbed].map((of) => ({ owner: customer, customer: of, txid, seq })),
  )
  const { rows } = await client.query<HistoryTuple>({
    rowMode: 'array',
    text: `select a.owner, a.customer_id, ${COLUMNS}
      from unnest($1::bigint[], $2::bigint[], $3::xid8[], $4::bigint[]) a(owner, customer_id, txid, seq)
      cross join lateral (
        select e.* from event e
        where e.customer_id = a.customer_id and ${COUNTS} and not exists (
          select from parted_event p where p.from_id = e.customer_id and p.seq = e.seq and (p.txid, p.at) <= (a.txid, a.seq))
        union all
        select e.* from parted_event p
        join event e on e.customer_id = p.from_id and e.occurred_at = p.occurred_at and e.seq = p.seq
        where p.to_id = a.customer_id and (p.txid, p.at) <= (a.txid, a.seq) and ${COUNTS}
        order by seq desc limit ${HISTORY_MAX}) e`,
    values: [
      bigints(logs.map((log) => log.owner)),
      bigints(logs.map((log) => log.customer)),
      xids(logs.map((log) => log.txid)),
      bigints(logs.map((log) => log.seq)),
      names,
    ],
  })
  return rows.map(([owner, whose, ...row]) => ({ owner, whose, row: toRow(row) }))
}

/** The whole log of one customer in the order in which it was applied, for replay. */
export async function readCustomerLog(
  client: Pick<ClientBase, 'query'>,
  customer: number,
  limit: number,
): Promise<LogRow[]> {
  const { rows } = await client.query<LogTuple>({
    rowMode: 'array',
    text: `select ${COLUMNS} from event e where e.customer_id = $1 order by e.txid, e.seq limit $2`,
    values: [customer, limit],
  })
  return rows.map(toRow)
}

/** Places in the log of a customer's entries that were set aside. One applied again after a mend stands a second time further on. */
export async function readSetAside(client: Pick<ClientBase, 'query'>, customer: number): Promise<ReadonlySet<number>> {
  const { rows } = await client.query<{ seq: number }>(
    'select seq from set_aside where customer_id = $1 and seq is not null',
    [customer],
  )
  return new Set(rows.map(({ seq }) => seq))
}

/** Who a customer is by now, after all merges, and the ids that were merged into it; null where the workspace has no such customer. */
export async function resolveCustomer(
  client: Pick<ClientBase, 'query'>,
  workspace: number,
  customer: number,
): Promise<{ readonly id: number; readonly state: string } | null> {
  const { rows } = await client.query<{ id: number; state: string }>(
    `with recursive way(id, depth) as (
       select $2::bigint, 0
       union all
       select m.survivor_id, w.depth + 1 from way w join merge m on m.loser_id = w.id and m.ended_at is null where w.depth < 100)
     select s.customer_id as id, s.state from way w join customer_state s on s.customer_id = w.id
     where s.workspace_id = $1 order by w.depth desc limit 1`,
    [workspace, customer],
  )
  return rows[0] ?? null
}
