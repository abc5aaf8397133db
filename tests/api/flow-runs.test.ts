// The people in a flow: page by page at their steps and after their end, seen by whoever may read customers.
import type { FlowDocument, OperationInput } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'

let house: House
let id: string

const FLOW: FlowDocument = {
  lotse: 'flow/1',
  name: 'Warten',
  trigger: { event: 'Signed Up' },
  entry: { rule: 'once' },
  start: 'first',
  steps: [
    { id: 'first', kind: 'wait', for: '1h', next: 'second' },
    { id: 'second', kind: 'wait', for: '1d', next: 'end' },
    { id: 'end', kind: 'exit' },
  ],
}

beforeAll(async () => {
  house = await House.build()
  ;({ id } = await house.ok('createFlow', { body: FLOW }))
  await house.ok('publishFlow', { params: { id } })
  house.now += 2000
  for (const userId of ['anna', 'ben', 'cem', 'dora', 'emil']) {
    await house.track([
      { type: 'identify', userId, traits: { firstName: userId, lastName: 'Größe' } },
      { type: 'track', event: 'Signed Up', userId, messageId: `up-${userId}` },
    ])
    house.now += 10 * 60_000
  }
  await house.settle()
  // Anna's hour is over, the others' is not.
  house.now += 15 * 60_000
  await house.settle()
})
afterAll(() => house.close())

type Query = NonNullable<OperationInput<'listFlowRuns'>['query']>
const all = async (query: Query) => {
  const rows: { name: string | null; step: string; key: string | null }[] = []
  let cursor: string | undefined
  do {
    const page = await house.ok('listFlowRuns', {
      params: { id },
      query: { ...query, limit: 2, ...(cursor ? { cursor } : {}) },
    })
    rows.push(...page.items.map(({ name, step, key }) => ({ name, step, key })))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return rows
}

test('people under way stand in one list, the last to come to their step first, whatever the step', async () => {
  const rows = await all({})
  expect(rows.map(({ name }) => name).sort()).toEqual(
    ['anna', 'ben', 'cem', 'dora', 'emil'].map((one) => `${one} Größe`),
  )
  expect(new Set(rows.map(({ step }) => step))).toEqual(new Set(['first', 'second']))
  const second = await all({ step: 'second' })
  expect(rows.filter(({ step }) => step === 'second')).toEqual(second)
  expect(second.length + (await all({ step: 'first' })).length).toBe(5)
  expect(rows[0]?.step).toBe('second')
  expect(await all({ step: 'nowhere' })).toEqual([])
  expect(await all({ version: 2 })).toEqual([])
})

test('who left is found by the reason, and is under way no longer', async () => {
  house.now += 86_400_000
  await house.settle()
  house.now += 86_400_000
  await house.settle()
  expect(await all({})).toEqual([])
  const ended = await all({ state: 'ended' })
  expect(ended).toHaveLength(5)
  const reason = (await house.ok('listFlowRuns', { params: { id }, query: { state: 'ended' } })).items[0]?.reason ?? ''
  expect(await all({ state: 'ended', reason })).toEqual(ended)
  expect(await all({ state: 'ended', reason: 'discarded' })).toEqual([])
})

test('people of a flow are seen by whoever may read customers, in their own workspace', async () => {
  const code = async (role: 'leadership' | 'foreign' | 'viewer') =>
    (await house.call('listFlowRuns', { params: { id } }, house.as(role))).json.code
  expect(await code('leadership')).toBe('auth.forbidden')
  expect(await code('foreign')).toBe('not_found')
  expect(await code('viewer')).toBeUndefined()
})
