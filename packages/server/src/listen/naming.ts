// What the sources and customers of some events are called, in two questions to the database whatever their number. Masks nothing.
import type { LogEventRow } from '../adapters/store/event-list.ts'
import type { Db } from '../adapters/store/members.ts'
import { sourceNames } from '../adapters/store/sources.ts'
import { calledNames } from '../understand/called.ts'
import type { Names } from './event-presenter.ts'

/** The names that events are shown with. */
export async function namesIn(
  db: Db,
  workspaceId: number,
  rows: readonly Pick<LogEventRow, 'customer_id'>[],
): Promise<Names> {
  if (rows.length === 0) return { sources: new Map(), customers: new Map() }
  const ids = rows.map((row) => row.customer_id)
  const [sources, customers] = await Promise.all([sourceNames(db, workspaceId), calledNames(db, workspaceId, ids)])
  return { sources, customers }
}
