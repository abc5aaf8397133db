// Whether the whole way gets slower as the log grows: events a second with 100,000 stored, and again with five million.
// The five million are written straight into the database: log, dedupe keys and states, as if the same 50,000 customers had been here for
// long. Both times the caches are warmed by the same number of events, and the checkpoint that the filling left behind is over.
import { bucketOf } from '@lotse/core/base'
import pg from 'pg'
import { publishFlows, SHOP_FLOWS } from './parts/flows.ts'
import { type Drive, drive, generate } from './parts/pipeline.ts'
import { report } from './parts/report.ts'
import { addSource, type BenchServer, startServer } from './parts/server.ts'

const SIZE = 50
const MEASURED = 150_000
const SMALL = 100_000
const STORED = Number(process.env['LOTSE_BENCH_STORED'] ?? 5_000_000)
const CUSTOMERS = 50_000
const WARM_UP = 50_000
const CHUNK = 100_000

async function main(): Promise<void> {
  const server = await startServer({ roles: 'api,engine' })
  const client = new pg.Client(server.databaseUrl)
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { workspaceId, writeKey } = await addSource(server.databaseUrl)
    await publishFlows(client, workspaceId, SHOP_FLOWS)
    await eventsPerSecond(server, client, writeKey, 'first', SMALL)
    await client.query('checkpoint')
    await eventsPerSecond(server, client, writeKey, 'warm-1', WARM_UP)
    const small = await eventsPerSecond(server, client, writeKey, 'small', MEASURED)
    await grow(client, workspaceId)
    await client.query('checkpoint')
    await eventsPerSecond(server, client, writeKey, 'warm-2', WARM_UP)
    const large = await eventsPerSecond(server, client, writeKey, 'large', MEASURED)
    const { rows } = await client.query(
      `select count(*)::int as stored, pg_database_size(current_database())::float8 / 1e6 as mb from event`,
    )
    const detail = {
      withStored: SMALL,
      stored: rows[0].stored,
      databaseMb: Math.round(rows[0].mb),
      memoryMb: Math.round(server.memoryMb()),
    }
    report({ bench: 'growth', value: large, unit: 'events/s', floor: small, detail })
  } finally {
    await client.end()
    await server.stop()
  }
}

async function eventsPerSecond(
  { url }: BenchServer,
  client: pg.Client,
  writeKey: string,
  run: string,
  events: number,
): Promise<number> {
  const way: Drive = {
    url,
    writeKey,
    run,
    customers: CUSTOMERS,
    size: SIZE,
    batches: events / SIZE,
    connections: 48,
    backlog: 20_000,
  }
  const { tookMs } = await drive(import.meta.url, client, way)
  return (events / tookMs) * 1000
}

/** Log entries that the engine has behind it: they are older than every bucket's position. */
async function grow(client: pg.Client, workspaceId: number): Promise<void> {
  const { rows } = await client.query<{ id: number }>(
    `select customer_id::int as id from customer_state limit ${CUSTOMERS}`,
  )
  const ids = rows.map(({ id }) => id)
  const buckets = ids.map((id) => bucketOf(workspaceId, id))
  for (let from = 0; from < STORED; from += CHUNK) {
    await client.query(GROW_LOG, [ids, buckets, workspaceId, from, CHUNK])
    await client.query(
      `insert into event_key select substr(sha256(('old' || n)::bytea), 1, 12), $3 from generate_series($1::int, $1::int + $2::int - 1) n`,
      [from, CHUNK, Date.now()],
    )
  }
  await client.query('vacuum analyze')
}

const GROW_LOG = `
  insert into event (txid, workspace_id, bucket, customer_id, kind, name, channel, message_id, occurred_at, received_at, body)
  select '1', $3, ($2::smallint[])[1 + n % array_length($2::smallint[], 1)], ($1::int[])[1 + n % array_length($1::int[], 1)], 1, 'Product Viewed', 'web', 'old-' || n, 1, 1,
    '{"p":{"product_id":"P' || n || '","name":"Wool scarf","price":12.5,"quantity":1,"category":"Accessories"},"i":[["anonymousId","anonymous-' || n || '"]]}'
  from generate_series($4::int, $4::int + $5::int - 1) n`

const [mode, options] = process.argv.slice(2)
if (mode === 'drive') await generate(JSON.parse(options ?? '{}'))
else await main()
