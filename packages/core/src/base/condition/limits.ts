// How large a condition may be, so that testing it stays cheap. Counts; never looks at meaning.
import type { Condition, Operand } from '@lotse/protocol'
import { Problem } from '../problem.ts'

/** The deepest nesting of conditions, filters of aggregates included. */
export const CONDITION_DEPTH_MAX = 20
/** The most parts (conditions and operands) of one condition. */
export const CONDITION_SIZE_MAX = 1000

/**
 * Refuses what is too large.
 *
 * @throws Problem `condition.too_complex`.
 */
export function checkLimits(condition: Condition): void {
  countCondition(condition, { parts: 0 }, 1)
}

type Count = { parts: number }

/** Refuses nesting beyond the limit. Shared with the parser of the text form, which must not nest deeper either. */
export function checkDepth(depth: number): void {
  if (depth > CONDITION_DEPTH_MAX) tooComplex(`is nested more than ${CONDITION_DEPTH_MAX} deep`)
}

function countCondition(condition: Condition, count: Count, depth: number): void {
  checkDepth(depth)
  addPart(count)
  if ('all' in condition) for (const part of condition.all) countCondition(part, count, depth + 1)
  else if ('any' in condition) for (const part of condition.any) countCondition(part, count, depth + 1)
  else if ('not' in condition) countCondition(condition.not, count, depth + 1)
  else for (const operand of operandsOf(condition)) countOperand(operand, count, depth)
}

function operandsOf(leaf: Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>): Operand[] {
  if ('exists' in leaf) return [leaf.exists]
  return 'in' in leaf ? [leaf.in] : [leaf.left, leaf.right]
}

function countOperand(operand: Operand, count: Count, depth: number): void {
  addPart(count)
  if ('aggregate' in operand && operand.aggregate.where) countCondition(operand.aggregate.where, count, depth + 1)
}

function addPart(count: Count): void {
  count.parts += 1
  if (count.parts > CONDITION_SIZE_MAX) tooComplex(`has more than ${CONDITION_SIZE_MAX} parts`)
}

function tooComplex(why: string): never {
  throw new Problem('condition.too_complex', { detail: `The condition ${why}` })
}
