// How many insights are told of each phase and step of a journey: those that concern it, or stand there in its map. Pure, but for the question.
import type { ArisenInsight } from '@lotse/protocol'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../api.ts'

const PAGE = 200
/** More than any journey should have. */
const PAGES_MAX = 5

/** Insights of a journey and of all that lies inside of it. */
export const insightsOfJourney = (journey: string) =>
  queryOptions({
    queryKey: ['records', 'insights-of', journey],
    queryFn: async ({ signal }) => {
      const found: ArisenInsight[] = []
      let cursor: string | undefined
      for (let page = 0; page < PAGES_MAX; page++) {
        const { items, next } = await call('listInsights', { query: { at: journey, limit: PAGE, cursor } }, signal)
        found.push(...items)
        if (next === null) break
        cursor = next
      }
      return found as readonly ArisenInsight[]
    },
  })

/** Counts by the id of a phase or step; each insight once at each, however often it arose there. */
export function insightCounts(
  insights: readonly Pick<ArisenInsight, 'origins'>[],
  journey: string,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { origins } of insights) {
    const places = origins.flatMap((one) => (one.journey === journey ? [one.phase, one.step] : []))
    for (const place of new Set(places)) if (place !== null) counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  return counts
}
