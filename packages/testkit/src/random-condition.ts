// Seeded generators of conditions and operands, for laws. The paths are few, so that generated facts are hit often.
import type { Aggregate, Condition, Json, Operand } from '@lotse/protocol'
import {
  aggregateFunctions,
  calendarParts,
  comparators,
  eventFacts,
  textOperators as everyTextOperator,
} from '@lotse/protocol'
import fc from 'fast-check'

const textOperators = everyTextOperator.filter((op) => op !== 'matches')

/** Property names that generated conditions ask for: plain, nested, reserved words, awkward ones. */
export const somePaths = [
  'total',
  'plan',
  'address.city',
  'items.0',
  'hour',
  'my path',
  'or',
  '__proto__',
  'a-b',
  'ä.ß',
  'a.',
]
/** Event names that generated aggregates count. */
export const someEvents = ['Order Completed', 'Page Viewed', 'say "hi"']

/** A JSON value as events hold them: numbers, texts (dates among them), constants, short lists and objects. */
export function randomJson(): fc.Arbitrary<Json> {
  const scalar = fc.oneof(
    fc.integer({ min: -3, max: 60 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    fc.constantFrom('gold', 'Gold', '10', '', 'ä', 'a\u0308', '😀', '\ue000', 'quo"te', '\n\\'),
    fc.constantFrom('2026-03-29', '2026-03-29T02:30', '2026-03-29T00:30:00Z', '2026-02-30'),
    fc.boolean(),
    fc.constant(null),
  )
  const list: fc.Arbitrary<Json> = fc.array(scalar, { maxLength: 3 })
  const object: fc.Arbitrary<Json> = fc.dictionary(fc.constantFrom('a', 'city', 'x y'), scalar, {
    maxKeys: 2,
    noNullPrototype: true,
  })
  return fc.oneof({ weight: 8, arbitrary: scalar }, list, object)
}

/** A duration text. */
export function randomDuration(): fc.Arbitrary<string> {
  return fc.constantFrom('0s', '500ms', '15m', '24h', '1d', '30d', '2w')
}

/** What an aggregate's filter, or a condition about one event alone, may use. */
function eventOperand(): fc.Arbitrary<Operand> {
  return fc.oneof(
    randomJson().map((literal): Operand => ({ literal })),
    fc.constantFrom(...somePaths).map((property): Operand => ({ property })),
    fc.constantFrom(...eventFacts).map((event): Operand => ({ event })),
  )
}

/** An aggregate with or without a filter. */
export function randomAggregate(): fc.Arbitrary<Aggregate> {
  const fields = {
    fn: fc.constantFrom(...aggregateFunctions),
    of: fc.constantFrom(...somePaths),
    event: fc.constantFrom(...someEvents),
    where: fc.option(conditionOver(eventOperand(), 1), { nil: undefined }),
    within: fc.option(randomDuration(), { nil: undefined }),
  }
  return fc.record(fields).map(({ fn, of, event, where, within }) => ({
    ...{ fn, event },
    ...(fn === 'count' ? {} : { of }),
    ...(where ? { where } : {}),
    ...(within === undefined ? {} : { within }),
  }))
}

/** Any operand. */
export function randomOperand(): fc.Arbitrary<Operand> {
  const path = fc.constantFrom(...somePaths)
  return fc.oneof(
    { weight: 3, arbitrary: eventOperand() },
    path.map((trait): Operand => ({ trait })),
    path.map((identity): Operand => ({ identity })),
    path.map((account): Operand => ({ account })),
    randomAggregate().map((aggregate): Operand => ({ aggregate })),
    fc.constant<Operand>({ now: true }),
    randomDuration().map((ago): Operand => ({ ago })),
    fc.constantFrom(...calendarParts).map((calendar): Operand => ({ calendar })),
  )
}

/** Any condition that the protocol accepts, nested a little. */
export function randomCondition(): fc.Arbitrary<Condition> {
  return conditionOver(randomOperand(), 2)
}

function conditionOver(operand: fc.Arbitrary<Operand>, depth: number): fc.Arbitrary<Condition> {
  const test = testOver(operand)
  if (depth === 0) return test
  const part = conditionOver(operand, depth - 1)
  const parts = fc.array(part, { minLength: 1, maxLength: 3 })
  return fc.oneof(
    { weight: 3, arbitrary: test },
    parts.map((all): Condition => ({ all })),
    parts.map((any): Condition => ({ any })),
    part.map((not): Condition => ({ not })),
  )
}

function testOver(operand: fc.Arbitrary<Operand>): fc.Arbitrary<Condition> {
  const op = fc.constantFrom(...comparators, ...textOperators)
  const values = fc.array(randomJson(), { minLength: 1, maxLength: 4 })
  const pattern = fc.constantFrom('^a', 'go+ld', '\\d+', '(?i)GOLD')
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ op, left: operand, right: operand }) },
    fc
      .record({ left: operand, pattern: pattern })
      .map(({ left, pattern: literal }): Condition => ({ op: 'matches', left, right: { literal } })),
    operand.map((exists): Condition => ({ exists })),
    fc.record({ in: operand, values }),
  )
}
