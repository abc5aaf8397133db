// Ends the run.
import type { ExitStep } from '@lotse/protocol'
import type { CompiledStep } from '../step.ts'

/** `exit`: the run has completed. */
export function exitStep(step: ExitStep): CompiledStep {
  const answer = step.reason === undefined ? { kind: 'end' as const } : { kind: 'end' as const, detail: step.reason }
  return { id: step.id, kind: 'exit', aggregates: new Map(), enter: () => answer }
}
