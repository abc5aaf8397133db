// Writes conditions and operands as the text that people read and edit. Never decides what they mean; parse.ts reads it back.
import type { Aggregate, Condition, Operand } from '@lotse/protocol'
import { BARE_PATH, isComparator, PLAIN_PATH, type Prefix, reserved, signs } from './words.ts'

/** Where an operand stands: inside the filter of an aggregate, a property needs no prefix. */
type Place = 'outside' | 'where'

/**
 * The text form of a condition; `parseCondition` makes the same condition of it, except that a list of one is its part.
 *
 * @returns one line, e.g. `trait.plan = "gold" and not exists(trait.churned)`.
 */
export function printCondition(condition: Condition): string {
  return print(condition, 'outside')
}

/** The text form of an operand, e.g. `count("Order Completed" within 30d)`. */
export function printOperand(operand: Operand): string {
  return printValue(operand, 'outside')
}

function print(condition: Condition, place: Place): string {
  if ('all' in condition) return printList('and', condition.all, place)
  if ('any' in condition) return printList('or', condition.any, place)
  if ('not' in condition) return `not ${inBrackets(condition.not, place)}`
  if ('exists' in condition) return `exists(${printValue(condition.exists, place)})`
  if ('in' in condition) return `${printValue(condition.in, place)} in ${JSON.stringify(condition.values)}`
  const sign = isComparator(condition.op) ? signs[condition.op] : condition.op
  return `${printValue(condition.left, place)} ${sign} ${printValue(condition.right, place)}`
}

/** An empty list has no words; a test with the same outcome stands for it. */
function printList(word: 'and' | 'or', parts: readonly Condition[], place: Place): string {
  const [only] = parts
  if (!only) return word === 'and' ? 'true = true' : 'true = false'
  if (parts.length === 1) return print(only, place)
  return parts.map((part) => inBrackets(part, place)).join(` ${word} `)
}

/** Brackets around lists inside of lists and `not`, whether needed or not: the reader need not know what binds tighter. */
function inBrackets(condition: Condition, place: Place): string {
  const text = print(condition, place)
  return isList(condition) ? `(${text})` : text
}

function isList(condition: Condition): boolean {
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : []
  const [only] = parts
  return parts.length === 1 && only ? isList(only) : parts.length > 1
}

function printValue(operand: Operand, place: Place): string {
  if ('literal' in operand) return JSON.stringify(operand.literal)
  if ('trait' in operand) return printPath('trait', operand.trait)
  if ('identity' in operand) return printPath('identity', operand.identity)
  if ('account' in operand) return printPath('account', operand.account)
  if ('property' in operand)
    return place === 'where' ? printBare(operand.property) : printPath('property', operand.property)
  if ('event' in operand) return `event.${operand.event}`
  if ('aggregate' in operand) return printAggregate(operand.aggregate)
  if ('ago' in operand) return `${operand.ago} ago`
  return 'now' in operand ? 'now' : operand.calendar
}

function printPath(prefix: Prefix, path: string): string {
  return PLAIN_PATH.test(path) ? `${prefix}.${path}` : `${prefix}[${JSON.stringify(path)}]`
}

function printBare(path: string): string {
  const [first = ''] = path.split('.', 1)
  return BARE_PATH.test(path) && !reserved.has(first) ? path : printPath('property', path)
}

function printAggregate({ fn, of, event, where, within }: Aggregate): string {
  const subject = of === undefined ? '' : `${printBareOrQuoted(of)} of `
  const filter = where ? ` where ${print(where, 'where')}` : ''
  const window = within === undefined ? '' : ` within ${within}`
  return `${fn}(${subject}${JSON.stringify(event)}${filter}${window})`
}

function printBareOrQuoted(path: string): string {
  const [first = ''] = path.split('.', 1)
  return BARE_PATH.test(path) && !reserved.has(first) ? path : JSON.stringify(path)
}
