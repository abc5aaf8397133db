// Conditions as rows of fields: which parts have fields of their own, and what fields make. What has none stays as it is. Pure.
import type { Aggregate, Comparator, Condition, Operand, TextOperator } from '@lotse/protocol'
import type { Value } from './values.ts'

/** What a row compares: a fact by its name. */
export type Subject = 'trait' | 'identity' | 'account' | 'property'
/** How a row compares; `missing` is the contrary of `exists`. */
export type RowOperator = Comparator | TextOperator | 'exists' | 'missing' | 'in'

/** A row of fields. `text`: a part without fields of its own. */
export type Row =
  | { readonly kind: Subject; readonly path: string; readonly op: RowOperator; readonly values: readonly Value[] }
  | { readonly kind: 'event'; readonly aggregate: Aggregate; readonly op: Comparator; readonly value: Value }
  | { readonly kind: 'text'; readonly condition: Condition }

/** Comparators, as signs are ordered. */
export const comparisons: readonly Comparator[] = ['eq', 'ne', 'ge', 'gt', 'le', 'lt']
/** All operators of a row about a fact. */
export const rowOperators: readonly RowOperator[] = [
  ...['eq', 'ne', 'in', 'exists', 'missing', 'ge', 'gt', 'le', 'lt', 'contains', 'starts_with', 'ends_with'],
  ...['contains_ignore_case', 'eq_ignore_case', 'matches'],
] as RowOperator[]

type Named = { readonly kind: Subject; readonly path: string }

function namedBy(operand: Operand): Named | undefined {
  if ('trait' in operand) return { kind: 'trait', path: operand.trait }
  if ('identity' in operand) return { kind: 'identity', path: operand.identity }
  if ('account' in operand) return { kind: 'account', path: operand.account }
  return 'property' in operand ? { kind: 'property', path: operand.property } : undefined
}

function operandOf({ kind, path }: Named): Operand {
  if (kind === 'trait') return { trait: path }
  if (kind === 'identity') return { identity: path }
  return kind === 'account' ? { account: path } : { property: path }
}

/** A single test as a row. */
export function rowOf(condition: Condition): Row {
  return factRow(condition) ?? eventRow(condition) ?? { kind: 'text', condition }
}

function factRow(condition: Condition): Row | undefined {
  if ('exists' in condition) return withValues(condition.exists, 'exists', [])
  if ('not' in condition) return 'exists' in condition.not ? withValues(condition.not.exists, 'missing', []) : undefined
  if ('in' in condition) return withValues(condition.in, 'in', condition.values)
  if (!('op' in condition) || !('literal' in condition.right)) return undefined
  return withValues(condition.left, condition.op, [condition.right.literal])
}

function withValues(operand: Operand, op: RowOperator, values: readonly Value[]): Row | undefined {
  const named = namedBy(operand)
  return named && { ...named, op, values }
}

function eventRow(condition: Condition): Row | undefined {
  if (!('op' in condition) || !('aggregate' in condition.left) || !('literal' in condition.right)) return undefined
  const op = comparisons.find((known) => known === condition.op)
  return op && { kind: 'event', aggregate: condition.left.aggregate, op, value: condition.right.literal }
}

/** The condition that a row makes; just what the row was made of. */
export function conditionOf(row: Row): Condition {
  if (row.kind === 'text') return row.condition
  if (row.kind === 'event') return { op: row.op, left: { aggregate: row.aggregate }, right: { literal: row.value } }
  const { op, values } = row
  const operand = operandOf(row)
  if (op === 'exists') return { exists: operand }
  if (op === 'missing') return { not: { exists: operand } }
  if (op === 'in') return { in: operand, values: values.length === 0 ? [''] : values }
  return { op, left: operand, right: { literal: values[0] === undefined ? '' : values[0] } }
}

/** A row with another operator; values are kept as far as it takes them. */
export function withOperator(row: Extract<Row, { readonly kind: Subject }>, op: RowOperator): Row {
  if (op === 'exists' || op === 'missing') return { ...row, op, values: [] }
  return { ...row, op, values: op === 'in' ? row.values : row.values.slice(0, 1) }
}

/** How parts are joined. */
export type Join = 'all' | 'any' | 'notAll' | 'notAny'
/** A group of parts. */
export type Group = { readonly join: Join; readonly parts: readonly Condition[] }

/** A condition as a group, where it is one. */
export function groupOf(condition: Condition): Group | undefined {
  if ('all' in condition) return { join: 'all', parts: condition.all }
  if ('any' in condition) return { join: 'any', parts: condition.any }
  if (!('not' in condition)) return undefined
  const inner = groupOf(condition.not)
  if (inner?.join === 'all') return { join: 'notAll', parts: inner.parts }
  return inner?.join === 'any' ? { join: 'notAny', parts: inner.parts } : undefined
}

/** The condition that a group makes; null where nothing is left of it. */
export function fromGroup({ join, parts }: Group): Condition | null {
  if (parts.length === 0) return null
  if (join === 'all' || join === 'notAll') return join === 'all' ? { all: parts } : { not: { all: parts } }
  return join === 'any' ? { any: parts } : { not: { any: parts } }
}

/** A group with one part changed; null takes it out. */
export function withPart({ join, parts }: Group, at: number, part: Condition | null): Group {
  return { join, parts: part === null ? parts.toSpliced(at, 1) : parts.with(at, part) }
}
