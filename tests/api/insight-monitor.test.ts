// What monitor, matrix and board ask besides the lists: groups that are folded, the first ones of each, what has no place, and whether anything changed.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { InsightStage } from './insight-stage.ts'

let stage: InsightStage
const ids: string[] = []

beforeAll(async () => {
  stage = await InsightStage.build()
  for (let n = 0; n < 6; n++) ids.push(await stage.insight(n < 4 ? ['checkout'] : ['parcel']))
  for (const id of ids.slice(0, 2)) await stage.move(id, 'cora', { step: 'submit' })
})
afterAll(() => stage.close())

const list = (query: object) => stage.house.ok('listInsightWork', { query })
const pulse = async () => (await stage.house.ok('getInsightPulse', {})).pulse

test('I26 folded groups are counted and not listed, of units as of states', async () => {
  const byState = await list({ groupBy: 'status', folded: 'new' })
  expect(byState.groups).toEqual([
    { key: 'new', count: 4 },
    { key: 'backlog', count: 2 },
  ])
  expect(byState.items.map(({ id }) => id).toSorted()).toEqual(ids.slice(0, 2).toSorted())
  const byUnit = await list({ groupBy: 'department', folded: stage.units.shop })
  expect(byUnit.total).toBe(6)
  expect(byUnit.items.map(({ id }) => id).toSorted()).toEqual(ids.slice(4).toSorted())
  const first = await list({ groupBy: 'status', folded: 'new', limit: 1 })
  expect(first.items).toHaveLength(1)
  const second = await list({ groupBy: 'status', folded: 'new', limit: 1, cursor: first.next ?? '' })
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(byState.items.map(({ id }) => id))
  expect(second.next).toBeNull()
})

test('I26 of each group the first ones are answered at once, with exact counts', async () => {
  const board = await list({ groupBy: 'status', each: 1 })
  expect(board.items.map(({ work }) => work.status)).toEqual(['new', 'backlog'])
  expect(board.groups.map(({ count }) => count)).toEqual([4, 2])
  expect(board.next).toBeNull()
})

test('what has no place in the matrix is named beside it, with what is known of it and who is in charge', async () => {
  await stage.score(ids[0] ?? '', { difficulty: 2, impact: 4 })
  await stage.score(ids[1] ?? '', { difficulty: 3 })
  const matrix = await stage.house.ok('getInsightMatrix', { query: {} })
  expect(matrix.items).toMatchObject([{ id: ids[0], x: 2, y: 4, departmentId: stage.units.shop }])
  expect(matrix.without).toBe(5)
  expect(matrix.beside).toHaveLength(5)
  expect(matrix.beside.find(({ id }) => id === ids[1])).toMatchObject({ x: 3, y: null })
})

test('the pulse is another one after any change of insights, and the same while nothing happens', async () => {
  const seen = [await pulse()]
  expect(await pulse()).toBe(seen[0])
  const [one = ''] = ids
  await stage.score(one, { relevance: 3 })
  seen.push(await pulse())
  await stage.house.ok('addEvidence', { params: { id: one }, body: { kind: 'research', title: 'Ten talks' } })
  seen.push(await pulse())
  await stage.insight()
  seen.push(await pulse())
  const filter = { mode: 'person' as const, approvers: [], capacity: 3 }
  await stage.house.ok('setFilter', { params: { id: stage.units.web }, body: { filter } })
  seen.push(await pulse())
  const { version, scales } = await stage.house.ok('getInsightScales', {})
  await stage.house.ok('setInsightScales', { body: { version, scales: { ...scales, freshDays: 100 } } })
  seen.push(await pulse())
  expect(new Set(seen).size).toBe(seen.length)
})
