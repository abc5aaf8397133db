// What a customer's turn changed on journeys, as rows: counters, and where the customer is. Knows rules and rows, no SQL.
import type { Turn } from '@lotse/core/act'
import { type JourneyEdition, judge, type Passage, runsOf, staysOf } from '@lotse/core/understand'
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
    const place = placeIn(ways, edition)
    if (place === undefined && ways[edition.journey]) gathering.gone.push({ customer, journey: edition.journey })
    if (place && !isSame(placeIn(before, edition), place)) gathering.places.push({ ...place, customer, workspace })
  }
  for (const journey of Object.keys(before)) if (ways[journey] === undefined) gathering.gone.push({ customer, journey })
}

/** Who comes to the same step again is where they were: nothing has to be written. */
const isSame = (one: Place | undefined, other: Place): boolean => JSON.stringify(one) === JSON.stringify(other)

/** The latest run on the way of an edition; undefined where there is none. */
function placeIn(ways: Ways, edition: JourneyEdition): Place | undefined {
  const passage = ways[edition.journey]
  if (passage?.edition !== edition.number) return undefined
  const run = runsOf(passage.visits, edition, passage.clock).at(-1)
  const stay = run && staysOf(run.visits).at(-1)
  if (!run || !stay) return undefined
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
