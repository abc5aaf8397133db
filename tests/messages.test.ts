// The dispatcher of a real server is killed with kill -9 while it sends: nothing is lost, nothing that was answered leaves again.
import { type SmtpSink, startSmtpSink } from '@lotse/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Shop, until } from '../packages/server/src/act/dispatch/testing.ts'
import { messageIdOf } from '../packages/server/src/adapters/channels/smtp/message-id.ts'
import { testWorld } from '../packages/server/src/adapters/store/testing.ts'
import type { World } from '../packages/server/src/base/world.ts'
import { startLotse, temporaryFolder } from './process.ts'

const MAILS = 300
const KILLS = 2
/** Tries that one dispatcher may have under way: what a kill can bring twice at the most. */
const SLOTS = 100

let sink: SmtpSink
let world: World
let drop: () => Promise<void>
const folder = temporaryFolder()

beforeAll(async () => {
  sink = await startSmtpSink()
  ;({ world, drop } = await testWorld())
})
afterAll(async () => {
  await sink.close()
  await drop()
  folder.remove()
})

const start = () =>
  startLotse({
    DATABASE_URL: world.config.databaseUrl ?? '',
    LOTSE_SECRET: world.config.secret ?? '',
    LOTSE_DATA: folder.path,
    LOTSE_ROLES: 'dispatch',
    LOTSE_SMTP_URL: sink.url,
    LOTSE_MAIL_FROM: 'Shop <shop@shop.example>',
  })
const accepted = async () => {
  const { rows } = await world.pool.query<{ key: string }>(`select key from message where state = 'accepted'`)
  return rows.map((row) => row.key)
}

test('E3 M3 two kills while 300 mails leave: each arrives, and none again whose answer was stored', async () => {
  const shop = await Shop.open(world)
  await shop.template('cart')
  const customer = await shop.customer()
  for (let i = 0; i < MAILS; i++) await shop.queue(customer)
  sink.setFault({ kind: 'slow', delayMs: 30 })
  const answeredAtKill: { readonly keys: readonly string[]; readonly arrivals: number }[] = []
  for (let kill = 1; kill <= KILLS; kill++) {
    const server = await start()
    await until(() => sink.count >= kill * (MAILS / (KILLS + 2)), 60_000)
    await server.end('SIGKILL')
    // What the server had handed over may still arrive; only then is it quiet enough to count.
    await until(async () => (await quiet()) === sink.count, 10_000)
    answeredAtKill.push({ keys: await accepted(), arrivals: sink.count })
  }
  sink.setFault(null)
  const server = await start()
  await until(async () => (await accepted()).length === MAILS, 90_000)
  // What a kill kept from the log is told by a sweep.
  await until(async () => (await shop.log()).length === MAILS, 60_000)
  await server.end()

  const ids = sink.mails.map((mail) => mail.messageId)
  for (const { keys, arrivals } of answeredAtKill) {
    const later = new Set(ids.slice(arrivals))
    expect(keys.filter((key) => later.has(messageIdOf(key, 'shop.example')))).toEqual([])
  }
  expect(new Set(ids).size).toBe(MAILS)
  expect(ids.length - MAILS).toBeLessThanOrEqual(KILLS * SLOTS)
  const log = await shop.log()
  expect(log.map((entry) => entry.message_id).sort()).toEqual((await accepted()).map((key) => `${key}:accepted`).sort())
  expect((await shop.gauge()).gauge).toEqual({ accepted: MAILS })
}, 240_000)

async function quiet(): Promise<number> {
  const before = sink.count
  await new Promise((resume) => setTimeout(resume, 200))
  return before
}
