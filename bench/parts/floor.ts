// The floor of the whole way: the rows that a run has stored, written once more by bare batched SQL, with arrays as
// node-postgres writes them.
import { createHash } from 'node:crypto'
import pg from 'pg'
import { postgresMs, processorMs } from './processor.ts'
import type { BenchServer } from './server.ts'

const BATCH = 2000
const TABLES = ['event', 'event_key', 'identity', 'customer_state', 'run', 'message', 'timer']

type Row = Readonly<Record<string, string | number | null>>
type Column = readonly [name: string, type: 'text' | 'int8' | 'int4' | 'int2']

const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  event: [
    ['workspace_id', 'int4'],
    ['bucket', 'int2'],
    ['customer_id', 'int8'],
    ['kind', 'int2'],
    ['name', 'text'],
    ['channel', 'text'],
    ['message_id', 'text'],
    ['occurred_at', 'int8'],
    ['received_at', 'int8'],
    ['body', 'text'],
  ],
  identity: [
    ['workspace_id', 'int4'],
    ['kind', 'text'],
    ['value', 'text'],
    ['customer_id', 'int8'],
    ['first_seen_at', 'int8'],
  ],
  customer_state: [
    ['customer_id', 'int8'],
    ['workspace_id', 'int4'],
    ['bucket', 'int2'],
    ['state', 'text'],
  ],
  run: [
    ['id', 'text'],
    ['workspace_id', 'int4'],
    ['bucket', 'int2'],
    ['customer_id', 'int8'],
    ['flow_id', 'text'],
    ['version', 'int4'],
    ['key', 'text'],
    ['started_at', 'int8'],
    ['step', 'text'],
    ['step_at', 'int8'],
    ['wake_at', 'int8'],
    ['ended_at', 'int8'],
    ['reason', 'text'],
    ['state', 'text'],
  ],
  message: [
    ['key', 'text'],
    ['workspace_id', 'int4'],
    ['customer_id', 'int8'],
    ['run_id', 'text'],
    ['flow_id', 'text'],
    ['version', 'int4'],
    ['step', 'text'],
    ['channel', 'text'],
    ['topic', 'text'],
    ['state', 'text'],
    ['created_at', 'int8'],
    ['due_at', 'int8'],
    ['request', 'text'],
  ],
  timer: [
    ['customer_id', 'int8'],
    ['workspace_id', 'int4'],
    ['bucket', 'int2'],
    ['due_at', 'int8'],
  ],
}

/** Events per second of a client that knows everything beforehand and only writes, and processor time per event, its own and the database's. */
export type Floor = { readonly perSecond: number; readonly processorUs: number }

/**
 * What the floor writes. `events`: of the stored ones, in the order of the log. `part`: `accept` is log, dedupe keys and identities; `whole`
 * also states (loaded and written), runs, messages and timers. `connections`: how many clients write at the same time.
 */
export type FloorOptions = { readonly events: number; readonly part: 'accept' | 'whole'; readonly connections: number }

/** Measures the floor, in tables of its own that begin empty. */
export async function measureFloor(
  { databaseUrl, dataFolder }: BenchServer,
  { events, part, connections }: FloorOptions,
): Promise<Floor> {
  const clients = Array.from({ length: connections }, () => new pg.Client(databaseUrl))
  for (const client of clients) await client.connect()
  const [first] = clients
  if (first === undefined) throw new Error('no connection')
  for (const table of TABLES)
    await first.query(`drop table if exists floor_${table}; create table floor_${table} (like ${table} including all)`)
  const batches = await readBatches(first, events)
  const before = processorMs(process.pid) + postgresMs(dataFolder)
  const startedAt = performance.now()
  await Promise.all(clients.map((client) => writeAll(client, batches, part)))
  const seconds = (performance.now() - startedAt) / 1000
  const processorUs = Math.round(((processorMs(process.pid) + postgresMs(dataFolder) - before) * 1000) / events)
  for (const client of clients) await client.end()
  return { perSecond: events / seconds, processorUs }
}

type Batch = Readonly<Record<keyof typeof COLUMNS, readonly Row[]>>

/** Log rows in order, and the other tables' rows dealt out evenly; the state of every customer of a batch is loaded and written. */
async function readBatches(client: pg.Client, events: number): Promise<Batch[]> {
  const log = (await client.query<Row>(`select * from event where kind < 10 order by seq limit ${events}`)).rows
  const total = Number((await client.query(`select count(*) as n from event`)).rows[0].n)
  const share = events / total
  const others: Record<string, Row[]> = {}
  for (const table of ['identity', 'run', 'message', 'timer'])
    others[table] = (await client.query<Row>(`select * from ${table}`)).rows
  const states = new Map(
    (await client.query<Row>('select * from customer_state')).rows.map((row) => [row['customer_id'], row]),
  )
  const count = Math.ceil(log.length / BATCH)
  return Array.from({ length: count }, (_, i) => {
    const event = log.slice(i * BATCH, (i + 1) * BATCH)
    const customer_state = [...new Set(event.map((row) => row['customer_id']))].flatMap((id) => {
      const row = states.get(id ?? null)
      return row ? [row] : []
    })
    const dealt = Object.fromEntries(
      Object.entries(others).map(([table, rows]) => [table, dealOut(rows, share, i, count)]),
    )
    return { event, customer_state, ...dealt } as Batch
  })
}

function dealOut(rows: readonly Row[], share: number, i: number, count: number): readonly Row[] {
  const each = (rows.length * share) / count
  return rows.slice(Math.floor(i * each), Math.floor((i + 1) * each))
}

async function writeAll(client: pg.Client, batches: Batch[], part: 'accept' | 'whole'): Promise<void> {
  for (let batch = batches.shift(); batch; batch = batches.shift()) {
    await accept(client, batch)
    if (part === 'whole') await decide(client, batch)
  }
}

async function accept(client: pg.Client, batch: Batch): Promise<void> {
  const events = batch['event'] ?? []
  await client.query('begin')
  await client.query({
    name: 'floor-key',
    text: 'insert into floor_event_key select key, 0 from unnest($1::bytea[]) k(key) on conflict do nothing',
    values: [events.map((row) => createHash('sha256').update(String(row['message_id'])).digest().subarray(0, 12))],
  })
  await insert(client, 'identity', batch['identity'] ?? [], 'on conflict do nothing')
  await insert(client, 'event', events)
  await client.query('commit')
}

async function decide(client: pg.Client, batch: Batch): Promise<void> {
  const states = batch['customer_state'] ?? []
  await client.query('begin')
  await client.query({
    name: 'floor-load',
    text: 'select customer_id, state from floor_customer_state where customer_id = any($1::bigint[])',
    values: [states.map((row) => row['customer_id'])],
  })
  await insert(client, 'customer_state', states, 'on conflict (customer_id) do update set state = excluded.state')
  for (const table of ['run', 'message', 'timer'])
    await insert(client, table, batch[table] ?? [], 'on conflict do nothing')
  await client.query('commit')
}

async function insert(client: pg.Client, table: string, rows: readonly Row[], conflict = ''): Promise<void> {
  const columns = COLUMNS[table]
  if (columns === undefined || rows.length === 0) return
  const names = columns.map(([name]) => name).join(', ')
  const arrays = columns.map(([, type], i) => `$${i + 1}::${type}[]`).join(', ')
  const values = columns.map(([name]) => rows.map((row) => row[name] ?? null))
  await client.query({
    name: `floor-${table}`,
    text: `insert into floor_${table} (${names}) select * from unnest(${arrays}) ${conflict}`,
    values,
  })
}
