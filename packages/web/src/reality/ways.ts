// The ways between steps: which were designed, which customers went, how many of them. Pure; draws nothing.
import type { JourneyDocument, ShownStepNumbers } from '@lotse/protocol'

/** `designed`: as drawn, and gone; `unexpected`: gone, and nobody drew it; `never`: drawn, and nobody went it in the time asked for. */
export type WayKind = 'designed' | 'unexpected' | 'never'

/** A way. `share`: of those who left `from` for another step, from 0 to 1. */
export type Way = {
  readonly from: string
  readonly to: string
  readonly kind: WayKind
  readonly count: number
  readonly share: number
}

/** A frozen journey, as far as ways need it. */
export type Designed = Pick<JourneyDocument, 'moves'> & {
  readonly steps: readonly Pick<JourneyDocument['steps'][number], 'id' | 'on'>[]
}

/** The steps that something is bound to: of the others nobody knows who was there. */
export const boundIn = ({ steps }: Designed): ReadonlySet<string> =>
  new Set(steps.flatMap(({ id, on }) => (on.length > 0 ? [id] : [])))

/** All ways, the most gone first; those that nobody went stand behind, in the order of the design. */
export function waysOf(steps: readonly Pick<ShownStepNumbers, 'step' | 'left'>[], designed: Designed): Way[] {
  const moves = visibleMoves(designed)
  const drawn = new Set(moves.map(keyOf))
  const gone = steps.flatMap(({ step: from, left }) => {
    const all = left.reduce((sum, { count }) => sum + Math.max(0, count), 0)
    return left.flatMap(({ to, count, designed: known }): Way[] => {
      const kind = known || drawn.has(keyOf({ from, to })) ? 'designed' : 'unexpected'
      return count <= 0 ? [] : [{ from, to, kind, count, share: count / all }]
    })
  })
  const seen = new Set(gone.map(keyOf))
  const never = moves
    .filter((move) => !seen.has(keyOf(move)))
    .map(({ from, to }): Way => ({ from, to, kind: 'never', count: 0, share: 0 }))
  return [...gone.toSorted((a, b) => b.count - a.count), ...never]
}

type Move = { readonly from: string; readonly to: string }

const keyOf = ({ from, to }: Move): string => `${from} ${to}`

/** Designed ways between steps that can be seen: what leads through steps that nothing is bound to looks like a direct way. */
function visibleMoves(designed: Designed): Move[] {
  const bound = boundIn(designed)
  const next = new Map<string, string[]>()
  for (const { from, to } of designed.moves) next.set(from, [...(next.get(from) ?? []), to])
  return [...bound].flatMap((from) => {
    const [found, passed] = [new Set<string>(), new Set<string>()]
    const queue = [...(next.get(from) ?? [])]
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
      if (bound.has(step)) found.add(step)
      else if (!passed.has(step)) queue.push(...(next.get(step) ?? []))
      passed.add(step)
    }
    found.delete(from)
    return [...found].map((to) => ({ from, to }))
  })
}

/** More than this is a tangle in which nobody sees anything. */
const DRAWN_MAX = 48
/** A way that so small a part of the most gone one takes is left to the list. */
const LEAST = 0.03

/** The ways worth drawing: all that were designed, and of the others those that are not too thin to be seen. */
export function drawable(ways: readonly Way[]): Way[] {
  const most = Math.max(0, ...ways.map(({ count }) => count))
  const seen = ways.filter(({ kind, count }) => kind !== 'unexpected' || count >= most * LEAST)
  const drawn = new Set([
    ...seen.filter(({ kind }) => kind !== 'unexpected'),
    ...seen.filter(({ kind }) => kind === 'unexpected').slice(0, DRAWN_MAX),
  ])
  return ways.filter((way) => drawn.has(way))
}
