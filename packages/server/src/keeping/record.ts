// Makes a backup of the installation and notes that it was made, or why not. The bytes are made in backup.ts.
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import type { BackupCause } from '@lotse/protocol'
import type { ClientBase } from 'pg'
import { noteBackup } from '../adapters/store/keeping/backups.ts'
import { listApplied } from '../adapters/store/keeping/tables.ts'
import { codeOf, createClient } from '../adapters/store/pool.ts'
import { BackupFault } from './archive.ts'
import { backupStream, type Progress } from './backup.ts'
import { STANDARD, writeOut, writeWhole } from './files.ts'

export type BackupOrder = {
  readonly databaseUrl: string
  readonly secret: string
  /** A file, or `-`. */
  readonly place: string
  readonly passphrase: string | null
  /** Made by the clock, not by a person. */
  readonly automatic: boolean
  /** Made by the server itself, which also clears it away; else by a command. */
  readonly managed: boolean
  readonly now: () => number
  readonly onProgress?: (progress: Progress) => void
  /** Breaks it off, with a BackupFault as its reason where there is one; nothing is left of it then. */
  readonly stopping?: AbortSignal
}

/** What was written. `tookMs`: all of it, with the disk. */
export type BackupDone = {
  readonly rows: number
  readonly copiedBytes: number
  readonly bytes: number
  readonly tookMs: number
}

/** The version of this program. */
export const PROGRAM: string = versionOf(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

function versionOf(text: string): string {
  const parsed: unknown = JSON.parse(text)
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed ? String(parsed.version) : ''
}

/**
 * Makes a backup, beside whoever works.
 *
 * @throws BackupFault when there is nothing to back up, or the place cannot be written.
 */
export async function makeBackup(order: BackupOrder): Promise<BackupDone> {
  const client = createClient({ url: order.databaseUrl, name: 'lotse backup' })
  await client.connect()
  const startedAt = order.now()
  try {
    const done = await write(order, client, startedAt)
    await note(order, { startedAt, rows: done.rows, bytes: done.bytes, fault: null, cause: null })
    return done
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error)
    const cause = causeOf(error)
    // The first fault is what the operator needs; that it could not be noted is told by the age of the last backup.
    await note(order, { startedAt, rows: null, bytes: null, fault, cause }).catch(() => {})
    throw error
  } finally {
    await client.end().catch(() => {})
  }
}

async function write(order: BackupOrder, client: ClientBase, startedAt: number): Promise<BackupDone> {
  if ((await listApplied(client)).length === 0) throw new BackupFault('There is nothing of Lotse in this database.')
  let last: Progress = { share: 0, table: '', rows: 0, bytes: 0 }
  const { secret, passphrase, place } = order
  const bytes = backupStream({
    client,
    secret,
    passphrase,
    program: PROGRAM,
    now: startedAt,
    onProgress: (progress) => {
      last = progress
      order.onProgress?.(progress)
    },
  })
  const stream = order.stopping ? stoppable(bytes, order.stopping) : bytes
  const written = place === STANDARD ? await writeOut(stream) : await writeWhole(place, stream)
  return { rows: last.rows, copiedBytes: last.bytes, bytes: written, tookMs: order.now() - startedAt }
}

async function* stoppable(bytes: AsyncIterable<Buffer>, stopping: AbortSignal): AsyncGenerator<Buffer> {
  for await (const piece of bytes) {
    if (stopping.aborted) throw stopping.reason instanceof BackupFault ? stopping.reason : stopped()
    yield piece
  }
}

const stopped = () => new BackupFault('The server was stopped while it made the backup.', 'interrupted')

const DISK: Readonly<Record<string, BackupCause>> = {
  ENOSPC: 'room',
  EDQUOT: 'room',
  ENOENT: 'folder',
  ENOTDIR: 'folder',
  EACCES: 'folder',
  EPERM: 'folder',
  EROFS: 'folder',
}

/** Why a backup could not be made. */
export function causeOf(error: unknown): BackupCause {
  if (error instanceof BackupFault) return error.why
  return DISK[codeOf(error)] ?? 'other'
}

type Outcome = {
  readonly startedAt: number
  readonly rows: number | null
  readonly bytes: number | null
  readonly fault: string | null
  readonly cause: BackupCause | null
}

// Over a connection of its own: the one of the copy may be what broke.
async function note(order: BackupOrder, outcome: Outcome): Promise<void> {
  const { databaseUrl, place, automatic, managed, passphrase, now } = order
  const client = createClient({ url: databaseUrl, name: 'lotse backup' })
  await client.connect()
  try {
    const facts = { place, automatic, managed, host: hostname(), encrypted: passphrase !== null }
    await noteBackup(client, { ...outcome, ...facts, endedAt: now() })
  } finally {
    await client.end()
  }
}
