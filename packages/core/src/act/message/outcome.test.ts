// What each answer makes of a message, and that every outcome is one the state machine allows.
import { describe, expect, test } from 'vitest'
import { INSTANT_MAX } from '../../base/index.ts'
import type { Delivery } from './delivery.ts'
import { moved } from './machine.ts'
import { outcomeOf } from './outcome.ts'
import { retryPolicy } from './retry.ts'

const facts = { attempts: 1, now: 1000, random: 0.5, policy: retryPolicy, leaveUnknown: false }
const later: Delivery = { kind: 'later', why: '451 busy', retryMs: null, down: false }
const cut: Delivery = { kind: 'unknown', why: 'ECONNECTION' }
const bad: Delivery = { kind: 'refused', why: '550 5.1.1', permanent: true, badAddress: true }

describe('an answer', () => {
  test.each<[string, Delivery, Partial<typeof facts>, object]>([
    ['250', { kind: 'accepted', providerId: 'id' }, {}, { state: 'accepted', providerId: 'id', dueAt: null }],
    ['550 5.1.1', bad, {}, { state: 'refused', reason: 'bad_address: 550 5.1.1' }],
    ['554', { ...bad, badAddress: false }, {}, { state: 'refused', reason: '550 5.1.1' }],
    ['451', later, {}, { state: 'queued', dueAt: 11_000 }],
    ['429 with Retry-After', { ...later, retryMs: 60_000 }, {}, { state: 'queued', dueAt: 61_000 }],
    ['451 at the last try', later, { attempts: 16 }, { state: 'dead', reason: '451 busy' }],
    ['none, after the body (M3)', cut, {}, { state: 'unknown', dueAt: 11_000 }],
    ['none, and rather not than twice (M3)', cut, { leaveUnknown: true }, { state: 'unknown', dueAt: INSTANT_MAX }],
    ['none, rather not than twice, at the last try', cut, { leaveUnknown: true, attempts: 16 }, { state: 'unknown' }],
    ['none at the last try', cut, { attempts: 16 }, { state: 'dead' }],
  ])('%s', (_, delivery, more, outcome) => expect(outcomeOf(delivery, { ...facts, ...more })).toMatchObject(outcome))

  test('always leads to a state that a handed message may take', () => {
    const signals = {
      accepted: 'accepted',
      refused: 'refused',
      queued: 'later',
      unknown: 'unknown',
      dead: 'give_up',
    } as const
    for (const delivery of [later, cut, bad])
      for (const attempts of [1, 16]) {
        const { state } = outcomeOf(delivery, { ...facts, attempts })
        expect(moved({ state: 'handed', attempts }, signals[state]).state).toBe(state)
      }
  })
})
