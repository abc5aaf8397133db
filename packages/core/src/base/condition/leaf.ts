// The single tests a condition is made of: exists, in, comparisons, text operators (C1, C2). Knows nothing of and, or, not.
import type { Comparator, Condition, Json, Operand, TextOperator } from '@lotse/protocol'
import { isList } from '../json.ts'
import { compilePattern } from '../pattern.ts'
import { Problem } from '../problem.ts'
import { type Comparing, orderOf, sameValue } from './compare.ts'
import type { Facts } from './facts.ts'
import type { CompiledOperand } from './operand.ts'
import { foldCase, nfc } from './text.ts'
import type { Truth } from './truth.ts'

/** A compiled test and its operands, left to right. */
export type Test = { test(facts: Facts): Truth; readonly operands: readonly CompiledOperand[] }

type Leaf = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>
type Binary = Extract<Leaf, { op: unknown }>
type Compile = (operand: Operand) => CompiledOperand
type Decide = (left: Json, right: Json, how: Comparing) => Truth
type TextTest = (left: string, right: string) => boolean

/**
 * Compiles one test.
 *
 * @param compile - what makes operands ready.
 * @throws Problem `condition.pattern_invalid`.
 */
export function compileTest(leaf: Leaf, compile: Compile): Test {
  if ('exists' in leaf) return compileExists(compile(leaf.exists))
  if ('in' in leaf) return compileIn(compile(leaf.in), leaf.values)
  if (leaf.op === 'matches') return compileMatches(compile(leaf.left), leaf.right)
  return compileBinary(leaf.op, compile(leaf.left), compile(leaf.right))
}

function compileExists(operand: CompiledOperand): Test {
  return { test: (facts) => operand.value(facts) !== undefined, operands: [operand] }
}

/** Short lists are compared one by one; in long ones a number, or a text that is no date, is found by its form. */
function compileIn(operand: CompiledOperand, values: readonly Json[]): Test {
  const time = operand.time
  const numbers = new Set(values.filter((value) => typeof value === 'number'))
  const test = (facts: Facts): Truth => {
    const value = operand.value(facts)
    if (value === undefined) return null
    if (typeof value === 'number' && !time) return numbers.has(value)
    const how = { time, zone: facts.zone }
    return values.some((listed) => sameValue(value, listed, how))
  }
  return { test, operands: [operand] }
}

function compileBinary(op: Exclude<Binary['op'], 'matches'>, left: CompiledOperand, right: CompiledOperand): Test {
  const decide = decisions[op]
  const time = left.time || right.time
  const test = (facts: Facts): Truth => {
    const a = left.value(facts)
    if (a === undefined) return null
    const b = right.value(facts)
    return b === undefined ? null : decide(a, b, { time, zone: facts.zone })
  }
  return { test, operands: [left, right] }
}

const decisions: Record<Comparator | Exclude<TextOperator, 'matches'>, Decide> = {
  eq: sameValue,
  ne: (left, right, how) => !sameValue(left, right, how),
  lt: ordered((order) => order < 0),
  le: ordered((order) => order <= 0),
  gt: ordered((order) => order > 0),
  ge: ordered((order) => order >= 0),
  contains: (left, right, how) =>
    isList(left) ? left.some((part) => sameValue(part, right, how)) : textContains(left, right),
  starts_with: onTexts((left, right) => nfc(left).startsWith(nfc(right))),
  ends_with: onTexts((left, right) => nfc(left).endsWith(nfc(right))),
  eq_ignore_case: onTexts((left, right) => foldCase(left) === foldCase(right)),
  contains_ignore_case: onTexts((left, right) => foldCase(left).includes(foldCase(right))),
}

/** Values without an order (of different types) leave it unknown. */
function ordered(accept: (order: number) => boolean): Decide {
  return (left, right, how) => {
    const order = orderOf(left, right, how)
    return order === undefined ? null : accept(order)
  }
}

function textContains(left: Json, right: Json): Truth {
  return typeof left === 'string' && typeof right === 'string' ? nfc(left).includes(nfc(right)) : null
}

/** What is no text has no answer for a text operator. */
function onTexts(test: TextTest): Decide {
  return (left, right) => (typeof left === 'string' && typeof right === 'string' ? test(left, right) : null)
}

function compileMatches(operand: CompiledOperand, right: Operand): Test {
  if (!('literal' in right) || typeof right.literal !== 'string') {
    throw new Problem('condition.pattern_invalid', { detail: 'The pattern of "matches" must be a text in quotes' })
  }
  const found = compilePattern(right.literal.normalize('NFC'))
  const test = (facts: Facts): Truth => {
    const value = operand.value(facts)
    return typeof value === 'string' ? found(nfc(value)) : null
  }
  return { test, operands: [operand] }
}
