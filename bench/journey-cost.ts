// What measuring costs: the whole way of `end-to-end` with twelve journeys bound against none, on a fresh server each, one after the other.
// The figure is processor time an event, server and database, because it tells the cost even where other programs share the machine; floor: without journeys.
import pg from 'pg'
import { publishFlows, SHOP_FLOWS } from './parts/flows.ts'
import { publishJourneys, SHOP_JOURNEYS } from './parts/journeys.ts'
import { drive, generate } from './parts/pipeline.ts'
import { postgresMs, processorMs } from './parts/processor.ts'
import { report } from './parts/report.ts'
import { addSource, startServer } from './parts/server.ts'

const SIZE = 50
const EVENTS = Number(process.env['LOTSE_BENCH_EVENTS'] ?? 200_000)
const CUSTOMERS = EVENTS / 5
const BACKLOG = 20_000
const CONNECTIONS = 48

type Cost = {
  readonly us: number
  readonly server: number
  readonly database: number
  readonly perSecond: number
  readonly visits: number
  readonly setAside: number
}

/** Microseconds of processor time an event, and how many visits an event was. */
async function cost(withJourneys: boolean): Promise<Cost> {
  const profile = withJourneys ? process.env['LOTSE_BENCH_PROFILE'] : undefined
  const nodeArgs = profile ? ['--cpu-prof', '--cpu-prof-dir', profile] : []
  const server = await startServer({ roles: 'api,engine', nodeArgs })
  const client = new pg.Client(server.databaseUrl)
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { workspaceId, writeKey } = await addSource(server.databaseUrl)
    await publishFlows(client, workspaceId, SHOP_FLOWS)
    if (withJourneys) await publishJourneys(client, workspaceId, SHOP_JOURNEYS)
    const before = [processorMs(server.pid), postgresMs(server.dataFolder)] as const
    const way = { url: server.url, writeKey, run: 'cost', customers: CUSTOMERS, size: SIZE, batches: EVENTS / SIZE }
    const { tookMs } = await drive(import.meta.url, client, { ...way, connections: CONNECTIONS, backlog: BACKLOG })
    const [inServer, inDatabase] = [processorMs(server.pid) - before[0], postgresMs(server.dataFolder) - before[1]]
    const { rows } = await client.query(
      `select coalesce((select sum(count) from journey_count where what = 'visits'), 0)::float8 as visits, (select count(*) from set_aside)::int as aside`,
    )
    return {
      us: ((inServer + inDatabase) * 1000) / EVENTS,
      server: Math.round((inServer * 1000) / EVENTS),
      database: Math.round((inDatabase * 1000) / EVENTS),
      perSecond: Math.round((EVENTS / tookMs) * 1000),
      visits: rows[0].visits / EVENTS,
      setAside: rows[0].aside,
    }
  } finally {
    await client.end()
    await server.stop()
  }
}

async function main(): Promise<void> {
  const without = await cost(false)
  const bound = await cost(true)
  const detail = { events: EVENTS, journeys: Object.keys(SHOP_JOURNEYS).length, bound, without }
  report({ bench: 'journey-cost', value: bound.us, unit: 'µs of processor an event', floor: without.us, detail })
}

const [mode, options] = process.argv.slice(2)
if (mode === 'drive') await generate(JSON.parse(options ?? '{}'))
else await main()
