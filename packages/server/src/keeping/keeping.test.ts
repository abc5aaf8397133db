// Backups and restores between real databases: complete, checked, all or nothing.
import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Client } from 'pg'
import { afterEach, expect, test } from 'vitest'
import { migrate, readMigrations } from '../adapters/store/migrate.ts'
import { createClient, createPool } from '../adapters/store/pool.ts'
import { emptyDatabase, testDatabase } from '../adapters/store/testing.ts'
import { BackupFault } from './archive.ts'
import { backupStream } from './backup.ts'
import { verifyBackup } from './reading.ts'
import { type RestoreWish, restoreBackup } from './restore.ts'
import { newSealing, openStream, sealStream } from './sealing.ts'
import { dumpOf, fillEveryTable } from './testing.ts'

const SECRET = 'a secret of the installation, long enough'
const PASSPHRASE = 'correct horse battery'
const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function migrated() {
  const { url, pool: ours, drop } = await testDatabase()
  await ours.end()
  const pool = createPool({ url, name: 'a test' })
  open.push(async () => {
    await pool.end()
    await drop()
  })
  return { url, pool }
}

async function empty() {
  const { url, drop } = await emptyDatabase()
  const pool = createPool({ url, name: 'a test' })
  open.push(async () => {
    await pool.end()
    await drop()
  })
  return { url, pool }
}

// Its name must not begin like ours: a restore refuses to work beside our own connections.
async function connected(url: string): Promise<Client> {
  const client = createClient({ url, name: 'a test' })
  await client.connect()
  open.push(() => client.end())
  return client
}

const backupOf = async (url: string, passphrase: string | null = null): Promise<Buffer> =>
  buffer(
    Readable.from(backupStream({ client: await connected(url), secret: SECRET, passphrase, program: '0', now: 1 })),
  )

const stream = (bytes: Buffer) => Readable.from(slices(bytes), { objectMode: false })
function* slices(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 5000) yield bytes.subarray(at, at + 5000)
}

async function restoreInto(url: string, bytes: Buffer, more: Partial<RestoreWish> = {}) {
  const client = createClient({ url, name: 'a restore' })
  await client.connect()
  const migrations = await readMigrations()
  const wish = {
    client,
    migrations,
    passphrase: null,
    replace: false,
    secret: SECRET,
    loseSealed: false,
    holdUntil: null,
  }
  return restoreBackup(stream(bytes), { ...wish, ...more }).finally(() => client.end())
}

test('K1 what comes back is what was there: every table, row for row, keys, indexes, sequences', async () => {
  const [from, to] = [await migrated(), await empty()]
  await fillEveryTable(from.pool)
  await restoreInto(to.url, await backupOf(from.url))
  const [before, after] = [await dumpOf(from.pool), await dumpOf(to.pool)]
  expect(Object.keys(before).length).toBeGreaterThan(30)
  expect(Object.entries(before).filter(([name, lines]) => name.startsWith('rows') && lines.length === 0)).toEqual([])
  expect(after).toEqual(before)
})

test('K1 a table that nobody told the backup of is in it', async () => {
  const from = await migrated()
  await from.pool.query(`create table tomorrow (a text); insert into tomorrow values ('x')`)
  const { manifest } = await verifyBackup(stream(await backupOf(from.url)), null)
  expect(manifest.tables.find(({ name }) => name === 'tomorrow')).toEqual({ name: 'tomorrow', columns: ['a'] })
})

test('K1 a backup made while others write holds one instant: what was written together is there together', async () => {
  const [from, to] = [await migrated(), await empty()]
  await fillEveryTable(from.pool, 500)
  await from.pool.query('delete from suppression; delete from identity')
  let going = true
  let written = 0
  const writers = [0, 1, 2].map(async (writer) => {
    for (let n = 0; going; n++) {
      await from.pool.query(`with a as (insert into identity values (1, 'userId', '${writer}-${n}', 1, 1, 1))
        insert into suppression values (1, 'email', '${writer}-${n}', 'together', 1)`)
      written++
    }
  })
  await expect.poll(() => written).toBeGreaterThan(50)
  const atStart = written
  const bytes = await backupOf(from.url)
  const during = written - atStart
  going = false
  await Promise.all(writers)
  await restoreInto(to.url, bytes)
  const { rows } = await to.pool.query(`select count(i.value)::int as identities, count(s.address)::int as suppressions,
    count(*)::int as both from identity i full join suppression s on s.address = i.value`)
  expect(during).toBeGreaterThan(0)
  expect(rows[0].both).toBe(rows[0].identities)
  expect(rows[0].both).toBe(rows[0].suppressions)
  expect(rows[0].both).toBeGreaterThanOrEqual(atStart)
  expect(rows[0].both).toBeLessThan(written)
})

test.each<[string, string | null, number]>([
  ['plain', null, 24],
  ['encrypted', PASSPHRASE, 4],
])(
  'K3 no byte of a %s backup can be changed and no end be missing without being noticed',
  async (_name, passphrase, parts) => {
    const from = await migrated()
    await fillEveryTable(from.pool, 3)
    const whole = await backupOf(from.url, passphrase)
    await expect(verifyBackup(stream(whole), passphrase)).resolves.toMatchObject({
      end: { tables: expect.any(Number) },
    })
    const headBytes = whole.indexOf(10, 15) + 1
    for (let part = 0; part < parts; part++) {
      const at = headBytes + 10 + Math.floor(((whole.length - headBytes - 11) * part) / parts)
      const flipped = Buffer.from(whole)
      flipped.writeUInt8(flipped.readUInt8(at) ^ 0x10, at)
      await expect(verifyBackup(stream(flipped), passphrase), `byte ${at}`).rejects.toThrow(BackupFault)
      await expect(verifyBackup(stream(whole.subarray(0, at)), passphrase), `cut at ${at}`).rejects.toThrow(BackupFault)
    }
  },
)

test('K3 pieces of an encrypted backup cannot be left out, repeated or swapped', async () => {
  const { key } = await newSealing(PASSPHRASE)
  const plain = randomBytes(700_000)
  const pieces: Buffer[] = []
  for await (const piece of sealStream(key, stream(plain))) pieces.push(piece)
  expect(pieces.length).toBe(3)
  const read = (order: readonly number[]) =>
    buffer(Readable.from(openStream(key, stream(Buffer.concat(order.map((i) => pieces[i] ?? Buffer.alloc(0)))))))
  expect((await read([0, 1, 2])).equals(plain)).toBe(true)
  for (const order of [[0, 1], [0, 2], [1, 0, 2], [0, 0, 1, 2], [0, 1, 2, 2], []])
    await expect(read(order), String(order)).rejects.toThrow(BackupFault)
})

test('K3 rubbish, nothing at all, and a form of tomorrow are told apart', async () => {
  const read = (text: string) => verifyBackup(stream(Buffer.from(text)), null)
  await expect(read('PK rubbish\n\n')).rejects.toThrow('no backup of Lotse')
  await expect(read('')).rejects.toThrow('no backup of Lotse')
  await expect(read('LOTSE BACKUP 2\n{}\n')).rejects.toThrow('newer Lotse')
  await expect(read('LOTSE BACKUP 1\n{}\n')).rejects.toThrow('damaged')
})

const BREAK = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'a restore'`

test('K4 a damaged backup, or a connection that breaks, leaves what stood there', async () => {
  const [from, to] = [await migrated(), await migrated()]
  await fillEveryTable(from.pool, 2000)
  await fillEveryTable(to.pool, 3)
  const before = await dumpOf(to.pool)
  const whole = await backupOf(from.url)
  const cut = whole.subarray(0, Math.floor(whole.length * 0.8))
  await expect(restoreInto(to.url, cut, { replace: true })).rejects.toThrow(BackupFault)
  const onStep = (step: string) => {
    if (step.startsWith('keys')) void to.pool.query(BREAK)
  }
  await expect(restoreInto(to.url, whole, { replace: true, onStep })).rejects.toThrow()
  expect(await dumpOf(to.pool)).toEqual(before)
  await restoreInto(to.url, whole, { replace: true })
  expect(await dumpOf(to.pool)).toEqual(await dumpOf(from.pool))
})

test('K5 a filled database is refused, a fresh one is not; replacing takes away everything that was there', async () => {
  const [from, to] = [await migrated(), await migrated()]
  await fillEveryTable(from.pool, 2)
  const bytes = await backupOf(from.url)
  await to.pool.query(`create table left_over (a int); insert into left_over values (1)`)
  await expect(restoreInto(to.url, bytes)).rejects.toThrow('left_over has rows')
  await restoreInto(to.url, bytes, { replace: true })
  expect(await dumpOf(to.pool)).toEqual(await dumpOf(from.pool))
  const fresh = await migrated()
  await restoreInto(fresh.url, bytes)
  expect(await dumpOf(fresh.pool)).toEqual(await dumpOf(from.pool))
})

test('K5 while a server of ours works on the database nothing is restored', async () => {
  const [from, to] = [await migrated(), await empty()]
  const server = createClient({ url: to.url, name: 'lotse engine' })
  await server.connect()
  open.push(() => server.end())
  await expect(restoreInto(to.url, await backupOf(from.url))).rejects.toThrow('Stop it first')
})

test('K5 K8 a backup without its secret asks for it; an encrypted one brings it', async () => {
  const from = await migrated()
  const plain = await backupOf(from.url)
  const sealed = await backupOf(from.url, PASSPHRASE)
  await expect(restoreInto((await empty()).url, plain, { secret: null })).rejects.toThrow('Set LOTSE_SECRET')
  await expect(restoreInto((await empty()).url, plain, { secret: 'another' })).rejects.toThrow('another secret')
  await expect(restoreInto((await empty()).url, plain, { secret: 'another', loseSealed: true })).resolves.toMatchObject(
    { secret: null },
  )
  await expect(
    restoreInto((await empty()).url, sealed, { secret: null, passphrase: PASSPHRASE }),
  ).resolves.toMatchObject({ secret: SECRET })
  await expect(restoreInto((await empty()).url, sealed, { secret: 'another', passphrase: PASSPHRASE })).rejects.toThrow(
    'another secret',
  )
})

test('K6 a backup of a newer program is refused, one of a changed program too', async () => {
  const [from, to] = [await migrated(), await empty()]
  const bytes = await backupOf(from.url)
  const all = await readMigrations()
  await expect(restoreInto(to.url, bytes, { migrations: all.slice(0, -1) })).rejects.toThrow('newer than this program')
  const changed = all.map((migration) => ({ ...migration, checksum: 'other' }))
  await expect(restoreInto(to.url, bytes, { migrations: changed })).rejects.toThrow('changed program')
})

test('K6 a backup of an older program comes back as it was and is then brought up to date', async () => {
  const [from, to] = [await empty(), await empty()]
  const all = await readMigrations()
  await migrate(from.url, all.slice(0, 11))
  await fillEveryTable(from.pool, 2)
  await restoreInto(to.url, await backupOf(from.url))
  expect(await dumpOf(to.pool)).toEqual(await dumpOf(from.pool))
  expect(await migrate(to.url)).toEqual(all.slice(11).map(({ name }) => name))
})

test('K9 what was under way is held, what had ended stays; counted, also from a database of before there were holds', async () => {
  const all = await readMigrations()
  for (const known of [all, all.slice(0, 19)]) {
    const [from, to] = [await empty(), await empty()]
    await migrate(from.url, known)
    const states = ['queued', 'claimed', 'handed', 'unknown', 'accepted', 'dead', 'cancelled']
    for (const state of states)
      await from.pool.query(
        `insert into message (key, workspace_id, customer_id, channel, state, reason, created_at, due_at, request, claimed_by)
         values ($1, 1, 1, 'email', $1, 'before', 1, 1, '{}', 'somebody')`,
        [state],
      )
    await from.pool.query(`insert into message_count select 1, state, 'email', 0, 1 from message`)
    const { held } = await restoreInto(to.url, await backupOf(from.url), { holdUntil: 99 })
    expect(held).toBe(4)
    const { rows } = await to.pool.query('select key, state, reason, claimed_by from message order by id')
    expect(rows).toEqual(
      states.map((key, i) =>
        i < 4
          ? { key, state: 'held', reason: 'restored', claimed_by: null }
          : { key, state: key, reason: 'before', claimed_by: 'somebody' },
      ),
    )
    const counts = await to.pool.query(
      'select state, sum(count)::int as n from message_count group by 1 having sum(count) <> 0 order by 1',
    )
    expect(counts.rows).toEqual([
      { state: 'accepted', n: 1 },
      { state: 'cancelled', n: 1 },
      { state: 'dead', n: 1 },
      { state: 'held', n: 4 },
    ])
    if (known === all)
      expect((await to.pool.query('select since, until from message_hold')).rows).toEqual([{ since: 1, until: 99 }])
  }
})

test('K9 K13 a restored list has no backup under way, and files of the copied installation are not ours', async () => {
  const [from, to] = [await migrated(), await empty()]
  await from.pool.query(
    `insert into backup_schedule (id, automatic, at_time, zone, keep, changed_at, night, done, running_since, wanted_at)
     values (1, true, '03:00', 'UTC', 7, 1, '2026-03-01', false, 5, 6)`,
  )
  await from.pool.query(
    `insert into backup (started_at, ended_at, place, automatic, encrypted, managed) values (1, 1, '/b', true, false, true)`,
  )
  await restoreInto(to.url, await backupOf(from.url))
  expect((await to.pool.query('select done, running_since, wanted_at, night from backup_schedule')).rows).toEqual([
    { done: true, running_since: null, wanted_at: null, night: '2026-03-01' },
  ])
  expect((await to.pool.query('select managed from backup')).rows).toEqual([{ managed: false }])
})

test('K8 without the passphrase an encrypted backup tells nothing, and with a wrong one neither', async () => {
  const from = await migrated()
  await from.pool.query(`insert into suppression values (1, 'email', 'planted-address', 'r', 1)`)
  const bytes = await backupOf(from.url, PASSPHRASE)
  expect(bytes.includes('planted-address') || bytes.includes('suppression') || bytes.includes(SECRET)).toBe(false)
  await expect(verifyBackup(stream(bytes), null)).rejects.toThrow('--passphrase-file')
  await expect(verifyBackup(stream(bytes), 'another passphrase')).rejects.toThrow('not the one')
  const { manifest } = await verifyBackup(stream(await backupOf(from.url)), null)
  expect(manifest.secret).toBeNull()
})
