// What bounds and interrupts runs: the limit of steps, pauses, new versions, merges.
import { Catalogs } from '@lotse/core/act'
import {
  change,
  consentOf,
  END,
  eventOf,
  flowOf,
  identifyOf,
  publish,
  sendStep,
  Traveller,
  waitStep,
} from '@lotse/testkit'
import { describe, expect, test } from 'vitest'

const HOUR = 3_600_000
const berlin = () => new Catalogs('Europe/Berlin')

/** A customer who can be written to. */
function reachable(catalogs: Catalogs): Traveller {
  return new Traveller(catalogs).event(identifyOf(1, { email: 'a@b.example' })).event(consentOf(2, 'granted'))
}

describe('limits, pauses, merges', () => {
  test('F5 a run that never waits is ended', () => {
    const catalogs = berlin()
    const loop = flowOf({ steps: [{ id: 'a', kind: 'set_trait', trait: 'x', value: { literal: 1 }, next: 'a' }, END] })
    publish(catalogs, 'f', loop)
    expect(new Traveller(catalogs).did('Started', 1).ends).toEqual(['step_limit'])
  })

  test('F7 a held flow lets nobody in and moves nobody; goals still count', () => {
    const catalogs = berlin()
    publish(
      catalogs,
      'f',
      flowOf({
        entry: { rule: 'always' },
        goal: { event: 'Paid' },
        steps: [waitStep('w', '1h', 'mail'), sendStep('mail'), END],
      }),
    )
    change(catalogs, 'f', 'hold', 100)
    const customer = reachable(catalogs)
      .did('Started', 10)
      .until(5 * HOUR)
      .did('Started', 5 * HOUR)
    expect(customer.places).toEqual(['f:w'])
    expect(customer.wakeAt(5 * HOUR)).toBeUndefined()
    expect(customer.moments.at(-1)).toMatchObject({ what: 'not_entered', reason: 'flow_held' })
    expect(customer.did('Paid', 6 * HOUR).ends).toEqual(['goal'])
  })

  test('F7 after the resume the overdue leave spread over time', () => {
    const catalogs = berlin()
    publish(catalogs, 'f', flowOf({ steps: [waitStep('w', '1h', 'mail'), sendStep('mail'), END] }))
    change(catalogs, 'f', 'hold', 100)
    const customer = reachable(catalogs)
      .did('Started', 77)
      .until(3 * HOUR)
    change(catalogs, 'f', 'resume', 4 * HOUR, 50)
    expect(customer.wakeAt(4 * HOUR)).toBe(4 * HOUR + 27)
    expect(customer.until(4 * HOUR + 26).messages).toEqual([])
    expect(customer.until(4 * HOUR + 27).messages).toEqual(['mail'])
  })

  test('F7 an event awaited during a hold counts when the flow moves again', () => {
    const catalogs = berlin()
    const steps = [
      {
        id: 'l',
        kind: 'wait_for' as const,
        events: [{ event: 'Paid', next: 'paid' }],
        timeout: '30d',
        otherwise: 'late',
      },
      sendStep('paid'),
      sendStep('late'),
      END,
    ]
    publish(catalogs, 'f', flowOf({ steps }))
    change(catalogs, 'f', 'hold', 100)
    const customer = reachable(catalogs).did('Started', 50).did('Paid', 200)
    expect(customer.messages).toEqual([])
    change(catalogs, 'f', 'resume', 300)
    expect(customer.until(300).messages).toEqual(['paid'])
  })

  test('F7 discarding ends the runs with that reason at that instant', () => {
    const catalogs = berlin()
    publish(catalogs, 'f', flowOf({ steps: [waitStep('w', '1h', 'mail'), sendStep('mail'), END] }))
    change(catalogs, 'f', 'discard', 500)
    const customer = reachable(catalogs).did('Started', 10).until(600)
    expect(customer.ends).toEqual(['discarded'])
    expect(customer.state.clock).toBe(500)
  })

  test('E8 F8 people under way stay on their version', () => {
    const catalogs = berlin()
    publish(catalogs, 'f', flowOf({ steps: [waitStep('w', '1h', 'old'), sendStep('old'), END] }))
    publish(
      catalogs,
      'f',
      flowOf({ entry: { rule: 'always' }, steps: [waitStep('w', '1h', 'new'), sendStep('new'), END] }),
      100,
      2,
    )
    expect(
      reachable(catalogs)
        .did('Started', 10)
        .did('Started', 200)
        .until(5 * HOUR).messages,
    ).toEqual(['old', 'new'])
  })

  test('U3 an aggregate published later is filled from the history', () => {
    const catalogs = berlin()
    const customer = reachable(catalogs).did('Paid', 10).did('Paid', 20)
    const bought = { aggregate: { fn: 'count' as const, event: 'Paid' } }
    publish(
      catalogs,
      'f',
      flowOf({
        trigger: { event: 'Started', where: { op: 'eq', left: bought, right: { literal: 3 } } },
        steps: [waitStep('w', '1d'), END],
      }),
      25,
    )
    expect(customer.did('Paid', 30).did('Started', 40).places).toEqual(['f:w'])
  })

  test('I4 merged runs of one flow and key: the older goes on, the newer ends as merged', () => {
    const catalogs = berlin()
    publish(catalogs, 'f', flowOf({ steps: [waitStep('w', '1d'), END] }))
    const loser = new Traveller(catalogs, 2).did('Started', 5)
    loser.apply({ kind: 'leave', to: 1, at: 8 })
    const survivor = new Traveller(catalogs, 1).did('Started', 7)
    const legacy = loser.effects.flatMap((effect) => (effect.kind === 'absorb' ? [effect.legacy] : []))[0]
    if (legacy === undefined) throw new Error('no legacy')
    survivor.apply({ kind: 'absorb', legacy, at: 9 })
    expect(survivor.customer.runs.map((run) => run.id)).toEqual(['2.f.1'])
    expect(survivor.ends).toEqual(['merged'])
    expect(loser.state.left).toBe(1)
    expect(() => loser.did('Started', 10)).toThrow('merged into 1')
  })
})

test('U1 the clock is the now of the last input and never goes back', () => {
  const customer = new Traveller(berlin()).did('Paid', 100)
  expect(customer.state.clock).toBe(100)
  expect(customer.event(eventOf('Paid', 50)).state.clock).toBe(100)
  expect(customer.event(eventOf('Paid', 200)).state.clock).toBe(200)
})
