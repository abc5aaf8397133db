// One server per data folder: an exclusive lock for the life of the process. A lock whose process was killed is taken over.
import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { alive, startOf } from './process.ts'

type Holder = { readonly pid: number; readonly start: string | null; readonly host: string; readonly nonce: string }

export type Lock = {
  /** Gives the folder back. */
  release(): void
}

/** The data folder belongs to another server that runs now. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse'

  constructor(folder: string, holder: { readonly pid: number; readonly host: string }) {
    const where = holder.host === hostname() ? '' : ` on ${holder.host}`
    super(
      `Another Lotse server (process ${holder.pid}${where}) is using ${folder}. Stop it first, or give this one a folder of its own with LOTSE_DATA.`,
    )
  }
}

const FILE = 'server.lock'
/** The holder touches its lock so often. */
const BEAT_MS = 5000
/** A holder on another machine (or in another container) cannot be asked; it counts as dead after this silence. */
const SILENCE_MS = 20_000

/**
 * Takes the folder, or takes it over from a process that is dead.
 *
 * @param folder - exists and is writable.
 * @throws FolderInUse when another process has it.
 */
export function lockFolder(folder: string): Lock {
  const file = join(folder, FILE)
  const mine: Holder = {
    pid: process.pid,
    start: startOf(process.pid),
    host: hostname(),
    nonce: randomBytes(8).toString('hex'),
  }
  const fresh = `${file}.${mine.nonce}`
  writeFileSync(fresh, JSON.stringify(mine), { mode: 0o644 })
  try {
    if (!linked(fresh, file)) takeOver(folder, file, fresh)
  } finally {
    rmSync(fresh, { force: true })
  }
  const beat = setInterval(() => touch(file), BEAT_MS).unref()
  const release = () => {
    clearInterval(beat)
    if (readHolder(file)?.nonce === mine.nonce) rmSync(file)
  }
  return { release }
}

/** Whether a live process has the folder. */
export function isLocked(folder: string): boolean {
  const file = join(folder, FILE)
  const holder = readHolder(file)
  return holder !== null && lives(holder, file)
}

/**
 * Replaces a dead process's lock. Of several that find the same dead lock only the one that can make the guard file goes on, and it
 * looks again under the guard, so a lock that was just taken over is never taken over once more.
 */
function takeOver(folder: string, file: string, fresh: string): void {
  const found = readHolder(file)
  if (found && lives(found, file)) throw new FolderInUse(folder, found)
  const guard = `${file}.guard`
  if (!linked(fresh, guard)) refuseOrClear(folder, guard)
  try {
    const now = readHolder(file)
    if (now && now.nonce !== found?.nonce) throw new FolderInUse(folder, now)
    renameSync(fresh, file)
  } finally {
    rmSync(guard, { force: true })
  }
}

// The guard lives for microseconds; one that is left over is from a process killed within them. The next try finds it gone.
function refuseOrClear(folder: string, guard: string): never {
  const holder = readHolder(guard)
  if (holder && !lives(holder, guard)) rmSync(guard, { force: true })
  throw new FolderInUse(folder, holder ?? { pid: 0, host: hostname() })
}

function lives(holder: Holder, file: string): boolean {
  if (holder.host !== hostname()) return Date.now() - touchedAt(file) < SILENCE_MS
  return alive(holder.pid) && (holder.start === null || holder.start === startOf(holder.pid))
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return null
  }
}

function touchedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function touch(file: string): void {
  const now = new Date()
  try {
    utimesSync(file, now, now)
  } catch {
    // The folder was removed under us; the database will say so.
  }
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}
