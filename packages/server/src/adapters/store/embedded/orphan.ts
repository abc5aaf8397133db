// Clears what a killed server left behind: a PostgreSQL that still runs, or its lock file. Only for the holder of the data folder's lock.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import { readStatus } from './cluster.ts'
import { isPostgresIn } from './process.ts'

/** From gentle to hard, each with the time it is given. */
const SIGNALS = [
  { signal: 'SIGINT', waitMs: 10_000 },
  { signal: 'SIGQUIT', waitMs: 5000 },
  { signal: 'SIGKILL', waitMs: 5000 },
] as const
const POLL_MS = 20

/**
 * Stops an orphaned PostgreSQL and removes a lock file whose process is gone or is another program that got the same number.
 *
 * @param folder - the cluster's folder; may not exist yet.
 */
export async function clearOrphan(folder: string, log: Logger): Promise<void> {
  const status = readStatus(folder)
  if (!status) return
  if (isPostgresIn(folder, status.pid)) {
    log.warn({ pid: status.pid }, 'stopping the PostgreSQL that a killed server left behind')
    await end(folder, status.pid)
  }
  rmSync(join(folder, 'postmaster.pid'), { force: true })
}

async function end(folder: string, pid: number): Promise<void> {
  for (const { signal, waitMs } of SIGNALS) {
    send(pid, signal)
    if (await gone(folder, pid, waitMs)) return
  }
  throw new Error(`the PostgreSQL with process id ${pid} in ${folder} cannot be stopped`)
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended in between.
  }
}

async function gone(folder: string, pid: number, waitMs: number): Promise<boolean> {
  for (const deadline = Date.now() + waitMs; Date.now() < deadline; await wait(POLL_MS))
    if (!isPostgresIn(folder, pid)) return true
  return false
}
