import type { Condition } from '@lotse/protocol'
import { END, flowOf, waitStep } from '@lotse/testkit'
import { describe, expect, test } from 'vitest'
import { onStage } from './stage.fixture.ts'

const HOUR = 3_600_000

const on = onStage()

describe('B2 poison', () => {
  const broken = {
    ...flowOf({ trigger: { event: 'Boom' }, steps: [waitStep('w', '1h', 'end'), END] }),
    start: 'nowhere',
  }

  test('an event that makes a rule throw is set aside with its reason, and its bucket goes on', async () => {
    await on.engine.publish('broken', broken)
    await on.engine.append(9, 'Before')
    await on.engine.append(9, 'Boom')
    await on.engine.append(9, 'After')
    await on.engine.rest()
    expect(await on.rows('select customer_id, reason from set_aside')).toEqual([
      { customer_id: 9, reason: 'flow broken version 1 has no step nowhere' },
    ])
    expect((await on.rows('select name from event_minute order by name')).map((r) => r.name)).toEqual([
      'After',
      'Before',
    ])
    await on.replayEqualsStore(9)
  })

  test('a run whose step throws when its time comes is stopped, and people see why', async () => {
    await on.engine.publish('broken', { ...broken, start: 'w', steps: [waitStep('w', '1h', 'nowhere'), END] })
    await on.engine.append(9, 'Boom')
    await on.engine.rest()
    on.engine.now += 2 * HOUR
    await on.engine.rest()
    expect(await on.rows('select reason from run')).toEqual([{ reason: 'stopped' }])
    expect(await on.rows('select reason from set_aside')).toEqual([
      { reason: 'flow broken version 1 has no step nowhere' },
    ])
    expect(await on.rows('select * from timer')).toEqual([])
    await on.replayEqualsStore(9)
  })

  test('what was set aside and applied again later counts once when a new aggregate asks', async () => {
    await on.engine.publish('broken', broken)
    await on.engine.append(9, 'Boom', { properties: { n: 1 } })
    await on.engine.rest()
    await on.engine.change('broken', 'archive')
    await on.rows('update set_aside set resolved_at = $1', [on.engine.now])
    await on.engine.append(9, 'Boom', { properties: { n: 1 } })
    await on.engine.rest()
    const once: Condition = {
      op: 'eq',
      left: { aggregate: { fn: 'count', event: 'Boom' } },
      right: { literal: 1 },
    }
    await on.engine.publish(
      'f',
      flowOf({ trigger: { event: 'Checked', where: once }, steps: [waitStep('w', '1d'), END] }),
    )
    await on.engine.append(9, 'Checked')
    await on.engine.rest()
    expect((await on.rows('select flow_id from run')).map((r) => r.flow_id)).toEqual(['f'])
    await on.replayEqualsStore(9)
  })

  test('a timer whose result cannot be written is put off alone; entries of its bucket are not blamed', async () => {
    await on.engine.publish('keyed', flowOf({ steps: [waitStep('w', '1h'), END] }))
    await on.engine.append(9, 'Started')
    await on.engine.rest()
    await on.rows(
      `create function refuse() returns trigger language plpgsql as $$ begin raise 'no' using errcode = '22000'; end $$`,
    )
    await on.rows('create trigger refuse before update on run for each row execute function refuse()')
    on.engine.now += 2 * HOUR
    await on.engine.append(9, 'Other')
    await on.engine.visible()
    await expect(on.engine.step()).rejects.toThrow('no')
    await on.rows('drop trigger refuse on run')
    await on.rows(
      'create trigger refuse before update on run for each row when (new.ended_at is not null) execute function refuse()',
    )
    await on.engine.visible()
    await on.engine.lane.stepCarefully(() => false)
    expect((await on.rows('select seq, due_at from set_aside')).map((r) => r.due_at !== null)).toContain(true)
    await on.rows('drop trigger refuse on run')
    on.engine.now += 2 * HOUR
    await on.engine.rest()
    expect(await on.rows('select reason from run')).toEqual([{ reason: 'completed' }])
  })

  test('an entry whose result cannot be written is set aside alone; its neighbours are applied', async () => {
    const keyed = flowOf({ trigger: { event: 'Ordered', key: 'order_id' }, steps: [waitStep('w', '1h'), END] })
    await on.engine.publish('keyed', keyed)
    await on.engine.append(9, 'Ordered', { properties: { order_id: 'a' } })
    await on.engine.append(9, 'Ordered', { properties: { order_id: 'nul\u0000byte' } })
    await on.engine.append(9, 'Ordered', { properties: { order_id: 'b' } })
    await on.engine.visible()
    await expect(on.engine.step()).rejects.toThrow('invalid byte sequence')
    for (let entries = 0; entries < 3; entries++) {
      await on.engine.visible()
      await on.engine.lane.stepCarefully(() => false)
    }
    await on.engine.rest()
    expect((await on.rows('select key from run order by key')).map((r) => r.key)).toEqual(['a', 'b'])
    expect(await on.rows('select count(*)::int as n from set_aside')).toEqual([{ n: 1 }])
    await on.replayEqualsStore(9)
  })
})
