// `lotse demo`: the server with the demo company at work, on a database of its own, until a signal ends it. Reaches nobody outside.
import { createServer } from 'node:net'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createLog } from '../base/log.ts'
import { stopOnSignal } from '../base/shutdown.ts'
import { type Command, say, UsageFault } from '../cli/command.ts'
import { type Config, ROLES } from '../config.ts'
import { startServer } from '../main.ts'
import { type Company, readCompany } from './company.ts'
import { Caught, catchMail } from './mail/catcher.ts'
import { showMail } from './mail/server.ts'
import { runShow } from './show.ts'
import { type DemoState, readState, writeDemoFile } from './state.ts'

const USAGE = 'npm run demo [-- --speed N]: N from 0.1 to 20 plays the customers faster or slower'
const SPEED_MIN = 0.1
const SPEED_MAX = 20
const SMTP_CONNECTIONS = 4
const PORT_MAX = 65_535
const LOOPBACK = '127.0.0.1'
const isLoopback = (host: string) => host === 'localhost' || host === '::1' || /^127\./.test(host)

export const demo: Command = {
  name: 'demo',
  help: 'starts the server with the demo company (this is what npm run demo does)',
  run: async (argv, config) => {
    const speed = readSpeed(argv)
    const starting = startDemo(config, speed)
    stopOnSignal(async () => (await starting).stop(), createLog(levelOf(config)))
    await starting
    // Until a signal: its handler ends the process.
    return new Promise<number>(() => {})
  },
}

/** How fast to play, from the arguments. @throws UsageFault. */
export function readSpeed(argv: readonly string[]): number {
  const text = speedOf(argv)
  const speed = Number(text)
  if (!(speed >= SPEED_MIN && speed <= SPEED_MAX)) throw new UsageFault(USAGE)
  return speed
}

function speedOf(argv: readonly string[]): string {
  try {
    return parseArgs({ args: [...argv], options: { speed: { type: 'string', default: '1' } } }).values.speed
  } catch {
    throw new UsageFault(USAGE)
  }
}

async function startDemo(given: Config, speed: number): Promise<Stoppable> {
  const caught = new Caught()
  const port = given.port === 0 ? await freePort() : given.port
  const [catcher, page] = await Promise.all([catchMail(caught), showMail(caught, port === PORT_MAX ? 0 : port + 1)])
  const started: Stoppable[] = [{ stop: async () => void (await Promise.all([catcher.close(), page.close()])) }]
  try {
    await openShow({ ...given, port }, { speed, smtpUrl: catcher.url, mailUrl: page.url, started })
  } catch (error) {
    await stopAll(started)
    throw error
  }
  return { stop: () => stopAll(started) }
}

type Stoppable = { stop(): Promise<void> }
type Opening = {
  readonly speed: number
  readonly smtpUrl: string
  readonly mailUrl: string
  readonly started: Stoppable[]
}

async function openShow(given: Config, { speed, smtpUrl, mailUrl, started }: Opening): Promise<void> {
  const company = readCompany()
  const folder = join(given.dataFolder, 'demo')
  const state = readState(folder, Date.now())
  const server = await startServer(demoConfig(given, { company, state, folder, smtpUrl }))
  started.push(server)
  const url = server.url ?? ''
  const show = await runShow({ server, company, folder, state, speed, url, mailUrl })
  started.push(show)
  const { apiToken, writeKey } = show
  writeDemoFile(given.dataFolder, company, { url, mailUrl, writeKey, apiToken, password: state.password })
  announce(given, company, { url, mailUrl, password: state.password })
}

// What produces stops first, what receives stops last, so that mail on the way still arrives.
async function stopAll(started: readonly Stoppable[]): Promise<void> {
  for (const each of started.toReversed()) await each.stop()
}

type Place = { readonly company: Company; readonly state: DemoState; readonly folder: string; readonly smtpUrl: string }

/** The operator's settings, save those by which the demo could reach somebody or somebody's data. */
function demoConfig(given: Config, { company, state, folder, smtpUrl }: Place): Config {
  const host = isLoopback(given.host) ? given.host : LOOPBACK
  const [admin] = company.members.filter(({ role }) => role === 'admin')
  return {
    ...given,
    host,
    publicUrl: `http://${host.includes(':') ? `[${host}]` : host}:${given.port}`,
    dataFolder: folder,
    databaseUrl: null,
    roles: ROLES,
    admin: admin ? { email: admin.email, password: state.password } : null,
    mail: { url: smtpUrl, from: company.from, connections: SMTP_CONNECTIONS, perSecond: null, dkim: null },
    webhookAllow: [LOOPBACK],
    logLevel: levelOf(given),
  }
}

// At the usual level the log would bury the sign-ins.
const levelOf = ({ logLevel }: Config) => (logLevel === 'info' ? 'warn' : logLevel)

type Told = { readonly url: string; readonly mailUrl: string; readonly password: string }

function announce(given: Config, company: Company, { url, mailUrl, password }: Told): void {
  const roles = company.members.map(({ role, email }) => `  ${role.padEnd(14)}${email}`)
  if (!isLoopback(given.host)) say(`The demo listens on ${LOOPBACK} only, whatever HOST says.`)
  if (given.databaseUrl !== null) say('The demo keeps to a database of its own, whatever DATABASE_URL says.')
  say(
    `\n${company.workspace.name}: sign in as one of these; the password is ${password} for all\n${roles.join('\n')}\n`,
  )
  say(`Its mail is caught at ${mailUrl}; nothing leaves this machine`)
  say(`Keys for programs are in ${join(given.dataFolder, 'demo.json')}`)
  say(`Lotse is ready at ${url}`)
}

/** A port that is free now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, LOOPBACK, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
