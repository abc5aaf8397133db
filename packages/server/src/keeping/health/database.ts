// Is PostgreSQL set and used so that nothing is lost and nothing stands still? Mends nothing.

import { DAY_MS, HOUR_MS, MINUTE_MS } from '@lotse/core/base'
import type { Finding } from '@lotse/protocol'
import { type DatabaseState, deadRows } from '../../adapters/store/keeping/checks.ts'
import type { Db } from '../../adapters/store/members.ts'
import { found, orWell } from './finding.ts'

/** A transaction of ours takes milliseconds; bulk work of others should not hold the engine back for longer than this. */
const WRITING_MS_MAX = MINUTE_MS
/** A backup of a large database takes a while; a forgotten session takes for ever. */
const VIEW_MS_MAX = 6 * HOUR_MS
const CONNECTIONS_SHARE_MAX = 0.85
const DEAD = { rowsMin: 200_000, shareMin: 0.3 }
/** PostgreSQL stops taking writes at two thousand million. */
const IDS_AGE_MAX = 1_000_000_000
const CLOCK_OFF_MS_MAX = 2000

/** Settings, connections, long transactions, cleaning up. */
export async function lookAtDatabase(db: Db, state: DatabaseState): Promise<Finding[]> {
  const dead = await deadRows(db, DEAD)
  return orWell(
    [
      state.unsafe.length > 0 && found('database_unsafe', { settings: state.unsafe.join(', ') }),
      !state.autovacuum && found('autovacuum_off'),
      state.connections > state.connectionsMax * CONNECTIONS_SHARE_MAX &&
        found('connections_short', { used: state.connections, most: state.connectionsMax }),
      state.writingMs > WRITING_MS_MAX &&
        found('transaction_long', { minutes: Math.floor(state.writingMs / MINUTE_MS), name: state.writingName }),
      state.viewMs > VIEW_MS_MAX &&
        found('snapshot_long', { hours: Math.floor(state.viewMs / HOUR_MS), name: state.viewName }),
      state.idleSlots > 0 && found('slot_idle', { slots: state.idleSlots }),
      dead !== undefined &&
        found('rows_dead', { table: dead.table, rows: dead.dead, percent: Math.round(dead.share * 100) }),
      state.idsAge > IDS_AGE_MAX && found('ids_short', { millions: Math.round(state.idsAge / 1e6) }),
    ],
    found('database_well', { version: state.version, bytes: state.sizeBytes }),
  )
}

/** This process's clock beside the database's, by which machines agree on leases. */
export function lookAtClock(state: DatabaseState, askedAt: number, answeredAt: number): Finding[] {
  // The answer was given somewhere between the two instants.
  const offMs = Math.round(Math.max(askedAt - state.nowMs, state.nowMs - answeredAt, 0))
  const figures = { seconds: Math.round(offMs / 100) / 10 }
  return [offMs > CLOCK_OFF_MS_MAX ? found('clock_off', figures) : found('clock_well', figures)]
}

/** Disk that is free, and for how long it lasts at the pace of the last days. */
export type Disk = { readonly freeBytes: number; readonly folder: string }
const FREE_BYTES_MIN = 2 * 1024 ** 3
const DAYS_MIN = 30

/** @param bytesPerDay - what the database grows by; 0 where nothing is known yet. */
export function lookAtDisk({ freeBytes, folder }: Disk, bytesPerDay: number): Finding[] {
  const days = bytesPerDay > 0 ? Math.floor((freeBytes - FREE_BYTES_MIN) / bytesPerDay) : null
  const figures = { bytes: freeBytes, folder, ...(days === null ? {} : { days: Math.max(0, days) }) }
  if (freeBytes < FREE_BYTES_MIN) return [found('disk_full', figures)]
  return [days !== null && days < DAYS_MIN ? found('disk_soon_full', figures) : found('disk_well', figures)]
}

/** What the database grows by in a day, from what came lately; 0 where that was too short to tell. */
export function bytesPerDayOf(growth: {
  readonly bytesPerEvent: number
  readonly events: number
  readonly spanMs: number
}): number {
  return growth.spanMs < HOUR_MS ? 0 : growth.bytesPerEvent * growth.events * (DAY_MS / growth.spanMs)
}
