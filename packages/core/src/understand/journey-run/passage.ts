// One customer's visits to a journey as its state keeps them, and what each new one, or time alone, changes in the counters.
import type { DurationMs, Instant } from '../../base/index.ts'
import { type Counts, countsOf, differenceOf } from './counts.ts'
import type { Edition } from './edition.ts'
import { inTime, type JourneyRun, runsOf, type Visit } from './runs.ts'

/** Visits kept. `before`: runs that ended before it are forgotten; a visit from before it counts nowhere, and is `missed`. */
export type Passage = {
  readonly edition: number
  readonly visits: readonly Visit[]
  readonly clock: Instant
  readonly before: Instant
  readonly missed: number
}

/** Ended runs are kept so long for visits that become known late. */
export const KEPT_MS: DurationMs = 7 * 86_400_000
/** Visits that a customer may have in runs that are kept; the oldest run goes first. */
export const VISITS_MAX = 400

/** What an input changed. */
export type Passed = { readonly passage: Passage; readonly counts: Counts }

/** A passage without a visit yet. */
export function newPassage({ number }: Edition): Passage {
  return { edition: number, visits: [], clock: 0, before: 0, missed: 0 }
}

/**
 * Takes a visit where it belongs in time (J3).
 *
 * @param now - of the input; never less than before.
 */
export function takeVisit(passage: Passage, edition: Edition, visit: Visit, now: Instant): Passed {
  if (visit[1] < passage.before) return passTime({ ...passage, missed: passage.missed + 1 }, edition, now)
  return change(passage, edition, { visits: [...passage.visits, visit].sort(inTime), now })
}

/** Lets time pass: who did nothing for long has dropped out. */
export function passTime(passage: Passage, edition: Edition, now: Instant): Passed {
  return change(passage, edition, { visits: passage.visits, now })
}

function change(
  passage: Passage,
  edition: Edition,
  { visits, now }: { readonly visits: readonly Visit[]; readonly now: Instant },
): Passed {
  const clock = Math.max(passage.clock, now)
  const before = runsOf(passage.visits, edition, passage.clock)
  const after = runsOf(visits, edition, clock)
  const kept = keptOf(after, clock)
  const first = kept[0]?.visits[0]
  const forgotten =
    after.length > kept.length ? (after[after.length - kept.length - 1]?.visits.at(-1)?.[1] ?? 0) + 1 : 0
  return {
    passage: {
      ...passage,
      visits: kept.flatMap((run) => run.visits),
      clock,
      before: Math.max(passage.before, Math.min(forgotten, first?.[1] ?? forgotten)),
    },
    counts: differenceOf(countsOf(before), countsOf(after)),
  }
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

/** Where the customer is now: the last visit of a run under way; undefined: nowhere. */
export function hereOf({ visits, clock }: Passage, edition: Edition): Visit | undefined {
  const last = runsOf(visits, edition, clock).at(-1)
  return last?.end === 'open' ? last.visits.at(-1) : undefined
}

/** When time alone has something to do; undefined: never. */
export function idleAt(passage: Passage, edition: Edition): Instant | undefined {
  const here = hereOf(passage, edition)
  return here && here[1] + edition.idleMs
}
