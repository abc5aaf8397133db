// Whether search answers at once in a large repository: 300 journeys of 40 steps, 5,000 touchpoints, made through the API; then searches as people
// type them, letter by letter. Besides: lists, counts and pages of touchpoints. The floor is one record by primary key in bare SQL.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { AtlasEdit, AtlasKind } from '@lotse/protocol'
import pg from 'pg'
import { report } from './parts/report.ts'
import { addSource, type BenchServer, startServer } from './parts/server.ts'

const JOURNEYS = Number(process.env['LOTSE_BENCH_JOURNEYS'] ?? 300)
const STEPS = 40
const LANES = 8
const TOUCHPOINTS = Number(process.env['LOTSE_BENCH_TOUCHPOINTS'] ?? 5000)
const QUESTIONS = Number(process.env['LOTSE_BENCH_QUESTIONS'] ?? 300)
const EDITS = 1500
const GOAL_MS = 100
const LIST_GOAL_MS = 300

const heads = 'Bestell Zahlungs Liefer Kunden Vertrags Rechnungs Service Produkt Konto Versand Termin Beratungs'.split(
  ' ',
)
const tails = 'bestätigung übersicht anfrage abschluss prüfung eingang auskunft formular gespräch übergabe'.split(' ')
const words = 'im Web-Shop per Telefon in der Filiale mit der App am Schalter vor Ort nach dem Kauf'.split(' ')
const english = 'order payment delivery customer contract invoice service product account shipment visit advice'.split(
  ' ',
)

let dice = 1
/** Seeded chance, so that every run asks the same. */
const chance = (below: number): number => {
  dice = (Math.imul(dice, 1_103_515_245) + 12_345) >>> 0
  return Math.floor((dice / 2 ** 32) * below)
}
const one = (list: readonly string[]): string => list[chance(list.length)] ?? ''
const german = () => `${one(heads)}${one(tails)} ${one(words)} ${one(words)} ${chance(1000)}`
const name = () => ({ de: german(), en: `${one(english)} ${one(english)} ${chance(1000)}` })
const about = () => ({ de: `${german()}. ${german()}. ${german()}.` })

const make = (kind: AtlasKind, id: string, journey: string | null, fields: object) =>
  ({ do: 'make', kind, id, journey, fields }) as AtlasEdit

function library(): AtlasEdit[] {
  const kind = (n: number) => make('touchpoint', `t${n}`, null, { name: name(), about: about() })
  return Array.from({ length: TOUCHPOINTS }, (_, n) => kind(n))
}

function journey(n: number): AtlasEdit[] {
  const id = `j${n}`
  const order = (at: number) => `${String.fromCharCode(65 + Math.floor(at / 20))}${String.fromCharCode(66 + (at % 20))}`
  const edits = [make('journey', id, null, { name: name(), about: about() })]
  for (let at = 0; at < 5; at++) edits.push(make('phase', `${id}p${at}`, id, { name: name(), order: order(at) }))
  for (let at = 0; at < LANES; at++)
    edits.push(make('lane', `${id}l${at}`, id, { name: name(), type: 'text', order: order(at) }))
  for (let at = 0; at < STEPS; at++) {
    const step = `${id}s${at}`
    const phase = `${id}p${Math.floor(at / 8)}`
    edits.push(make('step', step, id, { name: name(), about: about(), phase, order: order(at) }))
    for (let lane = 0; lane < 3; lane++)
      edits.push(make('cell', `${step}c${lane}`, id, { step, lane: `${id}l${lane}`, text: about() }))
    for (let lane = 3; lane < 5; lane++)
      edits.push(
        make('placement', `${step}x${lane}`, id, {
          step,
          lane: `${id}l${lane}`,
          item: `t${chance(TOUCHPOINTS)}`,
          order: 'V',
        }),
      )
  }
  return edits
}

type Ask = (path: string, body?: unknown) => Promise<unknown>

function asker({ url, dataFolder }: BenchServer): Ask {
  const command = [join(process.cwd(), 'packages/server/dist/cli/main.js'), 'token', 'bench']
  const env = { PATH: process.env['PATH'], LOTSE_DATA: dataFolder }
  const token = execFileSync(process.execPath, command, { env, encoding: 'utf8' }).trim()
  return async (path, body) => {
    const method = body === undefined ? 'GET' : 'POST'
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const reply = await fetch(`${url}/api/v1/atlas/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`)
    return reply.json()
  }
}

async function fill(ask: Ask): Promise<number> {
  const all = [library(), ...Array.from({ length: JOURNEYS }, (_, n) => journey(n))].flat()
  let base = 0
  for (let from = 0; from < all.length; from += EDITS) {
    const edits = all.slice(from, from + EDITS)
    const done = (await ask('changes', { id: `fill-${from}`, base, edits })) as { readonly seq: number }
    base = done.seq
    if (from % (EDITS * 10) === 0) console.error(`${from} of ${all.length} records`)
  }
  return all.length
}

/** What somebody types, at some letter of it. */
function typed(): string {
  const text = chance(3) === 0 ? `${one(heads)}${one(tails)} ${one(words)}` : one([one(tails), german(), one(english)])
  return text.slice(0, 1 + chance(text.length)).trim() || 'k'
}

type Timing = { readonly p50: number; readonly p95: number; readonly max: number; readonly slowest: string }

async function timed(question: () => readonly [what: string, asked: () => Promise<unknown>]): Promise<Timing> {
  const took: { readonly ms: number; readonly what: string }[] = []
  for (let n = -5; n < QUESTIONS; n++) {
    const [what, asked] = question()
    const startedAt = performance.now()
    await asked()
    if (n >= 0) took.push({ ms: performance.now() - startedAt, what })
  }
  took.sort((a, b) => a.ms - b.ms)
  const at = (share: number) =>
    Number((took[Math.min(QUESTIONS - 1, Math.floor(QUESTIONS * share))]?.ms ?? 0).toFixed(1))
  return { p50: at(0.5), p95: at(0.95), max: at(1), slowest: took.at(-1)?.what ?? '' }
}

async function main(): Promise<void> {
  const server = await startServer({ roles: 'api' })
  const client = new pg.Client(server.databaseUrl)
  try {
    const { workspaceId } = await addSource(server.databaseUrl)
    const ask = asker(server)
    const records = await fill(ask)
    await client.connect()
    await client.query('vacuum (analyze)')
    const floor = await timed(() => {
      const id = `j${chance(JOURNEYS)}s${chance(STEPS)}`
      return [
        id,
        () => client.query('select * from atlas_record where workspace_id = $1 and id = $2', [workspaceId, id]),
      ]
    })
    const of = (question: () => string) =>
      timed(() => {
        const path = question()
        return [decodeURIComponent(path), () => ask(path)]
      })
    const search = await of(() => `search?find=${encodeURIComponent(typed())}`)
    const rest = {
      list: await of(() => `records?kind=${one(['touchpoint', 'journey', 'step'])}`),
      listByWords: await of(() => `records?kind=touchpoint&find=${encodeURIComponent(typed())}`),
      counts: await of(() => 'counts?ownerId=none'),
      touchpoint: await of(() => `records/t${chance(TOUCHPOINTS)}`),
      journey: await of(() => `journeys/j${chance(JOURNEYS)}`),
    }
    const over = Object.entries(rest).flatMap(([list, { p95 }]) => (p95 > LIST_GOAL_MS ? [list] : []))
    report({
      bench: 'atlas-search',
      value: search.p95,
      unit: 'ms p95',
      floor: floor.p95,
      detail: { goal: GOAL_MS, records, search, over, ...rest },
    })
  } finally {
    await client.end().catch(() => {})
    await server.stop()
  }
}

await main()
