// Compiles operands to functions of the facts. Missing values stay undefined; null counts as missing (C1).
import { type Aggregate, type CalendarPart, durationMs, type Json, type Operand } from '@lotse/protocol'
import { localPart } from '../calendar.ts'
import type { Facts } from './facts.ts'
import { aggregateKey } from './key.ts'

/** The kinds of operands. */
export type OperandKind =
  | 'literal'
  | 'trait'
  | 'identity'
  | 'account'
  | 'property'
  | 'event'
  | 'aggregate'
  | 'now'
  | 'ago'
  | 'calendar'

/**
 * An operand ready to be asked. `value` answers undefined for missing, never null.
 * `time`: its numbers are instants. `aggregates`: what it needs, by key.
 */
export type CompiledOperand = {
  readonly kind: OperandKind
  readonly operand: Operand
  readonly time: boolean
  readonly aggregates: ReadonlyMap<string, Aggregate>
  value(facts: Facts): Json | undefined
}

type Reading = (facts: Facts) => Json | undefined

const NO_AGGREGATES: ReadonlyMap<string, Aggregate> = new Map()

/**
 * Compiles an operand.
 *
 * @param operand - as parsed by the protocol; a filter of an aggregate is not looked into here.
 */
export function compileOperand(operand: Operand): CompiledOperand {
  const kind = kindOf(operand)
  const time = kind === 'now' || kind === 'ago' || ('event' in operand && operand.event.endsWith('At'))
  if (!('aggregate' in operand)) return { kind, operand, time, aggregates: NO_AGGREGATES, value: readingOf(operand) }
  const key = aggregateKey(operand.aggregate)
  const aggregates = new Map([[key, operand.aggregate]])
  return { kind, operand, time, aggregates, value: readingOfAggregate(key, operand.aggregate) }
}

/** Which kind of operand it is. */
export function kindOf(operand: Operand): OperandKind {
  if ('literal' in operand) return 'literal'
  if ('trait' in operand) return 'trait'
  if ('identity' in operand) return 'identity'
  if ('account' in operand) return 'account'
  if ('property' in operand) return 'property'
  if ('event' in operand) return 'event'
  if ('aggregate' in operand) return 'aggregate'
  if ('now' in operand) return 'now'
  return 'ago' in operand ? 'ago' : 'calendar'
}

function readingOf(operand: Exclude<Operand, { aggregate: Aggregate }>): Reading {
  if ('literal' in operand) return constant(operand.literal)
  if ('trait' in operand) return (facts) => facts.trait(operand.trait) ?? undefined
  if ('identity' in operand) return (facts) => facts.identity(operand.identity)
  if ('account' in operand) return (facts) => facts.account(operand.account) ?? undefined
  if ('property' in operand) return (facts) => facts.property(operand.property) ?? undefined
  if ('event' in operand) return (facts) => facts.event(operand.event) ?? undefined
  if ('now' in operand) return (facts) => facts.now
  if ('ago' in operand) return readingOfAgo(durationMs(operand.ago))
  return readingOfCalendar(operand.calendar)
}

function constant(literal: Json): Reading {
  const value = literal ?? undefined
  return () => value
}

function readingOfAgo(spanMs: number | undefined): Reading {
  return spanMs === undefined ? () => undefined : (facts) => facts.now - spanMs
}

function readingOfCalendar(part: CalendarPart): Reading {
  return (facts) => localPart(facts.now, facts.zone, part)
}

/** Counts and sums of nothing are 0, so "has not bought" is known (C1); the others are missing. */
function readingOfAggregate(key: string, { fn }: Aggregate): Reading {
  const nothing = fn === 'count' || fn === 'sum' || fn === 'distinct' ? 0 : undefined
  return (facts) => facts.aggregate(key) ?? nothing
}
