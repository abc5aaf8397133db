// Conditions in the editor: fields and text say the same, words are read in both languages, suggestions fit the caret.
import { parseCondition, printCondition } from '@lotse/core/base'
import type { Condition, Vocabulary } from '@lotse/protocol'
import { randomCondition, randomJson } from '@lotse/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatIn } from '../words/format-in.ts'
import { startWords } from '../words/index.ts'
import { completionOf } from './complete.ts'
import { readingOf } from './reading.ts'
import { conditionOf, fromGroup, groupOf, rowOf, rowOperators, withOperator, withPart } from './rows.ts'
import { listText, readList, readValue, valueText } from './values.ts'

test('law: what fields show of a condition makes the same condition again', () => {
  const check = (condition: Condition): void => {
    const group = groupOf(condition)
    if (group) {
      expect(fromGroup(group)).toEqual(condition)
      for (const part of group.parts) check(part)
    } else expect(conditionOf(rowOf(condition))).toEqual(condition)
  }
  fc.assert(fc.property(randomCondition(), check), { numRuns: 1000 })
})

test('law: a value in a field is read back as it was', () => {
  fc.assert(
    fc.property(randomJson(), (value) => {
      expect(readValue(valueText(value))).toEqual(value)
    }),
    { numRuns: 1000 },
  )
  fc.assert(
    fc.property(fc.array(randomJson(), { minLength: 1, maxLength: 4 }), (values) => {
      expect(readList(listText(values))).toEqual(values)
    }),
    { numRuns: 1000 },
  )
})

test.each([
  ['gold', 'gold'],
  ['10', 10],
  ['"10"', '10'],
  ['true', true],
  ['', ''],
])('the field %s means %j', (text, value) => {
  expect(readValue(text)).toEqual(value)
})

test('several values stand between commas', () => {
  expect(readList('gold, silver, 3')).toEqual(['gold', 'silver', 3])
  expect(readList('"Kiel, Altstadt", Hamburg')).toEqual(['Kiel, Altstadt', 'Hamburg'])
})

test('law: every operator of a row makes a condition that can be printed and read', () => {
  for (const op of rowOperators) {
    const row = withOperator({ kind: 'trait', path: 'plan', op: 'eq', values: ['gold'] }, op)
    const condition = conditionOf(row)
    expect(parseCondition(printCondition(condition))).toEqual(condition)
  }
})

test('a group whose last part is taken out is gone', () => {
  expect(fromGroup(withPart({ join: 'any', parts: [{ exists: { trait: 'a' } }] }, 0, null))).toBeNull()
})

const readings: readonly (readonly [string, string, string])[] = [
  ['trait.plan = "gold"', 'the trait “plan” is “gold”', 'das Merkmal „plan“ ist „gold“'],
  ['not exists(identity.email)', 'the identity “email” is not known', 'die Kennung „email“ ist nicht bekannt'],
  [
    'count("Order Completed" where total > 50 within 30d) >= 2',
    '“Order Completed” (where “total” is more than 50) happened at least 2 times in the last 30 days',
    '„Order Completed“ (wobei „total“ ist größer als 50) ist mindestens 2-mal innerhalb von 30 Tagen passiert',
  ],
  ['count("Order Completed") = 0', '“Order Completed” never happened', '„Order Completed“ ist nie passiert'],
  [
    'trait.vip = true and (account.size > 100 or hour < 9)',
    'the trait “vip” is “true” and (the account trait “size” is more than 100 or the hour of the day is less than 9)',
    'das Merkmal „vip“ ist „true“ und (das Firmenmerkmal „size“ ist größer als 100 oder die Stunde des Tages ist kleiner als 9)',
  ],
  [
    'sum(total of "Order Completed" within 1d) > 1000',
    'the sum of “total” over “Order Completed” in the last 1 day is more than 1,000',
    'die Summe von „total“ über „Order Completed“ innerhalb von 1 Tag ist größer als 1.000',
  ],
  [
    'trait.renewsAt < 7d ago',
    'the trait “renewsAt” is less than 7 days ago',
    'das Merkmal „renewsAt“ ist kleiner als vor 7 Tagen',
  ],
]

test.each(readings)('%s is read in both languages', async (text, english, german) => {
  for (const [language, wanted] of [
    ['en', english],
    ['de', german],
  ] as const) {
    const words = await startWords(language)
    const t = words.t.bind(words)
    expect(readingOf({ t, f: formatIn(language, t) }, parseCondition(text))).toBe(wanted)
  }
})

test('law: every condition has words', async () => {
  const words = await startWords('de')
  const voice = { t: words.t.bind(words), f: formatIn('de', words.t.bind(words)) }
  fc.assert(
    fc.property(randomCondition(), (condition) => {
      const said = readingOf(voice, condition)
      expect(said).not.toMatch(/conditions\.say|\{\{|undefined/)
      expect(said.length).toBeGreaterThan(3)
    }),
  )
})

const vocabulary: Vocabulary = {
  events: [
    {
      name: 'Order Completed',
      properties: [
        { path: 'total', types: ['number'], values: [] },
        { path: 'order id', types: ['string'], values: [] },
      ],
    },
    { name: 'Page Viewed', properties: [] },
  ],
  traits: [
    { path: 'plan', types: ['string'], values: ['gold', 'silver'] },
    { path: 'size in cm', types: ['number'], values: [] },
  ],
  account: [{ path: 'size', types: ['number'], values: [] }],
  identities: ['email', 'userId'],
  channels: [],
}

const completions: readonly (readonly [string, string])[] = [
  ['trait.p', 'trait.plan'],
  ['trait.si', 'trait["size in cm"]'],
  ['exists(identity.e', 'exists(identity.email'],
  ['count("Ord', 'count("Order Completed"'],
  ['sum(total of "Pa', 'sum(total of "Page Viewed"'],
  ['trait.plan = "g', 'trait.plan = "gold"'],
  ['trait.plan = ', 'trait.plan = "gold"'],
  ['trait.plan in ["gold", "s', 'trait.plan in ["gold", "silver"'],
  ['count("Order Completed" where to', 'count("Order Completed" where total'],
  ['plan', 'trait.plan'],
  ['cou', 'count("'],
]

test.each(completions)('%s is completed to %s', (before, after) => {
  const { from, suggestions } = completionOf(before, vocabulary)
  expect(before.slice(0, from) + suggestions[0]?.insert).toBe(after)
})
