// The ways out of a step, as its document names them.
import type { FlowStep } from '@lotse/protocol'

/** A way out: the step it leads to and the field that says so. */
export type WayOut = { readonly to: string; readonly field: string }

/** All ways out of a step, in the order of the document; none out of an exit. */
export function waysOf(step: FlowStep): WayOut[] {
  switch (step.kind) {
    case 'exit':
      return []
    case 'branch':
      return [...step.cases.map(({ next }, i) => ({ to: next, field: `cases.${i}.next` })), otherwise(step.otherwise)]
    case 'wait_for':
      return [...step.events.map(({ next }, i) => ({ to: next, field: `events.${i}.next` })), otherwise(step.otherwise)]
    default:
      return [{ to: step.next, field: 'next' }]
  }
}

const otherwise = (to: string): WayOut => ({ to, field: 'otherwise' })
