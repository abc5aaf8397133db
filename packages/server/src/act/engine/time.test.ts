import type { FlowStep } from '@lotse/protocol'
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

describe('time', () => {
  test('an entry that arrives after a timer fired gets the timer’s time, so that replay sees the same order', async () => {
    await engine.publish('cart', cart)
    await engine.reachable(5)
    await engine.append(5, 'Product Added')
    await engine.rest()
    const [{ wake_at: due }] = await rows('select wake_at from run')
    engine.now = due
    await engine.rest()
    const arrived = engine.now
    engine.now = due - 10
    await engine.append(5, 'Order Completed')
    engine.now = arrived
    await engine.rest()
    expect(await rows(`select received_at from event where name = 'Order Completed'`)).toEqual([{ received_at: due }])
    expect(await rows('select reason from run')).toEqual([{ reason: 'completed' }])
    await expectReplayEqualsStore(5)
  })

  test('F7 a held flow costs nothing while it is held, and its people leave after the resume', async () => {
    await engine.publish('cart', cart)
    await engine.reachable(5)
    await engine.append(5, 'Product Added')
    await engine.rest()
    await engine.change('cart', 'hold')
    engine.now += 2 * HOUR
    await engine.rest()
    expect(await rows('select * from timer')).toEqual([])
    await engine.change('cart', 'resume', 1, { spreadMs: 1000 })
    engine.now += 2000
    await engine.rest()
    expect(await rows('select state from message')).toEqual([{ state: 'queued' }])
    await expectReplayEqualsStore(5)
  })

  test('F7 who waits beyond a hold is woken, though an earlier timer of theirs rang during it', async () => {
    const steps: FlowStep[] = [
      { id: 'listen', kind: 'wait_for', events: [{ event: 'Paid', next: 'long' }], timeout: '1h', otherwise: 'end' },
      waitStep('long', '3d', 'mail'),
      sendStep('mail'),
      END,
    ]
    await engine.publish('slow', flowOf({ steps }))
    await engine.reachable(5)
    await engine.append(5, 'Started')
    await engine.rest()
    await engine.append(5, 'Paid')
    await engine.rest()
    await engine.change('slow', 'hold')
    engine.now += 2 * HOUR
    await engine.rest()
    expect(await rows('select * from timer')).toEqual([])
    await engine.change('slow', 'resume', 1, { spreadMs: 1000 })
    await engine.rest()
    engine.now += 72 * HOUR
    await engine.rest()
    expect(await rows('select state from message')).toEqual([{ state: 'queued' }])
    await expectReplayEqualsStore(5)
  })

  test('T4 the zone is the workspace’s of the time, whatever came first and whatever it becomes later', async () => {
    const nine = flowOf({
      entry: { rule: 'always' },
      steps: [{ id: 'nine', kind: 'wait_until', at: '09:00', next: 'end' }, END],
    })
    await rows(`update workspace set zone = 'America/New_York' where id = $1`, [engine.workspace])
    await engine.append(5, 'Before')
    await engine.rest()
    await engine.publish('nine', nine)
    await engine.append(5, 'Started')
    await engine.rest()
    const [{ wake_at: inNewYork }] = await rows('select wake_at from run')
    expect(new Date(inNewYork).toISOString().slice(11, 16)).toBe('14:00')
    await rows(`update workspace set zone = 'Asia/Tokyo' where id = $1`, [engine.workspace])
    await rows(
      `insert into catalog_change (workspace_id, effective_at, flow_id, version, action, detail)
       values ($1, $2, '', 0, 'zone', '{"from":"America/New_York","to":"Asia/Tokyo"}')`,
      [engine.workspace, engine.now],
    )
    await engine.append(5, 'Started')
    await engine.rest()
    const wakes = await rows('select wake_at from run order by started_at, id')
    expect(wakes.map((run) => new Date(run.wake_at).toISOString().slice(11, 16))).toEqual(['14:00', '00:00'])
    await expectReplayEqualsStore(5)
  })

  test('F7 discarding ends everyone who is under way', async () => {
    await engine.publish('cart', cart)
    await engine.append(5, 'Product Added')
    await engine.rest()
    await engine.change('cart', 'discard')
    await engine.rest()
    expect(await rows('select reason from run')).toEqual([{ reason: 'discarded' }])
    await expectReplayEqualsStore(5)
  })
})
