import type { FlowStep } from '@lotse/protocol'
import { END, flowOf, sendStep, waitStep } from '@lotse/testkit'
import { describe, expect, test } from 'vitest'
import { cart, onStage } from './stage.fixture.ts'

const HOUR = 3_600_000

const on = onStage()

describe('time', () => {
  test('an entry that arrives after a timer fired gets the timer’s time, so that replay sees the same order', async () => {
    await on.engine.publish('cart', cart)
    await on.engine.reachable(5)
    await on.engine.append(5, 'Product Added')
    await on.engine.rest()
    const [{ wake_at: due }] = await on.rows('select wake_at from run')
    on.engine.now = due
    await on.engine.rest()
    const arrived = on.engine.now
    on.engine.now = due - 10
    await on.engine.append(5, 'Order Completed')
    on.engine.now = arrived
    await on.engine.rest()
    expect(await on.rows(`select received_at from event where name = 'Order Completed'`)).toEqual([
      { received_at: due },
    ])
    expect(await on.rows('select reason from run')).toEqual([{ reason: 'completed' }])
    await on.replayEqualsStore(5)
  })

  test('F7 a held flow costs nothing while it is held, and its people leave after the resume', async () => {
    await on.engine.publish('cart', cart)
    await on.engine.reachable(5)
    await on.engine.append(5, 'Product Added')
    await on.engine.rest()
    await on.engine.change('cart', 'hold')
    on.engine.now += 2 * HOUR
    await on.engine.rest()
    expect(await on.rows('select * from timer')).toEqual([])
    await on.engine.change('cart', 'resume', 1, { spreadMs: 1000 })
    on.engine.now += 2000
    await on.engine.rest()
    expect(await on.rows('select state from message')).toEqual([{ state: 'queued' }])
    await on.replayEqualsStore(5)
  })

  test('F7 who waits beyond a hold is woken, though an earlier timer of theirs rang during it', async () => {
    const steps: FlowStep[] = [
      { id: 'listen', kind: 'wait_for', events: [{ event: 'Paid', next: 'long' }], timeout: '1h', otherwise: 'end' },
      waitStep('long', '3d', 'mail'),
      sendStep('mail'),
      END,
    ]
    await on.engine.publish('slow', flowOf({ steps }))
    await on.engine.reachable(5)
    await on.engine.append(5, 'Started')
    await on.engine.rest()
    await on.engine.append(5, 'Paid')
    await on.engine.rest()
    await on.engine.change('slow', 'hold')
    on.engine.now += 2 * HOUR
    await on.engine.rest()
    expect(await on.rows('select * from timer')).toEqual([])
    await on.engine.change('slow', 'resume', 1, { spreadMs: 1000 })
    await on.engine.rest()
    on.engine.now += 72 * HOUR
    await on.engine.rest()
    expect(await on.rows('select state from message')).toEqual([{ state: 'queued' }])
    await on.replayEqualsStore(5)
  })

  test('T4 the zone is the workspace’s of the time, whatever came first and whatever it becomes later', async () => {
    const nine = flowOf({
      entry: { rule: 'always' },
      steps: [{ id: 'nine', kind: 'wait_until', at: '09:00', next: 'end' }, END],
    })
    await on.rows(`update workspace set zone = 'America/New_York' where id = $1`, [on.engine.workspace])
    await on.engine.append(5, 'Before')
    await on.engine.rest()
    await on.engine.publish('nine', nine)
    await on.engine.append(5, 'Started')
    await on.engine.rest()
    const [{ wake_at: inNewYork }] = await on.rows('select wake_at from run')
    expect(new Date(inNewYork).toISOString().slice(11, 16)).toBe('14:00')
    await on.rows(`update workspace set zone = 'Asia/Tokyo' where id = $1`, [on.engine.workspace])
    await on.rows(
      `insert into catalog_change (workspace_id, effective_at, flow_id, version, action, detail)
       values ($1, $2, '', 0, 'zone', '{"from":"America/New_York","to":"Asia/Tokyo"}')`,
      [on.engine.workspace, on.engine.now],
    )
    await on.engine.append(5, 'Started')
    await on.engine.rest()
    const wakes = await on.rows('select wake_at from run order by started_at, id')
    expect(wakes.map((run) => new Date(run.wake_at).toISOString().slice(11, 16))).toEqual(['14:00', '00:00'])
    await on.replayEqualsStore(5)
  })

  test('F7 discarding ends everyone who is under way', async () => {
    await on.engine.publish('cart', cart)
    await on.engine.append(5, 'Product Added')
    await on.engine.rest()
    await on.engine.change('cart', 'discard')
    await on.engine.rest()
    expect(await on.rows('select reason from run')).toEqual([{ reason: 'discarded' }])
    await on.replayEqualsStore(5)
  })
})
