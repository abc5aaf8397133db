// The words and signs of the text form, shared by its printer and its parser. No behaviour.
import {
  aggregateFunctions,
  type Comparator,
  calendarParts,
  type Operand,
  type TextOperator,
  textOperators,
} from '@lotse/protocol'

/** Comparators and their signs. */
export const signs: Record<Comparator, string> = { eq: '=', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' }

/** Words before a path: `trait.plan`. */
export const prefixes = ['trait', 'identity', 'account', 'property', 'event'] as const
export type Prefix = (typeof prefixes)[number]

/** Words with a meaning of their own; a property of such a name is written `property.hour`. */
export const reserved: ReadonlySet<string> = new Set([
  ...['and', 'or', 'not', 'exists', 'in', 'where', 'within', 'of', 'now', 'ago', 'true', 'false', 'null'],
  ...prefixes,
  ...calendarParts,
  ...aggregateFunctions,
  ...textOperators,
])

/** A path that needs no quotes. */
export const PLAIN_PATH = /^[\p{L}\p{N}_$][\p{L}\p{N}_$-]*(\.[\p{L}\p{N}_$-]+)*$/u
/** A property's path that can stand alone inside `where`. */
export const BARE_PATH = /^[\p{L}_$][\p{L}\p{N}_$-]*(\.[\p{L}\p{N}_$-]+)*$/u

/** Whether an operator is written as a sign. */
export function isComparator(op: Comparator | TextOperator): op is Comparator {
  return op in signs
}

/** The operand a prefix and a path make; undefined for `event`, whose facts are few. */
export function pathOperand(prefix: Exclude<Prefix, 'event'>, path: string): Operand {
  if (prefix === 'trait') return { trait: path }
  if (prefix === 'identity') return { identity: path }
  return prefix === 'account' ? { account: path } : { property: path }
}
