// Reads the text form of a condition: or over and over not over tests. Never compiles or evaluates.
import type { Comparator, Condition, Operand, TextOperator } from '@lotse/protocol'
import { textOperators } from '@lotse/protocol'
import { Cursor } from './cursor.ts'
import { checkDepth, checkLimits } from './limits.ts'
import { type Place, parseList, parseValue } from './parse-operand.ts'
import { signs } from './words.ts'

/**
 * Reads a condition.
 *
 * @param text - e.g. `count("Order Completed" within 30d) >= 2 and trait.plan = "gold"`; at most 20,000 characters.
 * @throws Problem `condition.syntax` with `position` (0-based), `expected`, `found`; `condition.too_complex`.
 */
export function parseCondition(text: string): Condition {
  const cursor = new Cursor(text)
  const condition = parseAny(cursor, { where: false, depth: 1, parseFilter })
  if (cursor.token.kind !== 'end') cursor.refuse('"and", "or" or the end')
  checkLimits(condition)
  return condition
}

/**
 * Reads an operand, e.g. `trait.plan` or `sum(total of "Order Completed")`.
 *
 * @throws Problem `condition.syntax`, `condition.too_complex`.
 */
export function parseOperand(text: string): Operand {
  const cursor = new Cursor(text)
  const operand = parseValue(cursor, { where: false, depth: 1, parseFilter })
  if (cursor.token.kind !== 'end') cursor.refuse('the end')
  checkLimits({ exists: operand })
  return operand
}

/** The filter of an aggregate is a condition in which a bare word is a property. */
function parseFilter(cursor: Cursor, place: Place): Condition {
  return parseAny(cursor, { ...place, where: true, depth: place.depth + 1 })
}

function parseAny(cursor: Cursor, place: Place): Condition {
  checkDepth(place.depth)
  const first = parseAll(cursor, place)
  const parts = [first]
  while (cursor.accept('or')) parts.push(parseAll(cursor, place))
  return parts.length === 1 ? first : { any: parts }
}

function parseAll(cursor: Cursor, place: Place): Condition {
  const first = parseNot(cursor, place)
  const parts = [first]
  while (cursor.accept('and')) parts.push(parseNot(cursor, place))
  return parts.length === 1 ? first : { all: parts }
}

function parseNot(cursor: Cursor, place: Place): Condition {
  checkDepth(place.depth)
  if (!cursor.accept('not')) return parseTest(cursor, place)
  return { not: parseNot(cursor, { ...place, depth: place.depth + 1 }) }
}

function parseTest(cursor: Cursor, place: Place): Condition {
  if (cursor.accept('(')) {
    const inner = parseAny(cursor, { ...place, depth: place.depth + 1 })
    cursor.expect(')')
    return inner
  }
  if (cursor.accept('exists')) return parseExists(cursor, place)
  const left = parseValue(cursor, place)
  if (cursor.accept('in')) return { in: left, values: parseList(cursor) }
  return { op: parseOperator(cursor), left, right: parseValue(cursor, place) }
}

function parseExists(cursor: Cursor, place: Place): Condition {
  cursor.expect('(')
  const exists = parseValue(cursor, place)
  cursor.expect(')')
  return { exists }
}

const bySign: ReadonlyMap<string, Comparator> = new Map(
  Object.entries(signs).map(([op, sign]): [string, Comparator] => [sign, comparatorOf(op)]),
)

function comparatorOf(op: string): Comparator {
  return op === 'eq' || op === 'ne' || op === 'lt' || op === 'le' || op === 'gt' ? op : 'ge'
}

function parseOperator(cursor: Cursor): Comparator | TextOperator {
  const { kind, text } = cursor.token
  const sign = kind === 'sign' ? bySign.get(text) : undefined
  const op = sign ?? (kind === 'word' ? textOperators.find((word) => word === text) : undefined)
  if (op === undefined) return cursor.refuse(`a comparison (=, !=, <, <=, >, >=, in, ${textOperators.join(', ')})`)
  cursor.take()
  return op
}
