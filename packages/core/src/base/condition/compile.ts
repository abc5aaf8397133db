// Compiles conditions to closures, once; testing them walks no tree. Never reads anything but the facts given.
import type { Aggregate, Condition, Json } from '@lotse/protocol'
import { Problem } from '../problem.ts'
import type { ExplainedValue, Explanation } from './explain.ts'
import type { Facts } from './facts.ts'
import { compileTest, type Test } from './leaf.ts'
import { checkLimits } from './limits.ts'
import { type CompiledOperand, compileOperand, type OperandKind } from './operand.ts'
import { printCondition, printOperand } from './print.ts'
import { and, not, or, type Truth } from './truth.ts'

/**
 * A condition ready to be tested.
 * `aggregates`: all it needs, by key; `events`: names of the events those count; `uses`: the kinds of operands in it;
 * `timely`: its truth may change by time alone (now, ago, calendar, or an aggregate with a window).
 */
export type CompiledCondition = {
  readonly condition: Condition
  readonly aggregates: ReadonlyMap<string, Aggregate>
  readonly events: ReadonlySet<string>
  readonly uses: ReadonlySet<OperandKind>
  readonly timely: boolean
  /** True, false, or null for unknown (C1). */
  test(facts: Facts): Truth
  /** The same with the truth of every part and the values they had. Slow; for people. */
  explain(facts: Facts): Explanation
}

type Part = { test(facts: Facts): Truth; explain(facts: Facts): Explanation }
type Leaf = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>
type Found = { readonly aggregates: Map<string, Aggregate>; readonly uses: Set<OperandKind> }

/**
 * Compiles a condition.
 *
 * @param condition - as parsed by the protocol or by `parseCondition`.
 * @throws Problem `condition.too_complex`, `condition.pattern_invalid`, `condition.out_of_reach`.
 */
export function compileCondition(condition: Condition): CompiledCondition {
  checkLimits(condition)
  const found: Found = { aggregates: new Map(), uses: new Set() }
  const part = compilePart(condition, found)
  const { aggregates, uses } = found
  const events = new Set([...aggregates.values()].map((aggregate) => aggregate.event))
  const windowed = [...aggregates.values()].some((aggregate) => aggregate.within !== undefined)
  const timely = windowed || uses.has('now') || uses.has('ago') || uses.has('calendar')
  return { condition, aggregates, events, uses, timely, test: part.test, explain: part.explain }
}

/**
 * Compiles the filter of an aggregate, which may only ask for the event: its properties and facts.
 *
 * @throws Problem `condition.too_complex`, `condition.pattern_invalid`, `condition.out_of_reach`.
 */
export function compileFilter(where: Condition): CompiledCondition {
  const compiled = compileCondition(where)
  const strange = [...compiled.uses].find((kind) => !OF_EVENTS.has(kind))
  if (strange) {
    const detail = `A filter of events can use properties and facts of the event, but not: ${strange}`
    throw new Problem('condition.out_of_reach', { kind: strange, detail })
  }
  return compiled
}

/**
 * Compiles a condition on who somebody is, by what is known of them: no event is at hand, and none is counted.
 *
 * @throws Problem `condition.too_complex`, `condition.pattern_invalid`, `condition.out_of_reach`.
 */
export function compileProfile(condition: Condition): CompiledCondition {
  const compiled = compileCondition(condition)
  const strange = [...compiled.uses].find((kind) => !OF_PROFILES.has(kind))
  if (strange) {
    const detail = `A segment can use what is known of a customer (traits, identities, the account), but not: ${strange}`
    throw new Problem('condition.out_of_reach', { kind: strange, detail })
  }
  return compiled
}

const OF_PROFILES: ReadonlySet<OperandKind> = new Set(['literal', 'trait', 'identity', 'account', 'now', 'ago'])
const OF_EVENTS: ReadonlySet<OperandKind> = new Set(['literal', 'property', 'event'])

function compilePart(condition: Condition, found: Found): Part {
  if ('all' in condition) return compileList('all', condition, condition.all, found)
  if ('any' in condition) return compileList('any', condition, condition.any, found)
  if ('not' in condition) return compileNot(condition, compilePart(condition.not, found))
  return compileLeaf(condition, found)
}

function compileList(kind: 'all' | 'any', whole: Condition, conditions: readonly Condition[], found: Found): Part {
  const parts = conditions.map((condition) => compilePart(condition, found))
  const test = kind === 'all' ? testAll(parts) : testAny(parts)
  return { test, explain: (facts) => explained(kind, whole, test(facts), parts, facts) }
}

function testAll(parts: readonly Part[]): Part['test'] {
  return (facts) => {
    let truth: Truth = true
    for (const part of parts) {
      truth = and(truth, part.test(facts))
      if (truth === false) return false
    }
    return truth
  }
}

function testAny(parts: readonly Part[]): Part['test'] {
  return (facts) => {
    let truth: Truth = false
    for (const part of parts) {
      truth = or(truth, part.test(facts))
      if (truth === true) return true
    }
    return truth
  }
}

function compileNot(whole: Condition, part: Part): Part {
  const test = (facts: Facts): Truth => not(part.test(facts))
  return { test, explain: (facts) => explained('not', whole, test(facts), [part], facts) }
}

function explained(
  kind: 'all' | 'any' | 'not',
  whole: Condition,
  truth: Truth,
  parts: readonly Part[],
  facts: Facts,
): Explanation {
  return { kind, text: printCondition(whole), truth, children: parts.map((part) => part.explain(facts)) }
}

function compileLeaf(leaf: Leaf, found: Found): Part {
  const { test, operands }: Test = compileTest(leaf, (operand) => remembered(compileOperand(operand), found))
  return { test, explain: (facts) => explainLeaf(leaf, test(facts), operands, facts) }
}

/** Notes what an operand needs, and compiles an aggregate's filter once, to refuse a bad one early. */
function remembered(operand: CompiledOperand, found: Found): CompiledOperand {
  found.uses.add(operand.kind)
  for (const [key, aggregate] of operand.aggregates) {
    found.aggregates.set(key, aggregate)
    if (aggregate.where) compileFilter(aggregate.where)
  }
  return operand
}

function explainLeaf(leaf: Leaf, truth: Truth, operands: readonly CompiledOperand[], facts: Facts): Explanation {
  const values = operands
    .filter((operand) => operand.kind !== 'literal')
    .map((operand) => explainedValue(printOperand(operand.operand), operand.value(facts)))
  return { kind: 'test', text: printCondition(leaf), truth, values }
}

function explainedValue(operand: string, value: Json | undefined): ExplainedValue {
  return value === undefined ? { operand } : { operand, value }
}
