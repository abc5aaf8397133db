// What a batch writes, in one transaction that the leases' epochs fence (B1). Arrays in binary form, one statement per table.
import type { MessageEffect, Run } from '@lotse/core/act'
import type { ClientBase } from 'pg'
import { bigints, integers, smallints, texts, xids } from '../arrays.ts'
import { vectorText } from '../lexemes.ts'
import { type CountsWrite, writeCounts, writeFlowCounts, writeMinutes } from './counts.ts'
import {
  dropPlaces,
  type FillPiece,
  type GoneRow,
  type JourneyCountRow,
  type PlaceRow,
  writeFill,
  writeJourneyCounts,
  writePlaces,
} from './journeys.ts'
import type { Lease } from './lease.ts'
import { type DecisionRow, type MotionRow, writeDecisions, writeMotions } from './motion.ts'
import { type MoveRow, moveEntries } from './move.ts'

/** A worker that lost a lease must not commit; its batch is undone and done by the new owner. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}

/** A customer's document, and what lists sort by and look up. `lexemes`: see core/understand/lexemes.ts. */
export type StateRow = {
  readonly customer: number
  readonly workspace: number
  readonly bucket: number
  readonly state: string
  readonly firstAt: number
  readonly lastAt: number
  readonly lexemes: readonly string[]
}
export type TimerRow = {
  readonly customer: number
  readonly workspace: number
  readonly bucket: number
  readonly dueAt: number
}
export type RunRow = {
  readonly run: Run
  readonly customer: number
  readonly workspace: number
  readonly bucket: number
}
export type MessageRow = { readonly message: MessageEffect; readonly customer: number; readonly workspace: number }
/** An entry the engine itself appends to the log: an absorb, or a message held back. */
export type AppendRow = {
  readonly workspace: number
  readonly bucket: number
  readonly customer: number
  readonly kind: number
  readonly name: string
  readonly channel: string
  readonly messageId: string
  readonly at: number
  readonly body: string
}
export type SetAsideRow = {
  readonly workspace: number
  readonly customer: number
  readonly bucket: number
  readonly seq: number | null
  readonly dueAt: number | null
  readonly reason: string
  readonly stack: string
  readonly state: string
}
/** A log entry whose arrival lies before what was done for the customer already: its time is corrected, so that replay sees the same order. */
export type ClockRow = {
  readonly bucket: number
  readonly txid: string
  readonly seq: number
  readonly receivedAt: number
}

/** A bucket's way from the position the batch began at to the one it ends at. */
export type Progress = { readonly from: Pick<Lease, 'txid' | 'seq'>; readonly to: Lease }

/** Everything a batch has to write. */
export type BatchWrite = CountsWrite & {
  readonly progress: readonly Progress[]
  readonly states: readonly StateRow[]
  readonly timers: readonly TimerRow[]
  readonly doneTimers: readonly number[]
  readonly runs: readonly RunRow[]
  readonly messages: readonly MessageRow[]
  readonly cancels: readonly string[]
  readonly appends: readonly AppendRow[]
  readonly setAside: readonly SetAsideRow[]
  readonly clocks: readonly ClockRow[]
  readonly moves: readonly MoveRow[]
  readonly motions: readonly MotionRow[]
  readonly decisions: readonly DecisionRow[]
  readonly journeyCounts: readonly JourneyCountRow[]
  readonly places: readonly PlaceRow[]
  readonly gone: readonly GoneRow[]
  readonly fills: readonly FillPiece[]
  readonly now: number
}

/**
 * Writes a batch, all or nothing.
 *
 * @param client - a connection with `synchronous_commit` off: a lost batch is done again from the log.
 * @throws LeaseLost where a bucket has another owner by now.
 */
export async function writeBatch(client: ClientBase, batch: BatchWrite): Promise<void> {
  await client.query('begin')
  try {
    for (const write of writesOf(batch)) await write(client)
    const moved = await movePositions(client, batch.progress)
    if (moved !== batch.progress.length) throw new LeaseLost('another worker has one of the buckets')
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

type Write = (client: ClientBase) => Promise<unknown>

/** The statements a batch needs, counters last: their rows are shared with other workers and locked until the commit. */
function writesOf(batch: BatchWrite): Write[] {
  const {
    states,
    runs,
    timers,
    doneTimers,
    messages,
    cancels,
    appends,
    clocks,
    moves,
    setAside,
    minutes,
    counts,
    flowCounts,
    motions,
    decisions,
    journeyCounts,
    places,
    gone,
    fills,
    now,
    slot,
  } = batch
  const all: readonly (readonly [readonly unknown[], Write])[] = [
    [states, (client) => writeStates(client, states)],
    [runs, (client) => writeRuns(client, runs)],
    [timers, (client) => writeTimers(client, timers)],
    [doneTimers, (client) => dropTimers(client, doneTimers)],
    [messages, (client) => writeMessages(client, batch)],
    [cancels, (client) => cancelMessages(client, batch)],
    [appends, (client) => appendLog(client, appends)],
    [clocks, (client) => correctClocks(client, clocks)],
    [moves, (client) => moveEntries(client, moves)],
    [setAside, (client) => writeSetAside(client, batch)],
    [gone, (client) => dropPlaces(client, gone)],
    [places, (client) => writePlaces(client, places)],
    [fills, (client) => Promise.all(fills.map((fill) => writeFill(client, fill, now)))],
    [minutes, (client) => writeMinutes(client, batch)],
    [counts, (client) => writeCounts(client, batch)],
    [flowCounts, (client) => writeFlowCounts(client, batch)],
    [journeyCounts, (client) => writeJourneyCounts(client, journeyCounts, slot)],
    [decisions, (client) => writeDecisions(client, decisions)],
    [motions, (client) => writeMotions(client, motions, slot)],
  ]
  return all.filter(([rows]) => rows.length > 0).map(([, write]) => write)
}

function writeStates(client: ClientBase, rows: readonly StateRow[]): Promise<unknown> {
  return client.query({
    name: 'engine-write-states',
    text: `insert into customer_state (customer_id, workspace_id, bucket, state, first_at, last_at, facts)
      select id, workspace, bucket, state, first_at, last_at, facts::tsvector
      from unnest($1::bigint[], $2::int[], $3::smallint[], $4::text[], $5::bigint[], $6::bigint[], $7::text[])
        s(id, workspace, bucket, state, first_at, last_at, facts)
      on conflict (customer_id) do update
      set state = excluded.state, first_at = excluded.first_at, last_at = excluded.last_at, facts = excluded.facts`,
    values: [
      bigints(rows.map((r) => r.customer)),
      integers(rows.map((r) => r.workspace)),
      smallints(rows.map((r) => r.bucket)),
      texts(rows.map((r) => r.state)),
      bigints(rows.map((r) => r.firstAt)),
      bigints(rows.map((r) => r.lastAt)),
      texts(rows.map((r) => vectorText(r.lexemes))),
    ],
  })
}

function writeRuns(client: ClientBase, rows: readonly RunRow[]): Promise<unknown> {
  return client.query({
    name: 'engine-write-runs',
    text: `insert into run (id, workspace_id, bucket, customer_id, flow_id, version, key, started_at, step, step_at, wake_at, ended_at, reason, state)
      select * from unnest($1::text[], $2::int[], $3::smallint[], $4::bigint[], $5::text[], $6::int[], $7::text[], $8::bigint[], $9::text[],
        $10::bigint[], $11::bigint[], $12::bigint[], $13::text[], $14::text[])
      on conflict (id) do update set customer_id = excluded.customer_id, bucket = excluded.bucket, step = excluded.step,
        step_at = excluded.step_at, wake_at = excluded.wake_at, ended_at = excluded.ended_at, reason = excluded.reason, state = excluded.state`,
    values: [
      texts(rows.map((r) => r.run.id)),
      integers(rows.map((r) => r.workspace)),
      smallints(rows.map((r) => r.bucket)),
      bigints(rows.map((r) => r.customer)),
      texts(rows.map((r) => r.run.flow)),
      integers(rows.map((r) => r.run.version)),
      texts(rows.map((r) => r.run.key)),
      bigints(rows.map((r) => r.run.startedAt)),
      texts(rows.map((r) => r.run.step)),
      bigints(rows.map((r) => r.run.stepAt)),
      bigints(rows.map((r) => r.run.wakeAt)),
      bigints(rows.map((r) => r.run.ended?.at ?? null)),
      texts(rows.map((r) => r.run.ended?.reason ?? null)),
      texts(rows.map((r) => JSON.stringify(r.run.data))),
    ],
  })
}

function writeTimers(client: ClientBase, rows: readonly TimerRow[]): Promise<unknown> {
  return client.query({
    name: 'engine-write-timers',
    text: `insert into timer (customer_id, workspace_id, bucket, due_at)
      select * from unnest($1::bigint[], $2::int[], $3::smallint[], $4::bigint[])
      on conflict (customer_id) do update set due_at = excluded.due_at`,
    values: [
      bigints(rows.map((r) => r.customer)),
      integers(rows.map((r) => r.workspace)),
      smallints(rows.map((r) => r.bucket)),
      bigints(rows.map((r) => r.dueAt)),
    ],
  })
}

function dropTimers(client: ClientBase, customers: readonly number[]): Promise<unknown> {
  return client.query({
    name: 'engine-drop-timers',
    text: 'delete from timer where customer_id = any($1::bigint[])',
    values: [bigints(customers)],
  })
}

const stateOf = ({ message }: MessageRow): 'queued' | 'suppressed' => (message.held === null ? 'queued' : 'suppressed')

/** What fell due before a restore may have left from the installation that was copied (M10). */
const HELD = `(m.state = 'queued' and coalesce(m.at <= (select until from message_hold), false))`

async function writeMessages(client: ClientBase, { messages, now, slot }: BatchWrite): Promise<void> {
  await client.query({
    name: 'engine-write-messages',
    text: `with written as (
        insert into message (key, workspace_id, customer_id, run_id, flow_id, version, step, channel, topic, state, reason, created_at, due_at, request)
        select key, workspace_id, customer_id, run_id, flow_id, version, step, channel, topic,
          case when ${HELD} then 'held' else state end, case when ${HELD} then 'restored' else reason end, at, $15, request
        from unnest($1::text[], $2::int[], $3::bigint[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[], $9::text[], $10::text[],
          $11::text[], $12::bigint[], $13::text[]) m(key, workspace_id, customer_id, run_id, flow_id, version, step, channel, topic, state, reason, at, request)
        on conflict (key) do nothing
        returning workspace_id, state, channel)
      insert into message_count (workspace_id, state, channel, slot, count)
      select workspace_id, state, channel, $14, count(*) from written group by 1, 2, 3
      on conflict (workspace_id, state, channel, slot) do update set count = message_count.count + excluded.count`,
    values: [
      texts(messages.map((m) => m.message.key)),
      integers(messages.map((m) => m.workspace)),
      bigints(messages.map((m) => m.customer)),
      texts(messages.map((m) => m.message.run)),
      texts(messages.map((m) => m.message.flow)),
      integers(messages.map((m) => m.message.version)),
      texts(messages.map((m) => m.message.step)),
      texts(messages.map((m) => m.message.request.channel)),
      texts(messages.map((m) => m.message.topic)),
      texts(messages.map(stateOf)),
      texts(messages.map((m) => m.message.held)),
      bigints(messages.map((m) => m.message.at)),
      texts(messages.map((m) => JSON.stringify(m.message.request))),
      slot,
      now,
    ],
  })
}

async function cancelMessages(client: ClientBase, { cancels, slot, now }: BatchWrite): Promise<void> {
  await client.query({
    name: 'engine-cancel-messages',
    text: `with before as (
        select id, state from message where run_id = any($1::text[]) and state in ('queued', 'claimed', 'held') order by id for update),
      cancelled as (
        update message m set state = 'cancelled', reason = 'run_ended', answered_at = $3 from before b where m.id = b.id
        returning m.workspace_id, m.channel, b.state as was),
      changes as (
        select workspace_id, channel, was as state, -count(*) as count from cancelled group by 1, 2, 3
        union all select workspace_id, channel, 'cancelled', count(*) from cancelled group by 1, 2)
      insert into message_count (workspace_id, state, channel, slot, count)
      select workspace_id, state, channel, $2, count from changes
      on conflict (workspace_id, state, channel, slot) do update set count = message_count.count + excluded.count`,
    values: [texts(cancels), slot, now],
  })
}

function appendLog(client: ClientBase, rows: readonly AppendRow[]): Promise<unknown> {
  return client.query({
    name: 'engine-append-log',
    text: `insert into event (workspace_id, bucket, customer_id, kind, name, channel, message_id, occurred_at, received_at, body)
      select workspace_id, bucket, customer_id, kind, name, channel, message_id, at, at, body
      from unnest($1::int[], $2::smallint[], $3::bigint[], $4::smallint[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::text[])
        e(workspace_id, bucket, customer_id, kind, name, channel, message_id, at, body)`,
    values: [
      integers(rows.map((r) => r.workspace)),
      smallints(rows.map((r) => r.bucket)),
      bigints(rows.map((r) => r.customer)),
      smallints(rows.map((r) => r.kind)),
      texts(rows.map((r) => r.name)),
      texts(rows.map((r) => r.channel)),
      texts(rows.map((r) => r.messageId)),
      bigints(rows.map((r) => r.at)),
      texts(rows.map((r) => r.body)),
    ],
  })
}

function correctClocks(client: ClientBase, rows: readonly ClockRow[]): Promise<unknown> {
  return client.query({
    name: 'engine-correct-clocks',
    text: `update event e set received_at = c.received_at
      from unnest($1::smallint[], $2::xid8[], $3::bigint[], $4::bigint[]) c(bucket, txid, seq, received_at)
      where e.bucket = c.bucket and e.txid = c.txid and e.seq = c.seq`,
    values: [
      smallints(rows.map((r) => r.bucket)),
      xids(rows.map((r) => r.txid)),
      bigints(rows.map((r) => r.seq)),
      bigints(rows.map((r) => r.receivedAt)),
    ],
  })
}

function writeSetAside(client: ClientBase, { setAside: rows, now }: BatchWrite): Promise<unknown> {
  return client.query({
    text: `insert into set_aside (workspace_id, customer_id, bucket, seq, due_at, reason, stack, state, set_aside_at)
      select *, $9::bigint from unnest($1::int[], $2::bigint[], $3::smallint[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::text[])`,
    values: [
      integers(rows.map((r) => r.workspace)),
      bigints(rows.map((r) => r.customer)),
      smallints(rows.map((r) => r.bucket)),
      bigints(rows.map((r) => r.seq)),
      bigints(rows.map((r) => r.dueAt)),
      texts(rows.map((r) => r.reason)),
      texts(rows.map((r) => r.stack)),
      texts(rows.map((r) => r.state)),
      now,
    ],
  })
}

/** Only from where the batch began: a worker that took an older position for its own must not apply anything twice. */
async function movePositions(client: ClientBase, progress: readonly Progress[]): Promise<number> {
  const { rowCount } = await client.query({
    name: 'engine-move-positions',
    text: `update bucket b set txid = p.txid, seq = p.seq
      from unnest($1::smallint[], $2::bigint[], $3::xid8[], $4::bigint[], $5::xid8[], $6::bigint[]) p(bucket, epoch, txid, seq, old_txid, old_seq)
      where b.bucket = p.bucket and b.epoch = p.epoch and b.txid = p.old_txid and b.seq = p.old_seq`,
    values: [
      smallints(progress.map(({ to }) => to.bucket)),
      bigints(progress.map(({ to }) => to.epoch)),
      xids(progress.map(({ to }) => to.txid)),
      bigints(progress.map(({ to }) => to.seq)),
      xids(progress.map(({ from }) => from.txid)),
      bigints(progress.map(({ from }) => from.seq)),
    ],
  })
  return rowCount ?? 0
}
