// Events of a workspace: listed, followed live without a gap, opened, learnt, counted; refused ones judged again; the health of sources.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Learner } from '../../packages/server/src/listen/learn-schema.ts'
import { surveyStep } from '../../packages/server/src/listen/survey.ts'
import { House, type Reply } from './house.ts'
import { type Listening, openEvents } from './listen.ts'

let house: House
let url: string
let sourceId: string

beforeAll(async () => {
  house = await House.build()
  url = await house.app.listen({ port: 0, host: '127.0.0.1' })
  await house.track([
    { type: 'identify', userId: 'anna', traits: { name: 'Anna Meier', email: 'anna@example.org', plan: 'plus' } },
    ...Array.from({ length: 30 }, (_, n) => ({
      type: 'track',
      event: n % 3 === 0 ? 'Bought' : 'Looked',
      userId: 'anna',
      properties: { product: `Tent ${n}`, price: n, currency: n === 3 ? 'CHF' : 'EUR', comment: 'From Anna' },
    })),
  ])
  sourceId = String((await house.world.pool.query(`select id from source where write_key = 'wk_house'`)).rows[0].id)
  await survey()
})
afterAll(() => house.close())

const learner = new Learner()
async function survey(): Promise<void> {
  await house.engine.visible()
  while ((await surveyStep(house.world.pool, learner))?.behind);
}
const items = (reply: Reply) => reply.json.items as Record<string, unknown>[]
const list = (query: Record<string, string | number> = {}, as = house.as('admin')) =>
  house.call('listEvents', { query: query as { name?: string } }, as)

describe('the list', () => {
  test('[R4.20] newest first, whether surveyed or not, with source, customer and what matters', async () => {
    await house.track([{ type: 'track', event: 'Just Now', userId: 'anna', properties: { price: 5 } }])
    const found = items(await list())
    expect(found).toHaveLength(32)
    expect((await house.ok('listEvents', { query: { limit: 1 } })).items).toHaveLength(1)
    expect(found[0]).toMatchObject({
      name: 'Just Now',
      kind: 'track',
      source: { id: sourceId, name: 'Site' },
      who: { kind: 'userId', value: 'anna' },
      customerId: await house.customer('anna'),
      facts: [{ name: 'price', value: '5' }],
    })
    await survey()
    expect(items(await list()).map(({ id }) => id)).toEqual(found.map(({ id }) => id))
  })

  test('calls customers by the name they told, masked for who may not read it', async () => {
    await house.settle()
    expect(items(await list())[0]?.['customerName']).toBe('Anna Meier')
    expect(items(await list({}, house.as('viewer')))[0]?.['customerName']).toMatch(/^(?!Anna Meier)./)
  })

  test.each([
    [{ name: 'Bought' }, 10],
    [{ channel: 'server' }, 32],
    [{ channel: 'fax' }, 0],
    [{ source: 'own' }, 0],
    [{ property: 'currency=CHF' }, 1],
    [{ property: 'price=7' }, 1],
    [{ property: 'plan=plus' }, 1],
    [{ name: 'Bought', property: 'currency=EUR' }, 9],
    [{ since: '2030-01-01T00:00:00.000Z' }, 0],
    [{ until: '2020-01-01T00:00:00.000Z' }, 0],
  ])('narrowed to %j: %d', async (query, count) => {
    expect(items(await list(query))).toHaveLength(count)
  })

  test('of one source, and of one customer', async () => {
    expect(items(await list({ source: sourceId }))).toHaveLength(32)
    expect(items(await list({ customer: await house.customer('anna'), name: 'Bought' }))).toHaveLength(10)
    expect((await list({ customer: '999999' })).json.code).toBe('not_found')
  })

  test('pages of any size make up the whole', async () => {
    const whole = items(await list()).map(({ id }) => id)
    const paged: unknown[] = []
    let cursor: string | undefined
    do {
      const page = await list({ limit: 7, ...(cursor === undefined ? {} : { cursor }) })
      paged.push(...items(page).map(({ id }) => id))
      cursor = (page.json.next as string | null) ?? undefined
    } while (cursor !== undefined)
    expect(paged).toEqual(whole)
  })

  test.each(['cursor=x', 'since=yesterday', 'property=x', 'source=shop', 'customer=anna'])(
    '%s is refused by name',
    async (query) => {
      const reply = await house.send('GET', `/api/v1/events?${query}`, { headers: house.as('admin') })
      expect(reply.json).toMatchObject({ status: 400, code: 'request.invalid', field: query.split('=')[0] })
    },
  )

  test('E9 another workspace sees none of it, leadership no customers’ events at all', async () => {
    expect(items(await list({}, house.as('foreign')))).toEqual([])
    const [{ id } = {}] = items(await list())
    const foreign = await house.call('getEvent', { params: { id: String(id) } }, house.as('foreign'))
    expect([foreign.status, foreign.json.code]).toEqual([404, 'not_found'])
    expect((await list({}, house.as('leadership'))).json.code).toBe('auth.forbidden')
  })

  test('E9 who may not read personal data sees masks, and cannot try values out', async () => {
    const viewer = house.as('viewer')
    const text = (await list({}, viewer)).text
    expect(text).not.toContain('anna')
    expect(text).not.toContain('From Anna')
    expect(text).toContain('EUR')
    expect((await list({ property: 'email=anna@example.org' }, viewer)).json).toMatchObject({
      code: 'auth.forbidden',
      action: 'personal.read',
    })
    expect(items(await list({ property: 'currency=CHF' }, viewer))).toHaveLength(1)
  })
})

describe('the file', () => {
  test('holds the same events, masked as the list is', async () => {
    const rows = await house.ok('exportEvents', { query: { name: 'Bought', format: 'json' } })
    expect(rows).toHaveLength(10)
    const text = (await house.call('exportEvents', { query: { name: 'Bought', language: 'de' } }, house.as('viewer')))
      .text
    expect(text.split('\r\n')[0]).toContain('Geschehen;Eingetroffen;Ereignis')
    expect(text).not.toMatch(/anna|From Anna/)
  })
  test('refused ones too, newest first', async () => {
    expect(await house.ok('exportRefused', { query: { format: 'json', state: 'replayed' } })).toEqual([])
  })
})

describe('one event', () => {
  test('shows all that is kept', async () => {
    const [item] = items(await list({ name: 'Bought' }))
    const json = await house.ok('getEvent', { params: { id: String(item?.id) } })
    expect(json).toMatchObject({ name: 'Bought', properties: { product: 'Tent 27', price: 27 }, masked: false })
    const masked = await house.call('getEvent', { params: { id: String(item?.id) } }, house.as('viewer'))
    expect(masked.json).toMatchObject({ properties: { price: 27, comment: '•••' }, masked: true })
  })
  test.each(['999-1-1', '1-99999999999999999999-1', '0-1-9999999999999999', 'x', '1-1'])('%s is none', async (id) => {
    expect([400, 404]).toContain((await house.call('getEvent', { params: { id } })).status)
  })
})

describe('the tail', () => {
  const open = (query = '', headers = {}) =>
    openEvents(`${url}/api/v1/events/live${query}`, { ...house.as('admin'), ...headers })
  const namesOf = async (stream: Listening, count: number): Promise<{ names: string[]; id: string }> => {
    const names: string[] = []
    for (;;) {
      const { data, id } = await stream.next()
      names.push(...(data.items as { name: string }[]).map(({ name }) => name))
      if (names.length >= count) return { names, id }
    }
  }
  let n = 0
  const send = (count: number, more: object = {}) =>
    house.track(Array.from({ length: count }, () => ({ type: 'track', event: `Live ${++n}`, userId: 'bert', ...more })))

  test('shows what comes after the list, without a gap and nothing of before', async () => {
    const place = String((await list({ limit: 1 })).json.place)
    await send(2)
    const stream = await open(`?after=${place}`)
    await send(1)
    expect((await namesOf(stream, 3)).names).toEqual(['Live 1', 'Live 2', 'Live 3'])
    stream.close()
  })

  test('goes on where it was cut off', async () => {
    const first = await open(`?after=${(await list({ limit: 1 })).json.place}`)
    await send(1)
    const { id } = await namesOf(first, 1)
    first.close()
    await send(2)
    const again = await open('', { 'last-event-id': id })
    expect((await namesOf(again, 2)).names).toEqual(['Live 5', 'Live 6'])
    again.close()
  })

  test('shows only what was asked for', async () => {
    const place = (await list({ limit: 1 })).json.place
    const stream = await open(`?after=${place}&property=${encodeURIComponent('size=XL')}`)
    await send(2)
    await send(1, { properties: { size: 'XL' } })
    expect((await namesOf(stream, 1)).names).toEqual(['Live 9'])
    stream.close()
  })

  test('L75 says how many there was no room for', async () => {
    const stream = await open(`?after=${(await list({ limit: 1 })).json.place}&name=Flood`)
    await house.track(Array.from({ length: 200 }, () => ({ type: 'track', event: 'Flood', userId: 'bert' })))
    const { data } = await stream.next()
    expect([(data.items as unknown[]).length, data.dropped]).toEqual([60, 140])
    stream.close()
  })

  test('E9 another workspace hears nothing, and masks hold here too', async () => {
    const place = (await list({ limit: 1 })).json.place
    const foreign = await openEvents(`${url}/api/v1/events/live?after=${place}`, house.as('foreign'))
    const viewer = await openEvents(`${url}/api/v1/events/live?after=${place}`, house.as('viewer'))
    await send(1, { userId: 'anna', properties: { comment: 'secret words' } })
    const { data } = await viewer.next()
    expect(JSON.stringify(data)).not.toMatch(/secret words|anna|meier/i)
    await expect(
      Promise.race([foreign.next(), new Promise((done) => setTimeout(() => done('silence'), 1500))]),
    ).resolves.toBe('silence')
    foreign.close()
    viewer.close()
  })
})

describe('what events hold', () => {
  beforeEach(survey)

  test('properties with share, types and examples; forms alone without personal data', async () => {
    const json = await house.ok('getEventSchema', { query: { name: 'Bought' } })
    expect(json).toMatchObject({ name: 'Bought', events: 10, opened: 10, more: false })
    const of = (path: string) => json.properties.find((one) => one.path === path)
    expect(of('price')).toMatchObject({
      share: 1,
      distinct: 10,
      types: [{ type: 'number', share: 1 }],
      withheld: null,
      news: null,
    })
    expect(of('currency')).toMatchObject({ distinct: 2, sources: [{ id: sourceId, name: 'Site' }] })
    expect(of('comment')).toMatchObject({ withheld: 'personal', examples: [], distinct: null })
    const masked = await house.call('getEventSchema', { query: { name: 'Bought' } }, house.as('viewer'))
    const products = (masked.json.properties as { path: string; examples: string[] }[]).find(
      ({ path }) => path === 'product',
    )
    expect(products?.examples).toEqual(['Aaaa 0', 'Aaaa 00'])
  })

  test('a name that was never seen, or belongs to others', async () => {
    expect((await house.call('getEventSchema', { query: { name: 'Nothing' } })).json.code).toBe('not_found')
    expect((await house.call('getEventSchema', { query: { name: 'Bought' } }, house.as('foreign'))).json.code).toBe(
      'not_found',
    )
  })

  test('names with their volumes, found by a part', async () => {
    const { items: names } = await house.ok('listEventNames', { query: { find: 'ough' } })
    expect(names).toMatchObject([{ name: 'Bought', events: 10, day: 10, dayBefore: 0, properties: 4, news: 0 }])
    expect(items(await house.call('listEventNames', {}, house.as('foreign')))).toEqual([])
  })

  test.each(['24h', '7d', '28d'] as const)('volumes of %s add up', async (span) => {
    const json = await house.ok('getEventVolumes', { query: { span, name: 'Bought' } })
    const { points } = json
    expect(points).toHaveLength({ '24h': 24, '7d': 7, '28d': 28 }[span])
    expect([points.at(-1)?.events, json.total, json.totalBefore, json.behind]).toEqual([10, 10, 0, false])
    expect(json.groups).toEqual([{ key: 'Bought', label: 'Bought', events: 10, before: 0 }])
  })

  test('volumes stand beside those of a week before, by source', async () => {
    const weekAgo = new Date(house.now - 7 * 86_400_000).toISOString()
    await house.track([{ type: 'track', event: 'Bought', userId: 'anna', timestamp: weekAgo }])
    await survey()
    const { json } = await house.call('getEventVolumes', { query: { span: '24h', by: 'source', name: 'Bought' } })
    expect([json.total, json.totalBefore]).toEqual([10, 1])
    expect(json.groups).toEqual([{ key: sourceId, label: 'Site', events: 10, before: 1 }])
  })
})

describe('refused events', () => {
  beforeAll(() =>
    house.track([
      { type: 'track', event: 'Good', userId: 'x' },
      ...Array.from({ length: 7 }, (_, n) => ({ type: 'track', userId: `u${n}`, messageId: `r${n}` })),
      { type: 'track', event: 'No One' },
    ]),
  )

  test('stand together by reason, field and source', async () => {
    const { items: groups } = await house.ok('groupRefusedEvents', {})
    expect(groups.map(({ code, field, count, source }) => [code, field, count, source])).toEqual([
      ['listen.event_invalid', 'event', 7, { id: sourceId, name: 'Site' }],
      ['listen.no_identity', 'userId', 1, { id: sourceId, name: 'Site' }],
    ])
    expect(items(await house.call('groupRefusedEvents', {}, house.as('foreign')))).toEqual([])
    const narrowed = await house.call('listRefusedEvents', { query: { code: 'listen.no_identity', state: 'open' } })
    expect(items(narrowed)).toHaveLength(1)
  })

  test('what cannot be taken still is said by reason, round after round', async () => {
    const first = await house.ok('replayRefusedEvents', { body: { code: 'listen.event_invalid', limit: 5 } })
    expect(first).toMatchObject({ replayed: 0, refused: 5, still: [{ code: 'listen.event_invalid', count: 5 }] })
    const second = await house.call('replayRefusedEvents', {
      body: { code: 'listen.event_invalid', limit: 5, after: String(first.next) },
    })
    expect(second.json).toMatchObject({ replayed: 0, refused: 2, next: null })
  })

  test('what was mended is taken once, also when it is judged twice', async () => {
    await house.world.pool.query(
      `update refused_event set raw = (raw::jsonb || '{"event":"Mended"}')::text where code = 'listen.event_invalid'`,
    )
    const rounds = await Promise.all(
      [1, 2].map(() => house.call('replayRefusedEvents', { body: { code: 'listen.event_invalid' } })),
    )
    for (const round of rounds) expect(round.json.refused).toBe(0)
    expect(items(await list({ name: 'Mended' }))).toHaveLength(7)
    expect(items(await house.call('groupRefusedEvents', {}))).toHaveLength(1)
    expect((await house.call('replayRefusedEvents', { body: {} }, house.as('foreign'))).json).toMatchObject({
      replayed: 0,
      refused: 0,
    })
    expect((await house.call('replayRefusedEvents', { body: {} }, house.as('cx'))).json.code).toBe('auth.forbidden')
  })
})

test('B2 inputs set aside stand together by reason and are applied again, those of now only', async () => {
  const { pool } = house.world
  const anna = await house.customer('anna')
  const aside = (reason: string) =>
    pool.query(
      `insert into set_aside (workspace_id, customer_id, bucket, reason, stack, state, due_at, set_aside_at)
       select $1, $2, 0, $3, '', '{}', 1, $4 from generate_series(1, 3)`,
      [house.workspace, anna, reason, house.now],
    )
  await aside('broken rule')
  await aside('other rule')
  const { items: groups } = await house.ok('groupSetAsideInputs', {})
  expect(groups.map(({ reason, count, customers }) => [reason, count, customers])).toEqual([
    ['broken rule', 3, 1],
    ['other rule', 3, 1],
  ])
  const upTo = String(groups[0]?.lastId)
  await aside('broken rule')
  const round = await house.ok('replaySetAsideInputs', { body: { reason: 'broken rule', upTo, limit: 2 } })
  expect(round).toEqual({ replayed: 2, left: 1 })
  const foreign = await house.call(
    'replaySetAsideInputs',
    { body: { reason: 'broken rule', upTo } },
    house.as('foreign'),
  )
  expect(foreign.json).toEqual({ replayed: 0, left: 0 })
})

describe('sources', () => {
  test('are renamed, trusted, revoked and taken back; the key stays', async () => {
    const made = (await house.call('createSource', { body: { name: 'App', kind: 'app' } })).json
    const id = String(made.id)
    const changed = await house.ok('updateSource', { params: { id }, body: { name: 'Phone app', trusted: true } })
    expect(changed).toMatchObject({ name: 'Phone app', kind: 'app', trusted: true, writeKey: made.writeKey })
    expect((await house.call('revokeSource', { params: { id } })).json.revokedAt).not.toBeNull()
    expect(await house.ok('restoreSource', { params: { id } })).toMatchObject({
      revokedAt: null,
      writeKey: made.writeKey,
    })
    expect((await house.call('updateSource', { params: { id }, body: { name: ' ' } })).json.field).toBe('name')
  })

  test('say how they are doing', async () => {
    await survey()
    const { items: health } = await house.ok('listSourceHealth', {})
    const site = health.find(({ id }) => id === sourceId)
    expect(site).toMatchObject({ state: 'well', refused: 8, usual: null, expected: 0 })
    expect(site?.hours.at(-1)).toBe(site?.day)
    expect(health.find(({ id }) => id !== sourceId)).toMatchObject({ state: 'waiting', lastEventAt: null, day: 0 })
    expect(items(await house.call('listSourceHealth', {}, house.as('foreign')))).toEqual([])
  })
})

test('[R2.24] what two systems tell of one person meets in one profile and one sequence, each with its source', async () => {
  const crm = await house.ok('createSource', { body: { name: 'CRM', kind: 'server', trusted: true } })
  const send = (writeKey: string, batch: readonly object[]) =>
    house.send('POST', '/v1/batch', { body: JSON.stringify({ writeKey, batch }) })
  await send(house.writeKey, [
    { type: 'identify', userId: 'shop-7', traits: { email: 'carla@example.org' } },
    { type: 'track', event: 'Basket Filled', userId: 'shop-7' },
  ])
  await send(crm.writeKey, [
    { type: 'identify', userId: 'shop-7', traits: { email: 'Carla@Example.org', externalIds: { crm: 'K-99' } } },
    { type: 'track', event: 'Call Logged', userId: 'shop-7', properties: { minutes: 4 } },
  ])
  const id = await house.customer('shop-7')
  const { items: told } = await house.ok('listEvents', { query: { customer: id } })
  expect(told.map(({ name, source }) => [name, source?.name])).toEqual([
    ['Call Logged', 'CRM'],
    ['Identified', 'CRM'],
    ['Basket Filled', 'Site'],
    ['Identified', 'Site'],
  ])
  const { identities } = await house.ok('getCustomer', { params: { id } })
  expect(identities.map(({ kind, source }) => [kind, source?.name])).toEqual(
    expect.arrayContaining([
      ['email', 'Site'],
      ['crm', 'CRM'],
    ]),
  )
})
