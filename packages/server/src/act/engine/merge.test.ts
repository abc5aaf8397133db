import { END, flowOf, sendStep, waitStep } from '@lotse/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Stage } from './stage.fixture.ts'
import type { HandEngine } from './testing.ts'

const HOUR = 3_600_000

let stage: Stage
let engine: HandEngine

beforeEach(async () => {
  stage = await Stage.open()
  engine = stage.engine
})
afterEach(() => stage.close())

const rows: Stage['rows'] = (text, values) => stage.rows(text, values)
const expectReplayEqualsStore = async (customer: number) => {
  const { rebuilt, stored } = await stage.rebuilt(customer)
  expect(rebuilt).toEqual(stored)
}

const cart = flowOf({
  trigger: { event: 'Product Added' },
  goal: { event: 'Order Completed' },
  steps: [waitStep('wait', '1h', 'mail'), sendStep('mail'), END],
})

describe('merging (I4)', () => {
  test('the survivor takes over profile, aggregates and runs of the loser, through both logs', async () => {
    const bought = { aggregate: { fn: 'sum' as const, event: 'Paid', of: 'total' } }
    const rich = flowOf({
      trigger: { event: 'Checked', where: { op: 'eq', left: bought, right: { literal: 30 } } },
      steps: [waitStep('w', '1d'), END],
    })
    await engine.publish('rich', rich)
    await engine.publish('cart', cart)
    await engine.append(2, 'Paid', { properties: { total: 10 } })
    await engine.append(2, 'Product Added')
    await engine.append(1, 'Paid', { properties: { total: 20 } })
    await engine.append(2, 'Left', { kind: 'leave', body: { to: 1 } })
    await engine.rest()
    await engine.append(1, 'Checked')
    await engine.rest()
    expect((await rows('select id, customer_id from run order by id')).map((r) => [r.id, r.customer_id])).toEqual([
      ['1.rich.2', 1],
      ['2.cart.1', 1],
    ])
    expect((await stage.stateOf(2)).left).toBe(1)
    expect((await stage.stateOf(1)).absorbed).toEqual([2])
    expect(await rows('select customer_id from timer')).toEqual([{ customer_id: 1 }])
    await expectReplayEqualsStore(1)
  })

  test('an aggregate published after the merge is filled from both histories', async () => {
    await engine.append(2, 'Paid', { properties: { total: 10 } })
    await engine.append(1, 'Paid', { properties: { total: 20 } })
    await engine.append(2, 'Left', { kind: 'leave', body: { to: 1 } })
    await engine.rest()
    const bought = { aggregate: { fn: 'sum' as const, event: 'Paid', of: 'total' } }
    await engine.publish(
      'rich',
      flowOf({
        trigger: { event: 'Checked', where: { op: 'eq', left: bought, right: { literal: 30 } } },
        steps: [waitStep('w', '1d'), END],
      }),
    )
    await engine.append(1, 'Checked')
    await engine.rest()
    expect((await rows('select id from run')).map((r) => r.id)).toEqual(['1.rich.1'])
    await expectReplayEqualsStore(1)
  })
})

describe('after a merge (I4)', () => {
  test('a timer that rings once more for who was merged away does nothing and holds nobody up', async () => {
    await engine.publish('cart', cart)
    await engine.append(2, 'Product Added')
    await engine.rest()
    expect(await rows('select customer_id from timer')).toEqual([{ customer_id: 2 }])
    await engine.append(2, 'Left', { kind: 'leave', body: { to: 1 } })
    await engine.rest()
    engine.now += 2 * HOUR
    await engine.append(3, 'Product Added')
    await engine.rest()
    expect(await rows('select * from set_aside')).toEqual([])
    expect(await rows('select customer_id from timer order by 1')).toEqual([{ customer_id: 3 }])
    await expectReplayEqualsStore(1)
  })

  test('T2 what a run of the loser waited for is over when the survivor’s clock has passed it, before anything else happens', async () => {
    const steps = [
      {
        id: 'listen',
        kind: 'wait_for' as const,
        events: [{ event: 'Paid', next: 'w' }],
        timeout: '1h',
        otherwise: 'end',
      },
      waitStep('w', '1d'),
      END,
    ]
    await engine.publish('listen', flowOf({ trigger: { event: 'Product Added' }, steps }))
    const start = engine.now
    await engine.append(2, 'Product Added')
    await engine.rest()
    await engine.append(2, 'Left', { kind: 'leave', body: { to: 1 } })
    engine.now = start + 2 * HOUR
    await engine.append(1, 'Seen')
    await engine.visible()
    await engine.step()
    engine.now = start + HOUR / 2
    await engine.append(1, 'Paid')
    await engine.rest()
    expect(await rows('select step, reason from run')).toEqual([{ step: 'end', reason: 'completed' }])
    await expectReplayEqualsStore(1)
  })

  test('an entry behind the leave goes on to the survivor and counts once, through a chain of merges too', async () => {
    const bought = { aggregate: { fn: 'sum' as const, event: 'Paid', of: 'total' } }
    const rich = flowOf({
      trigger: { event: 'Checked', where: { op: 'eq', left: bought, right: { literal: 37 } } },
      steps: [waitStep('w', '1d'), END],
    })
    await engine.publish('rich', rich)
    await engine.append(3, 'Paid', { properties: { total: 30 } })
    await engine.append(2, 'Left', { kind: 'leave', body: { to: 1 } })
    await engine.append(3, 'Left', { kind: 'leave', body: { to: 2 } })
    await engine.append(3, 'Paid', { properties: { total: 7 } })
    await engine.rest()
    await engine.append(1, 'Checked')
    await engine.rest()
    expect(await rows('select * from set_aside')).toEqual([])
    expect((await rows('select id from run')).map((r) => r.id)).toEqual(['1.rich.1'])
    expect((await stage.stateOf(1)).absorbed).toEqual([2, 3])
    expect(
      await rows(`select customer_id, count(*)::int as n from event where name = 'Paid' group by 1 order by 1`),
    ).toEqual([
      { customer_id: 1, n: 1 },
      { customer_id: 3, n: 1 },
    ])
    const counted = `select sum(count)::int as n from event_minute where name = 'Paid'`
    expect(await rows(counted)).toEqual([{ n: 2 }])
    await expectReplayEqualsStore(1)
  })
})

test('T2 a value that one version dropped and the next asks for again is whole, although the engine slept through both', async () => {
  const bought = { aggregate: { fn: 'sum' as const, event: 'Paid', of: 'total' } }
  const steps = [waitStep('w', '1d'), END]
  const rich = flowOf({
    trigger: { event: 'Checked', where: { op: 'eq', left: bought, right: { literal: 30 } } },
    steps,
  })
  await engine.publish('cart', cart)
  await engine.publish('rich', rich)
  await engine.append(1, 'Paid', { properties: { total: 10 } })
  await engine.append(1, 'Product Added')
  await engine.rest()
  engine.now += HOUR / 2
  await engine.publish('rich', flowOf({ trigger: { event: 'Checked' }, steps }), 2)
  engine.now += HOUR
  await engine.publish('rich', rich, 3)
  await engine.append(1, 'Paid', { properties: { total: 20 } })
  await engine.append(1, 'Checked')
  await engine.rest()
  expect(await rows('select reason from set_aside')).toEqual([])
  expect(await rows(`select version from run where flow_id = 'rich'`)).toEqual([{ version: 3 }])
  await expectReplayEqualsStore(1)
})
