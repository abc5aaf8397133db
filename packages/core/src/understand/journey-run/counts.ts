// What runs add to a journey's counters: by step, next step, day, length of time. Sums; keeps nothing.
import { DAY_MS, type DurationMs, type Instant } from '../../base/index.ts'
import type { JourneyEdition } from './edition.ts'
import { type Judged, judge, type StrayKind } from './judged.ts'
import type { JourneyRun, Visit } from './runs.ts'

/**
 * One counter. `what`: `started` runs, by the step they began at; `reached`: runs that came to a step; `visits` of it; `repeated`: visits of a run
 * beyond its first; `here`: customers who are there now; `left` for `to`, another step; `completed`, `dropped` runs, by their last step; `took`: stays at a step that were
 * as long as `rung` says (see {@link rungOf}); `fit`: fitness of runs in thousandths, by the step they began at; and where runs strayed (see
 * {@link StrayKind}). `day`: UTC day of the visit; 0 for `here`.
 */
export type Counter = {
  readonly what:
    | 'started'
    | 'reached'
    | 'visits'
    | 'repeated'
    | 'here'
    | 'left'
    | 'completed'
    | 'dropped'
    | 'took'
    | 'fit'
    | StrayKind
  readonly step: string
  readonly to: string
  readonly channel: string
  readonly day: number
  readonly rung: number
}

/** Counters by their key, with how much; those with nothing are left out. */
export type Counts = Map<string, { readonly counter: Counter; readonly count: number }>

/** Each rung of the ladder of times is a tenth longer than the one below; the first is a second. */
const RUNG = Math.log(1.1)
const SECOND_MS = 1000

/** The rung on which a length of time stands: known to a tenth. */
export function rungOf(ms: DurationMs): number {
  return ms < SECOND_MS ? 0 : 1 + Math.floor(Math.log(ms / SECOND_MS) / RUNG)
}

/** The length of time in the middle of a rung. */
export function timeOfRung(rung: number): DurationMs {
  return rung === 0 ? SECOND_MS / 2 : SECOND_MS * Math.exp((rung - 0.5) * RUNG)
}

/** The time that a share of all stays did not exceed: 0.5 gives the median. @returns null where there are none. */
export function shareOfTimes(stays: ReadonlyMap<number, number>, share: number): DurationMs | null {
  const rungs = [...stays].toSorted(([a], [b]) => a - b)
  const all = rungs.reduce((sum, [, count]) => sum + count, 0)
  let passed = 0
  for (const [rung, count] of rungs) {
    passed += count
    if (passed >= share * all) return timeOfRung(rung)
  }
  return null
}

const dayOf = (at: Instant): number => Math.floor(at / DAY_MS)

/** What runs count for (J2, K2, K3). */
export function countsOf(runs: readonly JourneyRun[], edition: JourneyEdition): Counts {
  const counts: Counts = new Map()
  countRuns(counts, runs, edition)
  return counts
}

/**
 * Counts runs, in place.
 *
 * @param from - of the first run only visits from this one on are counted: what lies before is the same in another list.
 * @param times - -1 takes them away.
 */
export function countRuns(
  counts: Counts,
  runs: readonly JourneyRun[],
  edition: JourneyEdition,
  { from = 0, times = 1 }: { readonly from?: number; readonly times?: 1 | -1 } = {},
): void {
  const add: Add = (what, visit, more, by = 1) => put(counts, { ...counterOf(what, visit), ...more }, by * times)
  for (const [index, run] of runs.entries()) {
    countRun(add, run, index === 0 ? from : 0)
    countStrays(add, judge(run, edition), run)
  }
}

type Add = (what: Counter['what'], visit: Visit, more?: Partial<Counter>, by?: number) => void

const THOUSANDTHS = 1000

function countStrays(add: Add, { fitness, strays }: Judged, { visits: [first] }: JourneyRun): void {
  if (first) add('fit', first, undefined, Math.round(fitness * THOUSANDTHS))
  for (const { what, step, visit } of strays) add(what, visit, { step })
}

function countRun(add: Add, { visits, end }: JourneyRun, from: number): void {
  const seen = new Set<string>()
  let since = 0
  for (const [index, visit] of visits.entries()) {
    const [step, at] = visit
    if (visits[index - 1]?.[0] !== step) since = at
    if (index >= from)
      countVisit(add, { visit, next: visits[index + 1], end, since, isFirst: index === 0, known: seen.has(step) })
    seen.add(step)
  }
}

/** A visit in its run. `since`: when the stay began; `known`: the run was at the step before. */
type Placed = {
  readonly visit: Visit
  readonly next: Visit | undefined
  readonly end: JourneyRun['end']
  readonly since: Instant
  readonly isFirst: boolean
  readonly known: boolean
}

function countVisit(add: Add, { visit, next, end, since, isFirst, known }: Placed): void {
  if (isFirst) add('started', visit)
  add(known ? 'repeated' : 'reached', visit)
  add('visits', visit)
  if (next === undefined) {
    if (end === 'open') add('here', visit, { day: 0 })
    else add(end, visit)
  } else if (next[0] !== visit[0]) {
    add('left', visit, { to: next[0] })
    add('took', visit, { rung: rungOf(next[1] - since) })
  }
}

function counterOf(what: Counter['what'], [step, at, channel]: Visit): Counter {
  return { what, step, to: '', channel, day: dayOf(at), rung: 0 }
}

function put(counts: Counts, counter: Counter, by: number): void {
  const { what, step, to, channel, day, rung } = counter
  // Names of steps hold no blanks; of channels they may.
  const key = `${what} ${step} ${to} ${day} ${rung} ${channel}`
  const count = (counts.get(key)?.count ?? 0) + by
  if (count === 0) counts.delete(key)
  else counts.set(key, { counter, count })
}

/** Adds counts to others, in place. */
export function addCounts(into: Counts, counts: Counts, times = 1): void {
  for (const { counter, count } of counts.values()) put(into, counter, count * times)
}
