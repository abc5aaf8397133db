// Whether the installation is well: what was looked at, what was found, with figures. Sentences are the reader's, in their language.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { instantText } from './shapes.ts'

/** What is looked at, in the order in which an operator would ask. */
export const healthTopics = [
  'settings',
  'database',
  'disk',
  'clock',
  'members',
  'engine',
  'mail',
  'messages',
  'jobs',
  'backups',
] as const
export type HealthTopic = (typeof healthTopics)[number]

/** `well`; `look`: works, but somebody should look; `wrong`: something does not work or is about to be lost. */
export const healthStates = ['well', 'look', 'wrong'] as const
export type HealthState = (typeof healthStates)[number]

/** Every finding with its topic and state. Where a topic has nothing else to say, it says its `*_well`. */
export const healthFindings = {
  settings_well: ['settings', 'well'],
  address_local: ['settings', 'look'],
  secret_readable: ['settings', 'wrong'],
  dkim_missing: ['settings', 'wrong'],
  database_well: ['database', 'well'],
  database_unsafe: ['database', 'wrong'],
  autovacuum_off: ['database', 'wrong'],
  connections_short: ['database', 'look'],
  transaction_long: ['database', 'wrong'],
  snapshot_long: ['database', 'look'],
  slot_idle: ['database', 'look'],
  rows_dead: ['database', 'look'],
  ids_short: ['database', 'wrong'],
  disk_well: ['disk', 'well'],
  disk_full: ['disk', 'wrong'],
  disk_soon_full: ['disk', 'look'],
  clock_well: ['clock', 'well'],
  clock_off: ['clock', 'wrong'],
  members_well: ['members', 'well'],
  members_none: ['members', 'look'],
  engine_well: ['engine', 'well'],
  engine_absent: ['engine', 'wrong'],
  engine_late: ['engine', 'look'],
  inputs_aside: ['engine', 'look'],
  mail_well: ['mail', 'well'],
  mail_absent: ['mail', 'look'],
  mail_fails: ['mail', 'wrong'],
  messages_well: ['messages', 'well'],
  messages_late: ['messages', 'wrong'],
  messages_dead: ['messages', 'look'],
  messages_unknown: ['messages', 'look'],
  messages_held: ['messages', 'look'],
  jobs_well: ['jobs', 'well'],
  jobs_absent: ['jobs', 'wrong'],
  backups_well: ['backups', 'well'],
  backups_none: ['backups', 'look'],
  backups_old: ['backups', 'look'],
  backups_failed: ['backups', 'wrong'],
} as const satisfies Readonly<Record<string, readonly [HealthTopic, HealthState]>>
export type HealthFinding = keyof typeof healthFindings
/** All findings by name. */
export const healthFindingNames = Object.keys(healthFindings) as [HealthFinding, ...HealthFinding[]]

/** One thing that was found. `figures`: what the sentence about it is filled with; numbers without unit in their names are counts. */
export const finding = z
  .object({
    finding: z.enum(healthFindingNames),
    topic: z.enum(healthTopics),
    state: z.enum(healthStates),
    figures: z.record(z.string(), z.union([z.number(), z.string()])),
  })
  .meta({ id: 'HealthFinding' })
export type Finding = z.infer<typeof finding>

/** The whole answer. `state`: the worst of all. */
export const health = z
  .object({ lookedAt: instantText, state: z.enum(healthStates), findings: z.array(finding) })
  .meta({ id: 'Health' })
export type Health = z.infer<typeof health>

/** Operations on the installation's health. */
export const healthOperations = {
  getHealth: {
    method: 'GET',
    path: '/api/v1/health',
    tag: 'Live',
    summary:
      'Whether settings, database, disk, clock, engine, mail, jobs and backups are well; looked at anew at most every 15 seconds',
    allow: 'workspace.manage',
    answer: health,
  },
} as const satisfies Operations
