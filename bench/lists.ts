// Whether every list answers at once in a large installation: a million customers, twenty million events, 200 random questions for each list.
// The floor is the same server's database asked for one customer by primary key. LOTSE_BENCH_FOLDER keeps the data for the next time.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lexemesOf, readState } from '@lotse/core/understand'
import type pg from 'pg'
import { startEmbedded } from '../packages/server/src/adapters/store/embedded/supervisor.ts'
import { putBack, strip } from '../packages/server/src/adapters/store/keeping/rebuild.ts'
import { migrate, readMigrations } from '../packages/server/src/adapters/store/migrate.ts'
import { createClient } from '../packages/server/src/adapters/store/pool.ts'
import { createLog } from '../packages/server/src/base/log.ts'
import { fillLists, type Size } from './parts/lists-data.ts'
import { ask, DEEP, type Page, type Question, questionsOf, type Target } from './parts/lists-questions.ts'
import { report } from './parts/report.ts'
import { type BenchServer, startServer } from './parts/server.ts'

const CUSTOMERS = Number(process.env['LOTSE_BENCH_CUSTOMERS'] ?? 1_000_000)
const EVENTS = Number(process.env['LOTSE_BENCH_EVENTS'] ?? 20_000_000)
const KEPT = process.env['LOTSE_BENCH_FOLDER']
const QUESTIONS = Number(process.env['LOTSE_BENCH_QUESTIONS'] ?? 200)
const GOAL_MS = 300
const STOP_MS = 60_000
const COMPARED = 200
const WARM = 3
/** A list that is slow is not asked on for ever; its figure says how often it was. */
const LIST_MS_MAX = Number(process.env['LOTSE_BENCH_LIST_MS'] ?? 60_000)

async function main(): Promise<void> {
  const folder = KEPT ?? mkdtempSync(join(tmpdir(), 'lotse-lists-'))
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
  const until = Math.floor(Date.now() / 3_600_000) * 3_600_000
  try {
    if (!existsSync(join(folder, 'filled'))) await fill(folder, { customers: CUSTOMERS, events: EVENTS, until })
    const server = await startServer({ roles: 'api', env: { LOTSE_DATA: folder } })
    await measure(server, folder).finally(() => server.stop())
  } finally {
    if (KEPT === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

/** Makes the installation; without keys and indexes while it grows. */
async function fill(folder: string, size: Size): Promise<void> {
  const startedAt = performance.now()
  const tell = (what: string) => console.error(`${Math.round((performance.now() - startedAt) / 1000)} s: ${what}`)
  const database = await startEmbedded(folder, createLog('warn'))
  const client = createClient({ url: database.url, name: 'bench' })
  try {
    await migrate(database.url, await readMigrations(join(process.cwd(), 'packages/server/migrations')))
    await client.connect()
    const stripped = await strip(client)
    await fillLists(database.url, size, tell)
    await client.query(`set maintenance_work_mem = '1GB'; set max_parallel_maintenance_workers = 2; begin`)
    await putBack(client, stripped, (done) => done % 20 === 0 && tell(`${done} of ${stripped.length} keys and indexes`))
    await client.query('commit')
    await compareStates(client)
    await client.query('vacuum (analyze)')
    tell('ready')
    writeFileSync(join(folder, 'filled'), JSON.stringify(size))
  } finally {
    await client.end().catch(() => {})
    await database.stop(STOP_MS)
  }
}

/** What is written by SQL here must be what the engine writes, else a fast list shows nothing. */
async function compareStates(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query(
    `select state, tsvector_to_array(facts) as facts from customer_state order by customer_id limit ${COMPARED}`,
  )
  for (const { state, facts } of rows) {
    const [is, should] = [[...facts].sort(), lexemesOf(readState(state)).sort()]
    if (JSON.stringify(is) !== JSON.stringify(should)) throw new Error(`facts are ${is}, the engine writes ${should}`)
  }
}

type Timing = {
  readonly p50: number
  readonly p95: number
  readonly max: number
  readonly asked: number
  readonly rows: number
}

async function measure(server: BenchServer, folder: string): Promise<void> {
  const client = createClient({ url: urlOf(folder), name: 'bench' })
  await client.connect()
  const { rows: counts } =
    await client.query(`select (select reltuples::bigint from pg_class where oid = 'event'::regclass) as events,
    (select count(*) from customer_state) as customers, pg_database_size(current_database()) / 1000000 as mb`)
  const customers = Number(counts[0].customers)
  const target = { url: server.url, token: tokenOf(folder) }
  const floor = await timed(async () => {
    const id = 1 + Math.floor(Math.random() * customers)
    const { rowCount } = await client.query('select * from customer_state where customer_id = $1', [id])
    return { rows: rowCount ?? 0, next: null }
  })
  const timings: Record<string, Timing> = {}
  for (const [name, question] of Object.entries(questionsOf(customers))) {
    timings[name] = await timed(() => ask(target, question()))
    console.error(name, JSON.stringify(timings[name]))
  }
  for (const [name, question] of Object.entries(DEEP)) timings[name] = await walked(target, question)
  const slowest = Object.entries(timings).sort(([, a], [, b]) => b.p95 - a.p95)[0]
  report({
    bench: 'lists',
    value: slowest?.[1].p95 ?? Number.NaN,
    unit: 'ms p95',
    floor: floor.p95,
    detail: {
      goal: GOAL_MS,
      slowest: slowest?.[0],
      over: Object.entries(timings).flatMap(([name, { p95 }]) => (p95 > GOAL_MS ? [name] : [])),
      lists: timings,
      customers,
      events: Number(counts[0].events),
      databaseMb: Number(counts[0].mb),
    },
  })
  await client.end()
}

/** Each page of a list once, the first again when it is at its end. */
function walked(target: Target, question: Question): Promise<Timing> {
  let next: string | null = null
  return timed(async () => {
    const page = await ask(target, question, next ?? undefined)
    next = page.next
    return page
  })
}

/** Asks so many times, one after the other; the first answers warm plans and caches and are not counted. */
async function timed(question: () => Promise<Page>): Promise<Timing> {
  const until = performance.now() + LIST_MS_MAX
  for (let warm = 0; warm < WARM && performance.now() < until; warm++) await question()
  const took: number[] = []
  let rows = 0
  for (let n = 0; n < QUESTIONS && (n === 0 || performance.now() < until); n++) {
    const startedAt = performance.now()
    rows += (await question()).rows
    took.push(performance.now() - startedAt)
  }
  took.sort((a, b) => a - b)
  const at = (share: number) =>
    Number((took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0).toFixed(1))
  return { p50: at(0.5), p95: at(0.95), max: at(1), asked: took.length, rows }
}

function urlOf(folder: string): string {
  const [port, password] = ['postgres.port', 'postgres.password'].map((name) =>
    readFileSync(join(folder, name), 'utf8').trim(),
  )
  return `postgres://lotse:${password}@127.0.0.1:${port}/lotse`
}

/** A token of an administrator, made as an operator makes one. */
function tokenOf(folder: string): string {
  const env = { PATH: process.env['PATH'], LOTSE_DATA: folder }
  const command = [join(process.cwd(), 'packages/server/dist/cli/main.js'), 'token', 'bench']
  return execFileSync(process.execPath, command, { env, encoding: 'utf8' }).trim()
}

await main()
