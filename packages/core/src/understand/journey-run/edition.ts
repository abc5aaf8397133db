// What of a journey is measured: a frozen edition of its steps, what makes a visit of each, and where its runs begin and end. Measures nothing itself.
import type { JourneyDocument } from '@lotse/protocol'
import { compileFilter, type DurationMs, type Facts } from '../../base/index.ts'
import type { DesignedGraph } from '../fitness/index.ts'
import { type CompiledAsk, compileAsks } from './answers.ts'
import { measuredGraph } from './measured.ts'
import { timeOrder, type VisitOrder } from './runs.ts'
import { type CompiledSegment, compileSegments } from './segments.ts'

/** An event that is a visit of a step. */
type Sign = { readonly step: string; readonly event: string; readonly matches: (facts: Facts) => boolean }

/**
 * An edition of a journey, compiled. `steps`: in the order of the map. `order`: of visits. `ends`: a visit of these completes a run. `idleMs`: a run without a visit
 * for so long has dropped out at its last step. `graph`: what was designed, as far as it can be seen. `within`: how long a designed move may take, by {@link moveKey}.
 * `channels`: those that a step was designed for; a step that is not there takes any. `signs`, `asks`: by event what makes a visit, and what is an answer.
 * `segments`: those whose runs are counted apart, in their order.
 */
export type JourneyEdition = {
  readonly journey: string
  readonly number: number
  readonly steps: readonly string[]
  readonly order: VisitOrder
  readonly ends: ReadonlySet<string>
  readonly idleMs: DurationMs
  readonly graph: DesignedGraph
  readonly within: ReadonlyMap<string, DurationMs>
  readonly channels: ReadonlyMap<string, ReadonlySet<string>>
  readonly signs: ReadonlyMap<string, readonly Sign[]>
  readonly asks: ReadonlyMap<string, readonly CompiledAsk[]>
  readonly segments: readonly CompiledSegment[]
}

/** Which edition of which journey. */
export type EditionName = { readonly journey: string; readonly number: number }

/** The key of a move from a step to another. */
export function moveKey(from: string, to: string): string {
  return `${from}>${to}`
}

/**
 * Compiles a frozen journey.
 *
 * @throws Problem `condition.pattern_invalid`, `condition.too_complex`, `condition.out_of_reach` for documents that freezing would have refused.
 */
export function compileJourney({ journey, number }: EditionName, document: JourneyDocument): JourneyEdition {
  const { steps, moves, ends, idleMs } = document
  const signs = new Map<string, Sign[]>()
  for (const { id: step, on } of steps)
    for (const { event, where } of on) {
      const filter = where && compileFilter(where)
      const matches = filter ? (facts: Facts) => filter.test(facts) === true : () => true
      signs.set(event, [...(signs.get(event) ?? []), { step, event, matches }])
    }
  const limits = moves.flatMap(({ from, to, withinMs }) =>
    withinMs === undefined ? [] : [[moveKey(from, to), withinMs] as const],
  )
  const channels = steps.filter(({ channels: own }) => own.length > 0)
  const ids = steps.map(({ id }) => id)
  return {
    journey,
    number,
    steps: ids,
    order: timeOrder(ids),
    ends: new Set(ends),
    idleMs,
    graph: measuredGraph(document),
    within: new Map(limits),
    channels: new Map(channels.map(({ id, channels: own }) => [id, new Set(own)])),
    signs,
    asks: compileAsks(document),
    segments: compileSegments(document),
  }
}
