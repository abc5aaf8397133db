// The slow, obvious meaning of conditions, for laws: walks the tree anew each time, written apart from the compiler.

import type { Facts, Truth } from '@lotse/core/base'
import { type Condition, durationMs, type Json, type Operand } from '@lotse/protocol'
import { Temporal } from 'temporal-polyfill'

/** What a condition answers. */
export function slowTruth(condition: Condition, facts: Facts): Truth {
  if ('all' in condition) return lowest(condition.all.map((part) => slowTruth(part, facts)))
  if ('any' in condition) return flip(lowest(condition.any.map((part) => flip(slowTruth(part, facts)))))
  if ('not' in condition) return flip(slowTruth(condition.not, facts))
  if ('exists' in condition) return valueIn(condition.exists, facts) !== null
  if ('in' in condition) {
    const parts = condition.values.filter((value) => value !== null).map((literal) => ({ literal }))
    if (valueIn(condition.in, facts) === null) return null
    return parts.some((right) => slowTruth({ op: 'eq', left: condition.in, right }, facts) === true)
  }
  return decide(condition, facts)
}

function lowest(truths: readonly Truth[]): Truth {
  const rank = (truth: Truth): number => (truth === false ? 0 : truth === null ? 1 : 2)
  const least = Math.min(...truths.map(rank))
  return least === 0 ? false : least === 1 ? null : true
}

function flip(truth: Truth): Truth {
  return truth === null ? null : !truth
}

type Binary = Extract<Condition, { op: unknown }>

function decide({ op, left, right }: Binary, facts: Facts): Truth {
  const [a, b] = [valueIn(left, facts), valueIn(right, facts)]
  if (a === null || b === null) return null
  const time = isTime(left) || isTime(right)
  const order = orderOf(a, b, time, facts.zone)
  if (op === 'eq' || op === 'ne') return same(a, b, time, facts.zone) === (op === 'eq')
  if (op === 'lt') return order === null ? null : order < 0
  if (op === 'le') return order === null ? null : order <= 0
  if (op === 'gt') return order === null ? null : order > 0
  if (op === 'ge') return order === null ? null : order >= 0
  if (op === 'contains' && Array.isArray(a)) return a.some((part) => part !== null && same(part, b, time, facts.zone))
  if (typeof a !== 'string' || typeof b !== 'string') return null
  const [x, y] = [a.normalize('NFC'), b.normalize('NFC')]
  if (op === 'contains') return x.indexOf(y) >= 0
  if (op === 'starts_with') return x.slice(0, y.length) === y
  if (op === 'ends_with') return y === '' || x.slice(-y.length) === y
  if (op === 'eq_ignore_case') return x.toUpperCase() === y.toUpperCase()
  if (op === 'contains_ignore_case') return x.toUpperCase().includes(y.toUpperCase())
  return b.startsWith('(?i)') ? /gold/i.test(x) : new RegExp(b, 'u').test(x)
}

function isTime(operand: Operand): boolean {
  return (
    'now' in operand || 'ago' in operand || ('event' in operand && ['occurredAt', 'receivedAt'].includes(operand.event))
  )
}

function same(a: Json, b: Json, time: boolean, zone: string): boolean {
  const order = orderOf(a, b, time, zone)
  if (order !== null) return order === 0
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === null && b === null
  const [left, right] = [Object.entries(a), new Map<string, Json>(Object.entries(b))]
  if (Array.isArray(a) !== Array.isArray(b) || left.length !== right.size) return false
  return left.every(([name, value]) => right.has(name) && same(value, right.get(name) ?? null, time, zone))
}

function orderOf(a: Json, b: Json, time: boolean, zone: string): number | null {
  const [x, y] = [instant(a, zone), instant(b, zone)]
  if (typeof a === 'string' && typeof b === 'string') return x !== null && y !== null ? x - y : codePoints(a, b)
  if (typeof a === typeof b && (typeof a === 'number' || typeof a === 'boolean')) return Number(a) - Number(b)
  return time && x !== null && y !== null ? x - y : null
}

function codePoints(a: string, b: string): number {
  const [x, y] = [[...a.normalize('NFC')], [...b.normalize('NFC')]]
  for (let i = 0; i < Math.max(x.length, y.length); i += 1) {
    const difference = (x[i]?.codePointAt(0) ?? -1) - (y[i]?.codePointAt(0) ?? -1)
    if (difference !== 0) return difference
  }
  return 0
}

function instant(value: Json, zone: string): number | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value)) return null
  try {
    if (value.endsWith('Z')) return Temporal.Instant.from(value).epochMilliseconds
    return Temporal.PlainDateTime.from(value).toZonedDateTime(zone).epochMilliseconds
  } catch {
    return null
  }
}

function valueIn(operand: Operand, facts: Facts): Json {
  if ('literal' in operand) return operand.literal
  if ('trait' in operand) return facts.trait(operand.trait) ?? null
  if ('identity' in operand) return facts.identity(operand.identity) ?? null
  if ('account' in operand) return facts.account(operand.account) ?? null
  if ('property' in operand) return facts.property(operand.property) ?? null
  if ('event' in operand) return facts.event(operand.event) ?? null
  if ('aggregate' in operand) return ['count', 'sum', 'distinct'].includes(operand.aggregate.fn) ? 0 : null
  if ('now' in operand) return facts.now
  if ('ago' in operand) return facts.now - (durationMs(operand.ago) ?? Number.NaN)
  const local = Temporal.Instant.fromEpochMilliseconds(facts.now).toZonedDateTimeISO(facts.zone)
  if (operand.calendar === 'date') return local.toPlainDate().toString()
  if (operand.calendar === 'time') return local.toPlainTime().toString().slice(0, 5)
  return operand.calendar === 'weekday' ? local.dayOfWeek : local[operand.calendar]
}
