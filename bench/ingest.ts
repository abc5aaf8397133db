// Durable ingest through HTTP: batches of 50 events into one server process on its own database, load generator on the same cores.
// Floor: the same rows inserted by a bare batched client, right afterwards, into tables of the same form; beside it the rate of two such clients.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { batchMaker } from './parts/batches.ts'
import { measureFloor } from './parts/floor.ts'
import { type LoadResult, sendLoad } from './parts/load.ts'
import { postgresMs, processorMs } from './parts/processor.ts'
import { report } from './parts/report.ts'
import { addSource, startServer } from './parts/server.ts'

const SIZE = 50
const CUSTOMERS = 50_000
const CONNECTIONS = 96
const WARM_UP_S = 3
const MEASURE_S = 15
const FLOOR_ROWS = 200_000

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
    const events = Math.min(stored, FLOOR_ROWS)
    const floor = await measureFloor(server, { events, part: 'accept', connections: 1 })
    const two = await measureFloor(server, { events, part: 'accept', connections: 2 })
    const perSecond = measured.map((count) => count * SIZE)
    report({
      bench: 'ingest',
      value,
      unit: 'events/s',
      floor: floor.perSecond,
      detail: {
        ...load,
        perSecond,
        stored,
        memoryMb,
        processorUs,
        floorProcessorUs: floor.processorUs,
        floorOfTwoClients: Math.round(two.perSecond),
      },
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

const [mode, target] = process.argv.slice(2)
if (mode === 'load') await generate(JSON.parse(target ?? '{}'))
else await main()
