// A restored installation mails nobody twice by itself, and backups by the clock outlive a kill: real servers, a real mail server. Needs `npm run build` first.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FlowDocument, OperationAnswer, OperationInput, OperationName } from '@lotse/protocol'
import { requestOf } from '@lotse/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createPool } from '../packages/server/src/adapters/store/pool.ts'
import { postgresUrl, runLotse, temporaryFolder, until } from './process.ts'
import { openShop } from './survive/open-shop.ts'
import { type MailSink, startMailSink } from './survive/sink.ts'
import { type Site, siteOf } from './survive/site.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 })

const REST_MS = 60_000
/** Long enough for a backup to be made before it is over. */
const WAIT_S = 25
const SLOW: FlowDocument = {
  lotse: 'flow/1',
  name: 'Slow',
  trigger: { event: 'Slept' },
  entry: { rule: 'once' },
  start: 'pause',
  steps: [
    { id: 'pause', kind: 'wait', for: `${WAIT_S}s`, next: 'mail' },
    {
      id: 'mail',
      kind: 'send',
      channel: 'email',
      template: 'hello',
      topic: 'orders',
      transactional: true,
      next: 'end',
    },
    { id: 'end', kind: 'exit' },
  ],
}

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
  await site.start()
  return site
}

async function run(args: readonly string[], env: Readonly<Record<string, string>>) {
  const command = runLotse(args, env)
  const { code } = await command.ended
  return { code, output: command.output() }
}

async function ask<N extends OperationName>(
  { url }: Site,
  token: string,
  name: N,
  input: OperationInput<N>,
): Promise<OperationAnswer<N>> {
  const { method, path, body } = requestOf(name, input)
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const response = await fetch(`${url}${path}`, body === undefined ? { method, headers } : { method, headers, body })
  if (!response.ok) throw new Error(`${name} was answered with ${response.status}: ${await response.text()}`)
  return (await response.json()) as OperationAnswer<N>
}

async function send({ url }: Site, writeKey: string, batch: readonly object[]): Promise<void> {
  const response = await fetch(`${url}/v1/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ writeKey, batch }),
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
}

const order = (who: string) => [
  { type: 'identify', userId: who, traits: { email: `${who}@shop.example` } },
  { type: 'track', userId: who, event: 'Order Completed', properties: { order_id: `of-${who}`, total: 10 } },
]
const idsOf = (from: number) =>
  mails.mails
    .slice(from)
    .map(({ messageId }) => messageId)
    .sort()

test('K9 a restored copy holds what waited and what fell due since; released, it goes out under the same ids; new things go at once', async () => {
  const backup = join(pathOf(0), 'of-today.backup')
  // The mail server is not reachable from here at first, so that messages wait.
  const waiting = await siteOn(0, { LOTSE_ROLES: 'api,engine,jobs' })
  const { writeKey, token } = await openShop(waiting)
  const { id } = await ask(waiting, token, 'createFlow', { body: SLOW })
  const { effectiveAt } = await ask(waiting, token, 'publishFlow', { params: { id } })
  await until(() => Date.now() > Date.parse(effectiveAt))
  await send(waiting, writeKey, [...order('anna'), ...order('bert')])
  const queued = async () => (await ask(waiting, token, 'getStats', {})).messages.queued
  expect(await until(async () => (await queued()) === 2, REST_MS)).toBe(true)
  await send(waiting, writeKey, [
    { type: 'identify', userId: 'cleo', traits: { email: 'cleo@shop.example' } },
    { type: 'track', userId: 'cleo', event: 'Slept' },
  ])
  const sleptAt = Date.now()
  expect(await run(['backup', backup], { LOTSE_DATA: pathOf(0) })).toMatchObject({ code: 0 })
  await waiting.stop()
  const old = await siteOn(0)
  expect(await until(() => mails.mails.length === 3, REST_MS)).toBe(true)
  await old.kill()
  expect(Date.now()).toBeGreaterThan(sleptAt + WAIT_S * 1000)

  const secret = { LOTSE_SECRET: secretOf(0) }
  const restored = await run(['restore', backup], { LOTSE_DATA: pathOf(1), ...secret })
  expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('are held') })
  const fresh = await siteOn(1, secret)
  const held = async () => (await ask(fresh, token, 'getHeldMessages', {})).count
  expect(await until(async () => (await held()) === 3, REST_MS)).toBe(true)
  await send(fresh, writeKey, order('dora'))
  expect(await until(() => mails.mails.length > 3, REST_MS)).toBe(true)
  expect([await held(), mails.mails.length]).toEqual([3, 4])

  expect(await ask(fresh, token, 'releaseHeldMessages', { body: {} })).toEqual({ count: 3 })
  expect(await until(() => mails.mails.length === 7, REST_MS)).toBe(true)
  expect(idsOf(4)).toEqual(
    mails.mails
      .slice(0, 3)
      .map(({ messageId }) => messageId)
      .sort(),
  )
})

test('K11 killed while it backs up, a server leaves no backup that counts, says so when it is back, and makes another', async () => {
  const first = await siteOn(0)
  const { token } = await openShop(first)
  const pool = createPool({ url: postgresUrl(pathOf(0)), name: 'a test', max: 1 })
  await pool.query(`insert into suppression select 1, 'email', 'many ' || n, 'r', 1 from generate_series(1, 800000) n`)
  await pool.end()
  const folder = join(pathOf(0), 'backups')
  const files = () => (existsSync(folder) ? readdirSync(folder) : [])
  await ask(first, token, 'startBackup', {})
  expect(await until(() => files().some((name) => name.endsWith('.part')), REST_MS)).toBe(true)
  await first.kill()
  expect(files().filter((name) => name.endsWith('.backup'))).toEqual([])

  const again = await siteOn(0)
  const list = async () => (await ask(again, token, 'getBackups', {})).items
  expect(await until(async () => (await list()).length === 1, REST_MS)).toBe(true)
  expect(await list()).toMatchObject([{ kind: 'hand', cause: 'interrupted' }])
  expect(await run(['doctor'], { LOTSE_DATA: pathOf(0) })).toMatchObject({
    output: expect.stringContaining('the last one failed'),
  })
  await ask(again, token, 'startBackup', {})
  expect(await until(async () => (await list())[0]?.fault === null, REST_MS)).toBe(true)
  expect(files().length).toBe(1)
  const [whole] = await list()
  expect(await run(['backup', '--verify', whole?.place ?? ''], { LOTSE_DATA: pathOf(0) })).toMatchObject({ code: 0 })
})
