// Starts the built server as a process of its own, as an operator would, for tests that stop and kill it. Needs `npm run build` first.
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

// Seen from the repository's root, where tests and scripts run; a bundle of this file lies elsewhere.
const ENTRANCE = resolve('packages/server/dist/cli/main.js')
const READY = /^Lotse is ready/m
const POLL_MS = 10

export type End = { readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly tookMs: number }

export type Process = {
  readonly pid: number
  /** All it wrote so far, standard output and standard error. */
  output(): string
  /** How it ended; `tookMs` counts from the last signal sent through `end`. */
  readonly ended: Promise<End>
  /** Sends a signal and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<End>
}

/** A folder for a server's data that any account may enter. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'lotse-data-'))
  chmodSync(path, 0o755)
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/**
 * Runs a command of the command line.
 *
 * @param env - the whole environment besides PATH; nothing of ours is inherited.
 */
export function runLotse(args: readonly string[], env: Readonly<Record<string, string>>): Process {
  const child = spawn(process.execPath, [ENTRANCE, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = collect(child)
  let signalledAt = performance.now()
  const ended = new Promise<End>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, tookMs: performance.now() - signalledAt }))
  })
  const end = (signal: NodeJS.Signals = 'SIGTERM') => {
    signalledAt = performance.now()
    child.kill(signal)
    return ended
  }
  return { pid: child.pid ?? -1, output, ended, end }
}

/** Starts the server and waits until it says that it is ready. @throws Error with its output when it ends before. */
export async function startLotse(env: Readonly<Record<string, string>>, timeoutMs = 60_000): Promise<Process> {
  const server = runLotse(['start'], { PORT: '0', ...env })
  const over = server.ended.then(() => true)
  const ready = await until(async () => READY.test(server.output()) || (await Promise.race([over, false])), timeoutMs)
  if (ready && READY.test(server.output())) return server
  await server.end('SIGKILL')
  throw new Error(`the server did not become ready:\n${server.output()}`)
}

/** Asks again and again until the answer is true; false when it was not in time. */
export async function until(question: () => Promise<boolean> | boolean, timeoutMs = 10_000): Promise<boolean> {
  for (const deadline = performance.now() + timeoutMs; performance.now() < deadline; await wait(POLL_MS))
    if (await question()) return true
  return false
}

/** The process id of the PostgreSQL of a data folder. */
export function postgresPid(dataFolder: string): number {
  return Number(readFileSync(join(dataFolder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
}

/** The address of the PostgreSQL of a data folder. */
export function postgresUrl(dataFolder: string): string {
  const [port, password] = ['postgres.port', 'postgres.password'].map((name) =>
    readFileSync(join(dataFolder, name), 'utf8').trim(),
  )
  return `postgres://lotse:${password}@127.0.0.1:${port}/lotse`
}

/** Whether a process lives; one that waits for its burial does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}

function collect(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (data: string) => {
      text += data
    })
  }
  return () => text
}
