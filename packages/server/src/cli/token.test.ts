// Tokens made on the command line.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findToken } from '../adapters/store/keys.ts'
import { insertWorkspace } from '../adapters/store/members.ts'
import { testWorld } from '../adapters/store/testing.ts'
import { hashOf } from '../base/auth.ts'
import { makeToken, readWish } from './token.ts'

const NOW = 1_763_000_000_000
const DAY_MS = 86_400_000

let made: Awaited<ReturnType<typeof testWorld>>
beforeAll(async () => {
  made = await testWorld({ now: () => NOW })
})
afterAll(() => made.drop())

test('without a workspace the command says what to do first; with two it asks which', async () => {
  const { world } = made
  const wish = { name: 'shop', role: 'admin', workspaceId: null, days: null } as const
  await expect(makeToken(world, wish)).rejects.toThrow('There is no workspace yet')
  const first = await insertWorkspace(world.db, { name: 'Nord' }, NOW)
  const one = await makeToken(world, wish)
  expect(await findToken(world.db, hashOf(one), NOW)).toMatchObject({ workspaceId: first, name: 'shop', role: 'admin' })
  const second = await insertWorkspace(world.db, { name: 'Süd' }, NOW)
  await expect(makeToken(world, wish)).rejects.toThrow(
    `Name one of these workspaces with --workspace: ${first} (Nord), ${second} (Süd)`,
  )
  const other = await makeToken(world, { ...wish, workspaceId: second })
  expect(await findToken(world.db, hashOf(other), NOW)).toMatchObject({ workspaceId: second })
})

test('a token is 256 random bits, differs each time, is stored as its hash alone, and ends after its days', async () => {
  const { world } = made
  const wish = { name: 'short', role: 'admin', workspaceId: 1, days: 2 } as const
  const [a, b] = [await makeToken(world, wish), await makeToken(world, wish)]
  expect(a).toMatch(/^[\w-]{43}$/)
  expect(a).not.toBe(b)
  expect(await findToken(world.db, hashOf(a), NOW + 2 * DAY_MS - 1)).toMatchObject({ name: 'short' })
  expect(await findToken(world.db, hashOf(a), NOW + 2 * DAY_MS)).toBeUndefined()
  const { rows } = await world.pool.query(`select t::text as row from api_token t`)
  expect(JSON.stringify(rows)).not.toContain(a)
})

test('the arguments are read, and anything strange is answered with what is right', () => {
  expect(readWish(['shop'])).toEqual({ name: 'shop', role: 'admin', workspaceId: null, days: null })
  expect(readWish(['shop', '--role', 'admin', '--workspace', '3', '--days', '30'])).toMatchObject({
    workspaceId: 3,
    days: 30,
  })
  for (const argv of [[], ['a', 'b'], ['a', '--rolle', 'x'], ['x'.repeat(101)]])
    expect(() => readWish(argv)).toThrow('lotse token NAME')
  expect(() => readWish(['a', '--role', 'king'])).toThrow('--role must be one of')
  for (const days of ['0', '1.5', 'x', '3651'])
    expect(() => readWish(['a', '--days', days])).toThrow('--days must be a whole number from 1 to 3650')
})
