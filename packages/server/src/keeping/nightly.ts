// Makes backups by the clock and on demand, in one process at a time, and clears old ones away. Rules K10-K13 stand in RULES.md.
import { mkdir, rm, statfs } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { SECOND_MS } from '@lotse/core/base'
import type { BackupCause } from '@lotse/protocol'
import type { Client } from 'pg'
import { backupsBeyond, markRemoved, newestBytes, noteBackup } from '../adapters/store/keeping/backups.ts'
import { databaseBytes } from '../adapters/store/keeping/checks.ts'
import {
  beatRun,
  beginRun,
  endRun,
  lockBackups,
  type ScheduleRow,
  scheduleOf,
} from '../adapters/store/keeping/schedule.ts'
import { createClient } from '../adapters/store/pool.ts'
import type { World } from '../base/world.ts'
import { BackupFault } from './archive.ts'
import type { Progress } from './backup.ts'
import { removeLeftovers } from './files.ts'
import { causeOf, makeBackup } from './record.ts'
import { type Due, dueOf, FILE_NAME, fileNameOf } from './schedule.ts'

const ROUND_MS = 5 * SECOND_MS
const BEAT_MS = 2 * SECOND_MS
/** So much stays free beside a backup, for the database that may lie on the same disk. */
const RESERVE_BYTES = 512 * 1024 ** 2
/** The share of the database's size that a first backup takes at most: it holds no indexes and is packed. */
const PACKED = 0.5
/** A backup is seldom larger than the last one by more than this. */
const GROWTH = 1.25
const PURPOSE = 'backup passphrase'

/** A passphrase as it is kept. */
export function sealPassphrase({ secrets }: Pick<World, 'secrets'>, passphrase: string): string {
  return secrets.encrypt(PURPOSE, passphrase)
}

/** The folder that backups are written to. */
export function folderOf({ config }: Pick<World, 'config'>, { folder }: Pick<ScheduleRow, 'folder'>): string {
  return folder ?? join(config.dataFolder, 'backups')
}

/** Bytes free in a folder. */
export type FreeBytes = (folder: string) => Promise<number>

const freeBytesOf: FreeBytes = async (folder) => {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/**
 * Does what is due, where nobody else does.
 *
 * @returns whether a backup was made; false too where it failed, which is then in the list.
 */
export async function backupRound(world: World, stopping: AbortSignal, freeBytes = freeBytesOf): Promise<boolean> {
  const schedule = await scheduleOf(world.pool)
  const now = world.clock.now()
  if (schedule === undefined || (schedule.runningSince === null && dueOf(schedule, now) === undefined)) return false
  const client = createClient({ url: world.config.databaseUrl ?? '', name: 'lotse backups' })
  await client.connect()
  try {
    return (await lockBackups(client)) && (await roundAlone({ world, client, stopping, freeBytes }))
  } finally {
    await client.end().catch(() => {})
  }
}

type Round = {
  readonly world: World
  /** Holds the lock. */
  readonly client: Client
  readonly stopping: AbortSignal
  readonly freeBytes: FreeBytes
}

async function roundAlone(round: Round): Promise<boolean> {
  const { world, client } = round
  await endInterrupted(round)
  const schedule = await scheduleOf(client)
  const now = world.clock.now()
  const due = schedule && dueOf(schedule, now)
  if (schedule === undefined || due === undefined) return false
  await beginRun(client, due.night, now)
  const whole = await make(round, schedule, due).catch((error: unknown) => {
    world.log.error({ err: error, cause: causeOf(error) }, 'a backup failed')
    return false
  })
  await endRun(client, { night: due.night !== null, whole, now: world.clock.now() })
  return whole
}

/** Who began one and does not hold the lock any more is dead; what it wrote does not count. */
async function endInterrupted({ world, client }: Round): Promise<void> {
  const schedule = await scheduleOf(client)
  if (schedule?.runningSince == null) return
  const night = schedule.wantedAt === null || schedule.wantedAt > schedule.runningSince
  const now = world.clock.now()
  const fault = 'The process that made the backup ended before it was whole.'
  await noteFailure(factsOf(world, schedule, night), {
    startedAt: schedule.runningSince,
    endedAt: now,
    fault,
    cause: 'interrupted',
  })
  await endRun(client, { night, whole: false, now })
}

type Facts = { readonly world: World; readonly place: string; readonly automatic: boolean; readonly encrypted: boolean }

const factsOf = (world: World, schedule: ScheduleRow, automatic: boolean): Facts => ({
  world,
  place: folderOf(world, schedule),
  automatic,
  encrypted: schedule.passphrase !== null,
})

type Failure = {
  readonly startedAt: number
  readonly endedAt: number
  readonly fault: string
  readonly cause: BackupCause
}

function noteFailure({ world, ...facts }: Facts, failure: Failure): Promise<void> {
  return noteBackup(world.pool, { ...facts, ...failure, managed: true, host: hostname(), rows: null, bytes: null })
}

async function make({ world, client, stopping, freeBytes }: Round, schedule: ScheduleRow, due: Due): Promise<boolean> {
  const { config, clock, log } = world
  const startedAt = clock.now()
  const automatic = due.night !== null
  const folder = folderOf(world, schedule)
  const ready = await prepare({ world, client, stopping, freeBytes }, schedule).catch(async (error: unknown) => {
    const fault = error instanceof Error ? error.message : String(error)
    await noteFailure(factsOf(world, schedule, automatic), {
      startedAt,
      endedAt: clock.now(),
      fault,
      cause: causeOf(error),
    })
    throw error
  })
  const watched = watch({ world, client, stopping, freeBytes }, folder)
  try {
    const done = await makeBackup({
      databaseUrl: config.databaseUrl ?? '',
      secret: config.secret ?? '',
      place: join(folder, fileNameOf(startedAt)),
      passphrase: ready.passphrase,
      automatic,
      managed: true,
      now: () => clock.now(),
      ...watched,
    })
    log.info({ bytes: done.bytes, rows: done.rows, tookMs: done.tookMs }, 'a backup was made')
  } finally {
    watched.end()
  }
  await clearAway(world, schedule, automatic)
  return true
}

/** Tells the database how far a backup is, and breaks it off before it leaves the database itself no room. */
function watch({ world: { clock }, client, stopping, freeBytes }: Round, folder: string) {
  const full = new AbortController()
  let share = 0
  const look = async () => {
    await beatRun(client, share, clock.now())
    if ((await freeBytes(folder)) < RESERVE_BYTES / 2)
      full.abort(new BackupFault(`The disk of ${folder} filled up while the backup was made. Make room.`, 'room'))
  }
  const beating = setInterval(() => void look().catch(() => {}), BEAT_MS)
  return {
    stopping: AbortSignal.any([stopping, full.signal]),
    onProgress: (progress: Progress) => {
      share = progress.share
    },
    end: () => clearInterval(beating),
  }
}

/** Everything that can be known before the first byte: a folder, a passphrase, room. */
async function prepare(
  { world, client, freeBytes }: Round,
  schedule: ScheduleRow,
): Promise<{ readonly passphrase: string | null }> {
  const folder = folderOf(world, schedule)
  // Our own folder is made; another one that is missing may be a disk that is not there.
  if (schedule.folder === null) await mkdir(folder, { recursive: true, mode: 0o700 })
  const passphrase = schedule.passphrase === null ? null : world.secrets.decrypt(PURPOSE, schedule.passphrase)
  if (schedule.passphrase !== null && passphrase === null)
    throw new BackupFault(
      'The passphrase was kept with another secret of the installation. Set it again.',
      'passphrase',
    )
  // Nobody else writes backups here while we hold the lock, so parts of ours are left over.
  await removeLeftovers(folder, (name) => FILE_NAME.test(name), true)
  const last = await newestBytes(client)
  const needed = (last === undefined ? (await databaseBytes(client)) * PACKED : last * GROWTH) + RESERVE_BYTES
  const free = await freeBytes(folder)
  if (free < needed)
    throw new BackupFault(
      `${mb(needed)} are needed in ${folder}, and ${mb(free)} are free. Make room, or keep fewer.`,
      'room',
    )
  return { passphrase }
}

const mb = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`

/** Removes what is beyond the number that is kept: files of this machine that the server itself wrote, of this kind. */
async function clearAway({ pool, clock, log }: World, { keep }: ScheduleRow, automatic: boolean): Promise<void> {
  for (const { id, place } of await backupsBeyond(pool, { host: hostname(), automatic, keep })) {
    if (!FILE_NAME.test(basename(place))) continue
    try {
      await rm(place, { force: true })
      await markRemoved(pool, id, clock.now())
    } catch (error) {
      log.warn({ err: error }, 'an old backup could not be removed')
    }
  }
}

/** Looks every few seconds until stopped. */
export async function keepBackingUp(world: World, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    await backupRound(world, stopping).catch((error: unknown) =>
      world.log.error({ err: error }, 'backups were not looked at'),
    )
    await wait(ROUND_MS, undefined, { signal: stopping, ref: false }).catch(() => {})
  }
}
