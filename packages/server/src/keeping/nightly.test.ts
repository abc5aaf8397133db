// Backups by the clock: which night is due, one process among many, what is cleared away, what fails and why. Real databases and files.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@lotse/core/base'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newestBackups } from '../adapters/store/keeping/backups.ts'
import {
  beginRun,
  lockBackups,
  putSchedule,
  type ScheduleRow,
  scheduleOf,
  wantBackup,
} from '../adapters/store/keeping/schedule.ts'
import { createClient } from '../adapters/store/pool.ts'
import { testWorld } from '../adapters/store/testing.ts'
import type { World } from '../base/world.ts'
import { readBytes } from './files.ts'
import { backupRound, sealPassphrase } from './nightly.ts'
import { verifyBackup } from './reading.ts'
import { dueOf, nextOf, nightOf } from './schedule.ts'

const at = (text: string): number => Date.parse(text)
const NIGHTLY: ScheduleRow = {
  automatic: true,
  time: '03:00',
  zone: 'Europe/Berlin',
  folder: null,
  keep: 2,
  passphrase: null,
  night: '2026-03-01',
  tries: 0,
  done: true,
  wantedAt: null,
  runningSince: null,
  beatAt: null,
  share: null,
}

describe('when', () => {
  test('K10 a night is due from its time on, by local clocks, also on the nights when they change', () => {
    const due = (now: string, night: string) => dueOf({ ...NIGHTLY, night }, at(now))
    expect(due('2026-03-02T01:59:59Z', '2026-03-01')).toBeUndefined()
    expect(due('2026-03-02T02:00:00Z', '2026-03-01')).toEqual({ night: '2026-03-02' })
    expect(due('2026-03-29T00:59:59Z', '2026-03-28')).toBeUndefined()
    expect(due('2026-03-29T01:00:00Z', '2026-03-28')).toEqual({ night: '2026-03-29' })
    expect(due('2026-10-25T02:00:00Z', '2026-10-24')).toEqual({ night: '2026-10-25' })
    expect(due('2026-10-25T03:00:00Z', '2026-10-25')).toBeUndefined()
    expect(dueOf({ ...NIGHTLY, automatic: false }, at('2027-01-01T00:00:00Z'))).toBeUndefined()
  })

  test('K10 nights that were missed are made up for by one, and a clock that goes back brings none again', () => {
    expect(dueOf({ ...NIGHTLY, night: '2026-03-01' }, at('2026-03-20T12:00:00Z'))).toEqual({ night: '2026-03-20' })
    expect(dueOf({ ...NIGHTLY, night: '2026-03-20' }, at('2026-03-10T12:00:00Z'))).toBeUndefined()
  })

  test('the next one is told: tonight, tomorrow where tonight is done, now where one was missed', () => {
    const next = (now: string, night: string) => new Date(nextOf({ ...NIGHTLY, night }, at(now)) ?? 0).toISOString()
    expect(next('2026-03-01T22:00:00Z', '2026-03-01')).toBe('2026-03-02T02:00:00.000Z')
    expect(next('2026-03-01T22:00:00Z', '2026-03-02')).toBe('2026-03-03T02:00:00.000Z')
    expect(next('2026-03-05T22:00:00Z', '2026-03-01')).toBe('2026-03-05T22:00:00.000Z')
    expect(nextOf({ ...NIGHTLY, automatic: false }, at('2026-03-01T22:00:00Z'))).toBeNull()
    expect(nightOf(NIGHTLY, at('2026-03-02T01:00:00Z'))).toBe('2026-03-01')
  })
})

describe('made', () => {
  let now = at('2026-03-02T12:00:00Z')
  let folder: string
  let made: { readonly world: World; drop(): Promise<void> }
  const running = new AbortController().signal
  beforeEach(async () => {
    now = at('2026-03-02T12:00:00Z')
    folder = mkdtempSync(join(tmpdir(), 'lotse-nights-'))
    made = await testWorld({ now: () => now }, { dataFolder: folder })
  })
  afterEach(async () => {
    await made.drop()
    chmodSync(folder, 0o755)
    rmSync(folder, { recursive: true })
  })

  const set = (wish: Partial<ScheduleRow> = {}) =>
    putSchedule(made.world.db, { ...NIGHTLY, night: '2026-03-02', ...wish }, now)
  const round = (free?: number) => backupRound(made.world, running, ...(free === undefined ? [] : [async () => free]))
  const files = () => (existsSync(join(folder, 'backups')) ? readdirSync(join(folder, 'backups')).sort() : [])
  const list = () => newestBackups(made.world.pool, 50)
  const failures = async () => (await list()).filter(({ fault }) => fault !== null).map(({ cause }) => cause)

  test('K10 before anybody asks nothing is made; then one a night, by one of four that keep house', async () => {
    expect(await round()).toBe(false)
    await set()
    expect(await round()).toBe(false)
    for (const night of [1, 2]) {
      now = at('2026-03-02T12:00:00Z') + night * DAY_MS
      expect((await Promise.all([round(), round(), round(), round()])).filter((whole) => whole)).toEqual([true])
      expect(await round()).toBe(false)
      expect(files().length).toBe(night)
    }
    const [last] = await list()
    expect(last).toMatchObject({ automatic: true, managed: true, fault: null, encrypted: false, host: hostname() })
    expect(await verifyBackup(readBytes(last?.place ?? ''), null)).toMatchObject({ end: { rows: last?.rows } })
  })

  test('one by hand is made at once, besides that of the night, encrypted where a passphrase is set', async () => {
    await set({ passphrase: sealPassphrase(made.world, 'correct horse battery') })
    await wantBackup(made.world.db, now)
    expect(await round()).toBe(true)
    expect(await round()).toBe(false)
    const [hand] = await list()
    expect(hand).toMatchObject({ automatic: false, managed: true, encrypted: true })
    const { manifest } = await verifyBackup(readBytes(hand?.place ?? ''), 'correct horse battery')
    expect(manifest.secret).toBe(made.world.config.secret)
    now += DAY_MS
    expect(await round()).toBe(true)
  })

  test('K11 who dies while making one leaves a failure in the list and no part, and the night is made all the same', async () => {
    await set()
    now += DAY_MS
    mkdirSync(join(folder, 'backups'))
    writeFileSync(join(folder, 'backups', `lotse-20260303T120000Z.backup.${process.pid}.part`), 'half')
    writeFileSync(join(folder, 'backups', 'lotse-20260303T120000Z.backup.999999999.part'), 'half')
    await beginRun(made.world.pool, '2026-03-03', now)
    now += MINUTE_MS
    expect(await round()).toBe(false)
    expect(await failures()).toEqual(['interrupted'])
    now += HOUR_MS
    expect(await round()).toBe(true)
    expect(files()).toEqual(['lotse-20260303T130100Z.backup'])
    expect(await scheduleOf(made.world.pool)).toMatchObject({ done: true, tries: 2, runningSince: null, share: null })
  })

  test('K10 while somebody makes one nobody takes it for dead', async () => {
    await set()
    now += DAY_MS
    const client = createClient({ url: made.world.config.databaseUrl ?? '', name: 'a test' })
    await client.connect()
    expect(await lockBackups(client)).toBe(true)
    await beginRun(client, '2026-03-03', now)
    expect(await round()).toBe(false)
    expect(await list()).toEqual([])
    await client.end()
    await expect.poll(async () => (await round().then(failures)).length, { timeout: 5000 }).toBe(1)
  })

  test('K12 too little room: nothing is begun, it says what is needed, and it is tried three times, half an hour apart', async () => {
    await set()
    now += DAY_MS
    for (let tries = 1; tries <= 4; tries++) {
      expect(await round(1000)).toBe(false)
      expect(await round(1000)).toBe(false)
      expect(await failures()).toEqual(Array.from({ length: Math.min(tries, 3) }, () => 'room'))
      now += 30 * MINUTE_MS
    }
    expect((await list())[0]?.fault).toMatch(/\d+ MB are needed in .*, and 1 MB are free/)
    expect(files()).toEqual([])
    now += DAY_MS
    expect(await round()).toBe(true)
  })

  test('K12 a folder that is not there, a passphrase that nobody can read any more: each says so', async () => {
    await set({ folder: join(folder, 'gone') })
    now += DAY_MS
    expect(await round()).toBe(false)
    expect(existsSync(join(folder, 'gone'))).toBe(false)
    await set({ night: '2026-03-02', passphrase: 'sealed by another secret' })
    expect(await round()).toBe(false)
    expect(await failures()).toEqual(['passphrase', 'folder'])
  })

  test('K11 K12 a server that stops leaves no part and says that it was stopped', async () => {
    await set()
    now += DAY_MS
    const stopping = new AbortController()
    stopping.abort()
    expect(await backupRound(made.world, stopping.signal)).toBe(false)
    expect([await failures(), files()]).toEqual([['interrupted'], []])
  })

  test('K13 of each kind so many stay; what others put there, and what lies on other machines, is left alone', async () => {
    await set()
    await wantBackup(made.world.db, now)
    await round()
    const [hand] = files()
    writeFileSync(join(folder, 'backups', 'mine.backup'), 'x')
    const foreign = join(folder, 'backups', 'lotse-20200101T000000Z.backup')
    writeFileSync(foreign, 'x')
    await made.world.pool.query(
      `insert into backup (started_at, ended_at, place, automatic, encrypted, managed, host) values (1, 1, $1, true, false, true, 'another')`,
      [foreign],
    )
    for (let night = 1; night <= 4; night++) {
      now += DAY_MS
      expect(await round()).toBe(true)
    }
    expect(files()).toEqual([
      'lotse-20200101T000000Z.backup',
      hand,
      'lotse-20260305T120000Z.backup',
      'lotse-20260306T120000Z.backup',
      'mine.backup',
    ])
    const removed = (await list()).filter(({ removedAt }) => removedAt !== null)
    expect(removed.map(({ startedAt }) => new Date(startedAt).getUTCDate())).toEqual([4, 3])
  })
})
