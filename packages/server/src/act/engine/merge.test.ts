import { END, flowOf, waitStep } from '@lotse/testkit'
import { describe, expect, test } from 'vitest'
import { cart, onStage } from './stage.fixture.ts'

const HOUR = 3_600_000

const on = onStage()

describe('merging (I4)', () => {
  test('the survivor takes over profile, aggregates and runs of the loser, through both logs', async () => {
    const bought = { aggregate: { fn: 'sum' as const, event: 'Paid', of: 'total' } }
    const rich = flowOf({
      trigger: { event: 'Checked', where: { op: 'eq', left: bought, right: { literal: 30 } } },
      steps: [waitStep('w', '1d'), END],
    })
    await on.engine.publish('rich', rich)
    await on.engine.publish('cart', cart)
    await on.engine.append(2, 'Paid', { properties: { total: 10 } })
    await on.engine.append(2, 'Product Added')
    await on.engine.append(1, 'Paid', { properties: { total: 20 } })
    await on.engine.append(2, 'Left', { kind: 'leave', body: { to: 1 } })
    await on.engine.rest()
    await on.engine.append(1, 'Checked')
    await on.engine.rest()
    expect((await on.rows('select id, customer_id from run order by id')).map((r) => [r.id, r.customer_id])).toEqual([
      ['1.rich.2', 1],
      ['2.cart.1', 1],
    ])
    expect((await on.stage.stateOf(2)).left).toBe(1)
    expect((await on.stage.stateOf(1)).absorbed).toEqual([2])
    expect(await on.rows('select customer_id from timer')).toEqual([{ customer_id: 1 }])
    await on.replayEqualsStore(1)
  })

  test('an aggregate published after the merge is filled from both histories', async () => {
    await on.engine.append(2, 'Paid', { properties: { total: 10 } })
    await on.engine.append(1, 'Paid', { properties: { total: 20 } })
    await on.engine.append(2, 'Left', { kind: 'leave', body: { to: 1 } })
    await on.engine.rest()
    const bought = { aggregate: { fn: 'sum' as const, event: 'Paid', of: 'total' } }
    await on.engine.publish(
      'rich',
      flowOf({
        trigger: { event: 'Checked', where: { op: 'eq', left: bought, right: { literal: 30 } } },
        steps: [waitStep('w', '1d'), END],
      }),
    )
    await on.engine.append(1, 'Checked')
    await on.engine.rest()
    expect((await on.rows('select id from run')).map((r) => r.id)).toEqual(['1.rich.1'])
    await on.replayEqualsStore(1)
  })
})

describe('after a merge (I4)', () => {
  test('a timer that rings once more for who was merged away does nothing and holds nobody up', async () => {
    await on.engine.publish('cart', cart)
    await on.engine.append(2, 'Product Added')
    await on.engine.rest()
    expect(await on.rows('select customer_id from timer')).toEqual([{ customer_id: 2 }])
    await on.engine.append(2, 'Left', { kind: 'leave', body: { to: 1 } })
    await on.engine.rest()
    on.engine.now += 2 * HOUR
    await on.engine.append(3, 'Product Added')
    await on.engine.rest()
    expect(await on.rows('select * from set_aside')).toEqual([])
    expect(await on.rows('select customer_id from timer order by 1')).toEqual([{ customer_id: 3 }])
    await on.replayEqualsStore(1)
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
    await on.engine.publish('listen', flowOf({ trigger: { event: 'Product Added' }, steps }))
    const start = on.engine.now
    await on.engine.append(2, 'Product Added')
    await on.engine.rest()
    await on.engine.append(2, 'Left', { kind: 'leave', body: { to: 1 } })
    on.engine.now = start + 2 * HOUR
    await on.engine.append(1, 'Seen')
    await on.engine.visible()
    await on.engine.step()
    on.engine.now = start + HOUR / 2
    await on.engine.append(1, 'Paid')
    await on.engine.rest()
    expect(await on.rows('select step, reason from run')).toEqual([{ step: 'end', reason: 'completed' }])
    await on.replayEqualsStore(1)
  })

  test('an entry behind the leave goes on to the survivor and counts once, through a chain of merges too', async () => {
    const bought = { aggregate: { fn: 'sum' as const, event: 'Paid', of: 'total' } }
    const rich = flowOf({
      trigger: { event: 'Checked', where: { op: 'eq', left: bought, right: { literal: 37 } } },
      steps: [waitStep('w', '1d'), END],
    })
    await on.engine.publish('rich', rich)
    await on.engine.append(3, 'Paid', { properties: { total: 30 } })
    await on.engine.append(2, 'Left', { kind: 'leave', body: { to: 1 } })
    await on.engine.append(3, 'Left', { kind: 'leave', body: { to: 2 } })
    await on.engine.append(3, 'Paid', { properties: { total: 7 } })
    await on.engine.rest()
    await on.engine.append(1, 'Checked')
    await on.engine.rest()
    expect(await on.rows('select * from set_aside')).toEqual([])
    expect((await on.rows('select id from run')).map((r) => r.id)).toEqual(['1.rich.1'])
    expect((await on.stage.stateOf(1)).absorbed).toEqual([2, 3])
    expect(
      await on.rows(`select customer_id, count(*)::int as n from event where name = 'Paid' group by 1 order by 1`),
    ).toEqual([
      { customer_id: 1, n: 1 },
      { customer_id: 3, n: 1 },
    ])
    const counted = `select sum(count)::int as n from event_minute where name = 'Paid'`
    expect(await on.rows(counted)).toEqual([{ n: 2 }])
    await on.replayEqualsStore(1)
  })
})

test('T2 a value that one version dropped and the next asks for again is whole, although the engine slept through both', async () => {
  const bought = { aggregate: { fn: 'sum' as const, event: 'Paid', of: 'total' } }
  const steps = [waitStep('w', '1d'), END]
  const rich = flowOf({
    trigger: { event: 'Checked', where: { op: 'eq', left: bought, right: { literal: 30 } } },
    steps,
  })
  await on.engine.publish('cart', cart)
  await on.engine.publish('rich', rich)
  await on.engine.append(1, 'Paid', { properties: { total: 10 } })
  await on.engine.append(1, 'Product Added')
  await on.engine.rest()
  on.engine.now += HOUR / 2
  await on.engine.publish('rich', flowOf({ trigger: { event: 'Checked' }, steps }), 2)
  on.engine.now += HOUR
  await on.engine.publish('rich', rich, 3)
  await on.engine.append(1, 'Paid', { properties: { total: 20 } })
  await on.engine.append(1, 'Checked')
  await on.engine.rest()
  expect(await on.rows('select reason from set_aside')).toEqual([])
  expect(await on.rows(`select version from run where flow_id = 'rich'`)).toEqual([{ version: 3 }])
  await on.replayEqualsStore(1)
})
