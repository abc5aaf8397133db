// The picture's facts and its geometry: nothing is drawn that did not move, nothing that moved is lost, widths are volumes.
import type { Motion } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { behindNode } from './behind.ts'
import { layoutOf, WIDTH_MIN } from './layout.ts'
import { CUSTOMERS, GOAL, HELD, pictureOf } from './model.ts'

const compared = (now: number, before = 0) => ({ now, before })
const noResults = Object.fromEntries(
  ['delivered', 'opened', 'clicked', 'bounced', 'complained', 'unsubscribed', 'failed'].map((name) => [
    name,
    compared(0),
  ]),
) as Motion['channels'][number]['results']

const empty: Motion = {
  span: 'now',
  at: '2026-01-05T09:00:00.000Z',
  since: '2026-01-05T08:00:00.000Z',
  stepMs: 60_000,
  sources: [],
  customers: { known: 0, moving: 0, movingCut: false, movingBefore: null },
  waiting: { now: 0, before: null },
  flows: [],
  sends: [],
  channels: [],
  heldReasons: [],
  today: { since: '2026-01-05T00:00:00.000Z', sent: 0, held: 0 },
  lag: { now: { p50: null, p99: null }, before: { p50: null, p99: null } },
  errors: { refused: 0, setAside: 0, failed: 0, before: 0 },
  series: [],
}

const source = (id: string, now: number) => ({ id, name: `Source ${id}`, revoked: false, events: compared(now) })
const flow = (id: string, entered: number, goals = 0) => ({
  id,
  name: `Flow ${id}`,
  status: 'published' as const,
  active: 1,
  entered: compared(entered),
  goals: compared(goals),
})

const busy: Motion = {
  ...empty,
  sources: [source('1', 100), source('2', 50), source('3', 0)],
  flows: [flow('a', 10, 4), flow('b', 5)],
  sends: [
    { flowId: 'a', channel: 'email', sent: 8, held: 2 },
    { flowId: 'gone', channel: 'email', sent: 3, held: 0 },
  ],
  channels: [
    {
      channel: 'email',
      sent: compared(11),
      held: compared(2),
      results: { ...noResults, opened: compared(6), bounced: compared(1) },
    },
  ],
}

test('[R2.15] every source stands in the picture, with as much as it sent', () => {
  const { nodes, bands } = pictureOf(busy)
  expect(nodes.filter(({ column }) => column === 'source').map(({ name, now }) => [name, now])).toEqual([
    ['Source 1', 100],
    ['Source 2', 50],
    ['Source 3', 0],
  ])
  expect(bands.filter(({ to }) => to === CUSTOMERS).map(({ value }) => value)).toEqual([100, 50, 0])
})

test('messages run from flow to channel, what was held back to its own node, results from channels and goals from flows', () => {
  const ways = pictureOf(busy).bands.map(({ from, to, value }) => `${from} > ${to} ${value}`)
  expect(ways).toEqual(
    expect.arrayContaining([
      'flow:a > channel:email 8',
      `flow:a > ${HELD} 2`,
      'channel:email > result:opened 6',
      'channel:email > result:bounced 1',
      `flow:a > ${GOAL} 4`,
    ]),
  )
  expect(ways.some((way) => way.includes('gone') || way.startsWith('flow:b > channel'))).toBe(false)
})

test('a band is as wide as it carries, compared with the others of its stage', () => {
  const widths = new Map(layoutOf(pictureOf(busy), 1100).curves.map(({ id, width }) => [id, width]))
  expect(widths.get(`source:1 ${CUSTOMERS}`)).toBe(26)
  expect(widths.get(`source:2 ${CUSTOMERS}`)).toBe(13)
  expect(widths.get(`source:3 ${CUSTOMERS}`)).toBe(0.75)
  expect(widths.get(`${CUSTOMERS} flow:b`)).toBe(13)
})

test('law: many sources and flows fit, none overlaps another, and no event is lost', () => {
  const counts = fc.array(fc.nat(100_000), { maxLength: 30 })
  fc.assert(
    fc.property(counts, counts, fc.integer({ min: WIDTH_MIN, max: 2400 }), (events, entries, width) => {
      const picture = pictureOf({
        ...empty,
        sources: events.map((now, index) => source(`${index}`, now)),
        flows: entries.map((now, index) => flow(`${index}`, now)),
      })
      const { boxes, height } = layoutOf(picture, width)
      const total = picture.bands.filter(({ to }) => to === CUSTOMERS).reduce((sum, { value }) => sum + value, 0)
      expect(total).toBe(events.reduce((sum, now) => sum + now, 0))
      const all = [...boxes.values()]
      for (const [index, a] of all.entries()) {
        expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= width && a.y + a.height <= height).toBe(true)
        for (const b of all.slice(index + 1))
          expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(
            true,
          )
      }
    }),
    { numRuns: 50 },
  )
})

test('[R4.30] a number leads to who or what is behind it, unless the reader may not see that', () => {
  const { nodes } = pictureOf(busy)
  const all = () => true
  const none = () => false
  const behind = (id: string, may: () => boolean) => {
    const node = nodes.find((one) => one.id === id)
    return node ? behindNode(node, busy, may) : undefined
  }
  expect(behind('source:1', all)).toBe('/events?source=1&since=2026-01-05T08%3A00%3A00.000Z')
  expect(behind('flow:a', all)).toBe('/customers?flow=a')
  expect(behind(HELD, all)).toBe('/messages?state=suppressed')
  expect([behind('source:1', none), behind(HELD, none), behind('result:opened', none)]).toEqual([null, null, null])
  expect(behind('flow:a', none)).toBe('/flows/a')
})
