// The outbox's table under claims that are lost, cancelled and answered late, on a real database.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Shop } from '../../act/dispatch/testing.ts'
import type { World } from '../../base/world.ts'
import {
  claimMessages,
  handMessages,
  nextDue,
  type Outcome,
  recoverClaims,
  renewClaims,
  settleMessages,
} from './outbox.ts'
import { addTemplateVersion, findTemplate, listTemplates, templateVersions } from './template.ts'
import { testWorld } from './testing.ts'

let world: World
let drop: () => Promise<void>
let shop: Shop
let key: string
const now = 1_800_000_000_000

beforeAll(async () => {
  ;({ world, drop } = await testWorld({ now: () => now }))
})
beforeEach(async () => {
  await world.pool.query('delete from message')
  shop = await Shop.open(world)
  key = await shop.queue(await shop.customer())
})
afterAll(() => drop())

const claim = async (by: string, at = now) =>
  (await claimMessages(world.pool, { channel: 'email', now: at, limit: 10, by }))[0]
const outcome = (id: number, state: Outcome['state'], dueAt: number | null = null): Outcome => ({
  id,
  state,
  reason: null,
  providerId: null,
  dueAt,
})
const hand = (id: number, by: string) =>
  handMessages(world.pool, [{ id, address: 'a@example.org', kept: null }], { by, now })
/** As if the dispatcher had said nothing since. */
const silence = (ms: number) => world.pool.query('update message set claimed_at = claimed_at - $1::bigint', [ms])
const recover = () => recoverClaims(world.pool, { silentMs: 12_000, now, limit: 10 })
const settle = (one: Outcome, by: string) => settleMessages(world.pool, [one], { now, by })
const fits = async () => {
  const { gauge, counted } = await shop.gauge()
  expect(gauge).toEqual(counted)
}

test('F6 a message whose run ends between claim and hand-over does not leave', async () => {
  const claimed = await claim('a')
  await world.pool.query(`update message set state = 'cancelled' where key = $1`, [key])
  expect(await hand(claimed?.id ?? 0, 'a')).toEqual(new Set())
  expect(await shop.message(key)).toMatchObject({ state: 'cancelled' })
})

test('a message is claimed once, and not before it is due', async () => {
  expect(await nextDue(world.pool, 'email')).toBe(now)
  expect(await claim('a', now - 1)).toBeUndefined()
  expect(await claim('a')).toMatchObject({ key, attempts: 1, was: 'queued' })
  expect(await claim('b')).toBeUndefined()
  expect(await nextDue(world.pool, 'email')).toBeNull()
  await fits()
})

test('who has lost a claim can neither hand over nor put the message back, but an acceptance still counts (E3)', async () => {
  const id = (await claim('a'))?.id ?? 0
  await hand(id, 'a')
  await silence(13_000)
  expect(await recover()).toEqual({ unknown: 1, queued: 0 })
  expect(await claim('b')).toMatchObject({ attempts: 2, was: 'unknown' })
  expect(await hand(id, 'a')).toEqual(new Set())
  for (const state of ['queued', 'unknown', 'refused', 'dead', 'suppressed'] as const)
    expect([state, await settle(outcome(id, state, now), 'a')]).toEqual([state, new Set()])
  expect(await settle(outcome(id, 'accepted'), 'a')).toEqual(new Set([id]))
  expect(await hand(id, 'b')).toEqual(new Set())
  expect(await settle(outcome(id, 'refused'), 'b')).toEqual(new Set())
  expect(await shop.message(key)).toMatchObject({ state: 'accepted' })
  await fits()
})

test('M3 what may have left stays unknown when a second dispatcher is lost before it hands over; once answered, it is queued', async () => {
  const id = (await claim('a'))?.id ?? 0
  await hand(id, 'a')
  await silence(13_000)
  await recover()
  expect(await claim('b')).toMatchObject({ was: 'unknown' })
  await silence(13_000)
  expect(await recover()).toEqual({ unknown: 1, queued: 0 })
  expect(await claim('c')).toMatchObject({ was: 'unknown' })
  await hand(id, 'c')
  await settle(outcome(id, 'queued', now), 'c')
  expect(await claim('d')).toMatchObject({ was: 'queued' })
  await silence(13_000)
  expect(await recover()).toEqual({ unknown: 0, queued: 1 })
  await fits()
})

test('a dispatcher whose clock runs ahead takes no claim of another; one that is heard of keeps its claims', async () => {
  const id = (await claim('a'))?.id ?? 0
  expect(await recoverClaims(world.pool, { silentMs: 12_000, now: now + 60_000, limit: 10 })).toMatchObject({
    queued: 0,
  })
  await silence(13_000)
  await renewClaims(world.pool, [id], 'a')
  expect(await recover()).toEqual({ unknown: 0, queued: 0 })
  await silence(13_000)
  await renewClaims(world.pool, [id], 'b')
  expect(await recover()).toEqual({ unknown: 0, queued: 1 })
})

test('a stored answer is never overwritten by a later one', async () => {
  const id = (await claim('a'))?.id ?? 0
  await hand(id, 'a')
  await settle(outcome(id, 'refused'), 'a')
  for (const state of ['accepted', 'queued', 'unknown', 'dead'] as const)
    expect(await settle(outcome(id, state, now), 'a')).toEqual(new Set())
  expect(await shop.message(key)).toMatchObject({ state: 'refused' })
  await fits()
})

test('a try that is asked to come later waits until then', async () => {
  const id = (await claim('a'))?.id ?? 0
  await hand(id, 'a')
  await settle(outcome(id, 'queued', now + 500), 'a')
  expect(await claim('b')).toBeUndefined()
  expect(await claim('b', now + 500)).toMatchObject({ id, attempts: 2, was: 'queued' })
  await fits()
})

test('E8 template versions are only added, each with the next number', async () => {
  const add = (name: string) =>
    addTemplateVersion(world.pool, { workspaceId: shop.id, key: 'welcome', document: JSON.stringify({ name }), now })
  expect([await add('a'), await add('b')].map((row) => row?.version)).toEqual([1, 2])
  expect(await findTemplate(world.pool, { workspaceId: shop.id, key: 'welcome', version: 1 })).toMatchObject({
    document: { name: 'a' },
  })
  expect(await findTemplate(world.pool, { workspaceId: shop.id, key: 'welcome' })).toMatchObject({
    version: 2,
    document: { name: 'b' },
  })
  expect(await findTemplate(world.pool, { workspaceId: shop.id + 1, key: 'welcome' })).toBeUndefined()
  expect((await templateVersions(world.pool, shop.id, 'welcome')).map(({ version }) => version)).toEqual([1, 2])
  expect((await listTemplates(world.pool, shop.id, { limit: 10 })).map((row) => [row.key, row.version])).toEqual([
    ['welcome', 2],
  ])
})
