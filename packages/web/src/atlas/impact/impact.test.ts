import type { LayerInsight, LayerRecord } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { impactOf, litFrom, type Root, wayOf } from './impact.ts'
import { BOX, COLUMN_MAX, drawnLayers, HUNG_MAX } from './layers-drawn.ts'

const root: Root = { id: 'psp', kind: 'application', name: { en: 'Payment' }, ownerId: '1', journey: null }
const item = (
  id: string,
  kind: LayerRecord['kind'],
  through: string,
  more: Partial<LayerRecord> = {},
): LayerRecord => ({
  id,
  kind,
  name: { en: id },
  ownerId: null,
  journey: null,
  far: 1,
  through,
  how: 'uses',
  ...more,
})
const above = [
  item('paying', 'process', 'psp', { ownerId: '2' }),
  item('pay', 'step', 'paying', { far: 2, journey: 'buy', ownerId: '2' }),
  item('retry', 'step', 'paying', { far: 2, journey: 'buy', ownerId: '2' }),
  item('refund', 'step', 'paying', { far: 2, journey: 'return', ownerId: '3' }),
  item('return', 'journey', 'refund', { far: 3, ownerId: '3' }),
  item('buy', 'journey', 'pay', { far: 3, ownerId: '2' }),
]
const here = [
  { journey: 'buy', step: 'pay', here: 7 },
  { journey: 'buy', step: 'elsewhere', here: 100 },
]

test('an outage concerns journeys, their steps, the customers who are at these steps now, and teams', () => {
  const impact = impactOf(root, above, here)
  expect(impact.journeys.map(({ id, here: customers, steps }) => [id, customers, steps.map((one) => one.id)])).toEqual([
    ['buy', 7, ['pay', 'retry']],
    ['return', 0, ['refund']],
  ])
  expect([impact.steps, impact.here]).toEqual([3, 7])
  expect(impact.teams).toEqual([
    { ownerId: '2', count: 4 },
    { ownerId: '3', count: 2 },
    { ownerId: '1', count: 1 },
  ])
})

test('a step of a journey that is not measured says nothing of customers; one where nobody is says none', () => {
  const hereOf = (id: string) => impactOf(root, above, here).nodes.find((node) => node.id === id)?.here
  expect([hereOf('pay'), hereOf('retry'), hereOf('refund'), hereOf('paying')]).toEqual([7, 0, null, null])
})

test('the way of something leads to what is looked at, and on to what was reached through it', () => {
  const { nodes } = impactOf(root, above, here)
  expect([...wayOf(nodes, 'pay')]).toEqual(['pay', 'paying', 'psp', 'buy'])
  expect(wayOf(nodes, 'psp').size).toBe(7)
  expect(wayOf(nodes, 'nowhere').size).toBe(0)
})

test('layers stand side by side from data to journeys, each line between boxes that are there', () => {
  const { columns, lines, width, height } = drawnLayers(impactOf(root, above, here).nodes)
  expect(columns.map(({ tier, boxes }) => [tier, boxes.length])).toEqual([
    ['application', 1],
    ['process', 1],
    ['step', 3],
    ['journey', 2],
  ])
  expect(lines).toHaveLength(above.length)
  const boxes = columns.flatMap((column) => column.boxes)
  for (const { x, y } of boxes) {
    expect(x + BOX.width).toBeLessThanOrEqual(width)
    expect(y).toBeGreaterThanOrEqual(0)
    expect(y + BOX.height).toBeLessThanOrEqual(height)
  }
  expect(new Set(boxes.map(({ x, y }) => `${x} ${y}`)).size).toBe(boxes.length)
})

test('of very many the nearest with most customers are drawn, and it is said how many are not', () => {
  const many = Array.from({ length: 40 }, (_, at) => item(`s${at}`, 'step', 'psp', { journey: 'buy' }))
  const busy = [{ journey: 'buy', step: 's39', here: 5 }]
  const [, steps] = drawnLayers(impactOf(root, many, busy).nodes).columns
  expect([steps?.boxes.length, steps?.more]).toEqual([COLUMN_MAX, 40 - COLUMN_MAX])
  expect(steps?.boxes.map(({ node }) => node.id)).toContain('s39')
})

const insight = (id: string, at: readonly (readonly [LayerRecord['kind'], string, string | null])[]): LayerInsight => ({
  id,
  name: { en: id },
  sort: 'painPoint',
  ownerId: null,
  at: at.map(([kind, where, journey]) => ({ how: 'concerns', id: where, kind, name: {}, journey })),
})
const insights = [
  insight('breaks', [
    ['step', 'pay', 'buy'],
    ['application', 'psp', null],
  ]),
  insight('early', [['phase', 'before', 'buy']]),
  insight('hurried', [['persona', 'anna', null]]),
  insight('elsewhere', [['dataObject', 'gone', null]]),
]

test('[R1.2] insights hang beneath the layers, each under the first that it concerns, with a line to all of them', () => {
  const { nodes } = impactOf(root, above, here)
  const { columns, lines, band, height } = drawnLayers(nodes, insights)
  const xOf = (id: string) => columns.flatMap(({ boxes }) => boxes).find(({ node }) => node.id === id)?.x
  expect(band?.hung.map(({ insight: { id }, x }) => [id, x])).toEqual([
    ['breaks', xOf('pay')],
    // A phase has no box: its journey stands for it.
    ['early', xOf('buy')],
    // Nor has a persona: what is looked at names them.
    ['hurried', xOf('psp')],
  ])
  expect(band?.more).toBe(1)
  expect(lines.filter(({ to }) => to === 'breaks').map(({ from }) => from)).toEqual(['pay', 'psp'])
  const lowest = Math.max(...columns.flatMap(({ boxes }) => boxes.map(({ y }) => y + BOX.height)))
  for (const { y } of band?.hung ?? []) {
    expect(y).toBeGreaterThan(lowest)
    expect(y + BOX.height).toBeLessThanOrEqual(height)
  }
  expect(drawnLayers(nodes).band).toBeNull()
})

test('[R1.2] of very many insights on one layer so many are drawn as have room, and it is said how many are not', () => {
  const many = Array.from({ length: 20 }, (_, at) => insight(`i${at}`, [['application', 'psp', null]]))
  const { band } = drawnLayers(impactOf(root, above, here).nodes, many)
  expect([band?.hung.length, band?.more]).toEqual([HUNG_MAX, 20 - HUNG_MAX])
})

test('[R1.2] pointing at an insight lights what it hangs at with the way there, and pointing at that lights the insight', () => {
  const { nodes } = impactOf(root, above, here)
  expect([...litFrom(nodes, insights, 'breaks')].toSorted()).toEqual(['breaks', 'pay', 'paying', 'psp'])
  expect(litFrom(nodes, insights, 'early').has('buy')).toBe(true)
  expect(litFrom(nodes, insights, 'pay').has('breaks')).toBe(true)
  expect(litFrom(nodes, insights, 'return').has('early')).toBe(false)
})
