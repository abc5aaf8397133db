// Whether a message may go out: the table of M2 and M4, and the law that the order of statements does not matter.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressOf, type Consent, consented, maySend, type SendFacts } from './decision.ts'

const granted: Consent = { topic: 'news', state: 'granted', statedAt: 100 }
const fine: SendFacts = {
  channel: 'email',
  topic: 'news',
  transactional: false,
  address: 'a@example.org',
  suppressed: false,
  consents: [granted],
}

describe('M2 a message is held back', () => {
  test.each<[string, Partial<SendFacts>, string]>([
    ['not when everything is in order', {}, 'ok'],
    ['without an address', { address: null }, 'no_address'],
    ['to a suppressed address', { suppressed: true }, 'suppressed_address'],
    ['without any statement', { consents: [] }, 'no_consent'],
    ['with consent to another topic only', { consents: [{ ...granted, topic: 'offers' }] }, 'no_consent'],
    ['while the double opt-in is not confirmed', { consents: [{ ...granted, state: 'requested' }] }, 'no_consent'],
    ['after a refusal', { consents: [{ ...granted, state: 'refused' }] }, 'no_consent'],
    [
      'after everything was refused later',
      { consents: [granted, { topic: '*', state: 'refused', statedAt: 200 }] },
      'no_consent',
    ],
    [
      'not when consent came after everything was refused',
      { consents: [{ topic: '*', state: 'refused', statedAt: 50 }, granted] },
      'ok',
    ],
    [
      'by a refusal of the same instant (I4)',
      { consents: [{ topic: '*', state: 'refused', statedAt: 100 }, granted] },
      'no_consent',
    ],
    ['by a frequency cap', { limits: ['frequency_capped'] }, 'frequency_capped'],
    ['by quiet hours', { limits: ['quiet_hours'] }, 'quiet_hours'],
  ])('%s', (_, facts, answer) => expect(maySend({ ...fine, ...facts })).toBe(answer))
})

describe('M4 a transactional message', () => {
  const order: SendFacts = { ...fine, transactional: true, consents: [{ ...granted, state: 'refused' }] }
  test('needs no consent and passes caps and quiet hours', () => {
    expect(maySend({ ...order, limits: ['frequency_capped', 'quiet_hours'] })).toBe('ok')
  })
  test('never passes a suppression', () => {
    expect(maySend({ ...order, suppressed: true })).toBe('suppressed_address')
  })
})

test('law: consent does not depend on the order of statements', () => {
  const statement = fc.record({
    topic: fc.constantFrom('news', 'offers', '*'),
    state: fc.constantFrom('granted', 'refused', 'requested'),
    statedAt: fc.integer({ min: 0, max: 5 }),
  }) as fc.Arbitrary<Consent>
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 8 }), (all) => {
      expect(consented([...all].reverse(), 'news')).toBe(consented(all, 'news'))
    }),
  )
})

describe('the address', () => {
  const known = [
    { value: 'old@example.org', firstSeenAt: 1 },
    { value: 'new@example.org', firstSeenAt: 2 },
  ]
  test('is the one the customer names, if it is known', () => {
    expect(addressOf(known, ' Old@example.org ')).toBe('old@example.org')
    expect(addressOf(known, 'stranger@example.org')).toBe('new@example.org')
  })
  test('else the newest; none without identities', () => {
    expect(addressOf(known, null)).toBe('new@example.org')
    expect(addressOf([], 'a@example.org')).toBe(null)
  })
})
