// Backups: when the server makes them by itself, how the last ones went, and one now. Files are restored on the command line alone.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { idText, instantText } from './shapes.ts'

/**
 * Why a backup failed. `room`: not enough free disk; `folder`: it is not there or cannot be written to; `interrupted`: its process ended;
 * `passphrase`: the kept one can no longer be read; `other`: as the fault says.
 */
export const backupCauses = ['room', 'folder', 'interrupted', 'passphrase', 'other'] as const
export type BackupCause = (typeof backupCauses)[number]

/** Who made it: the clock, somebody in the console, or the command line. */
export const backupKinds = ['night', 'hand', 'command'] as const

const KEEP_MAX = 365
const PASSPHRASE = { min: 12, max: 1000 }

/** One that was made or failed. `place`: its file; `removedAt`: when the server cleared it away; `fault`: why it failed, null for a whole one. */
export const backupEntry = z
  .object({
    id: idText,
    kind: z.enum(backupKinds),
    startedAt: instantText,
    endedAt: instantText,
    place: z.string(),
    encrypted: z.boolean(),
    rows: z.int().nullable(),
    bytes: z.int().nullable(),
    cause: z.enum(backupCauses).nullable(),
    fault: z.string().nullable(),
    removedAt: instantText.nullable(),
  })
  .meta({ id: 'Backup' })
export type BackupEntry = z.infer<typeof backupEntry>

/**
 * What is set. `time`: in `zone`. `folder` null: `folderUsed`, which lies in the data folder. `keep`: how many of each kind the server
 * leaves on the disk. A passphrase is never answered.
 */
export const backupSchedule = z
  .object({
    automatic: z.boolean(),
    time: z.string(),
    zone: z.string(),
    folder: z.string().nullable(),
    folderUsed: z.string(),
    keep: z.int(),
    encrypted: z.boolean(),
  })
  .meta({ id: 'BackupSchedule' })
export type BackupSchedule = z.infer<typeof backupSchedule>

/**
 * The whole. `nextAt`: when the clock makes the next one; `asked`: one by hand begins within seconds; `running`: how far the one under way is,
 * 0 to 1; `items`: the newest first, at most 30.
 */
export const backups = z
  .object({
    schedule: backupSchedule,
    nextAt: instantText.nullable(),
    asked: z.boolean(),
    running: z.object({ since: instantText, share: z.number().min(0).max(1) }).nullable(),
    items: z.array(backupEntry),
  })
  .meta({ id: 'Backups' })
export type Backups = z.infer<typeof backups>

/** Operations on backups of the whole installation. */
export const backupOperations = {
  getBackups: {
    method: 'GET',
    path: '/api/v1/backups',
    tag: 'Live',
    summary: 'When backups are made, how the last ones went, and how far one under way is',
    allow: 'workspace.manage',
    answer: backups,
  },
  setBackupSchedule: {
    method: 'PUT',
    path: '/api/v1/backups/schedule',
    tag: 'Live',
    summary:
      'Set when the server backs up, where to, how many stay; `passphrase` left out keeps the one that is set, null encrypts no more',
    allow: 'workspace.manage',
    fresh: true,
    body: z.strictObject({
      automatic: z.boolean(),
      time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 03:00'),
      folder: z.string().trim().min(1).max(400).nullable(),
      keep: z.int().min(1).max(KEEP_MAX),
      passphrase: z.string().min(PASSPHRASE.min).max(PASSPHRASE.max).nullable().optional(),
    }),
    answer: backups,
  },
  startBackup: {
    method: 'POST',
    path: '/api/v1/backups',
    tag: 'Live',
    summary: 'Make a backup now; it begins within seconds and is written to the same folder',
    allow: 'workspace.manage',
    status: 202,
    answer: backups,
  },
} as const satisfies Operations
