// What lies before departments and what they have under way (I27), out of the facts that lists are made of. Reads nothing.
import type { InsightState } from '@lotse/protocol'
import type { Instant } from '../base/index.ts'
import type { ListedInsight } from './listing.ts'

/** A department's load. `waiting`: at its filter; `longest`, `median`: since when, of these; `underWay`: let through and not solved. `unit`: null: nobody is in charge. */
export type Load = {
  readonly unit: number | null
  readonly waiting: number
  readonly longest: Instant | null
  readonly median: Instant | null
  readonly underWay: number
}

const underWay: ReadonlySet<InsightState> = new Set(['accepted', 'ticket', 'inProgress'])

/** The load of each unit that anything lies before, by id, nobody's last. */
export function loadsOf(insights: readonly Pick<ListedInsight, 'charge' | 'standing'>[]): Load[] {
  const units = new Map<number | null, { since: Instant[]; underWay: number }>()
  for (const { charge, standing } of insights) {
    const waits = standing.status === 'backlog'
    if (!waits && !underWay.has(standing.status)) continue
    const load = units.get(charge.unit) ?? { since: [], underWay: 0 }
    units.set(charge.unit, load)
    if (waits) load.since.push(standing.since)
    else load.underWay++
  }
  const byId = [...units].toSorted(([a], [b]) => (a ?? Number.MAX_SAFE_INTEGER) - (b ?? Number.MAX_SAFE_INTEGER))
  return byId.map(([unit, { since, underWay: busy }]) => {
    const sorted = since.toSorted((a, b) => a - b)
    // The lower of the two in the middle: who waits at least as long as half of the others.
    const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? null
    return { unit, waiting: sorted.length, longest: sorted[0] ?? null, median, underWay: busy }
  })
}
