import { END, flowOf, sendStep, waitStep } from '@lotse/testkit'
import { describe, expect, test } from 'vitest'
import { cart, onStage } from './stage.fixture.ts'

const HOUR = 3_600_000

const on = onStage()

describe('from the log to the outbox', () => {
  test('B4 events make a profile, a flow waits, and the message lies in the outbox when its time has come, not before (E4)', async () => {
    await on.engine.publish('cart', cart)
    await on.engine.reachable(7)
    await on.engine.rest()
    await on.engine.append(7, 'Product Added', { properties: { sku: 'tent' } })
    await on.engine.rest()
    const [run] = await on.rows('select * from run')
    expect(run).toMatchObject({ id: '7.cart.1', step: 'wait', wake_at: run.started_at + HOUR, ended_at: null })
    expect(await on.rows('select due_at from timer')).toEqual([{ due_at: run.started_at + HOUR }])
    on.engine.now = run.started_at + HOUR - 101
    await on.engine.rest()
    expect(await on.rows('select * from message')).toEqual([])
    await on.engine.rest()
    expect(await on.rows('select key, state, channel, topic from message')).toEqual([
      { key: '7.cart.1/1/mail/1', state: 'queued', channel: 'email', topic: 'news' },
    ])
    expect(await on.rows('select * from timer')).toEqual([])
    expect([
      await on.stage.countOf('', 'entered'),
      await on.stage.countOf('wait', 'in'),
      await on.stage.countOf('wait', 'out'),
      await on.stage.countOf('', 'ended:completed'),
    ]).toEqual([1, 1, 1, 1])
    await on.replayEqualsStore(7)
  })

  test('M10 after a restore what is made for an instant before it is held, what comes later is not', async () => {
    await on.engine.publish('cart', cart)
    for (const customer of [1, 2]) {
      await on.engine.reachable(customer)
      await on.engine.append(customer, 'Product Added')
    }
    await on.engine.rest()
    const until = on.engine.now + 2 * HOUR
    await on.rows('insert into message_hold values (1, $1, $2)', [on.engine.now, until])
    on.engine.now = until + HOUR
    await on.engine.reachable(3)
    await on.engine.append(3, 'Product Added')
    await on.engine.rest()
    on.engine.now += 2 * HOUR
    await on.engine.rest()
    expect(await on.rows('select customer_id, state, reason from message order by customer_id')).toEqual([
      { customer_id: 1, state: 'held', reason: 'restored' },
      { customer_id: 2, state: 'held', reason: 'restored' },
      { customer_id: 3, state: 'queued', reason: null },
    ])
    expect(await on.rows(`select state, sum(count)::int as n from message_count group by 1 order by 1`)).toEqual([
      { state: 'held', n: 2 },
      { state: 'queued', n: 1 },
    ])
  })

  test.each(['queued', 'held'])('F6 a run that ends early cancels its %s message', async (state) => {
    await on.engine.publish(
      'f',
      flowOf({ goal: { event: 'Paid' }, steps: [sendStep('mail', 'w'), waitStep('w', '1d'), END] }),
    )
    await on.engine.reachable(1)
    await on.engine.append(1, 'Started')
    await on.engine.rest()
    for (const table of ['message', 'message_count']) await on.rows(`update ${table} set state = $1`, [state])
    await on.engine.append(1, 'Paid')
    await on.engine.rest()
    expect(await on.rows('select state, reason from message')).toEqual([{ state: 'cancelled', reason: 'run_ended' }])
    expect(await on.rows(`select state, sum(count)::int as n from message_count group by 1 order by 1`)).toEqual([
      { state: 'cancelled', n: 1 },
      { state, n: 0 },
    ])
  })

  test('E7 a message held back is an event with its reason', async () => {
    await on.engine.publish('f', flowOf({ steps: [sendStep('mail'), END] }))
    await on.engine.append(1, 'Started')
    await on.engine.rest()
    const [held] = await on.rows(`select body from event where name = 'Message Suppressed'`)
    expect(JSON.parse(held.body).p).toMatchObject({ reason: 'no_address', step: 'mail' })
    await on.replayEqualsStore(1)
  })
})

describe('E1 exactly once', () => {
  test('a worker that forgets everything between two steps repeats and loses nothing', async () => {
    await on.engine.publish('cart', cart)
    for (let customer = 1; customer <= 40; customer++) {
      await on.engine.reachable(customer)
      await on.engine.append(customer, 'Product Added')
    }
    await on.engine.visible()
    await on.engine.lane.step()
    await on.engine.restart()
    await on.engine.rest()
    expect(await on.stage.countOf('', 'entered')).toBe(40)
    expect(Number((await on.rows(`select sum(count) as n from engine_count where what = 'events'`))[0].n)).toBe(120)
  })

  test('a batch of many more customers than are drafted at once leaves nobody out, nor what happened to them before', async () => {
    const count = 450
    for (let customer = 1; customer <= count; customer++) await on.engine.append(customer, 'look')
    await on.engine.rest()
    await on.engine.publish('cart', cart)
    await on.engine.measure('buy', {
      steps: ['look', 'Product Added'].map((id) => ({ id, name: {}, on: [{ event: id }], channels: [] })),
      moves: [],
      starts: ['look'],
      ends: [],
      idleMs: 48 * HOUR,
    })
    on.engine.now += HOUR
    for (let customer = 1; customer <= count; customer++) await on.engine.append(customer, 'Product Added')
    await on.engine.visible()
    expect((await on.engine.lane.step()).events).toBe(count)
    expect(await on.stage.countOf('', 'entered')).toBe(count)
    const visits = `select step, sum(count)::int as n from journey_count where what = 'visits' group by 1 order by 1`
    expect(await on.rows(visits)).toEqual([
      { step: 'Product Added', n: count },
      { step: 'look', n: count },
    ])
    for (const customer of [1, 200, 201, 450]) await on.replayEqualsStore(customer)
  })

  test('B1 a worker that lost its lease cannot commit', async () => {
    await on.engine.publish('cart', cart)
    await on.engine.append(3, 'Product Added')
    const { bucket } = await on.engine.bucketRow(3)
    await on.rows('update bucket set epoch = epoch + 1 where bucket = $1', [bucket])
    await on.engine.visible()
    await expect(on.engine.lane.step()).rejects.toThrow('another worker has one of the buckets')
    expect(await on.rows('select * from customer_state')).toEqual([])
    await on.engine.restart()
    await on.engine.rest()
    expect(await on.stage.countOf('', 'entered')).toBe(1)
  })

  test('no entry is skipped when writers overlap: what an open transaction wrote earlier is read later', async () => {
    const early = await on.stage.pool.connect()
    await early.query('begin')
    const insert = `insert into event (workspace_id, bucket, customer_id, kind, name, channel, message_id, occurred_at, received_at, body)
      select workspace_id, bucket, customer_id, kind, $1, channel, message_id, occurred_at, received_at, body from event limit 1`
    await on.engine.append(3, 'First')
    await on.engine.rest()
    await early.query(insert, ['Early'])
    await on.engine.append(3, 'Late')
    for (let looks = 0; looks < 5; looks++) await on.engine.step()
    const heard = async () =>
      (await on.rows('select name, sum(count)::int as n from event_minute group by 1 order by 1')).map(
        (r) => `${r.name} ${r.n}`,
      )
    expect(await heard()).toEqual(['First 1'])
    await early.query('commit')
    early.release()
    await on.engine.rest()
    expect(await heard()).toEqual(['Early 1', 'First 1', 'Late 1'])
  })
})
