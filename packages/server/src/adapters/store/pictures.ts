// Pictures, in the database, so that backup, restore and the removal of a workspace need nothing of their own. Every query names the workspace. Decides nothing.
import { sql } from 'kysely'
import type { Db } from './members.ts'

/** A picture without its content. */
export type PictureRow = {
  readonly id: string
  readonly type: string
  readonly width: number
  readonly height: number
  readonly bytes: number
}

/** Keeps a picture; one that is kept already is as fresh as a new one. */
export async function insertPicture(
  db: Db,
  workspaceId: number,
  picture: Omit<PictureRow, 'bytes'> & {
    readonly content: Buffer
    readonly memberId: number | null
    readonly now: number
  },
): Promise<void> {
  const { id, type, width, height, content, memberId, now } = picture
  await sql`
    insert into picture (workspace_id, id, type, width, height, content, member_id, made_at, loose_since)
    values (${workspaceId}, ${id}, ${type}, ${width}, ${height}, ${content}, ${memberId}, ${now}, ${now})
    on conflict (workspace_id, id) do update set loose_since = case when picture.loose_since is null then null else excluded.loose_since end`.execute(
    db,
  )
}

/** A picture with its content. */
export async function pictureById(
  db: Db,
  workspaceId: number,
  id: string,
): Promise<(PictureRow & { readonly content: Buffer }) | undefined> {
  const { rows } = await sql<PictureRow & { content: Buffer }>`
    select id, type, width, height, octet_length(content) as bytes, content from picture where workspace_id = ${workspaceId} and id = ${id}`.execute(
    db,
  )
  return rows[0]
}

/** Pictures without their content. */
export async function pictureFacts(db: Db, workspaceId: number, ids: readonly string[]): Promise<PictureRow[]> {
  const { rows } = await sql<PictureRow>`
    select id, type, width, height, octet_length(content) as bytes from picture
    where workspace_id = ${workspaceId} and id = any(${[...ids]}::text[])`.execute(db)
  return rows
}

/** Those of the given pictures that are kept. */
export async function picturesAmong(db: Db, workspaceId: number, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from picture where workspace_id = ${workspaceId} and id = any(${[...ids]}::text[])`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** Bytes of all pictures of a workspace. */
export async function pictureBytes(db: Db, workspaceId: number): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select coalesce(sum(octet_length(content)), 0)::bigint as bytes from picture where workspace_id = ${workspaceId}`.execute(
    db,
  )
  return Number(rows[0]?.bytes ?? 0)
}

/** Workspaces that keep pictures. */
export async function workspacesWithPictures(db: Db): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select distinct workspace_id as id from picture order by 1`.execute(db)
  return rows.map(({ id }) => id)
}

/** What records and versions of a workspace name in fields that hold pictures, and what insights show. */
const named = (workspaceId: number) => sql`
  select r.fields ->> f as id from atlas_record r, unnest(array['image', 'picture']) f
  where r.workspace_id = ${workspaceId} and r.fields ->> f is not null
  union
  select i.picture from insight_picture i where i.workspace_id = ${workspaceId} and i.removed_at is null
  union
  select one -> 'fields' ->> f from atlas_version v, jsonb_array_elements(v.records) one, unnest(array['image', 'picture']) f
  where v.workspace_id = ${workspaceId} and one -> 'fields' ->> f is not null`

/**
 * Notes which pictures nothing names any more, and forgets those that nothing named for long.
 *
 * @param before - what nothing names since then, or longer, is forgotten.
 * @returns how many.
 */
export async function sweepPictures(
  db: Db,
  workspaceId: number,
  { now, before }: { readonly now: number; readonly before: number },
): Promise<number> {
  await sql`
    with named as (${named(workspaceId)})
    update picture p set loose_since = case when n.id is null then coalesce(p.loose_since, ${now}::bigint) end
    from picture q left join named n on n.id = q.id
    where q.workspace_id = ${workspaceId} and p.workspace_id = q.workspace_id and p.id = q.id and (p.loose_since is null) = (n.id is null)`.execute(
    db,
  )
  const { rows } = await sql<{ id: string }>`
    delete from picture where workspace_id = ${workspaceId} and loose_since <= ${before} returning id`.execute(db)
  return rows.length
}
