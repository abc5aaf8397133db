// The server's own PostgreSQL, from the first start to the last stop: made when missing, started again when it dies, stopped with us.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import { backoffMs } from '../../../base/backoff.ts'
import { readOrCreate } from '../../../base/secrets.ts'
import { createClient } from '../pool.ts'
import { type Account, serverAccount } from './account.ts'
import { findBinaries } from './binaries.ts'
import { ensureCluster, HOST, NAME, type Place, type Postmaster, startPostmaster } from './cluster.ts'
import { isLocked, type Lock, lockFolder } from './lock.ts'
import { clearOrphan } from './orphan.ts'
import { serverSettings } from './settings.ts'

export type Embedded = {
  readonly url: string
  /** Fast shutdown; after the deadline the log is replayed by the next start. */
  stop(deadlineMs: number): Promise<void>
}

const FOLDER = 'postgres'
const PASSWORD_FILE = 'postgres.password'
const PORT_FILE = 'postgres.port'
const RETRY_MS_FIRST = 50
const RETRY_MS_MAX = 5000
const FIRST_TRIES_MAX = 12
/** What another start may cure: backends of a killed postmaster still end, or someone took the port. */
const PASSING = /shared memory block|Address already in use|lock file "postmaster.pid" already exists/

/**
 * Starts the PostgreSQL of a data folder and keeps it running until `stop`.
 *
 * @param dataFolder - made when missing; held for this process alone.
 * @throws FolderInUse when another server has it.
 */
export async function startEmbedded(dataFolder: string, log: Logger): Promise<Embedded> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o711 })
  const lock = lockFolder(dataFolder)
  try {
    return await startLocked(dataFolder, lock, log)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function startLocked(dataFolder: string, lock: Lock, log: Logger): Promise<Embedded> {
  const folder = join(dataFolder, FOLDER)
  const account = accountFor(folder)
  const place: Place = { binaries: findBinaries(account), account, folder, settings: serverSettings() }
  await clearOrphan(folder, log)
  await ensureCluster(place, passwordIn(dataFolder))
  const first = await startPatiently(place)
  writePort(dataFolder, first.port)
  await createDatabase(urlOf(dataFolder, 'postgres'))
  const stop = supervise(place, first, log)
  return { url: urlOf(dataFolder, NAME), stop: (deadlineMs) => stop(deadlineMs).finally(lock.release) }
}

/**
 * The address of the PostgreSQL that another process of ours runs in the data folder; null when none runs.
 */
export function runningUrl(dataFolder: string): string | null {
  return isLocked(dataFolder) ? urlOf(dataFolder, NAME) : null
}

// A folder that was made by a user of its own stays with that user, whoever starts the server later.
function accountFor(folder: string): Account | null {
  const lent = serverAccount()
  const owner = statSync(folder, { throwIfNoEntry: false })
  if (lent) return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : lent
  if (owner && process.getuid && owner.uid !== process.getuid()) {
    throw new Error(`${folder} belongs to another user (${owner.uid}). Start Lotse as the same user as before.`)
  }
  return null
}

function passwordIn(dataFolder: string): string {
  return readOrCreate(join(dataFolder, PASSWORD_FILE), () => randomBytes(24).toString('base64url'))
}

function urlOf(dataFolder: string, database: string): string {
  const port = readFileSync(join(dataFolder, PORT_FILE), 'utf8').trim()
  return `postgres://${NAME}:${passwordIn(dataFolder)}@${HOST}:${port}/${database}`
}

function writePort(dataFolder: string, port: number): void {
  const file = join(dataFolder, PORT_FILE)
  writeFileSync(`${file}.new`, `${port}\n`)
  renameSync(`${file}.new`, file)
}

async function createDatabase(url: string): Promise<void> {
  const client = createClient({ url, name: 'lotse start' })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [NAME])
    if (!rowCount) await client.query(`create database ${NAME}`)
  } finally {
    await client.end()
  }
}

async function startPatiently(place: Place): Promise<Postmaster> {
  for (let tries = 1; ; tries++) {
    try {
      return await startPostmaster(place)
    } catch (error) {
      if (tries === FIRST_TRIES_MAX || !PASSING.test(String(error))) throw error
      await wait(backoffMs(tries, RETRY_MS_FIRST, RETRY_MS_MAX))
    }
  }
}

/** Starts a dead PostgreSQL again on the same port, so that every pool finds it. Returns the stop. */
function supervise(place: Place, first: Postmaster, log: Logger): (deadlineMs: number) => Promise<void> {
  const stopping = new AbortController()
  let current: Postmaster | null = first

  async function watch(): Promise<void> {
    for (let running = first; ; ) {
      await running.ended
      current = null
      if (stopping.signal.aborted) return
      log.error({ pid: running.pid }, 'PostgreSQL ended by itself and is started again')
      const next = await restart(place, first.port, log, stopping.signal)
      if (!next) return
      current = running = next
      if (stopping.signal.aborted) void next.stop(0)
    }
  }

  const life = watch()
  return async (deadlineMs) => {
    stopping.abort()
    await current?.stop(deadlineMs)
    await life
  }
}

async function restart(place: Place, port: number, log: Logger, stopping: AbortSignal): Promise<Postmaster | null> {
  for (let failures = 1; !stopping.aborted; failures++) {
    try {
      const started = await startPostmaster(place, port)
      log.info({ pid: started.pid }, 'PostgreSQL runs again')
      return started
    } catch (error) {
      log.warn({ failures, err: error }, 'PostgreSQL could not be started yet')
      await wait(backoffMs(failures, RETRY_MS_FIRST, RETRY_MS_MAX), undefined, { signal: stopping }).catch(() => {})
    }
  }
  return null
}
