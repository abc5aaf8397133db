// Two servers on one PostgreSQL: they share the buckets, one is killed under load, the other carries on alone. Needs `npm run build` first.
import type pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { temporaryPostgres } from '../../packages/server/src/adapters/store/embedded/temporary.ts'
import { createClient } from '../../packages/server/src/adapters/store/pool.ts'
import { withDatabase } from '../../packages/server/src/adapters/store/testing.ts'
import { temporaryFolder, until } from '../process.ts'
import { accountOf, isWhole, tableOf } from './account.ts'
import { Chance } from './chance.ts'
import { Crowd } from './crowd.ts'
import { deliver, startLoad } from './load.ts'
import { openShop } from './open-shop.ts'
import { untilAtRest } from './rest.ts'
import { type MailSink, startMailSink } from './sink.ts'
import { type Site, siteOf } from './site.ts'
import { Witness } from './witness.ts'

// Two starts of a whole server, a lease to run out, and a rest to wait for, on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 })

const TAKEOVER_MS = 15_000
const REST_MS = 120_000
const BUCKETS = 256

const folder = temporaryFolder()
let postgres: Awaited<ReturnType<typeof temporaryPostgres>>
let sink: MailSink
let client: pg.Client
let sites: Site[] = []

beforeAll(async () => {
  sink = await startMailSink(150)
  postgres = await temporaryPostgres(folder.path)
  const admin = createClient({ url: postgres.url, name: 'survive' })
  await admin.connect()
  await admin.query('create database lotse').finally(() => admin.end())
  const url = withDatabase(postgres.url, 'lotse')
  const env = {
    DATABASE_URL: url,
    LOTSE_SECRET: 'one secret for both servers, long enough',
    LOTSE_LOG: 'warn',
    LOTSE_ADMIN_EMAIL: 'ada@example.org',
    LOTSE_ADMIN_PASSWORD: 'long enough for a test',
    LOTSE_SMTP_URL: sink.url,
    LOTSE_MAIL_FROM: 'Shop <shop@shop.example>',
  }
  sites = await Promise.all(['a', 'b'].map((name) => siteOf({ ...env, LOTSE_DATA: `${folder.path}/${name}` })))
  client = createClient({ url, name: 'survive' })
  await client.connect()
})
afterAll(async () => {
  for (const site of sites) await site.stop()
  await client.end()
  await postgres.stop()
  await sink.close()
  folder.remove()
})

/** How many buckets each worker has, the most first. */
const shares = async () =>
  (
    await client.query<{ n: number }>(
      `select count(*) as n from bucket where owner is not null group by owner order by 1 desc`,
    )
  ).rows.map(({ n }) => n)

test('B1 of two servers that share the buckets one is killed: within 15 s the other has them all, and nothing is lost or done twice', async () => {
  const [first, second] = sites
  if (first === undefined || second === undefined) throw new Error('two servers are needed')
  await first.start()
  const { writeKey, ordersFlow } = await openShop(first)
  await second.start()
  expect(await until(async () => (await shares()).join() === '128,128', 30_000), String(await shares())).toBe(true)

  const crowd = new Crowd(new Chance(7), 60, 'two')
  const witness = new Witness()
  const load = startLoad({ urls: [first.url, second.url], writeKey }, crowd, 150)
  expect(await until(() => sink.mails.length > 50, 60_000)).toBe(true)
  await witness.look(withDatabase(postgres.url, 'lotse'))
  await first.kill()
  const killedAt = performance.now()
  expect(await until(async () => (await shares()).join() === String(BUCKETS), 60_000), String(await shares())).toBe(
    true,
  )
  expect(performance.now() - killedAt).toBeLessThan(TAKEOVER_MS)

  const atTakeover = load.answered
  expect(await until(() => load.answered > atTakeover + 10, 30_000)).toBe(true)
  await load.stop()
  await deliver({ urls: [second.url], writeKey }, crowd.farewell().slice(0, 500))
  expect(await untilAtRest(client, REST_MS)).toBeUndefined()
  const account = await accountOf(client, { crowd, mails: sink.mails, witness, ordersFlow })
  expect(isWhole(account), tableOf(account)).toBe(true)
})
