// Durable ingest through HTTP: batches of 50 events into one server process on its own database, load generator on the same cores.
// Floor: the same rows inserted by a bare batched client over two connections, right afterwards, into tables of the same form.
import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { int2Array, int4Array, int8Array, keyArray, textArray } from '../packages/server/src/adapters/store/binary.ts'
import { batchMaker } from './parts/batches.ts'
import { type LoadResult, sendLoad } from './parts/load.ts'
import { postgresMs, processorMs } from './parts/processor.ts'
import { report } from './parts/report.ts'
import { addSource, type BenchServer, startServer } from './parts/server.ts'

const SIZE = 50
const CUSTOMERS = 50_000
const CONNECTIONS = 96
const WARM_UP_S = 3
const MEASURE_S = 15
const FLOOR_ROWS = 200_000
const FLOOR_BATCH = 2000
const FLOOR_CONNECTIONS = 2

async function main(): Promise<void> {
  const server = await startServer({
    roles: 'api',
    nodeArgs: process.env['LOTSE_BENCH_PROFILE']
      ? ['--cpu-prof', '--cpu-prof-dir', process.env['LOTSE_BENCH_PROFILE']]
      : [],
  })
  try {
    const { writeKey } = await addSource(server.databaseUrl)
    const before = [processorMs(server.pid), postgresMs(server.dataFolder)] as const
    const load = await inOwnProcess({ url: server.url, writeKey })
    const after = [processorMs(server.pid), postgresMs(server.dataFolder)] as const
    const memoryMb = Math.round(server.memoryMb())
    const stored = await storedRows(server.databaseUrl)
    if (stored !== load.answered * SIZE)
      throw new Error(`${load.answered * SIZE} events were answered, ${stored} are stored`)
    const measured = load.perSecond.slice(WARM_UP_S, WARM_UP_S + MEASURE_S)
    const value = (measured.reduce((sum, count) => sum + count, 0) / measured.length) * SIZE
    const processorUs = {
      server: Math.round(((after[0] - before[0]) * 1000) / stored),
      database: Math.round(((after[1] - before[1]) * 1000) / stored),
    }
    const floor = await measureFloor(server)
    const perSecond = measured.map((count) => count * SIZE)
    report({
      bench: 'ingest',
      value,
      unit: 'events/s',
      floor: floor.perSecond,
      detail: { ...load, perSecond, stored, memoryMb, processorUs, floorProcessorUs: floor.processorUs },
    })
  } finally {
    await server.stop()
  }
}

type Target = { readonly url: string; readonly writeKey: string }

/** The generator is a process of its own, so that its work does not hide in the server's event loop. */
function inOwnProcess(target: Target): Promise<LoadResult> {
  const child = fork(fileURLToPath(import.meta.url), ['load', JSON.stringify(target)])
  return new Promise((resolve, reject) => {
    child.once('message', (result) => resolve(result as LoadResult))
    child.once('exit', (code) => code !== 0 && reject(new Error(`the load generator ended with ${code}`)))
  })
}

async function generate({ url, writeKey }: Target): Promise<void> {
  const batch = batchMaker({ customers: CUSTOMERS, size: SIZE, run: 'bench' })
  const result = await sendLoad({
    url,
    writeKey,
    connections: CONNECTIONS,
    forMs: (WARM_UP_S + MEASURE_S + 1) * 1000,
    batch,
  })
  process.send?.(result)
  process.disconnect?.()
}

async function storedRows(databaseUrl: string): Promise<number> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  const { rows } = await client.query('select count(*)::int as n from event')
  await client.end()
  return rows[0].n
}

type Row = {
  readonly workspace: number
  readonly bucket: number
  readonly customer: number
  readonly name: string
  readonly channel: string
  readonly message: string
  readonly at: number
  readonly body: string
}

type Floor = { readonly perSecond: number; readonly processorUs: number }

/** Rows per second of a client that only inserts what the server stored: log rows and dedupe keys, committed durably. */
async function measureFloor({ databaseUrl, dataFolder }: BenchServer): Promise<Floor> {
  const clients = Array.from({ length: FLOOR_CONNECTIONS }, () => new pg.Client(databaseUrl))
  for (const client of clients) await client.connect()
  const [first] = clients
  if (!first) throw new Error('no connection')
  await first.query(
    'create table floor_event (like event including all); create table floor_key (like event_key including all)',
  )
  const { rows } = await first.query<Row>(
    `select workspace_id as workspace, bucket, customer_id::float8 as customer, name, channel, message_id as message, occurred_at::float8 as at, body
     from event order by seq limit ${FLOOR_ROWS}`,
  )
  const batches: Row[][] = []
  for (let at = 0; at < rows.length; at += FLOOR_BATCH) batches.push(rows.slice(at, at + FLOOR_BATCH))
  const before = processorMs(process.pid) + postgresMs(dataFolder)
  const startedAt = performance.now()
  await Promise.all(clients.map((client) => insertBatches(client, batches)))
  const seconds = (performance.now() - startedAt) / 1000
  const processorUs = Math.round(((processorMs(process.pid) + postgresMs(dataFolder) - before) * 1000) / rows.length)
  for (const client of clients) await client.end()
  return { perSecond: rows.length / seconds, processorUs }
}

async function insertBatches(client: pg.Client, batches: Row[][]): Promise<void> {
  for (let batch = batches.shift(); batch; batch = batches.shift()) {
    await client.query('begin')
    await client.query({
      name: 'floor_key',
      text: 'insert into floor_key select key, $2 from unnest($1::bytea[]) k (key) on conflict do nothing',
      values: [keysOf(batch), Date.now()],
    })
    await client.query({ name: 'floor_event', text: FLOOR_EVENT, values: columnsOf(batch) })
    await client.query('commit')
  }
}

const FLOOR_EVENT = `
  insert into floor_event (workspace_id, bucket, customer_id, kind, name, channel, message_id, occurred_at, received_at, body)
  select workspace_id, bucket, customer_id, 1, name, channel, message_id, at, at, body
  from unnest($1::int4[], $2::int2[], $3::int8[], $4::text[], $5::text[], $6::text[], $7::int8[], $8::text[])
    r (workspace_id, bucket, customer_id, name, channel, message_id, at, body)`

function keysOf(batch: readonly Row[]): Buffer {
  return keyArray(
    Buffer.concat(batch.map((row) => createHash('sha256').update(row.message).digest().subarray(0, 12))),
    12,
  )
}

function columnsOf(batch: readonly Row[]): Buffer[] {
  return [
    int4Array(batch.map((row) => row.workspace)),
    int2Array(batch.map((row) => row.bucket)),
    int8Array(batch.map((row) => row.customer)),
    textArray(batch.map((row) => row.name)),
    textArray(batch.map((row) => row.channel)),
    textArray(batch.map((row) => row.message)),
    int8Array(batch.map((row) => row.at)),
    textArray(batch.map((row) => row.body)),
  ]
}

const [mode, target] = process.argv.slice(2)
if (mode === 'load') await generate(JSON.parse(target ?? '{}'))
else await main()
