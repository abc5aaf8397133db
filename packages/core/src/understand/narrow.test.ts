// Narrowing against the evaluator: nobody is left out, and what says it is exact is.
import type { Json } from '@lotse/protocol'
import { randomCondition, randomJson, somePaths } from '@lotse/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileCondition, parseCondition } from '../base/index.ts'
import { CustomerFacts } from './facts.ts'
import { lexemesOf } from './lexemes.ts'
import { type Narrowing, narrow, narrowSearch } from './narrow.ts'
import { type CustomerState, type Dated, emptyState } from './state.ts'

function holds(by: Narrowing, lexemes: readonly string[]): boolean {
  if (by === 'always' || by === 'never') return by === 'always'
  if ('has' in by) return lexemes.includes(by.has)
  if ('starts' in by) return lexemes.some((lexeme) => lexeme.startsWith(by.starts))
  if ('all' in by) return by.all.every((part) => holds(part, lexemes))
  if ('any' in by) return by.any.some((part) => holds(part, lexemes))
  return !holds(by.not, lexemes)
}

const dated = (values: fc.Arbitrary<Json>): fc.Arbitrary<Record<string, Dated<Json>>> =>
  fc
    .array(fc.tuple(fc.constantFrom(...somePaths, 'address', 'items'), values), { maxLength: 6 })
    .map((all) =>
      Object.fromEntries(all.filter(([name]) => name !== '__proto__').map(([name, value]) => [name, [value, 1]])),
    )

function randomState(): fc.Arbitrary<CustomerState> {
  const ids = dated(fc.constantFrom('gold', 'Gold', '10', 'ä')) as fc.Arbitrary<Record<string, Dated<string>>>
  return fc
    .record({ traits: dated(randomJson()), account: dated(randomJson()), ids })
    .map(({ traits, account, ids }) => ({
      ...emptyState(),
      traits,
      ids,
      accounts: { acme: { at: 1, traits: account } },
    }))
}

const isTrue = (state: CustomerState, condition: Parameters<typeof compileCondition>[0]): boolean =>
  compileCondition(condition).test(
    new CustomerFacts(state, undefined, 1_774_785_600_000, 'Europe/Berlin', new Map()),
  ) === true

test('law: U5 narrowing leaves out nobody for whom a condition is true, and an exact one takes nobody else', () => {
  let exactOnes = 0
  fc.assert(
    fc.property(randomCondition(), fc.array(randomState(), { minLength: 1, maxLength: 8 }), (condition, states) => {
      const { by, exact } = narrow(condition)
      if (exact) exactOnes += 1
      for (const state of states) {
        const met = isTrue(state, condition)
        const taken = holds(by, lexemesOf(state))
        if (exact) expect(taken).toBe(met)
        else expect(taken || !met).toBe(true)
      }
    }),
    { numRuns: 2000 },
  )
  expect(exactOnes).toBeGreaterThan(200)
})

const exact: readonly (readonly [string, boolean])[] = [
  ['trait.plan = "gold"', true],
  ['not trait.plan = "gold"', true],
  ['trait.plan in ["gold", "silver"] and exists(identity.email)', true],
  ['trait.vip = true or account.size = "large"', true],
  ['trait.points >= 100', false],
  ['trait.address.city = "Kiel"', false],
  ['trait.since = "2026-03-29"', false],
  ['count("Order Completed") = 0', false],
  ['property.total > 5', true],
]

test.each(exact)('U5 %s: exact %s', (text, wanted) => {
  expect(narrow(parseCondition(text)).exact).toBe(wanted)
})

const anna: CustomerState = {
  ...emptyState(),
  traits: { name: ['Änna-Maria Größe', 1], email: ['anna.g@shop.example', 1], note: ['secret', 1] },
  ids: { userId: ['KD-4711', 1], anonymousId: ['f00-ba7', 1] },
}

const searches: readonly (readonly [string, boolean])[] = [
  ['anna', true],
  ['MAR gros', true],
  ['anna.g@sh', true],
  ['shop.ex', true],
  ['kd-47', true],
  ['4711', true],
  ['nna', false],
  ['anna berta', false],
  ['secret', false],
  ['f00', false],
]

test.each(searches)('U6 searching for "%s" finds her: %s', (text, wanted) => {
  expect(holds(narrowSearch(text), lexemesOf(anna))).toBe(wanted)
})
