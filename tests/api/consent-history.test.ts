// What a customer said about being contacted, over time: every statement with who, when, which text and what proves it.
import type { ConsentStatement } from '@lotse/core/listen'
import type { JsonObject } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'

let house: House
let id: string
const HOUR_MS = 3_600_000

beforeAll(async () => {
  house = await House.build()
  await house.track([
    { type: 'identify', userId: 'zoe', traits: { email: 'zoe@shop.example' } },
    {
      type: 'track',
      userId: 'zoe',
      event: 'Consent Changed',
      messageId: 'asked',
      properties: { channel: 'email', topic: 'news', state: 'granted', source: 'footer form', wording: 'Yes, news' },
    },
  ])
  await house.settle()
  id = await house.customer('zoe')
})
afterAll(() => house.close())

const state = (state: 'granted' | 'refused', as = house.as('admin')) => {
  house.now += HOUR_MS
  const body = { channel: 'email', topic: 'news', state, source: 'phone', wording: 'May we write?' } as const
  return house.ok('stateConsent', { params: { id }, body }, as)
}
/** As our own pages state it. */
const said = (messageId: string, s: ConsentStatement, p: JsonObject = {}) =>
  house.acceptor.accept([
    {
      ...{ workspaceId: house.workspace, customerId: Number(id), sourceId: null, identifiers: [] },
      ...{ history: false, clockCorrected: false, kind: 'consent', name: 'Consent Changed', channel: 'web' },
      messageId,
      occurredAt: house.now,
      body: { p, s },
    },
  ])
const history = async () => (await house.ok('listConsentHistory', { params: { id } })).items

test('PD14 every statement stands there, newest first, with its text, its source, who recorded it and which one holds', async () => {
  await state('granted', await house.signIn())
  await state('refused')
  const items = await history()
  expect(items).toMatchObject([
    { state: 'refused', holds: true, source: 'phone', by: 'admin token', tracked: null, wording: 'May we write?' },
    { state: 'granted', holds: false, source: 'phone', by: 'admin', address: null, throughMessage: null },
    {
      state: 'requested',
      holds: false,
      source: 'footer form',
      by: null,
      tracked: { name: 'Site' },
      wording: 'Yes, news',
      messageId: 'asked',
    },
  ])
  expect(items.map(({ statedAt }) => statedAt)).toEqual(
    items
      .map(({ statedAt }) => statedAt)
      .toSorted()
      .reverse(),
  )
})

test('PD14 a confirmation by link names the address that was confirmed and the message whose link was used', async () => {
  const { pool } = house.world
  const { rows } = await pool.query<{ id: number }>(
    `insert into message (key, workspace_id, customer_id, channel, state, created_at, due_at, request)
     values ('doi/key', $1, $2, 'email', 'accepted', 0, 0, '{}') returning id`,
    [house.workspace, id],
  )
  house.now += HOUR_MS
  await said(
    'confirmed',
    { channel: 'email', topic: 'news', state: 'granted', source: 'double_opt_in', address: 'zoe@shop.example' },
    { message: 'doi/key' },
  )
  const [newest] = await history()
  expect(newest).toMatchObject({
    holds: true,
    source: 'double_opt_in',
    address: 'zoe@shop.example',
    throughMessage: String(rows[0]?.id),
  })
  const masked = (await house.ok('listConsentHistory', { params: { id } }, house.as('viewer'))).items
  expect(JSON.stringify(masked)).not.toContain('zoe@')
})

test('what said nothing, because it was granted already, is left out, and pages join without a gap', async () => {
  for (let n = 0; n < 5; n++) {
    house.now += HOUR_MS
    await said(`again-${n}`, { channel: 'email', topic: 'news', state: 'requested', source: 'footer form' })
  }
  await state('refused')
  const all = await history()
  expect(all.length).toBe(5)
  const paged = []
  for (let cursor: string | undefined; ; ) {
    const page = await house.ok('listConsentHistory', {
      params: { id },
      query: { limit: 2, ...(cursor && { cursor }) },
    })
    paged.push(...page.items)
    if (page.next === null) break
    cursor = page.next
  }
  expect(paged).toEqual(all)
})

test('E9 another workspace, and a role without customers, learn nothing', async () => {
  expect((await house.call('listConsentHistory', { params: { id } }, house.as('foreign'))).json.code).toBe('not_found')
  expect((await house.call('listConsentHistory', { params: { id } }, house.as('leadership'))).json.code).toBe(
    'auth.forbidden',
  )
})
