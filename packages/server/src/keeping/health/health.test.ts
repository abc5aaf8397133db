// What the doctor finds: each finding is made true, on a real database where it lies there.
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@lotse/core/base'
import { type Finding, type HealthFinding, healthFindingNames, healthFindings, healthTopics } from '@lotse/protocol'
import { startSmtpSink } from '@lotse/testkit'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { noteBackup } from '../../adapters/store/keeping/backups.ts'
import { type DatabaseState, databaseState, growthOf } from '../../adapters/store/keeping/checks.ts'
import { createDb, createPool } from '../../adapters/store/pool.ts'
import { testWorld } from '../../adapters/store/testing.ts'
import type { Config } from '../../config.ts'
import { bytesPerDayOf, lookAtClock, lookAtDatabase, lookAtDisk } from './database.ts'
import { examine, worstOf } from './examine.ts'
import { found } from './finding.ts'
import { sentenceOf } from './words.ts'
import { lookAtBackups, lookAtEngine, lookAtJobs, lookAtMessages } from './work.ts'

let made: Awaited<ReturnType<typeof testWorld>>
let folder: string
beforeAll(async () => {
  made = await testWorld()
  folder = mkdtempSync(join(tmpdir(), 'lotse-health-'))
})
afterEach(async () => {
  await made.world.pool.query('truncate set_aside, message, kept_answer, session, backup, event_minute cascade')
})
afterAll(async () => {
  await made.drop()
  rmSync(folder, { recursive: true })
})

const query = (sql: string, values: unknown[] = []) => made.world.pool.query(sql, values)
const names = (findings: readonly Finding[]): HealthFinding[] => findings.map(({ finding }) => finding)
const look = async (config: Partial<Config> = {}) =>
  names(await examine({ ...made.world, config: { ...made.world.config, dataFolder: folder, ...config } }))
const mailTo = (url: string, dkim: NonNullable<Config['mail']>['dkim'] = null): Partial<Config> => ({
  mail: { url, from: 'a@example.org', connections: 1, perSecond: null, dkim },
})
/** A database where all is well. */
const WELL: DatabaseState = {
  version: '18.4',
  sizeBytes: 1,
  unsafe: [],
  autovacuum: true,
  connections: 1,
  connectionsMax: 100,
  writingMs: 0,
  writingName: '',
  viewMs: 0,
  viewName: '',
  idleSlots: 0,
  idsAge: 1,
  nowMs: 1000,
}
const ofDatabase = async (state: Partial<DatabaseState>) =>
  names(await lookAtDatabase(made.world.db, { ...WELL, ...state }))

test('every topic says something, and the worst state is that of the whole', async () => {
  const findings = await examine({ ...made.world, config: { ...made.world.config, dataFolder: folder } })
  expect([...new Set(findings.map(({ topic }) => topic))]).toEqual(healthTopics)
  expect(worstOf(findings)).toBe('wrong')
  expect(worstOf([found('mail_absent'), found('disk_well')])).toBe('look')
  expect(worstOf([found('disk_well')])).toBe('well')
})

test('an installation that was never started: nobody can sign in, nobody works, no mail, no backup', async () => {
  expect(await look()).toEqual(
    expect.arrayContaining([
      'settings_well',
      'members_none',
      'engine_absent',
      'mail_absent',
      'backups_none',
      'jobs_well',
    ]),
  )
})

test('a server whose engine works and that has members is well in that', async () => {
  await query(`insert into member (email, name, password_hash, created_at) values ('a', 'a', 'a', 1)`)
  await query(`insert into engine_worker (owner, seen_at) values ('e', extract(epoch from clock_timestamp()) * 1000)`)
  await query(`update bucket set owner = 'e'`)
  expect(await look()).toEqual(expect.arrayContaining(['members_well', 'engine_well', 'messages_well']))
})

test('settings: a local address in mails, a secret for all to read, a signing key that is gone', async () => {
  expect(await look({ ...mailTo('smtp://127.0.0.1:1'), publicUrl: 'http://127.0.0.1:4600' })).toContain('address_local')
  expect(await look({ ...mailTo('smtp://127.0.0.1:1'), publicUrl: 'https://journeys.example' })).not.toContain(
    'address_local',
  )
  writeFileSync(join(folder, 'secret'), randomBytes(8))
  chmodSync(join(folder, 'secret'), 0o644)
  expect(await look()).toContain('secret_readable')
  chmodSync(join(folder, 'secret'), 0o600)
  expect(await look()).not.toContain('secret_readable')
  const dkim = { domain: 'd', selector: 's', keyFile: join(folder, 'gone.pem') }
  expect(await look(mailTo('smtp://127.0.0.1:1', dkim))).toEqual(expect.arrayContaining(['dkim_missing', 'mail_fails']))
})

test('database: what is read of a real one, transactions and views that others keep open among it', async () => {
  const [writer, reader] = [await made.world.pool.connect(), await made.world.pool.connect()]
  await writer.query(`set application_name = 'a writer'; begin; select pg_current_xact_id()`)
  await reader.query(`set application_name = 'a reader'; begin isolation level repeatable read; select 1`)
  const state = await databaseState(made.world.db)
  expect(state.writingMs).toBeGreaterThan(0)
  expect(state.viewMs).toBeGreaterThan(0)
  expect(state.connections).toBeGreaterThanOrEqual(3)
  expect(state.version).toMatch(/^\d+/)
  for (const client of [writer, reader]) {
    await client.query('rollback; reset application_name')
    client.release()
  }
  const pool = createPool({ url: made.world.config.databaseUrl ?? '', name: 'a test', max: 1 })
  await pool.query('set synchronous_commit = off')
  expect((await databaseState(createDb(pool))).unsafe).toContain('synchronous_commit')
  await pool.end()
})

test.each<[HealthFinding, Partial<DatabaseState>]>([
  ['database_well', {}],
  ['database_unsafe', { unsafe: ['fsync'] }],
  ['autovacuum_off', { autovacuum: false }],
  ['connections_short', { connections: 90 }],
  ['transaction_long', { writingMs: 2 * MINUTE_MS, writingName: 'psql' }],
  ['snapshot_long', { viewMs: 7 * HOUR_MS, viewName: 'psql' }],
  ['slot_idle', { idleSlots: 1 }],
  ['ids_short', { idsAge: 1_100_000_000 }],
])('database: %s', async (name, state) => {
  expect(await ofDatabase(state)).toEqual([name])
})

test('database: a table that is mostly deleted rows', async () => {
  await query('create table emptied as select generate_series(1, 300000) n')
  await query('alter table emptied set (autovacuum_enabled = off)')
  await query('delete from emptied')
  await expect.poll(() => ofDatabase({}), { timeout: 15_000 }).toEqual(['rows_dead'])
  await query('drop table emptied')
})

test('clock: two seconds are too many, the time the question took is not counted', () => {
  const at = (nowMs: number, askedAt: number, answeredAt: number) =>
    names(lookAtClock({ ...WELL, nowMs }, askedAt, answeredAt))
  expect(at(10_000, 9000, 11_000)).toEqual(['clock_well'])
  expect(at(10_000, 4000, 20_000)).toEqual(['clock_well'])
  expect(at(10_000, 12_500, 12_501)).toEqual(['clock_off'])
  expect(at(10_000, 7000, 7500)).toEqual(['clock_off'])
})

test('disk: full, soon full at the pace of what really came, and well', async () => {
  const gb = 1024 ** 3
  await query(
    `insert into event_minute select 1, $1::bigint + n * 60000, 'Seen', 0, 1000 from generate_series(0, 120) n`,
    [Date.now() - 3 * HOUR_MS],
  )
  await query('update pg_class set reltuples = 1000 where oid = $1::regclass', ['event'])
  const growth = await growthOf(made.world.db, Date.now() - DAY_MS)
  expect(growth).toMatchObject({ events: 121_000, spanMs: 2 * HOUR_MS })
  expect(growth.bytesPerEvent).toBeGreaterThan(100)
  expect(bytesPerDayOf(growth)).toBeCloseTo(growth.bytesPerEvent * 121_000 * 12, -3)
  expect(bytesPerDayOf({ ...growth, spanMs: MINUTE_MS })).toBe(0)
  const disk = (freeGb: number, perDay: number) => names(lookAtDisk({ freeBytes: freeGb * gb, folder }, perDay * gb))
  expect(disk(1, 0)).toEqual(['disk_full'])
  expect(disk(12, 1)).toEqual(['disk_soon_full'])
  expect(disk(100, 1)).toEqual(['disk_well'])
  expect(disk(5, 0)).toEqual(['disk_well'])
})

test('engine: buckets without a worker, far behind, inputs set aside', async () => {
  const engine = (unowned: number, lagMs: number, setAside: number) =>
    names(lookAtEngine({ owned: 256 - unowned, unowned }, lagMs, { setAside }))
  expect(engine(0, 0, 0)).toEqual(['engine_well'])
  expect(engine(3, 0, 0)).toEqual(['engine_absent'])
  expect(engine(0, 31_000, 0)).toEqual(['engine_late'])
  await query(
    `insert into set_aside (workspace_id, customer_id, bucket, reason, stack, state, set_aside_at) values (1, 1, 1, 'r', 's', '{}', 1)`,
  )
  expect(await look()).toContain('inputs_aside')
})

test('mail: a server that answers, one that is not there, one that refuses the password', async () => {
  const sink = await startSmtpSink()
  expect(await look(mailTo(sink.url))).toContain('mail_well')
  await sink.close()
  expect(await look(mailTo(sink.url))).toContain('mail_fails')
  const rude = createServer((socket) => socket.end('554 go away\r\n')).listen(0, '127.0.0.1')
  await new Promise((listening) => rude.once('listening', listening))
  const address = rude.address()
  const port = typeof address === 'object' && address ? address.port : 0
  expect(await look(mailTo(`smtp://user:word@127.0.0.1:${port}`))).toContain('mail_fails')
  rude.close()
})

test('messages: late ones, dead ones, ones of which nobody knows', async () => {
  expect(names(lookAtMessages({ late: 0, dead: 0, unknown: 0, held: 0 }))).toEqual(['messages_well'])
  const message = (key: string, state: string, dueAt: number) =>
    query(
      `insert into message (key, workspace_id, customer_id, channel, state, created_at, due_at, request) values ($1, 1, 1, 'email', $2, 1, $3, '{}')`,
      [key, state, dueAt],
    )
  await message('a', 'queued', Date.now() + HOUR_MS)
  expect(await look()).toContain('messages_well')
  await message('b', 'queued', Date.now() - HOUR_MS)
  await message('c', 'dead', 1)
  await message('d', 'unknown', 1)
  await message('e', 'held', 1)
  expect(await look()).toEqual(
    expect.arrayContaining(['messages_late', 'messages_dead', 'messages_unknown', 'messages_held']),
  )
})

test('jobs: what should have been cleared away tells that nobody does', async () => {
  const kept = (at: number) =>
    query(`insert into kept_answer (workspace_id, caller, key, request, kept_at) values (1, 'c', $1, '', $2)`, [
      String(at),
      at,
    ])
  await kept(Date.now() - DAY_MS)
  expect(await look()).toContain('jobs_well')
  await kept(Date.now() - 3 * DAY_MS)
  expect(await look()).toContain('jobs_absent')
  expect(names(lookAtJobs({ oldestKept: null, oldestEnded: Date.now() - 3 * HOUR_MS }, Date.now()))).toEqual([
    'jobs_absent',
  ])
})

test('backups: none, an old one, a fresh one, one that failed', async () => {
  const client = await made.world.pool.connect()
  const note = (startedAt: number, fault: string | null) =>
    noteBackup(client, {
      startedAt,
      endedAt: startedAt,
      place: '/b',
      automatic: false,
      encrypted: false,
      rows: 1,
      bytes: 1,
      fault,
      cause: null,
      managed: false,
      host: null,
    })
  expect(names(lookAtBackups([], 1))).toEqual(['backups_none'])
  await note(Date.now() - 31 * HOUR_MS, null)
  expect(await look()).toContain('backups_old')
  await note(Date.now() - HOUR_MS, null)
  expect(await look()).toContain('backups_well')
  await note(Date.now(), 'no space left on device')
  expect(await look()).toContain('backups_failed')
  client.release()
})

test('every finding is said in a whole sentence with its figures', () => {
  const figures = new Proxy({}, { get: (_, name) => (name === 'bytes' ? 3 * 1024 ** 3 : `<${String(name)}>`) })
  for (const name of healthFindingNames) {
    const [topic, state] = healthFindings[name]
    const sentence = sentenceOf({ finding: name, topic, state, figures })
    expect(sentence, name).not.toMatch(/[{}]|undefined/)
    if (state !== 'well') expect(sentence, name).toMatch(/[.?:]/)
  }
})
