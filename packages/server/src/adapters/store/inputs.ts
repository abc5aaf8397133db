// Inputs set aside, as lists of the API ask for them. Every query names the workspace; none writes.
import { sql } from 'kysely'
import type { Db } from './members.ts'

type Page = { readonly before: number | undefined; readonly limit: number }

const setAsideColumns = ['id', 'customer_id', 'reason', 'stack', 'due_at', 'set_aside_at', 'resolved_at'] as const

/** Inputs set aside that wait for a mend, newest first, older than `before` (an id). */
export async function listSetAside(db: Db, workspaceId: number, { before, limit }: Page) {
  return db
    .selectFrom('set_aside')
    .select(setAsideColumns)
    .where('workspace_id', '=', workspaceId)
    .where('resolved_at', 'is', null)
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** One input that was set aside. */
export async function setAsideById(db: Db, workspaceId: number, id: number) {
  return db
    .selectFrom('set_aside')
    .select(setAsideColumns)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** More are not counted. */
const COUNTED_MAX = 100_000

/** Inputs set aside by reason, the most frequent first. */
export async function groupSetAside(db: Db, workspaceId: number) {
  const { rows } = await sql<{
    reason: string
    count: number
    customers: number
    firstAt: number
    lastAt: number
    lastId: number
  }>`
    select reason, count(*) as count, count(distinct customer_id) as customers, min(set_aside_at) as "firstAt", max(set_aside_at) as "lastAt",
      max(id) as "lastId"
    from (select id, reason, customer_id, set_aside_at from set_aside where workspace_id = ${workspaceId} and resolved_at is null
      order by id desc limit ${COUNTED_MAX}) s
    group by reason order by 2 desc, 1 limit 200`.execute(db)
  return rows
}

/** Ids of inputs set aside for a reason up to an id, oldest first. */
export async function setAsideFor(
  db: Db,
  workspaceId: number,
  { reason, upTo, limit }: { readonly reason: string; readonly upTo: number; readonly limit: number },
): Promise<number[]> {
  const rows = await db
    .selectFrom('set_aside')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('resolved_at', 'is', null)
    .where('reason', '=', reason)
    .where('id', '<=', upTo)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}
