// What moved in a workspace in a span of time, put together from counters. One answer serves everybody who asks within its time.
import { DAY_MS, HOUR_MS, instantOfLocal, localParts, MINUTE_MS } from '@lotse/core/base'
import { type FlowStatus, type Motion, type MotionSpan, motionResults } from '@lotse/protocol'
import { figuresOf, rulingFlows } from '../adapters/store/flows.ts'
import { type Db, workspaceById } from '../adapters/store/members.ts'
import {
  countCustomers,
  customersMoving,
  gaugeAt,
  gaugesSince,
  MOVING_MAX,
  type MotionPoint,
  type MotionSum,
  type MotionWindow,
  motionSeries,
  motionSums,
  motionTotals,
  refusedSeries,
} from '../adapters/store/motion.ts'
import { listSources } from '../adapters/store/sources.ts'
import { instantOf } from '../base/ids.ts'
import { percentileOf } from '../base/lag.ts'
import type { World } from '../base/world.ts'
import { MOVING_MS } from '../jobs/measure.ts'

/** `unitMs`: what the span's counters know; `units`: how many of them it holds, the one under way included. */
type SpanKind = {
  readonly unitMs: number
  readonly units: number
  readonly stepMs: number
  readonly keptMs: number
}

const spans: Readonly<Record<MotionSpan, SpanKind>> = {
  now: { unitMs: MINUTE_MS, units: 60, stepMs: MINUTE_MS, keptMs: 2000 },
  day: { unitMs: HOUR_MS, units: 24, stepMs: HOUR_MS, keptMs: 15_000 },
  week: { unitMs: HOUR_MS, units: 168, stepMs: 6 * HOUR_MS, keptMs: 60_000 },
}
const KNOWN_KEPT_MS = 60_000
const SOURCES_MAX = 200

/** Answers what moved; how old the answer may be depends on the span. */
export type Motions = (workspaceId: number, span: MotionSpan) => Promise<Motion>

/** The asker of a process. */
export function createMotions({ db, clock }: Pick<World, 'db' | 'clock'>): Motions {
  const known = keeper<number>()
  const kept = keeper<Motion>()
  return (workspaceId, span) => {
    const now = clock.now()
    return kept({ key: `${workspaceId} ${span}`, now, keptMs: spans[span].keptMs }, async () => {
      const customers = await known({ key: String(workspaceId), now, keptMs: KNOWN_KEPT_MS }, () =>
        countCustomers(db, workspaceId),
      )
      return motionOf(db, workspaceId, { span, now, customers })
    })
  }
}

type Kept = { readonly key: string; readonly now: number; readonly keptMs: number }

/** Asks once for everybody within a time. A failed answer is not kept. */
function keeper<T>(): (kept: Kept, ask: () => Promise<T>) => Promise<T> {
  const answers = new Map<string, { readonly at: number; readonly answer: Promise<T> }>()
  return ({ key, now, keptMs }, ask) => {
    const found = answers.get(key)
    if (found && now >= found.at && now - found.at < keptMs) return found.answer
    const answer = ask()
    answers.set(key, { at: now, answer })
    answer.catch(() => answers.delete(key))
    return answer
  }
}

/** The window of a span at an instant. */
export function windowOf(span: MotionSpan, now: number): MotionWindow & { readonly stepMs: number } {
  const { unitMs, units, stepMs } = spans[span]
  const unit = now - (now % unitMs)
  const since = unit - (units - 1) * unitMs
  const before = since - units * unitMs
  // The span before ends as far into its last unit as the present one has come.
  return { since, before, edge: since - unitMs, share: (now - unit) / unitMs, stepMs }
}

type Asked = { readonly span: MotionSpan; readonly now: number; readonly customers: number }

async function motionOf(db: Db, workspaceId: number, { span, now, customers }: Asked): Promise<Motion> {
  const window = windowOf(span, now)
  const sums = new Sums(await motionSums(db, workspaceId, window))
  const flows = await flowsOf(db, workspaceId, sums)
  const moving = await customersMoving(db, workspaceId, now - MOVING_MS)
  const past = await gaugeAt(db, workspaceId, window.since)
  return {
    span,
    at: instantOf(now),
    since: instantOf(window.since),
    stepMs: window.stepMs,
    sources: await sourcesOf(db, workspaceId, sums),
    customers: { known: customers, moving, movingCut: moving >= MOVING_MAX, movingBefore: past?.moving ?? null },
    waiting: { now: flows.reduce((sum, { active }) => sum + active, 0), before: past?.waiting ?? null },
    flows,
    sends: sums.sends(),
    channels: sums.channels(),
    heldReasons: sums.heldReasons(),
    today: await todayOf(db, workspaceId, now),
    lag: { now: sums.lag('now'), before: sums.lag('before') },
    errors: await errorsOf(db, workspaceId, now),
    series: await seriesOf(db, workspaceId, { ...window, now }),
  }
}

const none = { now: 0, before: 0 }

/** The sums of a span, by what they say. */
class Sums {
  readonly #sums: readonly MotionSum[]

  constructor(sums: readonly MotionSum[]) {
    this.#sums = sums
  }

  of(what: string, origin: string): { now: number; before: number } {
    return this.#total(this.#sums.filter((sum) => sum.what === what && sum.origin === origin))
  }

  sends(): Motion['sends'] {
    const ways = new Map<string, Motion['sends'][number]>()
    for (const { what, origin, target, now } of this.#sums) {
      if ((what !== 'sent' && what !== 'held') || now === 0) continue
      const key = `${origin} ${target}`
      const way = ways.get(key) ?? { flowId: origin, channel: target, sent: 0, held: 0 }
      ways.set(key, { ...way, [what]: way[what] + now })
    }
    return [...ways.values()]
  }

  channels(): Motion['channels'] {
    const kinds: readonly string[] = ['sent', 'held', ...motionResults]
    const names = [...new Set(this.#sums.filter(({ what }) => kinds.includes(what)).map(({ target }) => target))]
    return names.sort().map((channel) => {
      const ofChannel = (what: string) =>
        this.#total(this.#sums.filter((sum) => sum.what === what && sum.target === channel))
      const results = Object.fromEntries(motionResults.map((result) => [result, ofChannel(result)]))
      return {
        channel,
        sent: ofChannel('sent'),
        held: ofChannel('held'),
        results: results as Motion['channels'][number]['results'],
      }
    })
  }

  heldReasons(): Motion['heldReasons'] {
    const reasons = new Map<string, number>()
    for (const { what, origin, now } of this.#sums)
      if (what === 'held_why' && now > 0) reasons.set(origin, (reasons.get(origin) ?? 0) + now)
    return [...reasons].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count)
  }

  lag(when: 'now' | 'before'): { p50: number | null; p99: number | null } {
    const classes = this.#sums
      .filter(({ what }) => what === 'lag')
      .map((sum) => ({ boundMs: Number(sum.origin), count: sum[when] }))
    return { p50: percentileOf(classes, 0.5), p99: percentileOf(classes, 0.99) }
  }

  #total(sums: readonly MotionSum[]): { now: number; before: number } {
    return sums.reduce((all, { now, before }) => ({ now: all.now + now, before: all.before + before }), none)
  }
}

async function flowsOf(db: Db, workspaceId: number, sums: Sums): Promise<Motion['flows']> {
  const flows = await rulingFlows(db, workspaceId)
  const figures = await figuresOf(db, workspaceId, { flowIds: flows.map(({ id }) => id) })
  const figure = (id: string, what: string) =>
    figures.find((one) => one.flowId === id && one.step === '' && one.what === what)?.count ?? 0
  return flows.map(({ id, name, status }) => ({
    id,
    name,
    status: status as FlowStatus,
    active: Math.max(0, figure(id, 'entered') - figure(id, 'ended')),
    entered: sums.of('entered', id),
    goals: sums.of('goal', id),
  }))
}

/** Sources that may send, and those that did although they may not any more. */
async function sourcesOf(db: Db, workspaceId: number, sums: Sums): Promise<Motion['sources']> {
  const rows = await listSources(db, workspaceId, { owners: undefined, before: undefined, limit: SOURCES_MAX })
  return rows
    .map(({ id, name, revoked_at }) => ({
      id: String(id),
      name,
      revoked: revoked_at !== null,
      events: sums.of('source', String(id)),
    }))
    .filter(({ revoked, events }) => !revoked || events.now > 0)
    .toReversed()
}

async function todayOf(db: Db, workspaceId: number, now: number): Promise<Motion['today']> {
  const zone = (await workspaceById(db, workspaceId))?.zone ?? 'UTC'
  const since = instantOfLocal(Date.parse(`${localParts(now, zone).date}T00:00:00.000Z`), zone)
  const totals = await motionTotals(db, workspaceId, since)
  return { since: instantOf(since), sent: totals.get('sent') ?? 0, held: totals.get('held') ?? 0 }
}

/** Of the last 24 hours whatever span is shown. */
async function errorsOf(db: Db, workspaceId: number, now: number): Promise<Motion['errors']> {
  const since = now - DAY_MS
  const totals = await motionTotals(db, workspaceId, since)
  const earlier = await motionTotals(db, workspaceId, since - DAY_MS)
  const refused = await refusedSeries(db, workspaceId, { since: since - DAY_MS, stepMs: DAY_MS })
  const refusedIn = (step: number) => refused.find((one) => one.step === step)?.count ?? 0
  const [setAside, failed] = [totals.get('set_aside') ?? 0, totals.get('failed') ?? 0]
  const both = (earlier.get('set_aside') ?? 0) + (earlier.get('failed') ?? 0)
  return { refused: refusedIn(1), setAside, failed, before: refusedIn(0) + both - setAside - failed }
}

type Course = MotionWindow & { readonly stepMs: number; readonly now: number }

async function seriesOf(db: Db, workspaceId: number, { since, stepMs, now }: Course): Promise<Motion['series']> {
  const points = grouped(await motionSeries(db, workspaceId, { since, stepMs }), ({ step }) => step)
  const refused = new Map(
    (await refusedSeries(db, workspaceId, { since, stepMs })).map(({ step, count }) => [step, count]),
  )
  const gauges = grouped(await gaugesSince(db, workspaceId, since), ({ at }) => Math.floor((at - since) / stepMs))
  return Array.from({ length: Math.floor((now - since) / stepMs) + 1 }, (_, step) => {
    const here = points.get(step) ?? []
    const gauge = gauges.get(step)?.at(-1)
    return {
      at: instantOf(since + step * stepMs),
      events: totalOf(here, 'source'),
      sent: totalOf(here, 'sent'),
      errors: totalOf(here, 'failed') + totalOf(here, 'set_aside') + (refused.get(step) ?? 0),
      moving: gauge?.moving ?? null,
      waiting: gauge?.waiting ?? null,
      p50: percentileOf(lagsOf(here), 0.5),
    }
  })
}

const totalOf = (points: readonly MotionPoint[], what: string): number =>
  points.filter((point) => point.what === what).reduce((sum, { count }) => sum + count, 0)

const lagsOf = (points: readonly MotionPoint[]) =>
  points.filter(({ what }) => what === 'lag').map(({ origin, count }) => ({ boundMs: Number(origin), count }))

/** Things by what they have in common. */
function grouped<T>(things: readonly T[], keyOf: (thing: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const thing of things) {
    const group = groups.get(keyOf(thing))
    if (group) group.push(thing)
    else groups.set(keyOf(thing), [thing])
  }
  return groups
}
