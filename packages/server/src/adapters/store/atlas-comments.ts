// Comments on what people design, in the database. Every query names the workspace; a comment that was taken back stays, so that it can be brought back.
import { sql } from 'kysely'
import type { Db } from './members.ts'

/** A comment with its thread and where that stands. `thread`: null for the first of one. */
export type CommentRow = {
  readonly id: number
  readonly thread: number | null
  readonly journey: string
  readonly record: string
  readonly lane: string | null
  readonly text: string
  readonly memberId: number | null
  readonly memberName: string | null
  readonly guest: string | null
  readonly mentions: readonly { readonly id: number; readonly name: string }[]
  readonly createdAt: number
  readonly editedAt: number | null
  readonly deletedAt: number | null
  readonly resolvedAt: number | null
  readonly resolvedBy: string | null
}

const columns = sql`c.id, c.thread, c.journey, c.record, c.lane, c.text, c.member_id as "memberId", m.name as "memberName", c.guest,
  (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name) order by n.id), '[]') from member n where n.id = any(c.mentions)) as mentions,
  c.created_at as "createdAt", c.edited_at as "editedAt", c.deleted_at as "deletedAt", c.resolved_at as "resolvedAt", d.name as "resolvedBy"`
const joined = sql`atlas_comment c left join member m on m.id = c.member_id left join member d on d.id = c.resolved_by`

/** Which threads are looked for. `mentions`: a member whom one of their comments calls. */
export type ThreadFilter = {
  readonly journey?: string | undefined
  readonly record?: string | undefined
  readonly mentions?: number | undefined
  readonly state?: 'open' | 'resolved' | undefined
}

/** The first comments of threads that say anything still, newest first, below an id. */
export async function listThreads(
  db: Db,
  workspaceId: number,
  {
    filter,
    before,
    limit,
  }: { readonly filter: ThreadFilter; readonly before: number | undefined; readonly limit: number },
): Promise<CommentRow[]> {
  const { journey, record, mentions, state } = filter
  const parts = [
    sql`c.workspace_id = ${workspaceId} and c.thread is null`,
    sql`(c.deleted_at is null or exists (select from atlas_comment a where a.thread = c.id and a.deleted_at is null))`,
  ]
  if (journey !== undefined) parts.push(sql`c.journey = ${journey}`)
  if (record !== undefined) parts.push(sql`c.record = ${record}`)
  if (mentions !== undefined)
    parts.push(sql`exists (select from atlas_comment a where a.workspace_id = c.workspace_id and a.mentions @> array[${mentions}::int]
      and coalesce(a.thread, a.id) = c.id and a.deleted_at is null)`)
  if (state !== undefined) parts.push(state === 'open' ? sql`c.resolved_at is null` : sql`c.resolved_at is not null`)
  if (before !== undefined) parts.push(sql`c.id < ${before}`)
  const { rows } = await sql<CommentRow>`
    select ${columns} from ${joined} where ${sql.join(parts, sql` and `)} order by c.id desc limit ${limit}`.execute(db)
  return rows
}

/** What was answered in threads, oldest first. */
export async function answersIn(db: Db, workspaceId: number, threads: readonly number[]): Promise<CommentRow[]> {
  const { rows } = await sql<CommentRow>`
    select ${columns} from ${joined} where c.workspace_id = ${workspaceId} and c.thread = any(${[...threads]}::bigint[]) order by c.id`.execute(
    db,
  )
  return rows
}

/** One comment. */
export async function commentById(db: Db, workspaceId: number, id: number): Promise<CommentRow | undefined> {
  const { rows } = await sql<CommentRow>`
    select ${columns} from ${joined} where c.workspace_id = ${workspaceId} and c.id = ${id}`.execute(db)
  return rows[0]
}

/** A comment as it is first written: by a member, by a program, or by a guest who came by a link. */
export type NewComment = {
  readonly journey: string
  readonly record: string
  readonly lane: string | null
  readonly thread: number | null
  readonly text: string
  readonly mentions: readonly number[]
  readonly memberId: number | null
  readonly guest: string | null
  readonly share: number | null
  readonly now: number
}

/** Adds a comment and answers its id. */
export async function insertComment(db: Db, workspaceId: number, comment: NewComment): Promise<number> {
  const { journey, record, lane, thread, text, mentions, memberId, guest, share, now } = comment
  const { rows } = await sql<{ id: number }>`
    insert into atlas_comment (workspace_id, journey, record, lane, thread, text, mentions, member_id, guest, share, created_at)
    values (${workspaceId}, ${journey}, ${record}, ${lane}, ${thread}, ${text}, ${[...mentions]}::int[], ${memberId}, ${guest}, ${share}, ${now})
    returning id`.execute(db)
  return Number(rows[0]?.id)
}

/** What may change of a comment. */
export type CommentChange = {
  readonly text?: string
  readonly mentions?: number[]
  readonly edited_at?: number
  readonly deleted_at?: number | null
  readonly resolved_at?: number | null
  readonly resolved_by?: number | null
}

/** Changes what is given of a comment. */
export async function changeComment(db: Db, workspaceId: number, id: number, change: CommentChange): Promise<void> {
  await db
    .updateTable('atlas_comment')
    .set(change)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Ids of those of the given members who belong to the workspace. */
export async function membersAmong(db: Db, workspaceId: number, ids: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select member_id as id from membership where workspace_id = ${workspaceId} and member_id = any(${[...ids]}::int[])`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

/** How many comments a workspace holds of one journey; empty: of the library. */
export async function countComments(db: Db, workspaceId: number, journey: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from atlas_comment where workspace_id = ${workspaceId} and journey = ${journey}`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}
