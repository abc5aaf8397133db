// Reads operands and JSON values of the text form. Conditions inside aggregates go back to parse.ts.
import {
  type AggregateFunction,
  aggregateFunctions,
  type CalendarPart,
  type Condition,
  calendarParts,
  type EventFact,
  eventFacts,
  type Json,
  type Operand,
} from '@lotse/protocol'
import type { Cursor } from './cursor.ts'
import { checkDepth } from './limits.ts'
import { type Prefix, pathOperand, prefixes, reserved } from './words.ts'

/** Where the parser stands: whether inside a filter, how deep, and how it reads a filter (parse.ts; avoids an import circle). */
export type Place = {
  readonly where: boolean
  readonly depth: number
  parseFilter(cursor: Cursor, place: Place): Condition
}

const A_VALUE = 'a value (trait.…, property.…, event.…, count(…), now, 30d ago, hour, "text", a number)'

/** Reads one operand. @throws Problem `condition.syntax`. */
export function parseValue(cursor: Cursor, place: Place): Operand {
  const { token } = cursor
  if (token.kind === 'span') return parseAgo(cursor)
  if (token.kind === 'word') return parseWord(cursor, token.text, place)
  if (token.kind === 'value' || cursor.at('[') || cursor.at('{')) return { literal: parseJson(cursor, place.depth) }
  return cursor.refuse(A_VALUE)
}

function parseAgo(cursor: Cursor): Operand {
  const ago = cursor.expectSpan()
  cursor.expect('ago')
  return { ago }
}

function parseWord(cursor: Cursor, word: string, place: Place): Operand {
  const [first = ''] = word.split('.', 1)
  const prefix = prefixes.find((name) => name === first)
  if (prefix) return parsePath(cursor, prefix)
  if (word === 'now') return taken(cursor, { now: true })
  const part: CalendarPart | undefined = calendarParts.find((name) => name === word)
  if (part) return taken(cursor, { calendar: part })
  const fn: AggregateFunction | undefined = aggregateFunctions.find((name) => name === word)
  if (fn) return parseAggregate(cursor, fn, place)
  if (place.where && !reserved.has(first)) return taken(cursor, { property: word })
  return cursor.refuse(place.where ? A_VALUE : `${A_VALUE}; did you mean trait.${word} or property.${word}?`)
}

function taken(cursor: Cursor, operand: Operand): Operand {
  cursor.take()
  return operand
}

/** `trait.plan`, or `trait["a name with spaces"]`. */
function parsePath(cursor: Cursor, prefix: Prefix): Operand {
  const path = cursor.token.text.slice(prefix.length + 1)
  if (prefix === 'event') return parseEventFact(cursor, path)
  if (path !== '') return taken(cursor, pathOperand(prefix, path))
  cursor.take()
  cursor.expect('[')
  const quoted = cursor.expectText('a name in quotes')
  cursor.expect(']')
  return pathOperand(prefix, quoted)
}

function parseEventFact(cursor: Cursor, name: string): Operand {
  const fact: EventFact | undefined = eventFacts.find((known) => known === name)
  return fact ? taken(cursor, { event: fact }) : cursor.refuse(`event.${eventFacts.join(', event.')}`)
}

/** `sum(total of "Order Completed" where … within 30d)`. */
function parseAggregate(cursor: Cursor, fn: AggregateFunction, place: Place): Operand {
  checkDepth(place.depth)
  cursor.take()
  cursor.expect('(')
  const of = parseOf(cursor)
  if (of === undefined && fn !== 'count') return cursor.refuse(`a property, as in ${fn}(total of "Order Completed")`)
  const event = cursor.expectText('the name of an event in quotes')
  const where = cursor.accept('where') ? place.parseFilter(cursor, place) : undefined
  const within = cursor.accept('within') ? cursor.expectSpan() : undefined
  cursor.expect(')')
  return {
    aggregate: {
      fn,
      event,
      ...(of === undefined ? {} : { of }),
      ...(where ? { where } : {}),
      ...(within === undefined ? {} : { within }),
    },
  }
}

/** The property before `of`: a bare path, or one in quotes. */
function parseOf(cursor: Cursor): string | undefined {
  const next = cursor.peek(1)
  if (next.kind !== 'word' || next.text !== 'of') return undefined
  if (cursor.token.kind !== 'word') {
    const quoted = cursor.expectText('a property')
    cursor.expect('of')
    return quoted
  }
  const path = cursor.take().text
  cursor.expect('of')
  return path
}

/** Reads a list of JSON values in square brackets. @throws Problem `condition.syntax`. */
export function parseList(cursor: Cursor, depth = 1): readonly Json[] {
  checkDepth(depth)
  cursor.expect('[')
  const values: Json[] = []
  if (cursor.accept(']')) return values
  do values.push(parseJson(cursor, depth))
  while (cursor.accept(','))
  cursor.expect(']')
  return values
}

function parseJson(cursor: Cursor, depth: number): Json {
  if (cursor.at('[')) return parseList(cursor, depth + 1)
  if (cursor.at('{')) return parseObject(cursor, depth + 1)
  const { token } = cursor
  if (token.kind !== 'value') return cursor.refuse('a JSON value')
  cursor.take()
  return token.value
}

/** `Object.fromEntries` makes own properties only, also of `__proto__`. */
function parseObject(cursor: Cursor, depth: number): Json {
  checkDepth(depth)
  cursor.expect('{')
  const entries: [string, Json][] = []
  if (cursor.accept('}')) return {}
  do {
    const name = cursor.expectText('a name in quotes')
    cursor.expect(':')
    entries.push([name, parseJson(cursor, depth)])
  } while (cursor.accept(','))
  cursor.expect('}')
  return Object.fromEntries(entries)
}
