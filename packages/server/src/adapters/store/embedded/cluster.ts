// One PostgreSQL on disk and its process: made once, started, awaited, stopped. Decides nothing about when (see supervisor.ts).
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { type Account, giveTo, reachable } from './account.ts'
import type { Binaries } from './binaries.ts'
import { startWatchdog } from './watchdog.ts'

/** The built-in PostgreSQL's user and database. */
export const NAME = 'lotse'
export const HOST = '127.0.0.1'

const READY_TIMEOUT_MS = 120_000
const POLL_MS = 15
const LINES_KEPT = 30
/** The release whose files the package's programs read. */
const MAJOR = '18'

export type Place = {
  readonly binaries: Binaries
  readonly account: Account | null
  /** Absolute path of the cluster's folder. */
  readonly folder: string
  readonly settings: Readonly<Record<string, string>>
}

export type Postmaster = {
  readonly pid: number
  readonly port: number
  /** Resolves when the process has ended, whatever the reason. */
  readonly ended: Promise<void>
  /** The last lines it wrote. */
  lastLines(): string
  /** Stops it: open transactions are rolled back, everything committed is kept. Resolves when the process has ended. */
  stop(deadlineMs: number): Promise<void>
}

/**
 * Makes the cluster unless it is there. It is made beside its place and moved, so that a kill in between leaves nothing half-made.
 *
 * @param durable - false leaves the first files to the operating system's cache (tests).
 */
export async function ensureCluster(place: Place, password: string, durable = true): Promise<void> {
  if (existsSync(join(place.folder, 'PG_VERSION'))) return refuseOtherMajor(place.folder)
  const fresh = `${place.folder}.new`
  const passwordFile = join(fresh, 'password')
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(join(fresh, 'data'), { recursive: true, mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (place.account) giveTo(fresh, place.account)
  await initdb(place, fresh, durable)
  renameSync(join(fresh, 'data'), place.folder)
  rmSync(fresh, { recursive: true, force: true })
}

function refuseOtherMajor(folder: string): void {
  const major = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  if (major !== MAJOR)
    throw new Error(`${folder} was written by PostgreSQL ${major}; this program brings PostgreSQL ${MAJOR}.`)
}

async function initdb(place: Place, fresh: string, durable: boolean): Promise<void> {
  const args = ['--username', NAME, '--auth', 'scram-sha-256', '--pwfile', '../password', '--encoding', 'UTF8']
  const locale = ['--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8']
  const data = join(fresh, 'data')
  const child = run(
    place,
    place.binaries.initdb,
    [...args, ...locale, ...(durable ? [] : ['--no-sync']), '-D', pathFor(place, data)],
    data,
  )
  const lines = keepLines(child)
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (code !== 0) throw new Error(`initdb failed (${code}):\n${lines.text()}`)
}

/**
 * Starts the process and waits until it takes connections on a free port of the loopback interface.
 *
 * @param port - take this one; else any free one.
 * @throws Error with what PostgreSQL wrote, when it ends before it is ready.
 */
export async function startPostmaster(place: Place, port?: number): Promise<Postmaster> {
  const chosen = port ?? (await freePort())
  const options = { listen_addresses: HOST, port: String(chosen), unix_socket_directories: '', ...place.settings }
  const args = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = run(place, place.binaries.postgres, ['-D', pathFor(place, place.folder), ...args], place.folder)
  const lines = keepLines(child)
  const ended = new Promise<void>((resolve) => child.on('error', () => resolve()).on('exit', () => resolve()))
  const { pid } = child
  if (pid === undefined) throw new Error(`${place.binaries.postgres} could not be started`)
  const dismiss = startWatchdog(pid, place.account)
  void ended.then(dismiss)
  const postmaster = {
    pid,
    port: chosen,
    ended,
    lastLines: lines.text,
    stop: (deadlineMs: number) => stop(child, ended, deadlineMs),
  }
  await untilReady(place.folder, postmaster)
  return postmaster
}

/**
 * The path to name on PostgreSQL's command line. Where a private folder lies above (a checkout in /root), the account cannot walk to
 * it; but the process begins inside of it, and Linux offers that place under a name of its own.
 */
function pathFor(place: Place, folder: string): string {
  return reachable(folder, place.account) ? folder : '/proc/self/cwd'
}

// In a session of its own: an interrupt typed in the terminal must reach us alone, so that we can finish what is in flight first.
function run(place: Place, program: string, args: readonly string[], cwd: string): ChildProcess {
  const env = { LC_ALL: 'C', TZ: 'UTC', PATH: dirname(program) }
  return spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'], ...place.account })
}

function keepLines(child: ChildProcess): { text(): string } {
  const kept: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue
    createInterface({ input: stream }).on('line', (line) => {
      kept.push(line)
      if (kept.length > LINES_KEPT) kept.shift()
    })
  }
  return { text: () => kept.join('\n') }
}

async function untilReady(folder: string, postmaster: Postmaster): Promise<void> {
  let over = false
  void postmaster.ended.then(() => {
    over = true
  })
  for (const deadline = Date.now() + READY_TIMEOUT_MS; Date.now() < deadline; await wait(POLL_MS)) {
    if (over) throw new Error(`PostgreSQL ended while starting:\n${postmaster.lastLines()}`)
    const status = readStatus(folder)
    if (status?.pid === postmaster.pid && status.ready) return
  }
  await postmaster.stop(0)
  throw new Error(`PostgreSQL was not ready after ${READY_TIMEOUT_MS / 1000} s:\n${postmaster.lastLines()}`)
}

/** What postmaster.pid says: the process and whether it takes connections. Null: there is no such file. */
export function readStatus(folder: string): { readonly pid: number; readonly ready: boolean } | null {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' }
  } catch {
    return null
  }
}

const FAST = 'SIGINT'
const IMMEDIATE = 'SIGQUIT'

async function stop(child: ChildProcess, ended: Promise<void>, deadlineMs: number): Promise<void> {
  const alive = () => child.exitCode === null && child.signalCode === null
  if (!alive()) return
  child.kill(FAST)
  // Without a checkpoint the next start replays the log: slower, but nothing is lost.
  const hurry = setTimeout(() => child.kill(IMMEDIATE), deadlineMs)
  await ended
  clearTimeout(hurry)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, HOST, () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port')),
      )
    })
  })
}
