// What events teach about a customer, and where it ends.
import { consentOf, eventOf, identifyOf } from '@lotse/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CustomerFacts } from './facts.ts'
import { learn } from './profile.ts'
import { ACCOUNTS_MAX, type CustomerState, emptyState, TRAITS_MAX } from './state.ts'

const factsOf = (state: CustomerState): CustomerFacts => new CustomerFacts(state, undefined, 0, 'UTC', new Map())

function taught(...events: Parameters<typeof learn>[1][]): CustomerState {
  const state = emptyState()
  for (const event of events) learn(state, event)
  return state
}

function joined(id: string, at: number, traits = {}): ReturnType<typeof eventOf> {
  return eventOf('Group Joined', at, { kind: 'group', body: { g: id, t: traits } })
}

test('U1 a state survives being stored', () => {
  const state = taught(identifyOf(1, { plan: 'pro', tags: ['a'] }), consentOf(2, 'granted'), joined('acme', 3))
  expect(JSON.parse(JSON.stringify(state))).toEqual(state)
})

test('U2 a trait set to null counts as missing, until it is set again', () => {
  const gone = taught(identifyOf(1, { plan: 'pro' }), identifyOf(2, { plan: null }))
  expect(factsOf(gone).trait('plan')).toBeUndefined()
  learn(gone, identifyOf(3, { plan: 'free' }))
  expect(factsOf(gone).trait('plan')).toBe('free')
})

test('U2 beyond 1,000 traits new names are left out and counted, known ones still change', () => {
  const traits = Object.fromEntries(Array.from({ length: TRAITS_MAX }, (_, i) => [`t${i}`, i]))
  const state = taught(identifyOf(1, traits), identifyOf(2, { one: 1, more: 2, t0: 'changed' }))
  expect(Object.keys(state.traits)).toHaveLength(TRAITS_MAX)
  expect(state.dropped).toBe(2)
  expect(factsOf(state).trait('t0')).toBe('changed')
})

test('U2 the 101st account is left out and counted', () => {
  const accounts = Array.from({ length: ACCOUNTS_MAX + 1 }, (_, i) => joined(`account-${i}`, i))
  const state = taught(...accounts)
  expect(Object.keys(state.accounts)).toHaveLength(ACCOUNTS_MAX)
  expect(state.dropped).toBe(1)
})

test('U4 conditions speak of the account that was joined last; at equal time of the greater id', () => {
  const state = taught(joined('globex', 20, { seats: 7 }), joined('acme', 10, { seats: 3 }))
  expect(factsOf(state).account('seats')).toBe(7)
  learn(state, joined('initech', 20, { seats: 9 }))
  expect(factsOf(state).account('seats')).toBe(9)
})

test('I4 at equal time a refusal weighs more than a grant, a grant more than a request', () => {
  const refused = taught(consentOf(5, 'refused'), consentOf(5, 'granted'))
  expect(refused.consents).toEqual({ 'email/news': ['refused', 5] })
  expect(taught(consentOf(5, 'granted'), consentOf(5, 'requested')).consents['email/news']).toEqual(['granted', 5])
})

test('a trait of the name __proto__ teaches nothing and harms nothing', () => {
  const state = taught(identifyOf(1, JSON.parse('{"__proto__":{"admin":true}}')))
  expect(factsOf(state).trait('admin')).toBeUndefined()
  expect(Object.getPrototypeOf(state.traits)).toBe(Object.prototype)
})

test('a zone that does not exist is not remembered', () => {
  const state = taught(identifyOf(1, { timezone: 'Europe/Vienna' }), identifyOf(2, { timezone: 'Mars/Olympus' }))
  expect(state.zone).toEqual(['Europe/Vienna', 1])
})

test('law: I4 what is known does not depend on the order in which events arrived', () => {
  const value = fc.constantFrom('a', 'b', 1, true, null)
  const event = fc
    .record({ at: fc.integer({ min: 1, max: 5 }), name: fc.constantFrom('x', 'y'), value, account: fc.boolean() })
    .map(({ at, name, value, account }) =>
      account ? joined(name, at, { [name]: value }) : identifyOf(at, { [name]: value }),
    )
  const shuffled = fc
    .array(event, { maxLength: 12 })
    .chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })))
  fc.assert(
    fc.property(shuffled, ([events, others]) => {
      expect(taught(...others)).toEqual(taught(...events))
    }),
  )
})
