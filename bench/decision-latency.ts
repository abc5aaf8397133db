// From the arrival of an event to its row in the outbox, at 1,000 events a second. Every twentieth event asks for a message.
// The outbox is looked at every few milliseconds by a client of its own, so the figures hold that much too much, never too little.
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { publishFlows, SHOP_FLOWS } from './parts/flows.ts'
import { watchOutbox } from './parts/outbox.ts'
import { type Drive, drive, generate } from './parts/pipeline.ts'
import { report } from './parts/report.ts'
import { addSource, startServer } from './parts/server.ts'

const SIZE = 5
const PER_SECOND = 1000 / SIZE
const SECONDS = 40
const WARM_UP_S = 10
const CUSTOMERS = 20_000

async function main(): Promise<void> {
  const server = await startServer({ roles: 'api,engine' })
  const client = new pg.Client(server.databaseUrl)
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { workspaceId, writeKey } = await addSource(server.databaseUrl)
    await publishFlows(client, workspaceId, SHOP_FLOWS)
    const outbox = await watchOutbox(server.databaseUrl, Date.now() + WARM_UP_S * 1000)
    const way: Drive = {
      url: server.url,
      writeKey,
      run: 'latency',
      customers: CUSTOMERS,
      size: SIZE,
      batches: PER_SECOND * SECONDS,
      connections: 8,
      perSecond: PER_SECOND,
    }
    const { load, tookMs } = await drive(import.meta.url, client, way)
    await wait(500)
    const { p50, p99, max, count } = await outbox.stop()
    const eventsPerSecond = Math.round((PER_SECOND * SECONDS * SIZE * 1000) / tookMs)
    report({
      bench: 'decision-latency',
      value: p50,
      unit: 'ms p50',
      floor: null,
      detail: { p50, p99, max, messages: count, eventsPerSecond, answeredMs: load.latencyMs, failed: load.failed },
    })
  } finally {
    await client.end()
    await server.stop()
  }
}

const [mode, options] = process.argv.slice(2)
if (mode === 'drive') await generate(JSON.parse(options ?? '{}'))
else await main()
