// What a customer's turn changed on journeys, as rows: counters, and where the customer is. Knows rules and rows, no SQL.
import type { Turn } from '@lotse/core/act'
import { type JourneyEdition, judge, type Passage, runsOf } from '@lotse/core/understand'
import type { PlaceRow } from '../../adapters/store/engine/journeys.ts'
import type { Gathering } from './gather.ts'

const THOUSANDTHS = 1000
/** A run may stray everywhere; whoever lists deviations finds it by these. */
const STRAYS_MAX = 50

/** Gathers what the turn changed. @param before - journeys the customer was on. */
export function gatherWays(
  { customer: { id: customer, state }, ways: counted }: Turn,
  { workspace, before }: { readonly workspace: number; readonly before: readonly string[] },
  gathering: Gathering,
): void {
  const { ways = {} } = state
  for (const [edition, counts] of counted.byEdition) {
    gathering.journeyCounted(workspace, edition, counts)
    const passage = ways[edition.journey]
    const place = passage?.edition === edition.number ? placeOf(passage, edition) : undefined
    if (place) gathering.places.push({ ...place, customer, workspace })
  }
  for (const journey of before) if (ways[journey] === undefined) gathering.gone.push({ customer, journey })
}

/** The latest run; undefined where there is none. */
function placeOf(passage: Passage, edition: JourneyEdition): Omit<PlaceRow, 'customer' | 'workspace'> | undefined {
  const run = runsOf(passage.visits, edition, passage.clock).at(-1)
  const [first, last] = [run?.visits[0], run?.visits.at(-1)]
  if (!run || !first || !last) return undefined
  const { fitness, strays } = judge(run, edition)
  const [step, at, channel] = last
  return {
    journey: edition.journey,
    edition: edition.number,
    step,
    channel,
    at,
    startedAt: first[1],
    outcome: run.end,
    fitness: Math.round(fitness * THOUSANDTHS),
    strays: [...new Set(strays.map((stray) => `${stray.what}/${stray.step}`))].slice(0, STRAYS_MAX),
  }
}
