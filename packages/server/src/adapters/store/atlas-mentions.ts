// Who is called in threads and has not read it, in the database. Every query names the workspace and the member.
import { sql } from 'kysely'
import type { Db } from './members.ts'

type Texts = Readonly<Record<string, string>>

/** A call as the database answers it. */
export type MentionRow = {
  readonly thread: number
  readonly text: string
  readonly by: string | null
  readonly guest: string | null
  readonly at: number
  readonly journey: string
  readonly journeyName: Texts | null
  readonly record: string
  readonly kind: string
  readonly name: Texts | null
  readonly lane: Texts | null
}

type Whose = { readonly workspaceId: number; readonly memberId: number }

/** Open threads at what stands in which somebody else called the member since they last read it. `comment`: the latest that calls. */
const calling = ({ workspaceId, memberId }: Whose) => sql`
  select f.id as thread, f.record, f.journey, f.lane, called.comment from (
    select coalesce(c.thread, c.id) as thread, max(c.id) as comment from atlas_comment c
    where c.workspace_id = ${workspaceId} and c.mentions @> array[${memberId}::int] and c.deleted_at is null and c.member_id is distinct from ${memberId}
    group by 1) called
  join atlas_comment f on f.workspace_id = ${workspaceId} and f.id = called.thread and f.resolved_at is null
  join atlas_record r on r.workspace_id = f.workspace_id and r.id = f.record and r.removed_at is null
  left join atlas_talk_read read on read.workspace_id = ${workspaceId} and read.member_id = ${memberId} and read.thread = called.thread
  where read.comment is null or read.comment < called.comment`

/** Calls to a member, newest first. */
export async function listMentions(db: Db, whose: Whose, limit: number): Promise<MentionRow[]> {
  const { rows } = await sql<MentionRow>`
    select k.thread, c.text, m.name as by, c.guest, c.created_at as at, k.journey, j.fields -> 'name' as "journeyName",
      r.id as record, r.kind, r.fields -> 'name' as name, l.fields -> 'name' as lane
    from (${calling(whose)}) k
    join atlas_comment c on c.workspace_id = ${whose.workspaceId} and c.id = k.comment
    join atlas_record r on r.workspace_id = ${whose.workspaceId} and r.id = k.record
    left join member m on m.id = c.member_id
    left join atlas_record j on j.workspace_id = ${whose.workspaceId} and j.id = k.journey
    left join atlas_record l on l.workspace_id = ${whose.workspaceId} and l.id = k.lane
    order by c.id desc limit ${limit}`.execute(db)
  return rows
}

/** How many threads call a member. */
export async function countMentions(db: Db, whose: Whose): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (${calling(whose)}) k`.execute(db)
  return rows[0]?.count ?? 0
}

/** Notes that a member has read threads of the workspace up to their latest comment. */
export async function readThreads(db: Db, { workspaceId, memberId }: Whose, threads: readonly number[]): Promise<void> {
  await sql`
    insert into atlas_talk_read (workspace_id, member_id, thread, comment)
    select c.workspace_id, ${memberId}, coalesce(c.thread, c.id), max(c.id) from atlas_comment c
    where c.workspace_id = ${workspaceId} and coalesce(c.thread, c.id) = any(${[...threads]}::bigint[]) group by 1, 3
    on conflict (member_id, thread) do update set comment = greatest(atlas_talk_read.comment, excluded.comment)`.execute(
    db,
  )
}

/** Members who are called anew by a comment that was changed have not read its thread. */
export async function forgetRead(
  db: Db,
  workspaceId: number,
  { thread, members }: { readonly thread: number; readonly members: readonly number[] },
): Promise<void> {
  if (members.length === 0) return
  await sql`
    delete from atlas_talk_read where workspace_id = ${workspaceId} and thread = ${thread} and member_id = any(${[...members]}::int[])`.execute(
    db,
  )
}
