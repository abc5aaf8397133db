// The text form: what people write, what they get back, and what they are told when it cannot be read.
import { condition as conditionSchema, type Operand } from '@lotse/protocol'
import { randomCondition, randomOperand } from '@lotse/testkit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import { parseCondition, parseOperand } from './parse.ts'
import { printCondition, printOperand } from './print.ts'

test('a readable condition becomes a tree, and the tree the same words', () => {
  const text =
    'count("Order Completed" where total > 50 within 30d) >= 2 and trait.plan = "gold" and not exists(trait.churned) and hour >= 9'
  const left: Operand = {
    aggregate: {
      ...{ fn: 'count', event: 'Order Completed', within: '30d' },
      where: { op: 'gt', left: { property: 'total' }, right: { literal: 50 } },
    },
  }
  const condition = parseCondition(text)
  expect(condition).toEqual({
    all: [
      { op: 'ge', left, right: { literal: 2 } },
      { op: 'eq', left: { trait: 'plan' }, right: { literal: 'gold' } },
      { not: { exists: { trait: 'churned' } } },
      { op: 'ge', left: { calendar: 'hour' }, right: { literal: 9 } },
    ],
  })
  expect(printCondition(condition)).toBe(text)
})

test.each([
  // as written, as printed
  ['  now=now  ', 'now = now'],
  ['a.b = 1', undefined],
  ['trait.a = 1 or trait.b = 2 and trait.c = 3', 'trait.a = 1 or (trait.b = 2 and trait.c = 3)'],
  ['(trait.a = 1 or trait.b = 2) and trait.c = 3', '(trait.a = 1 or trait.b = 2) and trait.c = 3'],
  ['not (trait.a = 1 and trait.b = 2)', 'not (trait.a = 1 and trait.b = 2)'],
  ['not not ((trait.a = 1))', 'not not trait.a = 1'],
  ['trait.a\n in\n [ 1 , "x", null, {"k" : [true]} ]', 'trait.a in [1,"x",null,{"k":[true]}]'],
  ['trait["my path"] = -1.5e3', 'trait["my path"] = -1500'],
  ['trait["plain"] = 1', 'trait.plain = 1'],
  ['identity["shop id"] != "x"', 'identity["shop id"] != "x"'],
  ['trait.seen < 30d ago', 'trait.seen < 30d ago'],
  ['trait.items.0.sku contains "x"', 'trait.items.0.sku contains "x"'],
  ['sum(total of "Order Completed" within 1d) > 5', 'sum(total of "Order Completed" within 1d) > 5'],
  ['sum("my total" of "A") > 5', 'sum("my total" of "A") > 5'],
  ['last("hour" of "A" where property.hour = hour) = 1', 'last("hour" of "A" where property.hour = hour) = 1'],
  ['count("A" where property.x = 1 or y = 2) > 1', 'count("A" where x = 1 or y = 2) > 1'],
  ['trait.x matches "^\\\\d+$"', 'trait.x matches "^\\\\d+$"'],
  ['trait.x eq_ignore_case "Ä"', 'trait.x eq_ignore_case "Ä"'],
])('%s is printed as %s', (text, printed) => {
  if (printed === undefined) expect(() => parseCondition(text)).toThrow(Problem)
  else expect(printCondition(parseCondition(text))).toBe(printed)
})

/** The problem a text is refused with. */
function problemOf(read: () => unknown): Problem {
  try {
    read()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('was not refused')
}

describe('C20 what cannot be read is refused with its place and what could stand there', () => {
  test.each([
    ['', 0, 'a value', 'the end'],
    ['trait.plan', 10, 'a comparison', 'the end'],
    ['trait.plan = ', 13, 'a value', 'the end'],
    ['trait.plan == "gold"', 12, 'a value', '"="'],
    ['trait.plan is "gold"', 11, 'a comparison', '"is"'],
    ['plan = "gold"', 0, 'did you mean trait.plan or property.plan?', '"plan"'],
    ["trait.plan = 'gold'", 13, 'a word, number, text in quotes or sign', `"'gold'"`],
    ['trait.plan = "gold', 13, 'a word, number', '""gold"'],
    ['trait.plan = "\\x"', 13, 'a text in quotes', '"\\x"'],
    ['(trait.plan = 1', 15, '")"', 'the end'],
    ['trait.plan = 1)', 14, '"and", "or" or the end', '")"'],
    ['trait.plan = 1 and', 18, 'a value', 'the end'],
    ['trait.plan in 5', 14, '"["', '"5"'],
    ['trait.plan in [5', 16, '"]"', 'the end'],
    ['trait.plan in [now]', 15, 'a JSON value', '"now"'],
    ['exists trait.plan', 7, '"("', '"trait.plan"'],
    ['event.nothing = 1', 0, 'event.name, event.channel', '"event.nothing"'],
    ['count(Order) > 1', 6, 'the name of an event in quotes', '"Order"'],
    ['sum("Order") > 1', 4, 'sum(total of "Order Completed")', '""Order""'],
    ['count("A" within 30 d) > 1', 17, 'a duration', '"30"'],
    ['trait.x < 30days ago', 10, 'a word, number', '"30days ago"'],
    ['30d = now', 4, '"ago"', '"="'],
    ['trait.x = 01', 10, 'a word, number', '"01"'],
    ['trait.x = 1 🤷', 12, 'a word, number', '"🤷"'],
    ['count("A" where hour.x = 1) > 0', 16, 'a value', '"hour.x"'],
  ])('%s', (text, position, expected, found) => {
    const { code, facts, message } = problemOf(() => parseCondition(text))
    expect(code).toBe('condition.syntax')
    expect(facts).toMatchObject({ position, expected: expect.stringContaining(expected), found })
    expect(message).toContain(`position ${position + 1}`)
  })

  test('a text of absurd length', () => {
    expect(problemOf(() => parseCondition(' '.repeat(20_001))).code).toBe('condition.syntax')
  })
})

test('names of the prototype are names like others', () => {
  const condition = parseCondition('trait.__proto__ = {"__proto__": 1, "constructor": 2}')
  expect(JSON.stringify(condition)).toContain('{"__proto__":1,"constructor":2}')
  expect(Object.getPrototypeOf({})).not.toHaveProperty('constructor', 2)
})

/** A list of one is its part; nothing else of a condition changes on its way through the text form. */
function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapped)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const [first] = entries
  if (
    first &&
    entries.length === 1 &&
    Array.isArray(first[1]) &&
    first[1].length === 1 &&
    ['all', 'any'].includes(first[0])
  ) {
    return unwrapped(first[1][0])
  }
  return Object.fromEntries(entries.map(([name, part]) => [name, unwrapped(part)]))
}

test('C20 law: reading what was printed gives the same condition, and it prints the same', () => {
  fc.assert(
    fc.property(randomCondition(), (condition) => {
      const text = printCondition(condition)
      const read = parseCondition(text)
      expect(read).toEqual(unwrapped(condition))
      expect(conditionSchema.safeParse(read).success).toBe(true)
      expect(printCondition(read)).toBe(text)
    }),
    { numRuns: 3000 },
  )
})

test('law: the same for operands', () => {
  fc.assert(
    fc.property(randomOperand(), (operand) => {
      expect(parseOperand(printOperand(operand))).toEqual(unwrapped(operand))
    }),
    { numRuns: 1000 },
  )
})

test('law: any text is read or refused with a place inside of it, never worse', () => {
  const words = [
    'trait.a',
    'and',
    'or',
    'not',
    '(',
    ')',
    '=',
    'in',
    '[',
    ']',
    '1',
    '"x"',
    'count',
    'of',
    'where',
    'within',
    '30d',
    'ago',
    '{',
    ',',
  ]
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(fc.constantFrom(...words)).map((parts) => parts.join(' ')),
  )
  fc.assert(
    fc.property(text, (given) => {
      try {
        parseCondition(given)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        if (error.code === 'condition.too_complex') return
        expect(error.code).toBe('condition.syntax')
        expect(error.facts['position']).toBeGreaterThanOrEqual(0)
        expect(error.facts['position']).toBeLessThanOrEqual(given.length)
      }
    }),
    { numRuns: 3000 },
  )
})
