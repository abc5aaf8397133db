// One customer's visits to a journey as its state keeps them, and what each new one, time alone, a merge or a split changes in the counters.
import type { Instant } from '../../base/index.ts'
import { addCounts, type Counts, countRuns, countsOf } from './counts.ts'
import type { JourneyEdition } from './edition.ts'
import { beginOfLast, comesFirst, comesNext, countFirst, countNext, KEPT_MS, VISITS_MAX } from './next-visit.ts'
import { type JourneyRun, runsOf, type Visit } from './runs.ts'

/**
 * Visits kept. `clock`: up to when time has passed. `before`: runs that ended before it are forgotten; a visit from before it counts nowhere, and
 * is `missed`. `idle`: when the customer will have dropped out; null: the last run is over.
 */
export type Passage = {
  readonly edition: number
  readonly visits: readonly Visit[]
  readonly clock: Instant
  readonly before: Instant
  readonly missed: number
  readonly idle: Instant | null
}

/** What an input changed. */
export type Passed = { readonly passage: Passage; readonly counts: Counts }

/** A passage without a visit yet. */
export function newPassage({ number }: JourneyEdition): Passage {
  return { edition: number, visits: [], clock: 0, before: 0, missed: 0, idle: null }
}

/**
 * Takes visits where they belong in time (J3): one that has become known, or a whole history of them for a passage without any.
 *
 * @param now - of the input; never less than before.
 */
export function takeVisits(passage: Passage, edition: JourneyEdition, visits: readonly Visit[], now: Instant): Passed {
  const [only] = visits
  const clock = Math.max(passage.clock, now)
  if (only && visits.length === 1 && comesNext(passage, only, edition, clock)) {
    const all = [...passage.visits, only]
    const idle = edition.ends.has(only[0]) ? null : only[1] + edition.idleMs
    return { passage: { ...passage, visits: all, clock, idle }, counts: countNext(all, edition) }
  }
  if (only && visits.length === 1 && comesFirst(passage, only, edition, clock)) {
    const idle = edition.ends.has(only[0]) ? null : only[1] + edition.idleMs
    return { passage: { ...passage, visits, clock, idle }, counts: countFirst(only, edition) }
  }
  const timely = visits.filter(([, at]) => at >= passage.before)
  const missed = passage.missed + visits.length - timely.length
  const all = [...passage.visits, ...timely]
  const [first] = timely
  const last = passage.visits.at(-1)
  // Nearly always one visit, which comes after all others.
  if (timely.length > 1 || (first && last && edition.order(last, first) > 0)) all.sort(edition.order)
  return change({ ...passage, missed }, edition, { visits: all, now })
}

/** Lets time pass: who did nothing for long has dropped out. */
export function passTime(passage: Passage, edition: JourneyEdition, now: Instant): Passed {
  return change(passage, edition, { visits: passage.visits, now })
}

/** Makes one passage of two that were counted apart (J8). */
export function joinPassages(mine: Passage, theirs: Passage, edition: JourneyEdition): Passed {
  const visits = [...mine.visits, ...theirs.visits].sort(edition.order)
  const joined = {
    ...mine,
    before: Math.max(mine.before, theirs.before),
    missed: mine.missed + theirs.missed,
    clock: Math.max(mine.clock, theirs.clock),
  }
  const counted: Counts = new Map()
  addCounts(counted, standing(mine, edition))
  addCounts(counted, standing(theirs, edition))
  return change(joined, edition, { visits, now: joined.clock, counted })
}

/** Two passages of one: visits that are among `own` stay, the others leave (J8). `counts`: what both change together. */
export function partPassage(
  passage: Passage,
  edition: JourneyEdition,
  own: readonly Visit[],
): { readonly stays: Passage; readonly leaves: Passage; readonly counts: Counts } {
  const left = new Map<string, number>()
  for (const visit of own) left.set(eventOf(visit), (left.get(eventOf(visit)) ?? 0) + 1)
  const staysHere = (visit: Visit): boolean => {
    const count = left.get(eventOf(visit)) ?? 0
    left.set(eventOf(visit), count - 1)
    return count > 0
  }
  const sides = passage.visits.map((visit) => [visit, staysHere(visit)] as const)
  const side = (stays: boolean) => sides.flatMap(([visit, own]) => (own === stays ? [visit] : []))
  const terms = { now: passage.clock, counted: new Map() }
  const stays = change(passage, edition, { ...terms, visits: side(true) })
  const leaves = change({ ...passage, missed: 0 }, edition, { ...terms, visits: side(false) })
  const counts: Counts = new Map()
  addCounts(counts, stays.counts)
  addCounts(counts, leaves.counts)
  addCounts(counts, standing(passage, edition), -1)
  return { stays: stays.passage, leaves: leaves.passage, counts }
}

/** What of a visit its event says; in which segments its customer was then stands with the visit alone. */
const eventOf = ([step, at, channel]: Visit): string => `${step} ${at} ${channel}`

/** What the runs that are kept have been counted for. */
export function standing({ visits, clock }: Passage, edition: JourneyEdition): Counts {
  return countsOf(runsOf(visits, edition, clock), edition)
}

/** The run that began last; undefined where none is kept. */
export function latestRun({ visits, clock, idle }: Passage, edition: JourneyEdition): JourneyRun | undefined {
  const last = visits.at(-1)
  if (last === undefined) return undefined
  const run = visits.slice(beginOfLast(visits, edition))
  if (idle !== null) return { visits: run, end: 'open', endedAt: null }
  return runsOf(run, edition, clock)[0]
}

type Change = { readonly visits: readonly Visit[]; readonly now: Instant; readonly counted?: Counts }

/** @param counted - what was counted for before; unless said, the passage as it stands. */
function change(passage: Passage, edition: JourneyEdition, { visits, now, counted }: Change): Passed {
  const clock = Math.max(passage.clock, now)
  const runs = runsOf(visits, edition, clock)
  const kept = keptOf(runs, clock)
  const first = kept[0]?.visits[0]
  const gone = runs[runs.length - kept.length - 1]
  const forgotten = gone ? (gone.visits.at(-1)?.[1] ?? 0) + 1 : 0
  const last = kept.at(-1)
  return {
    passage: {
      ...passage,
      visits: kept.flatMap((run) => run.visits),
      clock,
      before: Math.max(passage.before, Math.min(forgotten, first?.[1] ?? forgotten)),
      idle: last?.end === 'open' ? (last.visits.at(-1)?.[1] ?? clock) + edition.idleMs : null,
    },
    counts: counted
      ? without(countsOf(runs, edition), counted)
      : changeOf(runsOf(passage.visits, edition, passage.clock), runs, edition),
  }
}

/** Takes counts away from others, in place. */
function without(counts: Counts, others: Counts): Counts {
  addCounts(counts, others, -1)
  return counts
}

/** What other runs count than before. Those that are the same at the beginning, nearly always all but the last, need not be counted. */
function changeOf(before: readonly JourneyRun[], after: readonly JourneyRun[], edition: JourneyEdition): Counts {
  let same = 0
  while (isSame(before[same], after[same])) same++
  const shared = sharedOf(before[same]?.visits ?? [], after[same]?.visits ?? [])
  const counts: Counts = new Map()
  countRuns(counts, after.slice(same), edition, { shared })
  countRuns(counts, before.slice(same), edition, { shared, times: -1 })
  return counts
}

/** How many visits two lists have in common at their beginning. */
function sharedOf(one: readonly Visit[], other: readonly Visit[]): number {
  let shared = 0
  while (shared < one.length && one[shared] === other[shared]) shared++
  return shared
}

function isSame(one: JourneyRun | undefined, other: JourneyRun | undefined): boolean {
  if (one === undefined || other === undefined || one.end !== other.end) return false
  return one.visits.length === other.visits.length && sharedOf(one.visits, other.visits) === one.visits.length
}

function keptOf(runs: readonly JourneyRun[], now: Instant): readonly JourneyRun[] {
  let from = 0
  let visits = runs.reduce((sum, run) => sum + run.visits.length, 0)
  while (from < runs.length - 1) {
    const run = runs[from]
    if (!run || (visits <= VISITS_MAX && (run.endedAt === null || now - run.endedAt < KEPT_MS))) break
    visits -= run.visits.length
    from++
  }
  return runs.slice(from)
}
