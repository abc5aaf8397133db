import { Catalogs } from '@lotse/core/act'
import { consentOf, END, eventOf, flowOf, identifyOf, publish, sendStep, Traveller, waitStep } from '@lotse/testkit'
import { describe, expect, test } from 'vitest'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const berlin = () => new Catalogs('Europe/Berlin')

function known(catalogs: Catalogs): Traveller {
  return new Traveller(catalogs).event(identifyOf(1, { email: 'a@b.example' })).event(consentOf(2, 'granted'))
}

describe('entering', () => {
  test('the trigger event starts a run that walks until it waits', () => {
    const catalogs = berlin()
    publish(catalogs, 'f', flowOf({ steps: [sendStep('hello', 'pause'), waitStep('pause', '1d'), END] }))
    const customer = known(catalogs).did('Started', 10)
    expect(customer.places).toEqual(['f:pause'])
    expect(customer.messages).toEqual(['hello'])
    expect(customer.wakeAt()).toBe(10 + DAY)
  })

  test('F2 without the key property nobody enters, and the reason is no_key', () => {
    const catalogs = berlin()
    publish(
      catalogs,
      'f',
      flowOf({ trigger: { event: 'Started', key: 'order_id' }, steps: [waitStep('w', '1d'), END] }),
    )
    const customer = new Traveller(catalogs).did('Started', 1)
    expect(customer.places).toEqual([])
    expect(customer.moments).toMatchObject([{ what: 'not_entered', reason: 'no_key', detail: 'order_id' }])
  })

  test('F2 runs of different keys go side by side, a second of one key does not start', () => {
    const catalogs = berlin()
    publish(
      catalogs,
      'f',
      flowOf({ trigger: { event: 'Started', key: 'order_id' }, steps: [waitStep('w', '1d'), END] }),
    )
    const customer = new Traveller(catalogs)
      .did('Started', 1, { order_id: 'a' })
      .did('Started', 2, { order_id: 7 })
      .did('Started', 3, { order_id: 'a' })
    expect(customer.customer.runs.map((run) => run.key)).toEqual(['a', '7'])
    expect(customer.moments.at(-1)).toMatchObject({ what: 'not_entered', reason: 'already_in' })
  })

  test.each([
    ['once', { rule: 'once' } as const, [1, DAY, 40 * DAY], 1],
    ['once per 30 days', { rule: 'once_per', window: '30d' } as const, [1, DAY, 30 * DAY, 30 * DAY + 1, 31 * DAY], 2],
    ['one at a time', { rule: 'one_at_a_time' } as const, [1, DAY, 40 * DAY], 3],
    ['always', { rule: 'always' } as const, [1, 2, 3], 3],
  ])('F10 entry rule %s', (_name, entry, times, entries) => {
    const catalogs = berlin()
    publish(catalogs, 'f', flowOf({ entry, steps: [waitStep('w', '1h'), END] }))
    const customer = new Traveller(catalogs)
    for (const at of times) customer.did('Started', at)
    expect(customer.counts.get('f  entered')).toBe(entries)
  })

  test('T3 history builds the profile and triggers nothing', () => {
    const catalogs = berlin()
    publish(catalogs, 'f', flowOf({ steps: [waitStep('w', '1d'), END] }))
    const customer = new Traveller(catalogs).event(eventOf('Started', 5, { history: true }))
    expect(customer.places).toEqual([])
    expect(customer.state.first).toBe(5)
    expect(customer.moments).toMatchObject([{ what: 'not_entered', reason: 'history' }])
  })
})

describe('order within one input (F1)', () => {
  test('a purchase ends the abandoned-cart run before it could send', () => {
    const catalogs = berlin()
    const cart = flowOf({
      goal: { event: 'Order Completed' },
      steps: [waitStep('w', '1h', 'mail'), sendStep('mail'), END],
    })
    publish(catalogs, 'cart', cart)
    const customer = known(catalogs)
      .did('Started', 10)
      .did('Order Completed', 10 + HOUR - 1)
      .until(10 + 2 * HOUR)
    expect(customer.ends).toEqual(['goal'])
    expect(customer.messages).toEqual([])
  })

  test('F4 the goal at the very deadline is too late: the timer was first', () => {
    const catalogs = berlin()
    const cart = flowOf({
      goal: { event: 'Order Completed' },
      steps: [waitStep('w', '1h', 'mail'), sendStep('mail'), END],
    })
    publish(catalogs, 'cart', cart)
    const customer = known(catalogs)
      .did('Started', 10)
      .did('Order Completed', 10 + HOUR)
    expect(customer.messages).toEqual(['mail'])
    expect(customer.ends).toEqual(['completed'])
  })

  test('flows act by priority, then by id', () => {
    const catalogs = berlin()
    publish(catalogs, 'b', flowOf({ steps: [sendStep('from-b'), END] }))
    publish(catalogs, 'a', flowOf({ steps: [sendStep('from-a'), END] }))
    publish(catalogs, 'c', flowOf({ priority: 5, steps: [sendStep('from-c'), END] }))
    expect(known(catalogs).did('Started', 9).messages).toEqual(['from-c', 'from-a', 'from-b'])
  })
})

describe('waiting', () => {
  const waiting = (since?: 'run') =>
    flowOf({
      steps: [
        waitStep('first', '1h', 'listen'),
        {
          id: 'listen',
          kind: 'wait_for',
          events: [
            { event: 'Paid', where: { op: 'ge', left: { property: 'total' }, right: { literal: 50 } }, next: 'big' },
            { event: 'Paid', next: 'small' },
            { event: 'Started', next: 'again' },
          ],
          timeout: '2h',
          ...(since && { since }),
          otherwise: 'late',
        },
        sendStep('big'),
        sendStep('small'),
        sendStep('again'),
        sendStep('late'),
        END,
      ],
    })

  test('F4 of several awaited events the first listed wins', () => {
    const catalogs = berlin()
    publish(catalogs, 'f', waiting())
    expect(
      known(catalogs)
        .did('Started', 10)
        .until(10 + HOUR)
        .did('Paid', 10 + 2 * HOUR, { total: 60 }).messages,
    ).toEqual(['big'])
    expect(
      known(catalogs)
        .did('Started', 10)
        .until(10 + HOUR)
        .did('Paid', 10 + 2 * HOUR, { total: 5 }).messages,
    ).toEqual(['small'])
  })

  test('F4 an event at the deadline is too late', () => {
    const catalogs = berlin()
    publish(catalogs, 'f', waiting())
    expect(
      known(catalogs)
        .did('Started', 10)
        .did('Paid', 10 + 3 * HOUR, { total: 60 }).messages,
    ).toEqual(['late'])
    expect(
      known(catalogs)
        .did('Started', 10)
        .did('Paid', 10 + 3 * HOUR - 1, { total: 60 }).messages,
    ).toEqual(['big'])
  })

  test('F3 the deadline counts from the start of the step, or of the run', () => {
    const catalogs = berlin()
    publish(catalogs, 'f', waiting('run'))
    expect(
      known(catalogs)
        .did('Started', 10)
        .did('Paid', 10 + 2 * HOUR, { total: 60 }).messages,
    ).toEqual(['late'])
  })

  test('F3 the input that starts a run does not satisfy its waits', () => {
    const catalogs = berlin()
    publish(
      catalogs,
      'f',
      flowOf({
        steps: [
          {
            id: 'listen',
            kind: 'wait_for',
            events: [{ event: 'Started', next: 'end' }],
            timeout: '1d',
            otherwise: 'end',
          },
          END,
        ],
      }),
    )
    expect(new Traveller(catalogs).did('Started', 1).places).toEqual(['f:listen'])
    expect(new Traveller(catalogs).did('Started', 1).did('Started', 2).counts.get('f  ended')).toBe(1)
  })

  test('T4 nine o’clock on weekdays is meant in the zone of the customer', () => {
    const catalogs = berlin()
    const steps = [
      { id: 'nine', kind: 'wait_until' as const, at: '09:00', weekdays: [1, 2, 3, 4, 5], next: 'end' },
      END,
    ]
    publish(catalogs, 'f', flowOf({ steps }))
    const friday = Date.UTC(2026, 2, 27, 12)
    const here = new Traveller(catalogs).did('Started', friday)
    const there = new Traveller(catalogs).event(identifyOf(1, { timezone: 'Asia/Tokyo' })).did('Started', friday)
    expect(here.wakeAt()).toBe(Date.UTC(2026, 2, 30, 7)) // after the change to summer time
    expect(there.wakeAt()).toBe(Date.UTC(2026, 2, 30, 0))
  })

  test('T2 results do not depend on how late the machine is', () => {
    const catalogs = berlin()
    publish(
      catalogs,
      'f',
      flowOf({ steps: [waitStep('a', '1h', 'b'), waitStep('b', '1h', 'mail'), sendStep('mail'), END] }),
    )
    const prompt = known(catalogs)
      .did('Started', 10)
      .until(10 + HOUR)
      .until(10 + 2 * HOUR)
      .until(9 * HOUR)
    const late = known(catalogs)
      .did('Started', 10)
      .until(9 * HOUR)
    expect(late.customer).toEqual(prompt.customer)
    expect(late.effects).toEqual(prompt.effects)
    expect(late.state.clock).toBe(10 + 2 * HOUR)
  })
})

describe('messages', () => {
  const mail = flowOf({
    entry: { rule: 'always' },
    steps: [sendStep('mail', 'w'), waitStep('w', '1d'), END],
    goal: { event: 'Paid' },
  })

  test('M2 without consent the message is recorded with its reason, and the run goes on', () => {
    const catalogs = berlin()
    publish(catalogs, 'f', mail)
    const customer = new Traveller(catalogs).event(identifyOf(1, { email: 'a@b.example' })).did('Started', 3)
    expect(customer.messages).toEqual(['mail:no_consent'])
    expect(customer.places).toEqual(['f:w'])
    expect(
      customer.event(consentOf(5, 'granted')).event(consentOf(5, 'refused')).did('Started', 6).messages.at(-1),
    ).toBe('mail:no_consent')
  })

  test('M2 who said no to everything gets nothing, whatever topic was granted before', () => {
    const catalogs = berlin()
    publish(catalogs, 'f', mail)
    const customer = known(catalogs)
      .event(consentOf(3, 'refused', '*'))
      .did('Started', 4)
    expect(customer.messages).toEqual(['mail:no_consent'])
    expect(customer.event(consentOf(5, 'granted')).did('Started', 6).messages.at(-1)).toBe('mail')
  })

  test('M2 without an address nothing can be sent', () => {
    const catalogs = berlin()
    publish(catalogs, 'f', mail)
    expect(new Traveller(catalogs).event(consentOf(1, 'granted')).did('Started', 3).messages).toEqual([
      'mail:no_address',
    ])
  })

  test('M4 transactional messages need no consent', () => {
    const catalogs = berlin()
    publish(catalogs, 'f', flowOf({ steps: [{ ...sendStep('mail'), transactional: true } as never, END] }))
    expect(new Traveller(catalogs).event(identifyOf(1, { email: 'a@b.example' })).did('Started', 3).messages).toEqual([
      'mail',
    ])
  })

  test('F6 the key names run, version, step and visit, and no two are the same', () => {
    const catalogs = berlin()
    publish(catalogs, 'f', mail)
    const customer = known(catalogs).did('Started', 5).did('Started', 6)
    const keys = customer.effects.flatMap((effect) => (effect.kind === 'message' ? [effect.key] : []))
    expect(keys).toEqual(['1.f.1/1/mail/1', '1.f.2/1/mail/1'])
  })

  test('F6 a run that ends early cancels its messages, one that completes does not', () => {
    const catalogs = berlin()
    publish(catalogs, 'f', mail)
    const early = known(catalogs).did('Started', 5).did('Paid', 6)
    expect(early.effects.at(-1)).toEqual({ kind: 'cancel', run: '1.f.1' })
    const complete = known(catalogs)
      .did('Started', 5)
      .until(5 + DAY)
    expect(complete.effects.map(({ kind }) => kind)).toEqual(['message'])
  })
})
