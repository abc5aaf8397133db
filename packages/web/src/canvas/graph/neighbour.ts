// Where arrow keys lead in a graph: to the nearest step in their direction. Pure.
import type { Place } from './placing.ts'

/** A direction. */
export type Direction = 'left' | 'right' | 'up' | 'down' | 'first' | 'last'

/** Going aside counts more than going on. */
const ASIDE = 3

/** The step that a key leads to; the same one at the edge. */
export function neighbour(places: readonly Place[], at: string, to: Direction): string {
  const here = places.find(({ id }) => id === at)
  if (to === 'first' || here === undefined) return places[0]?.id ?? at
  if (to === 'last') return places.at(-1)?.id ?? at
  const flat = to === 'left' || to === 'right'
  const sign = to === 'left' || to === 'up' ? -1 : 1
  let [best, least] = [at, Number.POSITIVE_INFINITY]
  for (const { id, column, row } of places) {
    const [across, down] = [column - here.column, row - here.row]
    const on = (flat ? across : down) * sign
    const far = on + ASIDE * Math.abs(flat ? down : across)
    // Up and down stay in the column as long as anything stands there.
    if (on > 0 && far < least) [best, least] = [id, far]
  }
  return best
}
