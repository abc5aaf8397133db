// Journeys as the engine measures them on a real database: every order of arrival, editions filled from the log, merges and splits, against counting all anew.
import { type Counts, compileJourney, countsOf, readState, runsOf, type Visit } from '@lotse/core/understand'
import type { JourneyDocument } from '@lotse/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cart, onStage } from './stage.fixture.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const STEPS = ['look', 'cart', 'pay', 'bought']
const step = (id: string, event = id, channels: string[] = []) => ({ id, name: {}, on: [{ event }], channels })
const buy: JourneyDocument = {
  steps: [step('look'), step('cart'), step('pay', 'pay', ['web']), step('bought')],
  moves: [
    { from: 'look', to: 'cart' },
    { from: 'cart', to: 'pay' },
    { from: 'pay', to: 'bought' },
  ],
  starts: ['look'],
  ends: ['bought'],
  idleMs: 2 * DAY,
}
const edition = compileJourney({ journey: 'buy', number: 1 }, buy)
const on = onStage()

const plain = (counts: Counts) => Object.fromEntries([...counts].map(([key, { count }]) => [key, count]).sort())
/** The counters of an edition as the database has them. @param segment - 0: of everybody. */
async function stored(number = 1, journey = 'buy', segment = 0): Promise<Record<string, number>> {
  const rows = await on.rows(
    `select what || ' ' || step || ' ' || next || ' ' || day || ' ' || rung || ' 0 ' || channel as key, sum(count)::int as n
     from journey_count where workspace_id = $1 and journey = $2 and edition = $3 and segment = $4 group by 1 having sum(count) <> 0`,
    [on.engine.workspace, journey, number, segment],
  )
  return Object.fromEntries(rows.map((row) => [row['key'], row['n']]).sort())
}
/** What visits count for at an instant, each customer's by themselves. */
function counted(
  visits: Readonly<Record<number, readonly Visit[]>>,
  now: number,
  by = edition,
): Record<string, number> {
  const runs = Object.values(visits).flatMap((list) => runsOf(list.toSorted(by.order), by, now))
  return plain(countsOf(runs, by))
}
const places = () =>
  on.rows('select customer_id as id, step, outcome, strays from journey_place order by customer_id, journey')
const total = async (what: string, number = 1) =>
  Object.entries(await stored(number)).reduce((sum, [key, n]) => sum + (key.startsWith(`${what} `) ? n : 0), 0)

/** Writes all states as they were written before ways had a short form. */
async function writeOut(): Promise<void> {
  const states = await on.rows('select customer_id as id, state from customer_state')
  expect(states.some(({ state }) => Array.isArray(JSON.parse(state).ways.buy))).toBe(true)
  for (const { id, state } of states)
    await on.rows('update customer_state set state = $2 where customer_id = $1', [id, JSON.stringify(readState(state))])
}

test('law: J3 J14 E2 in whatever order events arrive, in whatever batches, stored in whatever form, the counters are those of all visits counted anew', async () => {
  await on.engine.measure('buy', buy)
  const began = on.engine.now
  const arrivals = fc.sample(
    fc.tuple(
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom(...STEPS, 'other'),
      fc.integer({ min: -100, max: 0 }),
      fc.boolean(),
    ),
    { numRuns: 250, seed: 11 },
  )
  const visits: Record<number, Visit[]> = {}
  for (const [n, [customer, name, hours, settles]] of arrivals.entries()) {
    const channel = n % 3 === 0 ? 'app' : 'web'
    const occurredAt = on.engine.now + hours * HOUR
    await on.engine.append(customer, name, { occurredAt, channel })
    if (STEPS.includes(name)) visits[customer] = [...(visits[customer] ?? []), [name, occurredAt, channel]]
    if (n === 125) {
      await on.engine.rest()
      await writeOut()
    }
    if (settles && n % 5 === 0) {
      await on.engine.rest()
      on.engine.now += HOUR
    }
  }
  await on.engine.rest()
  expect(on.engine.now - began).toBeLessThan(5 * DAY)
  const { now } = on.engine
  expect(await stored()).toEqual(counted(visits, now))
  on.engine.now += 3 * DAY
  await on.engine.rest()
  expect(await total('here')).toBe(0)
  expect(await stored()).toEqual(counted(visits, on.engine.now))
  for (const customer of [1, 2, 3]) await on.replayEqualsStore(customer)
}, 120_000)

/** Something that happens to somebody: who, what, how many hours ago, and whether the engine comes to rest afterwards. */
const happenings = (seed: number, size: number) =>
  fc.sample(
    fc.tuple(
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom(...STEPS),
      fc.integer({ min: -60, max: 0 }),
      fc.integer({ min: 0, max: 9 }),
    ),
    { numRuns: size, seed },
  )

test('law: J7 whenever an edition comes between events, it counts all of them, and the one before what came until then', async () => {
  const other = { ...buy, ends: [], idleMs: 30 * HOUR }
  const second = compileJourney({ journey: 'buy', number: 2 }, other)
  const visits: Record<number, Visit[]> = {}
  let frozen: Record<string, number> = {}
  for (const [n, [customer, name, hours, rest]] of happenings(5, 120).entries()) {
    if (n === 30) await on.engine.measure('buy', buy)
    if (n === 80) {
      on.engine.now += 1
      frozen = counted(visits, on.engine.now)
      await on.engine.measure('buy', other, 2)
    }
    const occurredAt = on.engine.now + hours * HOUR
    await on.engine.append(customer, name, { occurredAt })
    visits[customer] = [...(visits[customer] ?? []), [name, occurredAt, 'web']]
    if (rest === 0) await on.engine.rest()
    if (rest === 1) on.engine.now += HOUR
  }
  on.engine.now += HOUR
  await on.engine.rest()
  expect(await stored(1)).toEqual(frozen)
  expect(await stored(2)).toEqual(counted(visits, on.engine.now, second))
  for (const customer of [1, 2, 3, 4, 5, 6]) await on.replayEqualsStore(customer)
}, 120_000)

test('law: J10 whenever an edition comes between answers, and whoever turns out to be one, each answer counts once', async () => {
  const asks = [{ kind: 'nps', event: 'answered', property: 'score' }] as const
  const asking: JourneyDocument = { ...buy, asks: [...asks] }
  const given: Record<string, number> = {}
  const dice = fc.sample(
    fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: -2, max: 12 }), fc.integer({ min: 0, max: 9 })),
    {
      numRuns: 90,
      seed: 21,
    },
  )
  for (const [n, [customer, score, rest]] of dice.entries()) {
    if (n === 20) await on.engine.measure('buy', buy)
    if (n === 40) await on.engine.measure('buy', asking, 2)
    if (n === 60) await on.engine.append(2, 'Left', { kind: 'leave', body: { to: 1 } })
    const occurredAt = on.engine.now - n * HOUR
    await on.engine.append(customer, 'answered', { occurredAt, body: { p: { score } } })
    if (score >= 0 && score <= 10) {
      const key = `nps   ${Math.floor(occurredAt / DAY)} ${score * 100} 0 web`
      given[key] = (given[key] ?? 0) + 1
    }
    if (rest === 0) await on.engine.rest()
    if (rest === 1) on.engine.now += HOUR
  }
  on.engine.now += HOUR
  await on.engine.rest()
  expect(await stored(1)).toEqual({})
  expect(await stored(2)).toEqual(Object.fromEntries(Object.entries(given).sort()))
  for (const customer of [1, 3, 5]) await on.replayEqualsStore(customer)
}, 120_000)

test('law: J8 whoever turns out to be one in the end is counted as one', async () => {
  await on.engine.measure('buy', buy)
  const visits: Record<number, Visit[]> = {}
  const merges: Readonly<Record<number, readonly [loser: number, survivor: number]>> = {
    30: [2, 1],
    50: [4, 3],
    70: [3, 1],
  }
  for (const [n, [customer, name, hours, rest]] of happenings(8, 100).entries()) {
    const merged = merges[n]
    if (merged) await on.engine.append(merged[0], 'Left', { kind: 'leave', body: { to: merged[1] } })
    const occurredAt = on.engine.now + hours * HOUR
    await on.engine.append(customer, name, { occurredAt })
    const one = customer <= 4 ? 1 : customer
    visits[one] = [...(visits[one] ?? []), [name, occurredAt, 'web']]
    if (rest === 0) await on.engine.rest()
    if (rest === 1) on.engine.now += HOUR
  }
  await on.engine.rest()
  expect(await stored()).toEqual(counted(visits, on.engine.now))
  expect(await on.rows('select distinct customer_id as id from journey_place order by 1')).toEqual([
    { id: 1 },
    { id: 5 },
    { id: 6 },
  ])
  await on.replayEqualsStore(1)
}, 120_000)

describe('J7 editions', () => {
  test('a new one is filled from the log by the sweep, by those who come sooner too, once each', async () => {
    for (const customer of [1, 2, 3]) {
      await on.engine.append(customer, 'look')
      await on.engine.append(customer, 'cart', { occurredAt: on.engine.now + 1 })
    }
    await on.engine.rest()
    await on.engine.measure('buy', buy)
    on.engine.now += HOUR
    await on.engine.append(2, 'pay')
    await on.engine.append(4, 'look')
    await on.engine.rest()
    expect(await total('reached')).toBe(8)
    expect(await places()).toEqual([
      { id: 1, step: 'cart', outcome: 'open', strays: null },
      { id: 2, step: 'pay', outcome: 'open', strays: null },
      { id: 3, step: 'cart', outcome: 'open', strays: null },
      { id: 4, step: 'look', outcome: 'open', strays: null },
    ])
    const swept = await on.rows(
      'select sum(done)::int as done, count(*) filter (where finished_at is null)::int as open from journey_fill',
    )
    expect(swept).toEqual([{ done: 3, open: 0 }])
    for (const customer of [1, 2, 4]) await on.replayEqualsStore(customer)
  })

  test('figures stay with their edition; the next begins with the whole history', async () => {
    await on.engine.measure('buy', buy)
    await on.engine.append(1, 'look')
    await on.engine.append(1, 'browse')
    await on.engine.rest()
    const before = await stored()
    on.engine.now += HOUR
    const other = { ...buy, steps: [step('look', 'browse'), ...buy.steps.slice(1)] }
    await on.engine.measure('buy', other, 2)
    await on.engine.append(1, 'look')
    await on.engine.append(2, 'browse')
    await on.engine.rest()
    expect(await stored()).toEqual(before)
    expect(await total('started', 2)).toBe(2)
    expect(await total('here', 2)).toBe(2)
    await on.replayEqualsStore(1)
  })

  test('one that follows before the sweep of the first is through leaves no customer behind', async () => {
    for (let customer = 1; customer <= 30; customer++) await on.engine.append(customer, 'look')
    await on.engine.rest()
    await on.engine.measure('buy', buy)
    await on.engine.measure('other', { ...buy, steps: [step('a', 'look')], moves: [], starts: ['a'], ends: [] })
    on.engine.now += HOUR
    await on.engine.rest()
    expect(await total('here')).toBe(30)
    expect(Object.values(await stored(1, 'other')).length).toBeGreaterThan(0)
    expect((await places()).length).toBe(60)
  })

  test('what is measured no longer is forgotten, and its figures stay', async () => {
    await on.engine.measure('buy', buy)
    await on.engine.append(1, 'look')
    await on.engine.rest()
    const before = await stored()
    await on.engine.change('buy', 'journey', 0)
    await on.engine.append(1, 'cart')
    await on.engine.rest()
    expect(await stored()).toEqual(before)
    expect(await places()).toEqual([])
    expect((await on.stage.stateOf(1)).ways).toBeUndefined()
    await on.replayEqualsStore(1)
  })
})

test('J7 nobody is looked at before an edition counts, so that the sweep leaves nobody behind', async () => {
  await on.engine.append(1, 'look')
  await on.engine.rest()
  await on.engine.measure('other', { ...buy, steps: [step('a', 'never')], moves: [], starts: ['a'], ends: [] })
  await on.rows(
    `insert into journey_fill (workspace_id, journey, number, bucket, effective_at) select $1, 'buy', 1, bucket, 0 from bucket`,
    [on.engine.workspace],
  )
  on.engine.now += HOUR
  await on.engine.rest()
  expect(await on.rows(`select distinct finished_at from journey_fill where journey = 'buy'`)).toEqual([
    { finished_at: null },
  ])
  await on.rows(`delete from journey_fill where journey = 'buy'`)
  await on.engine.measure('buy', buy)
  on.engine.now += HOUR
  await on.engine.rest()
  expect(await total('here')).toBe(1)
})

test('T3 what is history counts as visits, and sends nothing', async () => {
  await on.engine.publish('cart', cart)
  await on.engine.measure('buy', buy)
  await on.engine.append(1, 'look', { history: true, occurredAt: on.engine.now - DAY })
  await on.engine.append(1, 'Product Added', { history: true, occurredAt: on.engine.now - DAY })
  await on.engine.rest()
  expect(await total('visits')).toBe(1)
  expect(await on.rows('select id from run')).toEqual([])
})

test('J1 K3 who does nothing drops out at the very time, by a timer; deviations are written beside', async () => {
  await on.engine.measure('buy', buy)
  await on.engine.append(1, 'look')
  await on.engine.append(1, 'pay', { occurredAt: on.engine.now + 1, channel: 'phone' })
  await on.engine.rest()
  expect(await places()).toEqual([{ id: 1, step: 'pay', outcome: 'open', strays: ['skipped/cart', 'channel/pay'] }])
  on.engine.now += 2 * DAY - HOUR
  await on.engine.rest()
  expect(await total('here')).toBe(1)
  on.engine.now += HOUR
  await on.engine.rest()
  expect(await total('here')).toBe(0)
  expect(await total('dropped')).toBe(1)
  expect(await places()).toMatchObject([{ step: 'pay', outcome: 'dropped' }])
  expect(await on.rows('select * from timer')).toEqual([])
  await on.replayEqualsStore(1)
})

describe('J8 merges', () => {
  const at = (hours: number) => on.engine.now + hours * HOUR
  const merge = (loser: number, survivor: number) =>
    on.engine.append(loser, 'Left', { kind: 'leave', body: { to: survivor } })

  test('two who were one have made one way', async () => {
    await on.engine.measure('buy', buy)
    const visits: Visit[] = [
      ['look', at(-9), 'web'],
      ['cart', at(-6), 'web'],
      ['pay', at(-4), 'web'],
    ]
    await on.engine.append(1, 'look', { occurredAt: at(-9) })
    await on.engine.append(2, 'cart', { occurredAt: at(-6) })
    await on.engine.append(1, 'pay', { occurredAt: at(-4) })
    await on.engine.rest()
    expect(await total('here')).toBe(2)
    await merge(2, 1)
    await on.engine.rest()
    expect(await stored()).toEqual(counted({ 1: visits }, on.engine.now))
    expect(await places()).toEqual([{ id: 1, step: 'pay', outcome: 'open', strays: null }])
    await on.replayEqualsStore(1)
  })

  test('taken apart again, each goes the own way, and what comes later counts there', async () => {
    await on.engine.measure('buy', buy)
    const ways: Record<number, Visit[]> = {
      1: [
        ['look', at(-9), 'web'],
        ['pay', at(-4), 'web'],
      ],
      2: [
        ['cart', at(-6), 'web'],
        ['pay', at(-3), 'web'],
      ],
    }
    for (const [customer, visits] of Object.entries(ways))
      for (const [name, occurredAt] of visits) await on.engine.append(Number(customer), name, { occurredAt })
    await on.engine.rest()
    const state = await on.stage.stateOf(2)
    await merge(2, 1)
    await on.engine.rest()
    expect(await total('here')).toBe(1)
    const legacy = { state, runs: [] }
    await on.engine.append(2, 'bought', { occurredAt: at(0) })
    await on.engine.rest()
    await on.engine.append(1, 'Taken Apart', {
      kind: 'part',
      body: { side: 'stays', other: 2, absorbed: [], legacy, told: {} },
    })
    await on.engine.append(2, 'Taken Apart', { kind: 'part', body: { side: 'leaves', legacy } })
    await on.engine.append(2, 'cart')
    const again = on.engine.now
    await on.engine.rest()
    const [bought] = await on.rows(`select occurred_at as at from event where name = 'bought'`)
    ways[1]?.push(['bought', bought?.['at'], 'web'])
    ways[2]?.push(['cart', again, 'web'])
    expect(await stored()).toEqual(counted(ways, on.engine.now))
    expect(await places()).toMatchObject([
      { id: 1, step: 'bought', outcome: 'completed' },
      { id: 2, step: 'cart', outcome: 'open' },
    ])
    expect((await on.stage.stateOf(2)).waysOut).toBeUndefined()
    await on.replayEqualsStore(1)
    await on.replayEqualsStore(2)
  })

  test('an edition that one of them had not learned of when it left is filled from both', async () => {
    const [first, second] = [at(-9), at(-6)]
    await on.engine.append(1, 'look', { occurredAt: first })
    await on.engine.append(2, 'cart', { occurredAt: second })
    await on.engine.rest()
    await merge(2, 1)
    await on.engine.measure('buy', buy)
    await on.engine.rest()
    const visits: Visit[] = [
      ['look', first, 'web'],
      ['cart', second, 'web'],
    ]
    expect(await stored()).toEqual(counted({ 1: visits }, on.engine.now))
    await on.replayEqualsStore(1)
  })
})
