// The visit that comes after all others of a run under way or begins the only one, as nearly every visit does: what it changes, without counting anew. Decides nothing that passage does not.
import { DAY_MS, type DurationMs, type Instant } from '../../base/index.ts'
import { type Counts, countLast, countsOf } from './counts.ts'
import type { JourneyEdition } from './edition.ts'
import { judgeNext } from './judged.ts'
import type { Visit } from './runs.ts'

/** Ended runs are kept so long for visits that become known late. */
export const KEPT_MS: DurationMs = 7 * DAY_MS
/** Visits that a customer may have in runs that are kept; the oldest run goes first. */
export const VISITS_MAX = 400

type First = { readonly visits: readonly Visit[]; readonly before: Instant }
type Standing = { readonly visits: readonly Visit[]; readonly clock: Instant; readonly idle: Instant | null }

/**
 * Whether a visit simply comes next: in the run that is under way, which goes on or ends by it, and no older run has to be forgotten.
 *
 * @param clock - up to when time has passed.
 */
export function comesNext({ visits, idle }: Standing, visit: Visit, edition: JourneyEdition, clock: Instant): boolean {
  const [first, last] = [visits[0], visits.at(-1)]
  if (first === undefined || last === undefined || idle === null || visits.length >= VISITS_MAX) return false
  const { order, idleMs, ends } = edition
  if (order(last, visit) > 0 || visit[1] - last[1] >= idleMs) return false
  return clock - first[1] < KEPT_MS && (ends.has(visit[0]) || clock - visit[1] < idleMs)
}

/** Whether a visit begins the only run there is, which is under way or over by this very visit. */
export function comesFirst(
  { visits, before }: First,
  visit: Visit,
  { ends, idleMs }: JourneyEdition,
  clock: Instant,
): boolean {
  return visits.length === 0 && visit[1] >= before && (ends.has(visit[0]) || clock - visit[1] < idleMs)
}

/** What such a visit counts for. */
export function countFirst(visit: Visit, edition: JourneyEdition): Counts {
  const isLast = edition.ends.has(visit[0])
  const run = { visits: [visit], end: isLast ? 'completed' : 'open', endedAt: isLast ? visit[1] : null } as const
  return countsOf([run], edition)
}

/** What a visit counts for that comes next. @param visits - with it, at the end. */
export function countNext(visits: readonly Visit[], edition: JourneyEdition): Counts {
  const from = beginOfLast(visits, edition)
  const ends = edition.ends.has(visits.at(-1)?.[0] ?? '')
  let stay = visits.length - 2
  while (stay > from && visits[stay - 1]?.[0] === visits[stay]?.[0]) stay--
  const arrived = visits[stay]?.[1] ?? 0
  const judged = judgeNext(visits, { from, arrived, ends }, edition)
  return countLast(visits, { from, arrived, ends }, judged)
}

/** Where the run of the last visit begins. */
export function beginOfLast(visits: readonly Visit[], { ends, idleMs }: JourneyEdition): number {
  let from = visits.length - 1
  for (; from > 0; from--) {
    const before = visits[from - 1]
    const visit = visits[from]
    if (before === undefined || visit === undefined) break
    if (ends.has(before[0]) || visit[1] - before[1] >= idleMs) break
  }
  return from
}
