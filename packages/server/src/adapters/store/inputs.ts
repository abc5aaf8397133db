// Refused events and inputs set aside, as lists of the API ask for them. Every query names the workspace; none writes.
import type { Db } from './members.ts'

type Page = { readonly before: number | undefined; readonly limit: number }

/** Refused events with their source, newest first, older than `before` (an id). */
export async function listRefused(db: Db, workspaceId: number, { before, limit }: Page) {
  return refused(db, workspaceId)
    .$if(before !== undefined, (query) => query.where('r.id', '<', before ?? 0))
    .orderBy('r.id', 'desc')
    .limit(limit)
    .execute()
}

/** One refused event. */
export async function refusedById(db: Db, workspaceId: number, id: number) {
  return refused(db, workspaceId).where('r.id', '=', id).executeTakeFirst()
}

const refused = (db: Db, workspaceId: number) =>
  db
    .selectFrom('refused_event as r')
    .leftJoin('source as s', 's.id', 'r.source_id')
    .select(['r.id', 'r.refused_at', 'r.code', 'r.field', 'r.detail', 'r.raw', 'r.replayed_at'])
    .select(['r.source_id', 's.name as source_name'])
    .where('r.workspace_id', '=', workspaceId)

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
