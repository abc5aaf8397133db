// The whole way: HTTP, identity, profile, three live flows with an aggregate and a branch each, outbox row. One million events over 200,000 customers.
// The generator keeps at most two seconds of work unprocessed, so the figure is what the slowest part sustains. Floor: the same rows by bare batched SQL over two connections.
import pg from 'pg'
import { measureFloor } from './parts/floor.ts'
import { publishFlows, SHOP_FLOWS } from './parts/flows.ts'
import { type Drive, drive, generate } from './parts/pipeline.ts'
import { postgresMs, processorMs } from './parts/processor.ts'
import { report } from './parts/report.ts'
import { addSource, type BenchServer, startServer } from './parts/server.ts'

const SIZE = 50
const EVENTS = Number(process.env['LOTSE_BENCH_EVENTS'] ?? 1_000_000)
const CUSTOMERS = 200_000
const BACKLOG = 20_000
const FLOOR_EVENTS = 200_000

async function main(): Promise<void> {
  const profile = process.env['LOTSE_BENCH_PROFILE']
  const server = await startServer({
    roles: 'api,engine',
    nodeArgs: profile ? ['--cpu-prof', '--cpu-prof-dir', profile] : [],
  })
  const client = new pg.Client(server.databaseUrl)
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { workspaceId, writeKey } = await addSource(server.databaseUrl)
    await publishFlows(client, workspaceId, SHOP_FLOWS)
    const way: Drive = {
      url: server.url,
      writeKey,
      run: 'end',
      customers: CUSTOMERS,
      size: SIZE,
      batches: EVENTS / SIZE,
      connections: 48,
      backlog: BACKLOG,
    }
    const before = processorTime(server)
    const { load, tookMs, lags } = await drive(import.meta.url, client, way)
    const after = processorTime(server)
    const memoryMb = Math.round(server.memoryMb())
    const stored = await storedRows(client)
    const thirds = [0, 1, 2].map((third) => rateOf(lags, third))
    const processorUs = {
      server: perEvent(after.server - before.server),
      database: perEvent(after.database - before.database),
    }
    const floor = await measureFloor(server, {
      events: Math.min(EVENTS, FLOOR_EVENTS),
      part: 'whole',
      connections: 2,
    })
    const detail = {
      ...stored,
      failed: load.failed,
      latencyMs: load.latencyMs,
      eventsPerSecondByThird: thirds,
      memoryMb,
      processorUs,
      floorProcessorUs: floor.processorUs,
    }
    report({ bench: 'end-to-end', value: (EVENTS / tookMs) * 1000, unit: 'events/s', floor: floor.perSecond, detail })
  } finally {
    await client.end()
    await server.stop()
  }
}

const processorTime = ({ pid, dataFolder }: BenchServer) => ({
  server: processorMs(pid),
  database: postgresMs(dataFolder),
})
/** Microseconds of processor time per event. */
const perEvent = (ms: number): number => Math.round((ms * 1000) / EVENTS)

/** Events per second in one third of the time, from the processed counts sampled ten times a second. */
function rateOf(processed: readonly number[], third: number): number {
  const length = Math.floor(processed.length / 3)
  const from = processed[third * length] ?? 0
  const to = processed[(third + 1) * length - 1] ?? 0
  return Math.round(((to - from) / Math.max(1, length - 1)) * 10)
}

async function storedRows(client: pg.Client): Promise<Record<string, number>> {
  const { rows } = await client.query(
    `select (select count(*) from event)::int as events, (select count(*) from customer_state)::int as customers,
            (select count(*) from run)::int as runs, (select count(*) from message)::int as messages, (select count(*) from set_aside)::int as "setAside"`,
  )
  return rows[0]
}

const [mode, options] = process.argv.slice(2)
if (mode === 'drive') await generate(JSON.parse(options ?? '{}'))
else await main()
