// Whether a condition asks of what is known of a customer alone, as segments must. Looks at nothing but the condition; the server decides.
import type { Condition, Operand } from '@lotse/protocol'

/** Whether it asks for more: what happened, an event at hand, or the hour. */
export function beyondProfile(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(beyondProfile)
  if ('any' in condition) return condition.any.some(beyondProfile)
  if ('not' in condition) return beyondProfile(condition.not)
  return operandsOf(condition).some(
    (one) => 'aggregate' in one || 'property' in one || 'event' in one || 'calendar' in one,
  )
}

type Test = Exclude<Condition, { readonly all: unknown } | { readonly any: unknown } | { readonly not: unknown }>

function operandsOf(test: Test): readonly Operand[] {
  if ('exists' in test) return [test.exists]
  return 'in' in test ? [test.in] : [test.left, test.right]
}
