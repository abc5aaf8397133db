// A built server as a process of its own on an embedded database in a temporary folder, for measurements. Measures nothing itself.
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

/** Seen from the repository's root, where `npm run bench` runs. */
const ENTRANCE = join(process.cwd(), 'packages/server/dist/cli/main.js')
const READY = /^Lotse is ready/m
const ADDRESS = /https?:\/\/[\w.-]+:\d+/
const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 15_000
const POLL_MS = 20

export type BenchServer = {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly databaseUrl: string
  readonly dataFolder: string
  readonly pid: number
  /** Resident memory of the server's process in MB, its PostgreSQL not counted. */
  memoryMb(): number
  /** Ends the process in order and removes the folder. */
  stop(): Promise<void>
}

export type ServerOptions = {
  /** As in LOTSE_ROLES; all by default. */
  readonly roles?: string
  readonly env?: Readonly<Record<string, string>>
  /** Arguments of Node itself, such as `--cpu-prof`. */
  readonly nodeArgs?: readonly string[]
}

/**
 * Starts a server and waits until it is ready.
 *
 * @throws Error with what it wrote when it is not ready within a minute.
 */
export async function startServer({ roles, env = {}, nodeArgs = [] }: ServerOptions = {}): Promise<BenchServer> {
  const dataFolder = env['LOTSE_DATA'] ?? mkdtempSync(join(tmpdir(), 'lotse-bench-'))
  chmodSync(dataFolder, 0o755)
  const port = await freePort()
  const child = spawn(process.execPath, [...nodeFlags(), ...nodeArgs, ENTRANCE, 'start'], {
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      LOTSE_DATA: dataFolder,
      LOTSE_LOG: 'warn',
      ...(roles === undefined ? {} : { LOTSE_ROLES: roles }),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (process.env['LOTSE_BENCH_SHOW']) process.stderr.write(text)
    })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    await Promise.race([ended, wait(STOP_TIMEOUT_MS).then(() => child.kill('SIGKILL'))])
    await ended
    // A folder that was handed in is its owner's.
    if (env['LOTSE_DATA'] === undefined) rmSync(dataFolder, { recursive: true, force: true })
  }
  for (const until = Date.now() + START_TIMEOUT_MS; !READY.test(output); await wait(POLL_MS)) {
    if (child.exitCode === null && Date.now() < until) continue
    await stop()
    throw new Error(`the server did not become ready:\n${output}`)
  }
  const url = ADDRESS.exec(output)?.[0] ?? `http://127.0.0.1:${port}`
  const pid = child.pid ?? -1
  return { url, databaseUrl: databaseUrlOf(dataFolder), dataFolder, pid, memoryMb: () => memoryMbOf(pid), stop }
}

/** What `npm start` gives to Node. */
function nodeFlags(): string[] {
  return JSON.parse(readFileSync(join(process.cwd(), 'scripts/house/node-flags.json'), 'utf8'))
}

/**
 * Adds a workspace with a source.
 *
 * @returns the workspace's id and the source's write key.
 */
export async function addSource(
  databaseUrl: string,
): Promise<{ readonly workspaceId: number; readonly writeKey: string }> {
  const writeKey = 'wk_bench'
  const client = new pg.Client(databaseUrl)
  await client.connect()
  const { rows } = await client.query(`insert into workspace (name, created_at) values ('Bench', 0) returning id`)
  const workspaceId: number = rows[0].id
  const text = `insert into source (workspace_id, name, write_key, created_at) values ($1, 'bench', $2, 0)`
  await client.query(text, [workspaceId, writeKey])
  await client.end()
  return { workspaceId, writeKey }
}

function databaseUrlOf(dataFolder: string): string {
  const [port, password] = ['postgres.port', 'postgres.password'].map((name) =>
    readFileSync(join(dataFolder, name), 'utf8').trim(),
  )
  return `postgres://lotse:${password}@127.0.0.1:${port}/lotse`
}

function memoryMbOf(pid: number): number {
  const status = `/proc/${pid}/status`
  if (!existsSync(status)) return Number.NaN
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]) / 1024
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net')
  const probe = createServer()
  await new Promise<void>((ready) => probe.listen(0, '127.0.0.1', ready))
  const address = probe.address()
  await new Promise((closed) => probe.close(closed))
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}
