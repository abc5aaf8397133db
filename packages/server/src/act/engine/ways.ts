// What a customer's turn changed on journeys, as rows: counters, and where the customer is. Knows rules and rows, no SQL.
import type { Turn } from '@lotse/core/act'
import {
  type JourneyEdition,
  type JourneyRun,
  judge,
  type Passage,
  runsOf,
  type Stay,
  staysOf,
  type Visit,
} from '@lotse/core/understand'
import type { PlaceRow } from '../../adapters/store/engine/journeys.ts'
import type { Gathering } from './gather.ts'

const THOUSANDTHS = 1000
/** A run may stray everywhere; whoever lists deviations finds it by these. */
const STRAYS_MAX = 50

/** By journey what a state keeps of it. */
export type Ways = Readonly<Record<string, Passage>>
type Place = Omit<PlaceRow, 'customer' | 'workspace'>

/** Gathers what the turn changed. @param before - the journeys the customer was on. */
export function gatherWays(
  { customer: { id: customer, state }, ways: counted }: Turn,
  { workspace, before }: { readonly workspace: number; readonly before: Ways },
  gathering: Gathering,
): void {
  const { ways = {} } = state
  for (const [edition, counts] of counted.byEdition) {
    gathering.journeyCounted(workspace, edition, counts)
    const run = latestRun(ways, edition)
    if (run === undefined && ways[edition.journey]) gathering.gone.push({ customer, journey: edition.journey })
    if (run === undefined || isSame(latestRun(before, edition), run)) continue
    const place = placeOf(run, edition)
    if (place) gathering.places.push({ ...place, customer, workspace })
  }
  for (const journey of Object.keys(before)) if (ways[journey] === undefined) gathering.gone.push({ customer, journey })
}

/** Who comes to the same step again, by the same channel, is where they were: nothing has to be written. */
function isSame(one: JourneyRun | undefined, other: JourneyRun): boolean {
  if (one === undefined || one.end !== other.end) return false
  const [before, after] = [staysOf(one.visits), staysOf(other.visits)]
  const isLikeAfter = ({ first, last }: Stay, index: number): boolean => {
    const stay = after[index]
    return stay !== undefined && isLike(first, stay.first) && last[2] === stay.last[2]
  }
  // Visits are only added, so that as many kinds of them are the same kinds.
  return before.length === after.length && before.every(isLikeAfter) && kindsOf(one.visits) === kindsOf(other.visits)
}

const kindsOf = (visits: readonly Visit[]): number =>
  new Set(visits.map(([step, , channel]) => `${step} ${channel}`)).size

const isLike = (one: Visit, other: Visit): boolean => one[0] === other[0] && one[1] === other[1] && one[2] === other[2]

/** The latest run on the way of an edition; undefined where there is none. */
function latestRun(ways: Ways, edition: JourneyEdition): JourneyRun | undefined {
  const passage = ways[edition.journey]
  return passage?.edition === edition.number ? runsOf(passage.visits, edition, passage.clock).at(-1) : undefined
}

function placeOf(run: JourneyRun, edition: JourneyEdition): Place | undefined {
  const stay = staysOf(run.visits).at(-1)
  if (stay === undefined) return undefined
  const { fitness, strays } = judge(run, edition)
  return {
    journey: edition.journey,
    edition: edition.number,
    step: stay.step,
    channel: stay.last[2],
    at: stay.first[1],
    startedAt: run.visits[0]?.[1] ?? stay.first[1],
    outcome: run.end,
    fitness: Math.round(fitness * THOUSANDTHS),
    strays: [...new Set(strays.map((stray) => `${stray.what}/${stray.step}`))].slice(0, STRAYS_MAX),
  }
}
