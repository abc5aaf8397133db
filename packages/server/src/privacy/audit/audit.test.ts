// The chain of audit entries: grows whole whoever writes, and shows whatever was done to it afterwards.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertAudit } from '../../adapters/store/audit.ts'
import { headOf } from '../../adapters/store/audit-chain.ts'
import { testWorld } from '../../adapters/store/testing.ts'
import { sentenceOf } from '../../cli/audit.ts'
import { ANCHOR_FILE, anchorLine, anchorsIn, dropAnchors, readAnchors } from './anchors.ts'
import { checkChain } from './check.ts'
import { sealAll } from './seal.ts'

const NOW = 1_763_000_000_000
let made: Awaited<ReturnType<typeof testWorld>>
let folder: string
beforeAll(async () => {
  made = await testWorld({ now: () => NOW })
  folder = await mkdtemp(join(tmpdir(), 'lotse-audit-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await made.drop()
})
beforeEach(() => made.world.pool.query('truncate audit_entry'))

const entry = (id: string, workspaceId = 1) => ({
  workspaceId,
  memberId: 7,
  tokenId: null,
  operation: 'updateFlow',
  target: { id },
  detail: { name: { before: 'a', after: 'b' }, größe: [1, null, { z: 1, a: 2 }] },
  now: NOW,
})
async function write(count: number, workspaceId = 1) {
  for (let n = 1; n <= count; n++) await insertAudit(made.world.db, entry(`f${n}`, workspaceId))
  await sealAll(made.world)
}
const check = (anchors: Parameters<typeof checkChain>[2] = []) => checkChain(made.world.db, 1, anchors)
const change = (sql: string) => made.world.pool.query(sql)
async function anchor() {
  const head = await headOf(made.world.db, 1)
  if (!head) throw new Error('there is no head')
  return anchorsIn(anchorLine(1, head, NOW))
}

test('E9 entries are sealed in order, each workspace in a chain of its own', async () => {
  await write(3)
  await write(2, 2)
  await insertAudit(made.world.db, entry('late'))
  expect(await check()).toMatchObject({ entries: 3, unsealed: 1, brokenAt: null, head: { place: 3 } })
  expect(await checkChain(made.world.db, 2, [])).toMatchObject({ entries: 2, brokenAt: null })
  expect((await sealAll(made.world)).get(1)?.place).toBe(4)
  expect(sentenceOf(await check(await anchor()))).toBe('whole, 4 entries, 1 anchors fit')
})

test('PD3 many writers and several sealers at once leave no gap and no place given twice', async () => {
  const { world } = made
  const writers = Array.from({ length: 8 }, async (_, w) => {
    for (let n = 0; n < 40; n++) await insertAudit(world.db, entry(`w${w}-${n}`))
  })
  const sealers = Array.from({ length: 3 }, async () => {
    for (let n = 0; n < 20; n++) await sealAll(world)
  })
  await Promise.all([...writers, ...sealers])
  await sealAll(world)
  expect(await check()).toMatchObject({ entries: 320, unsealed: 0, brokenAt: null })
})

test('an entry that is committed late is sealed late, and nothing waits for it', async () => {
  const client = await made.world.pool.connect()
  await client.query('begin')
  await client.query(`insert into audit_entry (workspace_id, done_at, operation, target) values (1, 0, 'slow', '{}')`)
  await write(2)
  expect(await check()).toMatchObject({ entries: 2, brokenAt: null })
  await client.query('commit')
  client.release()
  await sealAll(made.world)
  expect(await check()).toMatchObject({ entries: 3, brokenAt: null })
})

describe('PD4 whatever was done to it is found at its entry', () => {
  test.each([
    ['who', 'update audit_entry set member_id = 8 where place = 4', 4, 'changed'],
    ['what', `update audit_entry set operation = 'getFlow' where place = 4`, 4, 'changed'],
    ['when', 'update audit_entry set done_at = done_at + 1 where place = 4', 4, 'changed'],
    ['target', `update audit_entry set target = '{"id":"x"}' where place = 4`, 4, 'changed'],
    ['details', `update audit_entry set detail = '{}' where place = 4`, 4, 'changed'],
    ['hash', `update audit_entry set hash = '\\x00' where place = 4`, 4, 'changed'],
    ['one removed', 'delete from audit_entry where place = 4', 4, 'missing'],
    ['the first removed', 'delete from audit_entry where place = 1', 1, 'missing'],
    ['unsealed again', 'update audit_entry set place = null, hash = null where place = 4', 4, 'missing'],
    [
      'two swapped',
      'update audit_entry a set member_id = b.member_id, operation = b.operation, target = b.target from audit_entry b where (a.place, b.place) in ((3, 5), (5, 3))',
      3,
      'changed',
    ],
    ['one slipped in', `update audit_entry set place = place + 1 where place > 8`, 9, 'missing'],
  ])('%s', async (_, sql, at, why) => {
    await write(9)
    await change(sql)
    expect(await check()).toMatchObject({ brokenAt: at, why, entries: at - 1 })
  })

  test('cut off at the end: an anchor shows it, without one it looks whole', async () => {
    await write(9)
    const kept = await anchor()
    await change('delete from audit_entry where place > 6')
    expect(await check()).toMatchObject({ brokenAt: null, entries: 6 })
    expect(await check(kept)).toMatchObject({ brokenAt: 7, why: 'cut_off' })
    expect(sentenceOf(await check(kept))).toContain('BROKEN at entry 7')
  })

  test('written anew from some entry on: an anchor shows it', async () => {
    await write(9)
    const kept = await anchor()
    await change(`update audit_entry set member_id = 8 where place = 4`)
    await change('update audit_entry set place = null, hash = null where place >= 4')
    await sealAll(made.world)
    expect(await check()).toMatchObject({ brokenAt: null, entries: 9 })
    expect(await check(kept)).toMatchObject({ brokenAt: 9, why: 'rewritten' })
  })
})

test('anchors are kept in the data folder; a line that was cut off counts for nothing', async () => {
  await write(2)
  const head = await headOf(made.world.db, 1)
  if (!head) throw new Error('there is no head')
  expect(await readAnchors(folder)).toEqual([])
  await dropAnchors(folder, new Map([[1, head]]), NOW)
  const [kept] = await readAnchors(folder)
  expect(kept).toEqual({ workspaceId: 1, place: 2, hash: head.hash.toString('hex') })
  const text = await readFile(join(folder, ANCHOR_FILE), 'utf8')
  expect(anchorsIn(text + text.slice(0, 90))).toHaveLength(1)
})
