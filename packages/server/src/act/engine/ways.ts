// What a customer's turn changed on journeys, as rows: counters, and where the customer is. Knows rules and rows, no SQL.
import type { Turn } from '@lotse/core/act'
import {
  inThousandths,
  type JourneyEdition,
  type JourneyRun,
  judge,
  latestRun,
  type Passage,
  type Stray,
  type Visit,
} from '@lotse/core/understand'
import type { PlaceRow } from '../../adapters/store/engine/journeys.ts'
import type { Gathering } from './gather.ts'

/** A run may stray everywhere; whoever lists deviations finds it by these. */
const STRAYS_MAX = 50

/** By journey what a state keeps of it. */
export type Ways = Readonly<Record<string, Passage>>

/** Gathers what the turn changed. @param before - the journeys the customer was on. */
export function gatherWays(
  { customer: { id: customer, state }, ways: counted }: Turn,
  { workspace, before }: { readonly workspace: number; readonly before: Ways },
  gathering: Gathering,
): void {
  const { ways = {} } = state
  for (const [edition, counts] of counted.byEdition) {
    gathering.journeyCounted(workspace, edition, counts)
    const passage = ways[edition.journey]
    if (passage === undefined || isSame(before[edition.journey], passage)) continue
    const run = passage.edition === edition.number ? latestRun(passage, edition) : undefined
    const place = run && placeOf(run, edition, { customer, workspace })
    if (place) gathering.places.push(place)
    else gathering.gone.push({ customer, journey: edition.journey })
  }
  for (const journey of Object.keys(before)) if (ways[journey] === undefined) gathering.gone.push({ customer, journey })
}

/** Who came to the same step again, by the same channel, is where they were: nothing has to be written. */
function isSame(one: Passage | undefined, other: Passage): boolean {
  if (one === undefined || one.edition !== other.edition || one.idle === null || other.idle === null) return false
  const [before, after] = [one.visits, other.visits]
  const last = before.at(-1)
  if (last === undefined || after.length < before.length || after[0] !== before[0]) return false
  if (after[before.length - 1] !== last) return false
  // Whoever did so for so long is there anew.
  for (let index = before.length, by = last; index < after.length; index++) {
    const visit = after[index]
    if (visit === undefined || visit[0] !== last[0] || visit[2] !== last[2]) return false
    if (visit[1] - by[1] >= other.idle - (after.at(-1)?.[1] ?? 0)) return false
    by = visit
  }
  return true
}

type Whose = Pick<PlaceRow, 'customer' | 'workspace'>

function placeOf(run: JourneyRun, edition: JourneyEdition, { customer, workspace }: Whose): PlaceRow | undefined {
  const last = run.visits.at(-1)
  if (last === undefined) return undefined
  const { fitness, strays } = judge(run, edition)
  return {
    customer,
    workspace,
    journey: edition.journey,
    edition: edition.number,
    step: last[0],
    channel: last[2],
    at: arrivalOf(run, last),
    startedAt: run.visits[0]?.[1] ?? last[1],
    outcome: run.end,
    fitness: inThousandths(fitness),
    strays: strays.length === 0 ? NO_STRAYS : namesOf(strays),
    segments: run.visits[0]?.[3] ?? 0,
  }
}

const NO_STRAYS: readonly string[] = []
const namesOf = (strays: readonly Stray[]) =>
  [...new Set(strays.map(({ what, step }) => `${what}/${step}`))].slice(0, STRAYS_MAX)

/** When the stay of a run's last visit began. */
function arrivalOf({ visits }: JourneyRun, last: Visit): number {
  let at = last[1]
  for (let index = visits.length - 2; visits[index]?.[0] === last[0]; index--) at = visits[index]?.[1] ?? at
  return at
}
