// Why a condition was what it was (F9). Only describes an evaluation; never changes how one comes out.
import type { Json } from '@lotse/protocol'
import type { Truth } from './truth.ts'

/** A value that took part: the operand as text, and its value; no `value` means it was missing. */
export type ExplainedValue = { readonly operand: string; readonly value?: Json }

/**
 * One part of a condition with its truth. `kind`: all (and), any (or), not, or a single test.
 * `values`: of a test's operands that are no literals; `children`: the parts it is made of.
 */
export type Explanation = {
  readonly kind: 'all' | 'any' | 'not' | 'test'
  readonly text: string
  readonly truth: Truth
  readonly values?: readonly ExplainedValue[]
  readonly children?: readonly Explanation[]
}

/** The part that kept a condition from being true, with the values it had. */
export type Failure = {
  readonly text: string
  readonly truth: false | null
  readonly values: readonly ExplainedValue[]
}

const VALUES_MAX = 20

/**
 * The first part that was not true: inside `and` the first that failed; `or` and `not` are named whole, with the values of all their parts.
 *
 * @returns undefined where the condition was true.
 */
export function firstFailure(explanation: Explanation): Failure | undefined {
  if (explanation.truth === true) return undefined
  const inner = explanation.kind === 'all' ? explanation.children?.find((child) => child.truth !== true) : undefined
  if (inner) return firstFailure(inner)
  return { text: explanation.text, truth: explanation.truth, values: valuesOf(explanation).slice(0, VALUES_MAX) }
}

function valuesOf(explanation: Explanation): ExplainedValue[] {
  return [...(explanation.values ?? []), ...(explanation.children ?? []).flatMap(valuesOf)]
}
