// A running shop is backed up, and lives on from that instant on another machine: real servers, real databases. Needs `npm run build` first.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { emptyState } from '@lotse/core/understand'
import type pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startEmbedded } from '../packages/server/src/adapters/store/embedded/supervisor.ts'
import { createPool } from '../packages/server/src/adapters/store/pool.ts'
import { createLog } from '../packages/server/src/base/log.ts'
import { dumpOf } from '../packages/server/src/keeping/testing.ts'
import { postgresUrl, runLotse, startLotse, temporaryFolder, until } from './process.ts'
import { countEvents, countOutside, countPeople } from './survive/account-events.ts'
import { countReplay } from './survive/account-replay.ts'
import { countFlows, countOrders } from './survive/account-runs.ts'
import { Chance } from './survive/chance.ts'
import { Crowd, type Tracked } from './survive/crowd.ts'
import { deliver } from './survive/load.ts'
import { openShop } from './survive/open-shop.ts'
import { untilAtRest } from './survive/rest.ts'
import { type MailSink, startMailSink } from './survive/sink.ts'
import { type Site, siteOf } from './survive/site.ts'
import { Witness } from './survive/witness.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 })

const REST_MS = 60_000
const BATCH = 20
/** As an installation that has run for months: far more transactions than the machine it moves to. */
const OLD_TRANSACTIONS = 200_000

let folders: ReturnType<typeof temporaryFolder>[]
let sites: Site[]
let mails: MailSink
beforeEach(async () => {
  folders = [temporaryFolder(), temporaryFolder()]
  sites = []
  mails = await startMailSink(0)
})
afterEach(async () => {
  for (const site of sites) await site.kill()
  await mails.close()
  for (const folder of folders) folder.remove()
})

const pathOf = (machine: number) => folders[machine]?.path ?? ''
const backupFile = () => join(pathOf(0), 'of-today.backup')
const secretOf = (machine: number) => readFileSync(join(pathOf(machine), 'secret'), 'utf8').trim()

async function siteOn(machine: number, more: Readonly<Record<string, string>> = {}): Promise<Site> {
  const site = await siteOf({
    LOTSE_DATA: pathOf(machine),
    LOTSE_LOG: 'warn',
    LOTSE_ADMIN_EMAIL: 'ada@example.org',
    LOTSE_ADMIN_PASSWORD: 'long enough for a test',
    LOTSE_SMTP_URL: mails.url,
    LOTSE_MAIL_FROM: 'Shop <shop@shop.example>',
    ...more,
  })
  sites.push(site)
  return site
}

async function withClient<T>(machine: number, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const pool = createPool({ url: postgresUrl(pathOf(machine)), name: 'a test', max: 2 })
  const client = await pool.connect()
  try {
    return await work(client as pg.PoolClient & pg.Client)
  } finally {
    client.release()
    await pool.end()
  }
}

async function run(args: readonly string[], machine: number, env: Readonly<Record<string, string>> = {}) {
  const command = runLotse(args, { LOTSE_DATA: pathOf(machine), ...env })
  const { code } = await command.ended
  return { code, output: command.output() }
}

test('K1 K7 a shop that is backed up while it sells goes on elsewhere: every event once, every run and timer on, new ones decided', async () => {
  const old = await siteOn(0)
  await old.start()
  const { writeKey, ordersFlow } = await openShop(old)
  await withClient(0, (client) =>
    client.query(
      `do $$ begin for i in 1..${OLD_TRANSACTIONS} loop perform pg_current_xact_id(); commit; end loop; end $$`,
    ),
  )
  const crowd = new Crowd(new Chance(7), 60, 'kept')
  const sent: Tracked[][] = []
  let selling = true
  const sell = async () => {
    while (selling) {
      const batch = crowd.batch(BATCH)
      sent.push(batch)
      await deliver({ urls: [old.url], writeKey }, batch)
    }
  }
  const sellers = [sell(), sell(), sell()]
  await until(() => sent.length > 60, 30_000)
  const answered = sent.length - sellers.length
  const made = await run(['backup', backupFile()], 0)
  expect(made.output).toContain('rows/s')
  expect(made.code).toBe(0)
  selling = false
  await Promise.all(sellers)
  expect(sent.length).toBeGreaterThan(answered)
  const secret = secretOf(0)
  await old.stop()

  const restored = await run(['restore', backupFile(), '--send-messages'], 1, { LOTSE_SECRET: secret })
  expect(restored.output).toContain('counts transactions from lower on')
  expect(restored.code).toBe(0)
  const fresh = await siteOn(1, { LOTSE_SECRET: secret })
  await fresh.start()
  const known = await withClient(1, async (client) => {
    const { rows } = await client.query<{ id: string }>('select message_id as id from event')
    return new Set(rows.map(({ id }) => id))
  })
  expect(
    sent
      .slice(0, answered)
      .flat()
      .filter(({ messageId }) => !known.has(messageId)),
  ).toEqual([])
  for (const batch of sent) await deliver({ urls: [fresh.url], writeKey }, batch)
  for (let more = 0; more < 20; more++) await deliver({ urls: [fresh.url], writeKey }, crowd.batch(BATCH))
  await deliver({ urls: [fresh.url], writeKey }, crowd.farewell())

  await withClient(1, async (client) => {
    expect(await untilAtRest(client, REST_MS)).toBeUndefined()
    const all = { crowd, mails: [], witness: new Witness(), ordersFlow }
    const lines = [
      ...(await countEvents(client, all)),
      await countPeople(client, all),
      await countOrders(client, all),
      ...(await countFlows(client)),
      ...(await countOutside(client)),
      ...(await countReplay(client)),
    ]
    expect(lines.filter(({ broken }) => broken.length > 0)).toEqual([])
  })
})

/** Works with a machine's database while no server runs on it. */
async function withDatabase<T>(machine: number, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const database = await startEmbedded(pathOf(machine), createLog('silent'))
  const pool = createPool({ url: database.url, name: 'a test' })
  try {
    return await work(pool)
  } finally {
    await pool.end()
    await database.stop(10_000)
  }
}

/** A machine with an installation on which a server has run, and many rows. */
async function fill(machine: number, tag: string): Promise<void> {
  const server = await startLotse({ LOTSE_DATA: pathOf(machine), LOTSE_ROLES: 'jobs' })
  await server.end()
  await withDatabase(machine, (pool) =>
    pool.query(`insert into suppression select 1, 'email', '${tag}' || n, 'r', 1 from generate_series(1, 400000) n`),
  )
}

/** One checksum of everything in a machine's database, besides the note that a backup was made. */
async function contentOf(machine: number): Promise<Readonly<Record<string, string>>> {
  const dump = await withDatabase(machine, dumpOf)
  const lines = Object.entries(dump).filter(([name]) => name !== 'rows of backup' && name !== 'sequence backup_id_seq')
  return Object.fromEntries(
    lines.map(([name, text]) => [name, createHash('sha256').update(text.join('\n')).digest('hex')]),
  )
}

test('K2 K4 killed in the middle, a backup leaves no file and a restore nothing new; tried again, both work', async () => {
  await fill(0, 'of the backup ')
  await fill(1, 'from before ')
  const before = await contentOf(1)
  const cut = runLotse(['backup', backupFile()], { LOTSE_DATA: pathOf(0) })
  expect(await until(() => readdirSync(pathOf(0)).some((name) => name.endsWith('.part')))).toBe(true)
  await cut.end('SIGKILL')
  expect(existsSync(backupFile())).toBe(false)
  expect(await run(['backup', backupFile()], 0)).toMatchObject({ code: 0 })
  expect(readdirSync(pathOf(0)).filter((name) => name.includes('.part'))).toEqual([])
  expect(await run(['backup', backupFile()], 0)).toMatchObject({
    code: 1,
    output: expect.stringContaining('exists already'),
  })
  expect(await run(['backup', '--verify', backupFile()], 0)).toMatchObject({ code: 0 })

  const env = { LOTSE_SECRET: secretOf(0) }
  expect(await run(['restore', backupFile()], 1, env)).toMatchObject({
    code: 1,
    output: expect.stringContaining('not empty'),
  })
  expect(await run(['restore', backupFile(), '--replace'], 1, env)).toMatchObject({
    code: 1,
    output: expect.stringContaining('--yes'),
  })
  for (const step of ['suppression', 'keys and indexes']) {
    const killed = runLotse(['restore', backupFile(), '--replace', '--yes'], { LOTSE_DATA: pathOf(1), ...env })
    expect(await until(() => killed.output().includes(step), 60_000)).toBe(true)
    await killed.end('SIGKILL')
    expect(await contentOf(1)).toEqual(before)
  }
  const again = ['restore', backupFile(), '--replace', '--yes', '--send-messages']
  expect(await run(again, 1, env)).toMatchObject({ code: 0 })
  expect(await contentOf(1)).toEqual(await contentOf(0))
})

test('K5 K8 an encrypted backup brings its secret to a new machine; a running server is not restored under', async () => {
  await fill(0, 'of an encrypted backup ')
  await withDatabase(0, async (pool) => {
    await pool.query(`insert into workspace (name, created_at) values ('shop', 1)`)
    for (const [id, name] of [
      [5, 'gone'],
      [6, 'here'],
    ]) {
      await pool.query(`insert into identity values (1, 'email', $2, $1, 1, null)`, [id, `${name}@shop.example`])
      await pool.query(`insert into customer_state (customer_id, workspace_id, bucket, state) values ($1, 1, 1, $2)`, [
        id,
        JSON.stringify({ ...emptyState(), clock: 1 }),
      ])
    }
  })
  const server = await startLotse({ LOTSE_DATA: pathOf(0), LOTSE_ROLES: 'jobs' })
  const phrase = join(pathOf(0), 'phrase')
  writeFileSync(phrase, 'correct horse battery\n')
  expect(await run(['backup', backupFile(), '--passphrase-file', phrase], 0)).toMatchObject({ code: 0 })
  const again = ['restore', backupFile(), '--passphrase-file', phrase, '--replace', '--yes']
  expect(await run(again, 0)).toMatchObject({ code: 1, output: expect.stringContaining('Another Lotse server') })
  await server.end()
  expect(await run(['restore', backupFile()], 1)).toMatchObject({
    code: 1,
    output: expect.stringContaining('encrypted'),
  })
  // Erased on the first machine after the backup was made; its list was taken along.
  const line = '2026-03-01T00:00:00.000Z workspace 1 customers 5 marks '
  writeFileSync(join(pathOf(1), 'erasures.txt'), `${line}\n`)
  const restored = await run(['restore', backupFile(), '--passphrase-file', phrase], 1)
  expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('1 people who were erased') })
  const people = await withDatabase(1, (pool) => pool.query('select value from identity order by value'))
  expect(people.rows).toEqual([{ value: 'here@shop.example' }])
  expect(secretOf(1)).toBe(secretOf(0))
  // The first machine worked on after its backup; these rows it did not touch.
  const [there, here] = [await contentOf(0), await contentOf(1)]
  expect(here['rows of suppression']).toBe(there['rows of suppression'])
  expect(here['columns']).toBe(there['columns'])
})
