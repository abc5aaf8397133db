// What of a journey is measured: a frozen edition of its steps, what makes a visit of each, and where its runs begin and end. Measures nothing itself.
import type { DurationMs } from '../../base/index.ts'

/** A designed way from a step to another. `withinMs`: later than this it counts as late. */
export type DesignedMove = { readonly from: string; readonly to: string; readonly withinMs?: DurationMs }

/**
 * An edition of a journey as runs are told by it. `steps`: in the order of the map. `ends`: a visit of these completes a run. `idleMs`: a run
 * without a visit for so long has dropped out at its last step.
 */
export type Edition = {
  readonly journey: string
  readonly number: number
  readonly steps: readonly string[]
  readonly ends: ReadonlySet<string>
  readonly moves: readonly DesignedMove[]
  readonly idleMs: DurationMs
}
