// How administrators set backups and see how they went. The work itself is tested where it is done.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPhotographer } from '../../packages/server/src/api/snapshot.ts'
import { backupRound } from '../../packages/server/src/keeping/nightly.ts'
import { House } from './house.ts'

let house: House
let folder: string
const WISH = { automatic: true, time: '02:30', folder: null, keep: 7 } as const
const snapshot = () => createPhotographer(house.world, house.workspace, async () => 0)()
const make = () => backupRound(house.world, new AbortController().signal)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lotse-backups-'))
  house = await House.build({ config: { dataFolder: folder } })
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true })
})

test('before anything is set it is off, and says what is offered', async () => {
  expect(await house.ok('getBackups', {})).toEqual({
    schedule: {
      automatic: false,
      time: '03:00',
      zone: 'Europe/Berlin',
      folder: null,
      folderUsed: join(folder, 'backups'),
      keep: 14,
      encrypted: false,
    },
    nextAt: null,
    asked: false,
    running: null,
    items: [],
  })
})

test('K10 set at noon, the next one is that of the night; one now is asked for and made, and both are told', async () => {
  const set = await house.ok('setBackupSchedule', { body: { ...WISH, passphrase: 'correct horse battery' } })
  expect(set).toMatchObject({ nextAt: '2026-11-21T01:30:00.000Z', schedule: { encrypted: true, keep: 7 } })
  expect(await make()).toBe(false)
  expect((await house.ok('startBackup', {})).asked).toBe(true)
  expect(await make()).toBe(true)
  const { items, asked, running, nextAt } = await house.ok('getBackups', {})
  expect([asked, running, nextAt]).toEqual([false, null, '2026-11-21T01:30:00.000Z'])
  expect(items).toMatchObject([{ kind: 'hand', encrypted: true, fault: null, cause: null, removedAt: null }])
  expect(items[0]?.bytes).toBeGreaterThan(1000)
})

test('E9 a passphrase that is left out stays, null takes it away; it is neither answered nor written down', async () => {
  const kept = await house.ok('setBackupSchedule', { body: { ...WISH, keep: 5 } })
  expect(kept.schedule).toMatchObject({ encrypted: true, keep: 5 })
  expect((await house.ok('setBackupSchedule', { body: { ...WISH, passphrase: null } })).schedule.encrypted).toBe(false)
  const { items } = await house.ok('listAudit', { query: { operation: 'setBackupSchedule', limit: 10 } })
  expect(items.map(({ detail }) => detail)).toEqual([
    { keep: { before: 5, after: 7 }, passphrase: 'removed' },
    { keep: { before: 7, after: 5 } },
    {
      automatic: { before: false, after: true },
      time: { before: '03:00', after: '02:30' },
      keep: { before: 14, after: 7 },
      passphrase: 'set',
    },
  ])
  const { rows } = await house.world.pool.query('select passphrase from backup_schedule')
  expect(rows).toEqual([{ passphrase: null }])
})

test('K12 a folder that is not there, is a file, or is not named from the root is refused and nothing changes', async () => {
  const before = await house.ok('getBackups', {})
  for (const bad of [join(folder, 'gone'), join(process.cwd(), 'package.json'), 'backups', '../backups']) {
    const refused = await house.call('setBackupSchedule', { body: { ...WISH, folder: bad } })
    expect([refused.status, refused.json.code]).toEqual([422, 'keeping.folder_unusable'])
  }
  expect(await house.ok('getBackups', {})).toEqual(before)
  expect((await house.ok('setBackupSchedule', { body: { ...WISH, folder } })).schedule.folderUsed).toBe(folder)
  await house.ok('setBackupSchedule', { body: WISH })
})

test.each([
  ['a time that no clock shows', { time: '24:00' }],
  ['none to keep', { keep: 0 }],
  ['a passphrase that is soon guessed', { passphrase: 'short' }],
  ['something unknown', { zone: 'UTC' }],
])('E10 refused: %s', async (_, wish) => {
  const refused = await house.call('setBackupSchedule', { body: { ...WISH, ...wish } })
  expect([refused.status, refused.json.code]).toEqual([400, 'request.invalid'])
})

test('K12 one that failed is in the list with its reason, in Mission Control and among the findings, until one succeeds', async () => {
  const { rows } = await house.world.pool.query(
    `insert into backup (started_at, ended_at, place, automatic, encrypted, managed, host, fault, cause)
     values ($1, $1, '/backups', true, false, true, 'here', '900 MB are needed', 'room') returning id`,
    [house.now],
  )
  const { items } = await house.ok('getBackups', {})
  expect(items[0]).toMatchObject({ id: String(rows[0].id), kind: 'night', cause: 'room', fault: '900 MB are needed' })
  const { findings } = await house.ok('getHealth', {})
  expect(findings.find(({ topic }) => topic === 'backups')).toMatchObject({
    finding: 'backups_failed',
    figures: { fault: '900 MB are needed' },
  })
  expect(await snapshot()).toMatchObject({
    incidents: expect.arrayContaining([expect.objectContaining({ kind: 'backup_failed', reason: 'room' })]),
  })
  await house.ok('startBackup', {})
  house.now += 1000
  expect(await make()).toBe(true)
  expect((await snapshot()).incidents.map(({ kind }) => kind)).not.toContain('backup_failed')
})
