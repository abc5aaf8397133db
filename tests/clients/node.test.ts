// Segment's and RudderStack's clients for Node, unchanged, pointed at us by their host option alone.
import RudderAnalytics from '@rudderstack/rudder-sdk-node'
import { Analytics } from '@segment/analytics-node'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Stored, startTracking, type TrackingServer, WRITE_KEY } from './server.ts'

let server: TrackingServer
beforeEach(async () => {
  server = await startTracking()
})
afterEach(() => server.close())

const shapeOf = (events: readonly Stored[]) => events.map(({ kind, name }) => [kind, name])
const KINDS = [
  [1, 'Product Viewed'],
  [2, 'Identified'],
  [3, 'Page Viewed'],
  [4, 'Screen Viewed'],
  [5, 'Group Joined'],
  [6, 'Aliased'],
]

test('@segment/analytics-node: every call arrives once, for one customer', async () => {
  const client = new Analytics({ writeKey: WRITE_KEY, host: server.url, flushAt: 3 })
  const failures: unknown[] = []
  client.on('error', (error) => failures.push(error))
  client.track({
    anonymousId: 'a1',
    event: 'Product Viewed',
    properties: { price: 9.5, tags: ['ä'] },
    messageId: 'mine-1',
  })
  client.identify({ userId: 'u1', anonymousId: 'a1', traits: { email: 'Ada@Example.com', name: 'Ada' } })
  client.page({ userId: 'u1', name: 'Home' })
  client.screen({ userId: 'u1', name: 'Start' })
  client.group({ userId: 'u1', groupId: 'firm', traits: { plan: 'pro' } })
  client.alias({ userId: 'u1', previousId: 'a0' })
  await client.closeAndFlush()
  const events = await server.events(6)
  expect(failures).toEqual([])
  expect(shapeOf(events)).toEqual(KINDS)
  expect(new Set(events.map((event) => event.customer_id)).size).toBe(1)
  expect(events[0]).toMatchObject({
    message_id: 'mine-1',
    channel: 'server',
    body: { p: { price: 9.5, tags: ['ä'] }, i: [['anonymousId', 'a1']] },
  })
  expect(events[1]?.body.i).toContainEqual(['email', 'ada@example.com'])
  for (const event of events) expect(Math.abs(event.received_at - event.occurred_at)).toBeLessThan(10_000)
})

test('@rudderstack/rudder-sdk-node: gzip under a foreign content type, every call once, for one customer', async () => {
  const client = new RudderAnalytics(WRITE_KEY, { dataPlaneUrl: server.url, flushAt: 20, flushInterval: 100 })
  client.track({ anonymousId: 'a1', event: 'Product Viewed', properties: { price: 9.5 } })
  client.identify({ userId: 'u1', anonymousId: 'a1', traits: { email: 'ada@example.com' } })
  client.page({ userId: 'u1', name: 'Home' })
  client.screen({ userId: 'u1', name: 'Start' })
  client.group({ userId: 'u1', groupId: 'firm' })
  client.alias({ userId: 'u1', previousId: 'a0' })
  await new Promise<void>((done) => void client.flush(() => done()))
  const events = await server.events(6)
  expect(shapeOf(events)).toEqual(KINDS)
  expect(new Set(events.map((event) => event.customer_id)).size).toBe(1)
})
