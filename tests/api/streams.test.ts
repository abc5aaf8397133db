// Server-sent events: Mission Control and a customer's timeline live, resumed after a cut, ended with the session.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House, type Proof } from './house.ts'
import { openEvents, type ServerEvent } from './listen.ts'

let house: House
let url: string
let anna: string

beforeAll(async () => {
  house = await House.build()
  url = await house.app.listen({ port: 0, host: '127.0.0.1' })
  await seen(5)
  anna = await house.customer('anna')
})
afterAll(() => house.close())

let events = 0
/** Lets Anna be seen some times more. */
const seen = (times: number) =>
  house.track(Array.from({ length: times }, () => ({ type: 'track', event: `Seen ${++events}`, userId: 'anna' })))
const mission = (headers: Proof = house.as('viewer')) => openEvents(`${url}/api/v1/live`, headers)
const timeline = (headers: Proof = house.as('admin')) => openEvents(`${url}/api/v1/customers/${anna}/live`, headers)
const nameOf = ({ data }: ServerEvent) => data.name

test('Mission Control shows rates, people, messages and what is stuck, anew every second', async () => {
  await house.settle()
  const stream = await mission()
  const first = await stream.next()
  expect(first).toMatchObject({
    event: 'snapshot',
    data: { customersMoving: 1, customersMovingCut: false, flows: [], stuck: [] },
  })
  expect(first.data.minutes).toHaveLength(60)
  expect((first.data.recent as { name: string }[]).map(({ name }) => name).toSorted()).toEqual(
    [1, 2, 3, 4, 5].map((n) => `Seen ${n}`),
  )
  await house.world.pool.query(
    `insert into message (key, workspace_id, customer_id, channel, state, reason, created_at, due_at, request) values ('dead', $1, $2, 'email', 'dead', 'smtp 550', $3, 0, '{}')`,
    [house.workspace, anna, house.now],
  )
  house.now += 1000
  let next = await stream.next()
  while ((next.data.stuck as unknown[]).length === 0) next = await stream.next()
  expect(next.data.stuck).toEqual([
    { kind: 'message_dead', count: 1, since: expect.any(String), reason: 'smtp 550', flowId: null },
  ])
  expect((next.data.minutes as { events: number }[]).at(-1)?.events).toBe(5)
  expect(next.data.topEvents).toHaveLength(5)
  stream.close()
})

test('who comes back with the newest picture waits for the next one', async () => {
  const one = await mission()
  const { id } = await one.next()
  const two = await mission({ ...house.as('viewer'), 'last-event-id': id })
  house.now += 1000
  expect(Number((await two.next()).id)).toBeGreaterThan(Number(id))
  one.close()
  two.close()
})

test('[R4.30] E9 leadership sees that something happens, never to whom', async () => {
  const [leader, viewer] = await Promise.all([mission(house.as('leadership')), mission(house.as('viewer'))])
  const idsIn = ({ data }: ServerEvent) =>
    (data.recent as { customerId: string | null }[]).map((event) => event.customerId)
  expect(new Set(idsIn(await leader.next()))).toEqual(new Set([null]))
  expect(new Set(idsIn(await viewer.next()))).toEqual(new Set([anna]))
  leader.close()
  viewer.close()
})

test('another workspace sees nothing of this one', async () => {
  const stream = await mission(house.as('foreign'))
  expect((await stream.next()).data).toMatchObject({ customersMoving: 0, recent: [], topEvents: [] })
  stream.close()
})

test('a timeline shows what was there, then what comes', async () => {
  const stream = await timeline()
  for (let n = 1; n <= 5; n += 1) expect(nameOf(await stream.next())).toBe(`Seen ${n}`)
  await stream.next() // the message that died
  await seen(2)
  expect([nameOf(await stream.next()), nameOf(await stream.next())]).toEqual(['Seen 6', 'Seen 7'])
  stream.close()
})

test('after a cut nothing is missing', async () => {
  const stream = await timeline()
  let last = await stream.next()
  while (nameOf(last) !== 'Seen 7') last = await stream.next()
  stream.close()
  await seen(3)
  const again = await timeline({ ...house.as('admin'), 'last-event-id': last.id })
  const names: unknown[] = []
  while (!names.includes('Seen 10')) names.push(nameOf(await again.next()))
  expect(names).toEqual(expect.arrayContaining(['Seen 8', 'Seen 9', 'Seen 10']))
  again.close()
})

test('a message that changes its state is shown again', async () => {
  const stream = await timeline()
  let item = await stream.next()
  while (item.data.kind !== 'message') item = await stream.next()
  await house.world.pool.query(`update message set state = 'accepted' where key = 'dead'`)
  const changed = await stream.next()
  expect(changed.data).toMatchObject({ id: item.data.id, detail: { state: 'accepted' } })
  stream.close()
})

test('refusals come before the stream opens', async () => {
  const refused = await fetch(`${url}/api/v1/customers/999999/live`, { headers: house.as('admin') })
  expect([refused.status, refused.headers.get('content-type')]).toEqual([
    404,
    'application/problem+json; charset=utf-8',
  ])
})

test('listeners of one workspace share one asker', async () => {
  const streams = await Promise.all(Array.from({ length: 20 }, () => mission()))
  const ids = await Promise.all(streams.map(async (stream) => (await stream.next()).id))
  expect(new Set(ids).size).toBeLessThanOrEqual(2)
  for (const stream of streams) stream.close()
})

test('the server stops although somebody listens', async () => {
  const stream = await mission()
  await stream.next()
  house.streams.closeAll()
  await stream.ended()
})
