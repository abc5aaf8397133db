// The message state machine: rules of M1, then laws over random histories.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isReceipt, moved, receipts, type Signal, type Standing, settled, statesMovedBy } from './machine.ts'
import { type MessageState, messageStates } from './request.ts'

const signals: readonly Signal[] = [
  'claim',
  'hand',
  'suppress',
  'accepted',
  'refused',
  'later',
  'unknown',
  'give_up',
  'cancel',
  'retry',
  'discard',
  'hold',
  'release',
  ...receipts,
]
const fresh: Standing = { state: 'queued', attempts: 0 }
const after = (...news: Signal[]): Standing => news.reduce(moved, fresh)
const history = fc.array(fc.constantFrom(...signals), { maxLength: 40 })

/** Each standing as one number: within a try claimed, handed, then waiting or unknown; beyond all tries the settled states. */
function place({ state, attempts }: Standing): number {
  const settledRank = ['dead', 'accepted', ...receipts].indexOf(state)
  if (settledRank >= 0) return 1e6 + settledRank
  if (['refused', 'suppressed', 'cancelled'].includes(state)) return 2e6
  return attempts * 10 + ['claimed', 'handed', 'queued', 'unknown', 'held'].indexOf(state)
}

describe('M1 the way of a message', () => {
  test.each<[string, Signal[], MessageState]>([
    ['sent at the first try', ['claim', 'hand', 'accepted'], 'accepted'],
    ['refused by the provider', ['claim', 'hand', 'refused'], 'refused'],
    ['held back by a check', ['claim', 'suppress'], 'suppressed'],
    ['cut off, then accepted at the second try', ['claim', 'hand', 'unknown', 'claim', 'hand', 'accepted'], 'accepted'],
    ['busy provider: it waits for another try', ['claim', 'hand', 'later'], 'queued'],
    ['busy provider, then the run ends', ['claim', 'hand', 'later', 'cancel'], 'cancelled'],
    ['given up, then retried by a person', ['claim', 'hand', 'later', 'give_up', 'retry'], 'queued'],
    ['given up, then discarded by a person', ['claim', 'hand', 'later', 'give_up', 'discard'], 'cancelled'],
    ['M10 held by a restore, released by a person', ['claim', 'hand', 'hold', 'release'], 'queued'],
    ['held by a restore, then the run ends', ['hold', 'cancel'], 'cancelled'],
    ['held by a restore; nobody claims or gives it up', ['claim', 'hold', 'claim', 'hand', 'give_up'], 'held'],
    ['held by a restore, although it had left: it was opened', ['claim', 'hand', 'hold', 'opened'], 'opened'],
    ['opened before the answer was stored', ['claim', 'hand', 'opened', 'accepted'], 'opened'],
    ['delivered and opened, told in the wrong order', ['claim', 'hand', 'accepted', 'opened', 'delivered'], 'opened'],
    ['a complaint outweighs a click', ['claim', 'hand', 'accepted', 'clicked', 'complained'], 'complained'],
    [
      'an answer that comes after the claim was taken over',
      ['claim', 'hand', 'unknown', 'claim', 'accepted'],
      'accepted',
    ],
  ])('%s', (_, news, state) => expect(after(...news).state).toBe(state))

  test('a receipt for a message that never left is kept, not applied', () => {
    expect(after('opened')).toBe(fresh)
  })

  test('F6 a message that was handed over is not cancelled', () => {
    expect(after('claim', 'hand', 'cancel').state).toBe('handed')
  })

  test('E3 an accepted or refused message is never claimed or handed again', () => {
    for (const state of messageStates.filter((s) => settled(s)))
      for (const signal of ['claim', 'hand', 'later', 'unknown'] as const)
        expect(moved({ state, attempts: 1 }, signal).state).toBe(state)
  })
})

describe('laws', () => {
  test('law: a standing never goes back, whatever comes in whatever order; only a person reopens a dead or held message', () => {
    fc.assert(
      fc.property(history, (news) => {
        let now = fresh
        for (const signal of news) {
          const next = moved(now, signal)
          if (next !== now && signal !== 'retry' && signal !== 'release')
            expect(place(next)).toBeGreaterThan(place(now))
          now = next
        }
      }),
    )
  })

  test('law: the order of receipts does not matter, and a repeated signal changes nothing', () => {
    const some = fc.array(fc.constantFrom(...receipts), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(some, some, (a, seed) => {
        const shuffled = [...a].sort((x, y) => seed.indexOf(x) - seed.indexOf(y))
        const sent = after('claim', 'hand', 'accepted')
        expect(shuffled.reduce(moved, sent)).toEqual(a.reduce(moved, sent))
        expect([...a, ...a].reduce(moved, sent)).toEqual(a.reduce(moved, sent))
      }),
    )
  })

  test('law: the list of states a signal moves is what the machine does', () => {
    for (const signal of signals.filter((s) => !isReceipt(s)))
      for (const state of messageStates) {
        const standing = { state, attempts: 1 }
        if (isReceipt(signal)) continue
        expect(moved(standing, signal) !== standing).toBe(statesMovedBy(signal).includes(state))
      }
  })
})
