// One million runs wait; 100,000 of them are due within one minute. How fast are they drained, what do they cost in memory, and do fresh
// events wait for them? The runs are written straight into the database, as the engine would have left them.
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { bucketOf } from '@lotse/core/base'
import type { FlowDocument } from '@lotse/protocol'
import pg from 'pg'
import { publishFlows, SHOP_FLOWS } from './parts/flows.ts'
import { watchOutbox } from './parts/outbox.ts'
import { type Drive, drive, generate } from './parts/pipeline.ts'
import { report } from './parts/report.ts'
import { addSource, startServer } from './parts/server.ts'

const RUNS = Number(process.env['LOTSE_BENCH_RUNS'] ?? 1_000_000)
const DUE = RUNS / 10
const CHUNK = 50_000
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** Brings what is due in an hour to the minute that has just passed. */
const AHEAD_MS = 3_600_000
const EARLIER_MS = AHEAD_MS + MINUTE_MS
const SIZE = 5
const FRESH_PER_SECOND = 20

const reminder: FlowDocument = {
  lotse: 'flow/1',
  name: 'Reminder',
  trigger: { event: 'Reminder Asked' },
  entry: { rule: 'always' },
  start: 'pause',
  steps: [
    { id: 'pause', kind: 'wait', for: '10d', next: 'call' },
    { id: 'call', kind: 'webhook', url: 'https://receiver.example/hook', next: 'end' },
    { id: 'end', kind: 'exit' },
  ],
}

async function main(): Promise<void> {
  const server = await startServer({ roles: 'api,engine' })
  const client = new pg.Client(server.databaseUrl)
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { workspaceId, writeKey } = await addSource(server.databaseUrl)
    await publishFlows(client, workspaceId, { reminder, thanks: SHOP_FLOWS['thanks'] ?? reminder })
    const dueAt = Date.now() + AHEAD_MS
    await fill(client, workspaceId, dueAt)
    const quietMb = server.memoryMb()
    const idle = await shareOfCore(server.pid, 5000)
    await client.query('begin')
    await client.query('update run set wake_at = wake_at - $1 where wake_at < $2', [EARLIER_MS, dueAt + MINUTE_MS])
    await client.query('update timer set due_at = due_at - $1 where due_at < $2', [EARLIER_MS, dueAt + MINUTE_MS])
    await client.query('commit')
    const began = performance.now()
    const outbox = await watchOutbox(server.databaseUrl, Date.now())
    const way: Drive = {
      url: server.url,
      writeKey,
      run: 'fresh',
      customers: 1000,
      size: SIZE,
      batches: FRESH_PER_SECOND * 15,
      connections: 4,
      perSecond: FRESH_PER_SECOND,
    }
    const fresh = drive(import.meta.url, client, way)
    const { peakMb, tookMs } = await drained(server.databaseUrl, () => server.memoryMb(), began)
    await fresh
    const ages = await outbox.stop()
    const detail = {
      runs: RUNS,
      due: DUE,
      memoryMb: Math.round(peakMb),
      quietMb: Math.round(quietMb),
      idleCoreShare: idle,
      freshMs: ages,
    }
    report({ bench: 'timers', value: (DUE / tookMs) * 1000, unit: 'timers/s', floor: null, detail })
  } finally {
    await client.end()
    await server.stop()
  }
}

/** Customers far from those that the tracking API will number, each with one waiting run; the tenth of them due within a minute after `dueAt`. */
async function fill(client: pg.Client, workspaceId: number, dueAt: number): Promise<void> {
  const startedAt = Date.now() - DAY_MS
  for (let from = 0; from < RUNS; from += CHUNK) {
    const ids = Array.from({ length: Math.min(CHUNK, RUNS - from) }, (_, i) => 1_000_000_000 + from + i)
    const wakes = ids.map((id) => (id % 10 === 0 ? dueAt + (id % MINUTE_MS) : dueAt + 9 * DAY_MS + (id % DAY_MS)))
    const values = [ids, ids.map((id) => bucketOf(workspaceId, id)), wakes, workspaceId, startedAt]
    await client.query(FILL_STATE, [values[0], values[1], workspaceId, startedAt])
    await client.query(FILL_RUN, values)
    await client.query(
      'insert into timer select c.id, $2, c.bucket, c.wake from unnest($1::bigint[], $3::smallint[], $4::bigint[]) c(id, bucket, wake)',
      [ids, workspaceId, values[1], wakes],
    )
  }
  await client.query('analyze')
}

const FILL_STATE = `
  insert into customer_state select c.id, $3, c.bucket,
    '{"clock":' || $4::bigint || ',"first":' || $4::bigint || ',"last":' || $4::bigint || ',"traits":{"email":["c' || c.id || '@shop.example",1]},"ids":{},"consents":{},"accounts":{},"aggs":{},"entries":{},"runs":1}'
  from unnest($1::bigint[], $2::smallint[]) c(id, bucket)`
const FILL_RUN = `
  insert into run (id, workspace_id, bucket, customer_id, flow_id, version, key, started_at, step, step_at, wake_at, state)
  select c.id || '.reminder.1', $4, c.bucket, c.id, 'reminder', 1, '', $5, 'pause', $5, c.wake,
    '{"e":{"name":"Reminder Asked","properties":{},"occurredAt":1,"messageId":"m"},"v":{"pause":1},"p":[["pause",1]],"n":1}'
  from unnest($1::bigint[], $2::smallint[], $3::bigint[]) c(id, bucket, wake)`

/** Waits until nothing due is left. */
async function drained(
  databaseUrl: string,
  memoryMb: () => number,
  began: number,
): Promise<{ readonly peakMb: number; readonly tookMs: number }> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  let peakMb = 0
  for (let left = 1; left > 0; await wait(50)) {
    peakMb = Math.max(peakMb, memoryMb())
    left = (
      await client.query('select count(*)::int as n from (select 1 from timer where due_at <= $1 limit 1) t', [
        Date.now(),
      ])
    ).rows[0].n
  }
  await client.end()
  return { peakMb, tookMs: performance.now() - began }
}

/** Processor time of a process as a share of one core while nothing happens. */
async function shareOfCore(pid: number, forMs: number): Promise<number> {
  const ticks = () => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return Number(fields[11]) + Number(fields[12])
  }
  const before = ticks()
  await wait(forMs)
  return Number((((ticks() - before) * 10) / forMs).toFixed(3))
}

const [mode, options] = process.argv.slice(2)
if (mode === 'drive') await generate(JSON.parse(options ?? '{}'))
else await main()
