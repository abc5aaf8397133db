// What runs add to a journey's counters: by step, next step, day, length of time. Sums; keeps nothing.
import { DAY_MS, type DurationMs, type Instant } from '../../base/index.ts'
import type { AnswerKind } from './answers.ts'
import type { JourneyEdition } from './edition.ts'
import { inThousandths, judge, type Rejudged, type StrayKind } from './judged.ts'
import type { JourneyRun, Visit } from './runs.ts'

/**
 * One counter. `what`: `started` runs, by the step they began at; `reached`: runs that came to a step; `visits` of it; `repeated`: visits of a run
 * beyond its first; `here`: customers who are there now; `left` for `to`, another step; `completed`, `dropped` runs, by their last step; `took`: stays at a step that were
 * as long as `rung` says (see {@link rungOf}); `fit`: fitness of runs in thousandths, by the step they began at; and where runs strayed (see
 * {@link StrayKind}). Of completed runs, by the step and the day they were completed: `lasted`: those that took as long as `rung` says from the first visit to
 * the last; `contacts`: those with `rung` visits; `passed`: those that came to `rung` different steps. And answers of customers (see {@link AnswerKind}): those
 * with the value that `rung` says in hundredths, of a step, or of none where the whole journey was asked about. `day`: UTC day of the visit or answer; 0 for `here`.
 * `segments`: those that the run, or who answered, belongs to, as bits (J13).
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
    | 'lasted'
    | 'contacts'
    | 'passed'
    | StrayKind
    | AnswerKind
  readonly step: string
  readonly to: string
  readonly channel: string
  readonly day: number
  readonly rung: number
  readonly segments: number
}

/** Counters by their key, with how much; those with nothing are left out. */
export type Counts = Map<string, { readonly counter: Counter; count: number }>

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
 * @param shared - so many visits of the first run another list has as well: what they count for by themselves is left out.
 * @param times - -1 takes them away.
 */
export function countRuns(
  counts: Counts,
  runs: readonly JourneyRun[],
  edition: JourneyEdition,
  { shared = 0, times = 1 }: { readonly shared?: number; readonly times?: 1 | -1 } = {},
): void {
  // Counted for every visit of every customer: plain arguments, because objects made here cost more than the sums.
  const into = { counts, segments: 0 }
  const add: Add = (what, visit, to = '', rung = 0) => put(into, what, visit, times, to, rung)
  for (const [index, run] of runs.entries()) {
    into.segments = run.visits[0]?.[3] ?? 0
    countRun(add, run, index === 0 ? shared : 0)
    const { fitness, strays } = judge(run, edition)
    const [first] = run.visits
    if (first) put(into, 'fit', first, times * inThousandths(fitness), '', 0)
    for (const { what, step, visit } of strays) add(what, [step, visit[1], visit[2]])
  }
}

type Add = (what: Counter['what'], visit: Visit, to?: string, rung?: number) => void

function countRun(add: Add, { visits, end }: JourneyRun, shared: number): void {
  const seen = new Set<string>()
  let since = 0
  for (let index = 0; index < visits.length; index++) {
    const visit = visits[index]
    if (visit === undefined) continue
    const [step, at] = visit
    if (visits[index - 1]?.[0] !== step) since = at
    if (index >= shared) {
      if (index === 0) add('started', visit)
      add(seen.has(step) ? 'repeated' : 'reached', visit)
      add('visits', visit)
    }
    // Where the last shared visit leads depends on what follows.
    if (index >= shared - 1) countLeaving(add, visit, visits[index + 1], { end, since })
    seen.add(step)
  }
  if (end === 'completed') countCompleted(add, visits, seen.size)
}

type Last = { readonly from: number; readonly arrived: Instant; readonly ends: boolean }

/**
 * Counts what the last visit changed of a run that was under way before it (see {@link countRuns}).
 *
 * @param from - where among the visits the run begins.
 * @param arrived - when the stay before the last visit began.
 * @param ends - whether the visit completed the run.
 */
export function countLast(visits: readonly Visit[], { from, arrived, ends }: Last, judged: Rejudged): Counts {
  const counts: Counts = new Map()
  const [first, last, visit] = [visits[from], visits.at(-2), visits.at(-1)]
  if (first === undefined || last === undefined || visit === undefined) return counts
  const [step, at] = visit
  const into = { counts, segments: first[3] ?? 0 }
  put(into, 'here', last, -1, '', 0)
  if (last[0] !== step) {
    put(into, 'left', last, 1, step, 0)
    put(into, 'took', last, 1, '', rungOf(at - arrived))
  }
  put(into, visitedBefore(visits, from) ? 'repeated' : 'reached', visit, 1, '', 0)
  put(into, 'visits', visit, 1, '', 0)
  put(into, ends ? 'completed' : 'here', visit, 1, '', 0)
  if (judged.fitness !== 0) put(into, 'fit', first, judged.fitness, '', 0)
  for (const { what, step: where, visit: by } of judged.gone) put(into, what, [where, by[1], by[2]], -1, '', 0)
  for (const { what, step: where, visit: by } of judged.come) put(into, what, [where, by[1], by[2]], 1, '', 0)
  if (ends) {
    const run = visits.slice(from)
    countCompleted(
      (what, by, to = '', rung = 0) => put(into, what, by, 1, to, rung),
      run,
      new Set(run.map(([one]) => one)).size,
    )
  }
  return counts
}

/** Whether the run came to the step of its last visit before. */
function visitedBefore(visits: readonly Visit[], from: number): boolean {
  const step = visits.at(-1)?.[0]
  for (let index = visits.length - 2; index >= from; index--) if (visits[index]?.[0] === step) return true
  return false
}

/** How long the run took, and how much came of it for the customer (R3.7). */
function countCompleted(add: Add, visits: JourneyRun['visits'], steps: number): void {
  const [first, last] = [visits[0], visits.at(-1)]
  if (first === undefined || last === undefined) return
  add('lasted', last, '', rungOf(last[1] - first[1]))
  add('contacts', last, '', visits.length)
  add('passed', last, '', steps)
}

function countLeaving(
  add: Add,
  visit: Visit,
  next: Visit | undefined,
  { end, since }: { readonly end: JourneyRun['end']; readonly since: Instant },
): void {
  if (next === undefined) add(end === 'open' ? 'here' : end, visit)
  else if (next[0] !== visit[0]) {
    add('left', visit, next[0])
    add('took', visit, '', rungOf(next[1] - since))
  }
}

/** Where counts go, and to which segments what is counted belongs. */
type Into = { readonly counts: Counts; readonly segments: number }

function put(
  { counts, segments }: Into,
  what: Counter['what'],
  visit: Visit,
  by: number,
  to: string,
  rung: number,
): void {
  const [step, at, channel] = visit
  const day = what === 'here' ? 0 : dayOf(at)
  // Names of steps hold no blanks; of channels they may.
  const key = `${what} ${step} ${to} ${day} ${rung} ${segments} ${channel}`
  const known = counts.get(key)
  const count = known === undefined ? by : known.count + by
  if (count === 0) counts.delete(key)
  else counts.set(key, { counter: known?.counter ?? { what, step, to, channel, day, rung, segments }, count })
}

/** Counts an answer. `visit`: of which step, when, by which channel, from somebody in which segments; `value`: in hundredths. */
export function countAnswer(counts: Counts, kind: AnswerKind, visit: Visit, value: number): void {
  put({ counts, segments: visit[3] ?? 0 }, kind, visit, 1, '', value)
}

/** Adds counts to others, in place. */
export function addCounts(into: Counts, counts: Counts, times = 1): void {
  for (const [key, { counter, count }] of counts) {
    const known = into.get(key)
    if (known === undefined) into.set(key, { counter, count: count * times })
    else if (known.count + count * times === 0) into.delete(key)
    else known.count += count * times
  }
}
