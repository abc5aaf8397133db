// F9: why a condition was not true, with the values it had.
import { factsOf, randomCondition } from '@lotse/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileCondition } from './compile.ts'
import { firstFailure } from './explain.ts'
import { parseCondition } from './parse.ts'

const facts = factsOf({ traits: { plan: 'silver', age: 42 }, properties: { total: 20 } })
const why = (text: string) => firstFailure(compileCondition(parseCondition(text)).explain(facts))

test('F9 the first part of an "and" that was not true, with its value', () => {
  expect(why('trait.age > 40 and trait.plan = "gold" and trait.churned = true')).toEqual({
    ...{ text: 'trait.plan = "gold"', truth: false, values: [{ operand: 'trait.plan', value: 'silver' }] },
  })
})

test('F9 unknown is told from false, and missing has no value', () => {
  expect(why('trait.age > 40 and (trait.churned = true and trait.plan = "gold")')).toEqual({
    ...{ text: 'trait.churned = true', truth: null, values: [{ operand: 'trait.churned' }] },
  })
})

test('F9 an "or" and a "not" are named whole, with all their values', () => {
  expect(why('trait.plan = "gold" or property.total > 50')).toEqual({
    text: 'trait.plan = "gold" or property.total > 50',
    truth: false,
    values: [
      { operand: 'trait.plan', value: 'silver' },
      { operand: 'property.total', value: 20 },
    ],
  })
  expect(why('trait.age > 40 and not (trait.plan = "silver" and property.total < 50)')).toEqual({
    text: 'not (trait.plan = "silver" and property.total < 50)',
    truth: false,
    values: [
      { operand: 'trait.plan', value: 'silver' },
      { operand: 'property.total', value: 20 },
    ],
  })
})

test('F9 an aggregate shows its value, a constant needs none', () => {
  expect(why('count("Order Completed" within 30d) >= 2')).toEqual({
    text: 'count("Order Completed" within 30d) >= 2',
    truth: false,
    values: [{ operand: 'count("Order Completed" within 30d)', value: 0 }],
  })
})

test('F9 what was true has no failure', () => {
  expect(why('trait.age > 40 or trait.plan = "gold"')).toBeUndefined()
})

test('F9 law: there is a failure exactly where the condition is not true, and it was itself not true', () => {
  fc.assert(
    fc.property(randomCondition(), (condition) => {
      const compiled = compileCondition(condition)
      const failure = firstFailure(compiled.explain(facts))
      if (compiled.test(facts) === true) expect(failure).toBeUndefined()
      else expect(compileCondition(parseCondition(failure?.text ?? '')).test(facts)).toBe(failure?.truth)
    }),
    { numRuns: 1000 },
  )
})
