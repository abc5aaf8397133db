// What of a designed journey can be seen: the steps that something is bound to, and the ways between them. Measures nothing and judges nobody.
import type { JourneyDocument } from '@lotse/protocol'
import type { DesignedGraph } from '../fitness/index.ts'

/**
 * The design without the steps that nothing is bound to (K4): whether anybody passed them over cannot be known. Ways through them lead from what is before to
 * what is behind them; where they begin or end ways, their neighbours do.
 */
export function measuredGraph({ steps, moves, starts, ends }: JourneyDocument): DesignedGraph {
  const bound = new Set(steps.flatMap(({ id, on }) => (on.length > 0 ? [id] : [])))
  const drawn = new Map<string, string[]>()
  for (const { from, to } of moves) drawn.set(from, [...(drawn.get(from) ?? []), to])
  const designed = { bound, drawn, ends: new Set(ends) }
  const first = behind(starts, designed)
  const follow = new Map([...bound].map((step) => [step, behind(drawn.get(step) ?? [], designed)]))
  const last = [...follow].flatMap(([step, { out }]) => (out || designed.ends.has(step) ? [step] : []))
  return {
    starts: first.steps,
    ends: new Set(last),
    next: new Map([...follow].flatMap(([step, { steps: to }]) => (to.length === 0 ? [] : [[step, to]]))),
    ...(first.out ? { passable: true } : {}),
  }
}

type Designed = {
  readonly bound: ReadonlySet<string>
  readonly drawn: ReadonlyMap<string, readonly string[]>
  readonly ends: ReadonlySet<string>
}

/** The first steps that can be seen from some on, themselves or behind unseen ones. `out`: an end lies among the unseen. */
function behind(from: readonly string[], { bound, drawn, ends }: Designed): { steps: string[]; out: boolean } {
  const reached = new Set(from)
  for (const step of reached) if (!bound.has(step)) for (const to of drawn.get(step) ?? []) reached.add(to)
  return {
    steps: [...reached].filter((step) => bound.has(step)),
    out: [...reached].some((step) => !bound.has(step) && ends.has(step)),
  }
}
