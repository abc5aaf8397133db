// Operations on backups: how they are set, how they went, and one now. They are made by whichever process keeps house.
import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import { Problem } from '@lotse/core/base'
import type { BackupEntry, Backups } from '@lotse/protocol'
import { type ListedBackup, newestBackups } from '../adapters/store/keeping/backups.ts'
import { putSchedule, type ScheduleRow, scheduleOf, wantBackup } from '../adapters/store/keeping/schedule.ts'
import { type Db, workspaceById } from '../adapters/store/members.ts'
import { instantOf, instantOrNull } from '../base/ids.ts'
import { type Api, read, write } from '../base/operation.ts'
import type { World } from '../base/world.ts'
import { folderOf, sealPassphrase } from './nightly.ts'
import { nextOf, nightOf } from './schedule.ts'

const SHOWN = 30
/** What is offered before anybody has set anything. */
const FIRST = { automatic: false, time: '03:00', folder: null, keep: 14, passphrase: null } as const

/** Registers the operations. */
export function backupRoutes(api: Api): void {
  read(api, 'getBackups', async ({ world, db, caller, now }) => show(world, await known(world, db, caller), now))

  write(api, 'setBackupSchedule', async ({ world, db, caller, body, now, changed }) => {
    const before = await known(world, db, caller)
    const { passphrase, ...rest } = body
    await refuseFolder(world, rest.folder)
    const sealed = passphrase == null ? null : sealPassphrase(world, passphrase)
    const zone = await zoneOf(db, caller.workspaceId)
    const wish = { ...rest, zone, passphrase: passphrase === undefined ? before.passphrase : sealed }
    // The night that is over now counts as done: a backup by the clock begins at its time, not at a click.
    await putSchedule(db, { ...wish, night: nightOf(wish, now) }, now)
    changed(changesOf(before, wish))
    return show(world, { ...before, ...wish, night: nightOf(wish, now), done: true, tries: 0 }, now)
  })

  write(api, 'startBackup', async ({ world, db, caller, now }) => {
    const before = await known(world, db, caller)
    if ((await scheduleOf(world.pool)) === undefined) await putSchedule(db, before, now)
    await wantBackup(db, now)
    return show(world, { ...before, wantedAt: before.wantedAt ?? now }, now)
  })
}

const zoneOf = async (db: Db, workspaceId: number): Promise<string> =>
  (await workspaceById(db, workspaceId))?.zone ?? 'UTC'

async function known(world: World, db: Db, caller: { readonly workspaceId: number }): Promise<ScheduleRow> {
  const set = await scheduleOf(world.pool)
  if (set !== undefined) return set
  const none = { night: null, tries: 0, done: true, wantedAt: null, runningSince: null, beatAt: null, share: null }
  return { ...FIRST, ...none, zone: await zoneOf(db, caller.workspaceId) }
}

/** Names of what changed with both values; of a passphrase only that it did. */
function changesOf(
  before: ScheduleRow,
  after: Pick<ScheduleRow, 'automatic' | 'time' | 'folder' | 'keep' | 'passphrase'>,
) {
  const names = ['automatic', 'time', 'folder', 'keep'] as const
  const told = names.filter((name) => before[name] !== after[name])
  return {
    ...Object.fromEntries(told.map((name) => [name, { before: before[name], after: after[name] }])),
    ...(before.passphrase === after.passphrase ? {} : { passphrase: after.passphrase === null ? 'removed' : 'set' }),
  }
}

// Where another process makes the backups, its folders cannot be looked at from here.
async function refuseFolder({ config }: World, folder: string | null): Promise<void> {
  if (folder === null || !config.roles.includes('jobs')) return
  const usable = async (): Promise<boolean> => {
    await access(folder, constants.W_OK)
    return (await stat(folder)).isDirectory()
  }
  if (!isAbsolute(folder) || !(await usable().catch(() => false)))
    throw new Problem('keeping.folder_unusable', { field: 'folder', folder })
}

async function show(world: World, schedule: ScheduleRow, now: number): Promise<Backups> {
  const { automatic, time, zone, folder, keep, passphrase, runningSince, share } = schedule
  return {
    schedule: {
      automatic,
      time,
      zone,
      folder,
      folderUsed: folderOf(world, schedule),
      keep,
      encrypted: passphrase !== null,
    },
    nextAt: instantOrNull(nextOf(schedule, now)),
    asked: schedule.wantedAt !== null && runningSince === null,
    running: runningSince === null ? null : { since: instantOf(runningSince), share: Math.min(1, share ?? 0) },
    items: (await newestBackups(world.pool, SHOWN)).map(entryOf),
  }
}

const entryOf = (row: ListedBackup): BackupEntry => ({
  id: String(row.id),
  kind: row.automatic ? 'night' : row.managed ? 'hand' : 'command',
  startedAt: instantOf(row.startedAt),
  endedAt: instantOf(row.endedAt),
  place: row.place,
  encrypted: row.encrypted,
  rows: row.rows,
  bytes: row.bytes,
  cause: row.fault === null ? null : (row.cause ?? 'other'),
  fault: row.fault,
  removedAt: instantOrNull(row.removedAt),
})
