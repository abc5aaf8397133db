// Sets a trait of the customer, as if it had been stated now.
import type { SetTraitStep } from '@lotse/protocol'
import { compileOperand } from '../../base/index.ts'
import { stateTrait } from '../../understand/index.ts'
import { allAggregates } from '../flow/aggregates.ts'
import type { CompiledStep } from '../step.ts'

/** `set_trait`: a missing value leaves the trait as it is. */
export function setTraitStep(step: SetTraitStep): CompiledStep {
  const operand = compileOperand(step.value)
  return {
    id: step.id,
    kind: 'set_trait',
    aggregates: allAggregates([operand]),
    enter: (here) => {
      const value = operand.value(here.facts())
      if (value === undefined) return { kind: 'go', next: step.next, via: 'value missing' }
      stateTrait(here.customer.state, step.trait, value, here.now)
      return { kind: 'go', next: step.next, via: 'next' }
    },
  }
}
