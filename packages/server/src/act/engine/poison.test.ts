import type { Condition } from '@lotse/protocol'
import { END, flowOf, waitStep } from '@lotse/testkit'
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

describe('B2 poison', () => {
  const broken = {
    ...flowOf({ trigger: { event: 'Boom' }, steps: [waitStep('w', '1h', 'end'), END] }),
    start: 'nowhere',
  }

  test('an event that makes a rule throw is set aside with its reason, and its bucket goes on', async () => {
    await engine.publish('broken', broken)
    await engine.append(9, 'Before')
    await engine.append(9, 'Boom')
    await engine.append(9, 'After')
    await engine.rest()
    expect(await rows('select customer_id, reason from set_aside')).toEqual([
      { customer_id: 9, reason: 'flow broken version 1 has no step nowhere' },
    ])
    expect((await rows('select name from event_minute order by name')).map((r) => r.name)).toEqual(['After', 'Before'])
    await expectReplayEqualsStore(9)
  })

  test('a run whose step throws when its time comes is stopped, and people see why', async () => {
    await engine.publish('broken', { ...broken, start: 'w', steps: [waitStep('w', '1h', 'nowhere'), END] })
    await engine.append(9, 'Boom')
    await engine.rest()
    engine.now += 2 * HOUR
    await engine.rest()
    expect(await rows('select reason from run')).toEqual([{ reason: 'stopped' }])
    expect(await rows('select reason from set_aside')).toEqual([
      { reason: 'flow broken version 1 has no step nowhere' },
    ])
    expect(await rows('select * from timer')).toEqual([])
    await expectReplayEqualsStore(9)
  })

  test('what was set aside and applied again later counts once when a new aggregate asks', async () => {
    await engine.publish('broken', broken)
    await engine.append(9, 'Boom', { properties: { n: 1 } })
    await engine.rest()
    await engine.change('broken', 'archive')
    await rows('update set_aside set resolved_at = $1', [engine.now])
    await engine.append(9, 'Boom', { properties: { n: 1 } })
    await engine.rest()
    const once: Condition = {
      op: 'eq',
      left: { aggregate: { fn: 'count', event: 'Boom' } },
      right: { literal: 1 },
    }
    await engine.publish('f', flowOf({ trigger: { event: 'Checked', where: once }, steps: [waitStep('w', '1d'), END] }))
    await engine.append(9, 'Checked')
    await engine.rest()
    expect((await rows('select flow_id from run')).map((r) => r.flow_id)).toEqual(['f'])
    await expectReplayEqualsStore(9)
  })

  test('a timer whose result cannot be written is put off alone; entries of its bucket are not blamed', async () => {
    await engine.publish('keyed', flowOf({ steps: [waitStep('w', '1h'), END] }))
    await engine.append(9, 'Started')
    await engine.rest()
    await rows(
      `create function refuse() returns trigger language plpgsql as $$ begin raise 'no' using errcode = '22000'; end $$`,
    )
    await rows('create trigger refuse before update on run for each row execute function refuse()')
    engine.now += 2 * HOUR
    await engine.append(9, 'Other')
    await engine.visible()
    await expect(engine.step()).rejects.toThrow('no')
    await rows('drop trigger refuse on run')
    await rows(
      'create trigger refuse before update on run for each row when (new.ended_at is not null) execute function refuse()',
    )
    await engine.visible()
    await engine.lane.stepCarefully(() => false)
    expect((await rows('select seq, due_at from set_aside')).map((r) => r.due_at !== null)).toContain(true)
    await rows('drop trigger refuse on run')
    engine.now += 2 * HOUR
    await engine.rest()
    expect(await rows('select reason from run')).toEqual([{ reason: 'completed' }])
  })

  test('an entry whose result cannot be written is set aside alone; its neighbours are applied', async () => {
    const keyed = flowOf({ trigger: { event: 'Ordered', key: 'order_id' }, steps: [waitStep('w', '1h'), END] })
    await engine.publish('keyed', keyed)
    await engine.append(9, 'Ordered', { properties: { order_id: 'a' } })
    await engine.append(9, 'Ordered', { properties: { order_id: 'nul\u0000byte' } })
    await engine.append(9, 'Ordered', { properties: { order_id: 'b' } })
    await engine.visible()
    await expect(engine.step()).rejects.toThrow('invalid byte sequence')
    for (let entries = 0; entries < 3; entries++) {
      await engine.visible()
      await engine.lane.stepCarefully(() => false)
    }
    await engine.rest()
    expect((await rows('select key from run order by key')).map((r) => r.key)).toEqual(['a', 'b'])
    expect(await rows('select count(*)::int as n from set_aside')).toEqual([{ n: 1 }])
    await expectReplayEqualsStore(9)
  })
})
