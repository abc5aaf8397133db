// `npm run survive`: a shop under load whose server is killed 50 times and whose PostgreSQL is killed 10 times, then the accounting.
// `--short`: 4 and 2 kills. `--seed N` repeats the choices of a run. Ends with 1 where a promise was broken.
import { parseArgs } from 'node:util'
import { createClient } from '../../packages/server/src/adapters/store/pool.ts'
import { postgresUrl, temporaryFolder } from '../process.ts'
import { type Account, accountOf, isWhole, tableOf } from './account.ts'
import { Chance } from './chance.ts'
import { Crowd } from './crowd.ts'
import { killDatabases, killServers, type Scene } from './kills.ts'
import { deliver, startLoad } from './load.ts'
import { openShop } from './open-shop.ts'
import { untilAtRest } from './rest.ts'
import { type MailSink, startMailSink } from './sink.ts'
import { type Site, siteOf } from './site.ts'
import { Witness } from './witness.ts'

/** How hard a run is. Kills of the server and of PostgreSQL, people, events a second, and when the whole run is given up. */
type Plan = {
  readonly server: number
  readonly database: number
  readonly people: number
  readonly perSecond: number
  readonly restMs: number
  readonly limitMs: number
}

const LONG: Plan = { server: 50, database: 10, people: 400, perSecond: 200, restMs: 180_000, limitMs: 30 * 60_000 }
const SHORT: Plan = { server: 4, database: 2, people: 60, perSecond: 150, restMs: 120_000, limitMs: 6 * 60_000 }
/** How long the mail server thinks about each mail, so that kills fall into it. */
const MAIL_MS = 150
const FAREWELL_BATCH = 100

const began = performance.now()
const print = (text: string) => void process.stdout.write(`${text}\n`)
const say = (text: string) => print(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}`)

async function run(plan: Plan, seed: number): Promise<boolean> {
  const folder = temporaryFolder()
  const sink = await startMailSink(MAIL_MS)
  const site = await siteOf({
    LOTSE_DATA: folder.path,
    LOTSE_LOG: 'warn',
    LOTSE_ADMIN_EMAIL: 'ada@example.org',
    LOTSE_ADMIN_PASSWORD: 'long enough for a test',
    LOTSE_SMTP_URL: sink.url,
    LOTSE_MAIL_FROM: 'Shop <shop@shop.example>',
  })
  const limit = setTimeout(() => giveUp(site, folder.path), plan.limitMs)
  let account: Account | undefined
  try {
    account = await survive({ site, sink, dataFolder: folder.path }, plan, seed)
    print(`\n${tableOf(account)}\n`)
  } finally {
    clearTimeout(limit)
    await site.stop()
    await sink.close()
  }
  const whole = isWhole(account)
  if (whole) folder.remove()
  else print(`What the servers wrote:\n${site.output().slice(-20_000)}\nThe data is kept in ${folder.path}.`)
  return whole
}

type Stage = { readonly site: Site; readonly sink: MailSink; readonly dataFolder: string }

async function survive({ site, sink, dataFolder }: Stage, plan: Plan, seed: number): Promise<Account> {
  await site.start()
  const { writeKey, ordersFlow } = await openShop(site)
  say('the shop is open')
  const crowd = new Crowd(new Chance(seed + 1), plan.people, `s${seed}`)
  const address = { urls: [site.url], writeKey }
  const load = startLoad(address, crowd, plan.perSecond)
  const witness = new Witness()
  const scene: Scene = { site, dataFolder, chance: new Chance(seed), witness, say }
  await killServers(scene, plan.server)
  await killDatabases(scene, plan.database)
  await load.stop()
  const goodbye = crowd.farewell()
  for (let at = 0; at < goodbye.length; at += FAREWELL_BATCH)
    await deliver(address, goodbye.slice(at, at + FAREWELL_BATCH))
  say(`${crowd.messageIds.size} events are answered; ${load.repeated} tries were in vain; waiting for rest`)
  return settle(dataFolder, plan, { crowd, mails: sink.mails, witness, ordersFlow })
}

async function settle(dataFolder: string, plan: Plan, known: Parameters<typeof accountOf>[1]): Promise<Account> {
  const client = createClient({ url: postgresUrl(dataFolder), name: 'survive' })
  await client.connect()
  try {
    const open = await untilAtRest(client, plan.restMs)
    const rest = { promise: 'the server comes to rest', checked: 1, broken: open ? [JSON.stringify(open)] : [] }
    say(open ? `no rest: ${JSON.stringify(open)}` : 'at rest; accounting')
    const account = await accountOf(client, known)
    say('accounted')
    return { ...account, lines: [rest, ...account.lines] }
  } finally {
    await client.end()
  }
}

function giveUp(site: Site, dataFolder: string): void {
  print(`The run takes too long and is given up. The data is kept in ${dataFolder}.\n${site.output().slice(-20_000)}`)
  void site.kill().finally(() => process.exit(1))
}

const { values } = parseArgs({ options: { short: { type: 'boolean' }, seed: { type: 'string' } } })
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const plan = values.short ? SHORT : LONG
print(`${plan.server} kills of the server, ${plan.database} of PostgreSQL; repeat with --seed ${seed}`)
const whole = await run(plan, seed)
print(whole ? 'Every promise was kept.' : 'A promise was BROKEN.')
process.exitCode = whole ? 0 : 1
