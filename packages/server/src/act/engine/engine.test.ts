import { Catalogs } from '@lotse/core/act'
import { type CustomerState, readState } from '@lotse/core/understand'
import type { Condition, FlowStep } from '@lotse/protocol'
import { END, flowOf, sendStep, waitStep } from '@lotse/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readWorkspaceCatalog } from '../../adapters/store/engine/catalog.ts'
import { testDatabase } from '../../adapters/store/testing.ts'
import { replay } from '../replay.ts'
import { HandEngine } from './testing.ts'

const HOUR = 3_600_000
let database: Awaited<ReturnType<typeof testDatabase>>
let engine: HandEngine

beforeEach(async () => {
  database = await testDatabase()
  engine = await HandEngine.on(database.url)
})
afterEach(async () => {
  await engine.close()
  await database.drop()
})

const rows = async (text: string, values: unknown[] = []) => (await engine.client.query(text, values)).rows
const stateOf = async (customer: number): Promise<CustomerState> =>
  readState((await rows('select state from customer_state where customer_id = $1', [customer]))[0].state)
const countOf = async (step: string, what: string): Promise<number> =>
  Number(
    (await rows('select coalesce(sum(count), 0) as n from flow_count where step = $1 and what = $2', [step, what]))[0]
      .n,
  )

const cart = flowOf({
  trigger: { event: 'Product Added' },
  goal: { event: 'Order Completed' },
  steps: [waitStep('wait', '1h', 'mail'), sendStep('mail'), END],
})

async function replayed(customer: number) {
  const catalog = await readWorkspaceCatalog(engine.client, engine.workspace)
  if (catalog === null) throw new Error('the workspace is gone')
  const catalogs = new Catalogs(catalog.zone)
  catalogs.add(catalog.changes, catalog.flows)
  const stored = await stateOf(customer)
  return replay(customer, { client: engine.client, catalogs, until: () => stored.clock })
}

async function expectReplayEqualsStore(customer: number): Promise<void> {
  const { customer: rebuilt, runs } = await replayed(customer)
  expect(rebuilt.state).toEqual(await stateOf(customer))
  for (const row of await rows('select * from run where customer_id = $1', [customer])) {
    const run = runs.get(row.id)
    expect({ step: run?.step, wakeAt: run?.wakeAt, ended: run?.ended?.reason ?? null, data: run?.data }).toEqual({
      step: row.step,
      wakeAt: row.wake_at,
      ended: row.reason,
      data: JSON.parse(row.state),
    })
  }
}

describe('from the log to the outbox', () => {
  test('B4 events make a profile, a flow waits, and the message lies in the outbox when its time has come, not before (E4)', async () => {
    await engine.publish('cart', cart)
    await engine.reachable(7)
    await engine.rest()
    await engine.append(7, 'Product Added', { properties: { sku: 'tent' } })
    await engine.rest()
    const [run] = await rows('select * from run')
    expect(run).toMatchObject({ id: '7.cart.1', step: 'wait', wake_at: run.started_at + HOUR, ended_at: null })
    expect(await rows('select due_at from timer')).toEqual([{ due_at: run.started_at + HOUR }])
    engine.now = run.started_at + HOUR - 101
    await engine.rest()
    expect(await rows('select * from message')).toEqual([])
    await engine.rest()
    expect(await rows('select key, state, channel, topic from message')).toEqual([
      { key: '7.cart.1/1/mail/1', state: 'queued', channel: 'email', topic: 'news' },
    ])
    expect(await rows('select * from timer')).toEqual([])
    expect([
      await countOf('', 'entered'),
      await countOf('wait', 'in'),
      await countOf('wait', 'out'),
      await countOf('', 'ended:completed'),
    ]).toEqual([1, 1, 1, 1])
    await expectReplayEqualsStore(7)
  })

  test('F6 a run that ends early cancels its queued message', async () => {
    await engine.publish(
      'f',
      flowOf({ goal: { event: 'Paid' }, steps: [sendStep('mail', 'w'), waitStep('w', '1d'), END] }),
    )
    await engine.reachable(1)
    await engine.append(1, 'Started')
    await engine.rest()
    await engine.append(1, 'Paid')
    await engine.rest()
    expect(await rows('select state, reason from message')).toEqual([{ state: 'cancelled', reason: 'run_ended' }])
    expect(await rows(`select state, sum(count)::int as n from message_count group by 1 order by 1`)).toEqual([
      { state: 'cancelled', n: 1 },
      { state: 'queued', n: 0 },
    ])
  })

  test('E7 a message held back is an event with its reason', async () => {
    await engine.publish('f', flowOf({ steps: [sendStep('mail'), END] }))
    await engine.append(1, 'Started')
    await engine.rest()
    const [held] = await rows(`select body from event where name = 'Message Suppressed'`)
    expect(JSON.parse(held.body).p).toMatchObject({ reason: 'no_address', step: 'mail' })
    await expectReplayEqualsStore(1)
  })
})

describe('E1 exactly once', () => {
  test('a worker that forgets everything between two steps repeats and loses nothing', async () => {
    await engine.publish('cart', cart)
    for (let customer = 1; customer <= 40; customer++) {
      await engine.reachable(customer)
      await engine.append(customer, 'Product Added')
    }
    await engine.lane.step()
    await engine.restart()
    await engine.rest()
    expect(await countOf('', 'entered')).toBe(40)
    expect(Number((await rows(`select sum(count) as n from engine_count where what = 'events'`))[0].n)).toBe(120)
  })

  test('B1 a worker that lost its lease cannot commit', async () => {
    await engine.publish('cart', cart)
    await engine.append(3, 'Product Added')
    const { bucket } = await engine.bucketRow(3)
    await rows('update bucket set epoch = epoch + 1 where bucket = $1', [bucket])
    await expect(engine.lane.step()).rejects.toThrow('another worker has one of the buckets')
    expect(await rows('select * from customer_state')).toEqual([])
    await engine.restart()
    await engine.rest()
    expect(await countOf('', 'entered')).toBe(1)
  })

  test('no entry is skipped when writers overlap: what an open transaction wrote earlier is read later', async () => {
    const early = await database.pool.connect()
    await early.query('begin')
    const insert = `insert into event (workspace_id, bucket, customer_id, kind, name, channel, message_id, occurred_at, received_at, body)
      select workspace_id, bucket, customer_id, kind, $1, channel, message_id, occurred_at, received_at, body from event limit 1`
    await engine.append(3, 'First')
    await engine.rest()
    await early.query(insert, ['Early'])
    await engine.append(3, 'Late')
    for (let looks = 0; looks < 5; looks++) await engine.step()
    const heard = async () =>
      (await rows('select name, sum(count)::int as n from event_minute group by 1 order by 1')).map(
        (r) => `${r.name} ${r.n}`,
      )
    expect(await heard()).toEqual(['First 1'])
    await early.query('commit')
    early.release()
    await engine.rest()
    expect(await heard()).toEqual(['Early 1', 'First 1', 'Late 1'])
  })
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
    expect((await stateOf(2)).left).toBe(1)
    expect((await stateOf(1)).absorbed).toEqual([2])
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
    expect((await stateOf(1)).absorbed).toEqual([2, 3])
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
    await expect(engine.step()).rejects.toThrow('no')
    await rows('drop trigger refuse on run')
    await rows(
      'create trigger refuse before update on run for each row when (new.ended_at is not null) execute function refuse()',
    )
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
    await expect(engine.step()).rejects.toThrow('invalid byte sequence')
    for (let entries = 0; entries < 3; entries++) await engine.lane.stepCarefully(() => false)
    await engine.rest()
    expect((await rows('select key from run order by key')).map((r) => r.key)).toEqual(['a', 'b'])
    expect(await rows('select count(*)::int as n from set_aside')).toEqual([{ n: 1 }])
    await expectReplayEqualsStore(9)
  })
})
