// Gathers what is new into feeds, all the time and without anybody starting it. What is news is decided in core; who reads it is looked up when they do.
import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { DAY_MS, MINUTE_MS } from '@lotse/core/base'
import {
  feedAnswers,
  isBad,
  type Listening,
  listenFor,
  MOVE_BEFORE_MS,
  MOVE_RECENT_MS,
  moveOf,
} from '@lotse/core/insights'
import type { ClientBase } from 'pg'
import { toEvent } from '../../adapters/store/engine/read.ts'
import {
  type AnswerRow,
  askingRecords,
  gatherEvents,
  type ItemRow,
  mayGather,
  meansOf,
  newestDesign,
  storeAnswers,
  storeBundles,
  storeItems,
  takeInsights,
  takeWork,
} from '../../adapters/store/feed-gather.ts'
import type { World } from '../../base/world.ts'

const ROUND_MS = 1000
const PER_BUCKET = 200
const CHANGES_AT_ONCE = 500
const MOVES_EVERY_MS = 10 * MINUTE_MS
const HUNDREDTHS = 100
const WEEK_DAYS = 7

/** What is remembered between rounds: what records listen for as of a change of the design, and when moves were looked for. */
type Gatherer = {
  design: number
  byWorkspace: ReadonlyMap<number, Listening>
  names: readonly string[]
  movesAt: number
}

/** One round after the other. A step that fails is tried again as a whole, because it is one transaction with its position. */
export function createGatherer(world: Pick<World, 'pool' | 'clock'>): () => Promise<number> {
  const kept: Gatherer = { design: -1, byWorkspace: new Map(), names: [], movesAt: Number.NEGATIVE_INFINITY }
  return async () => {
    const client = await world.pool.connect()
    try {
      await client.query('begin')
      const done = (await mayGather(client)) ? await gather(client, kept, world.clock.now()) : 0
      await client.query('commit')
      return done
    } catch (error) {
      await client.query('rollback').catch(() => {})
      throw error
    } finally {
      client.release()
    }
  }
}

/** Gathers until the server stops. */
export async function keepGathering(world: World, stopping: AbortSignal): Promise<void> {
  const round = createGatherer(world)
  while (!stopping.aborted) {
    const done = await round().catch((error: unknown) => {
      world.log.error({ err: error }, 'feeds were not gathered and are tried again')
      return 0
    })
    if (done === 0) await wait(ROUND_MS, undefined, { signal: stopping, ref: false }).catch(() => {})
  }
}

/** @returns how much there was; 0: nothing is left. */
async function gather(client: ClientBase, kept: Gatherer, now: number): Promise<number> {
  await listen(client, kept)
  const answers = await gatherAnswers(client, kept, now)
  const insights = await gatherInsights(client, now)
  if (now - kept.movesAt >= MOVES_EVERY_MS) {
    await gatherMoves(client, now)
    kept.movesAt = now
  }
  return answers + insights
}

/** Learns anew what records listen for where the design has changed. */
async function listen(client: ClientBase, kept: Gatherer): Promise<void> {
  const design = await newestDesign(client)
  if (design === kept.design) return
  const rows = await askingRecords(client)
  const workspaces = grouped(rows, ({ workspaceId }) => workspaceId)
  kept.byWorkspace = new Map([...workspaces].map(([id, records]) => [id, listenFor(records)]))
  kept.names = [...new Set([...kept.byWorkspace.values()].flatMap((listening) => [...listening.keys()]))]
  kept.design = design
}

/** A message counts once, however often it comes: a short hash that stays below 2^53. */
const keyOf = (messageId: string): number =>
  Number.parseInt(createHash('sha256').update(messageId).digest('hex').slice(0, 13), 16)

const nameOf = ({ workspaceId, record, kind, key }: AnswerRow): string => `${workspaceId}/${record}/${kind}/${key}`

async function gatherAnswers(client: ClientBase, { byWorkspace, names }: Gatherer, now: number): Promise<number> {
  const { events, read } = await gatherEvents(client, { names, perBucket: PER_BUCKET })
  const found = events.flatMap((row) => {
    const listening = byWorkspace.get(row.workspace)
    if (listening === undefined) return []
    return feedAnswers(listening, toEvent(row), now).map(({ alert, record, kind, value, channel, at }) => {
      const whose = { workspaceId: row.workspace, sourceId: row.source, customerId: row.erased ? null : row.customer }
      return { alert, answer: { ...whose, record, kind, key: keyOf(row.messageId), at, value, channel } }
    })
  })
  const fresh = await storeAnswers(
    client,
    found.map(({ answer }) => answer),
  )
  const once = new Map(found.filter(({ answer }) => fresh.has(nameOf(answer))).map((one) => [nameOf(one.answer), one]))
  const all = [...once.values()]
  await storeBundles(client, bundlesOf(all.map(({ answer }) => answer)), now)
  await storeItems(
    client,
    all.filter(({ alert }) => alert).map(({ answer }) => alertOf(answer)),
    now,
  )
  return read
}

type Told = AnswerRow & { readonly kind: Parameters<typeof isBad>[0] }

function grouped<K, T>(things: readonly T[], keyOf: (thing: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const thing of things) {
    const key = keyOf(thing)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [thing])
    else group.push(thing)
  }
  return groups
}

/** The answers of a day about a record are one item (FD7). */
function bundlesOf(answers: readonly Told[]): ItemRow[] {
  const byDay = grouped(
    answers,
    ({ workspaceId, record, kind, at }) => `${workspaceId}/${record}/${kind}/${Math.floor(at / DAY_MS)}`,
  )
  return [...byDay].flatMap(([name, many]): ItemRow[] => {
    const [first] = many
    if (first === undefined) return []
    const { workspaceId, record, kind: ask } = first
    const facts = {
      ask,
      count: many.length,
      sum: many.reduce((sum, { value }) => sum + value, 0),
      bad: many.filter(({ kind, value }) => isBad(kind, value)).length,
    }
    const at = Math.max(...many.map((one) => one.at))
    return [{ workspaceId, source: `answers/${name}`, kind: 'answers', record, at, customerId: null, facts }]
  })
}

function alertOf(answer: Told): ItemRow {
  const { workspaceId, record, kind: ask, value, channel, sourceId, customerId, at } = answer
  const facts = { ask, value, channel, sourceId }
  return { workspaceId, source: `alert/${nameOf(answer)}`, kind: 'alert', record, at, customerId, facts }
}

async function gatherInsights(client: ClientBase, now: number): Promise<number> {
  const made = await takeInsights(client, CHANGES_AT_ONCE)
  const work = await takeWork(client, CHANGES_AT_ONCE)
  const items = [
    ...made.map(({ workspaceId, id, at, memberId }): ItemRow => {
      return {
        workspaceId,
        source: `insight/${id}`,
        kind: 'insight',
        record: id,
        at,
        customerId: null,
        facts: { memberId },
      }
    }),
    // Values on scales are given by the dozen; where they lead to something, that is told.
    ...work
      .filter(({ what }) => what !== 'scores')
      .map(({ workspaceId, insight, version, at, memberId, what, step, reason }): ItemRow => {
        const facts = { memberId, what, step, reason }
        const source = `work/${insight}/${version}`
        return { workspaceId, source, kind: 'work', record: insight, at, customerId: null, facts }
      }),
  ]
  await storeItems(client, items, now)
  return made.length + work.length
}

/** Of each record and kind of answer one move a week and direction. */
async function gatherMoves(client: ClientBase, now: number): Promise<void> {
  const since = now - MOVE_RECENT_MS
  const means = await meansOf(client, { from: since - MOVE_BEFORE_MS, since, until: now })
  const week = Math.floor(now / DAY_MS / WEEK_DAYS)
  const items = means.flatMap(({ workspaceId, record, kind: ask, ...figures }): ItemRow[] => {
    const recent = { count: figures.recent, mean: figures.recentMean / HUNDREDTHS }
    const before = { count: figures.before, mean: figures.beforeMean / HUNDREDTHS }
    const direction = moveOf(ask, recent, before)
    if (direction === null) return []
    const facts = { ask, direction, count: recent.count, mean: recent.mean, before: before.mean }
    const source = `move/${record}/${ask}/${direction}/${week}`
    return [{ workspaceId, source, kind: 'move', record, at: now, customerId: null, facts }]
  })
  await storeItems(client, items, now)
}
