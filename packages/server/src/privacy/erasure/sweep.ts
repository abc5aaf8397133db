// Writes tables with people anew, so that no byte of erased ones is left in their files. Locks each table meanwhile; for quiet hours.
import { rewriteTable, TABLES_WITH_PEOPLE } from '../../adapters/store/privacy/remains.ts'
import type { World } from '../../base/world.ts'

/**
 * Rewrites every table that may hold something of a customer, and the planner's statistics. What PostgreSQL keeps to recover from a crash
 * (the write-ahead log) still holds old rows until it has been written over; that takes as long as it takes to write about
 * `max_wal_size`.
 *
 * @param tell - the table that comes next.
 */
export async function sweepFiles({ pool }: Pick<World, 'pool'>, tell: (table: string) => void): Promise<void> {
  for (const table of [...TABLES_WITH_PEOPLE, 'pg_statistic'] as const) {
    tell(table)
    await rewriteTable(pool, table)
  }
}
