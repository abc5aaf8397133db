// Names aggregates by what they mean, so that the same value is kept once. Never changes a definition's meaning.
import { type Aggregate, type Condition, durationMs, type Json, type Operand } from '@lotse/protocol'
import { canonicalJson } from '../json.ts'

/**
 * The key of an aggregate: the same for definitions with the same meaning (order of `and`, nesting, `24h` or `1d`).
 *
 * @returns function name and 16 hexadecimal digits, e.g. `count:8f0c3a5be1a4d200`. Stored with customers: never changed.
 */
export function aggregateKey(aggregate: Aggregate): string {
  const text = canonicalJson(normalAggregate(aggregate))
  return `${aggregate.fn}:${hash32(text, 0x9747b28c)}${hash32(text, 0x3c6ef372)}`
}

function normalAggregate(aggregate: Aggregate): Json {
  const { fn, event, of, where, within } = aggregate
  return {
    fn,
    event,
    ...(of !== undefined && fn !== 'count' ? { of } : {}),
    ...(where ? { where: normalCondition(where) } : {}),
    ...(within !== undefined ? { within: durationMs(within) ?? within } : {}),
  }
}

function normalCondition(condition: Condition): Json {
  if ('all' in condition) return normalList('all', condition)
  if ('any' in condition) return normalList('any', condition)
  if ('not' in condition) {
    const inner = condition.not
    return 'not' in inner ? normalCondition(inner.not) : { not: normalCondition(inner) }
  }
  if ('exists' in condition) return { exists: normalOperand(condition.exists) }
  if ('in' in condition) return { in: normalOperand(condition.in), values: sortedOnce([...condition.values]) }
  return { op: condition.op, left: normalOperand(condition.left), right: normalOperand(condition.right) }
}

/** Nested lists of the same kind are one list; order and repetition mean nothing; a list of one is its part. */
function normalList(kind: 'all' | 'any', condition: Condition): Json {
  const parts = sortedOnce(flattened(kind, condition).map(normalCondition))
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : { [kind]: parts }
}

function flattened(kind: 'all' | 'any', condition: Condition): readonly Condition[] {
  const parts = partsOf(kind, condition)
  return parts ? parts.flatMap((part) => flattened(kind, part)) : [condition]
}

function partsOf(kind: 'all' | 'any', condition: Condition): readonly Condition[] | undefined {
  if (kind === 'all') return 'all' in condition ? condition.all : undefined
  return 'any' in condition ? condition.any : undefined
}

function sortedOnce(values: readonly Json[]): Json[] {
  const byText = new Map(values.map((value) => [canonicalJson(value), value]))
  return [...byText.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)
}

function normalOperand(operand: Operand): Json {
  if ('aggregate' in operand) return { aggregate: normalAggregate(operand.aggregate) }
  if ('ago' in operand) return { ago: durationMs(operand.ago) ?? operand.ago }
  return operand
}

/** MurmurHash3's mixing over UTF-16 units. Two seeds give 64 bits; nothing here needs to withstand an attacker. */
function hash32(text: string, seed: number): string {
  let h = seed
  for (let i = 0; i < text.length; i += 1) {
    let k = Math.imul(text.charCodeAt(i), 0xcc9e2d51)
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
    h ^= k
    h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
  }
  h = Math.imul(h ^ text.length ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0).toString(16).padStart(8, '0')
}
