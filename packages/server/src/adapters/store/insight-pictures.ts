// Which pictures insights have. Every query names the workspace. What a picture is stands in pictures.ts.
import { sql } from 'kysely'
import type { Db } from './members.ts'

/** A picture of an insight. `picture`: its id in the table of pictures. */
export type InsightPictureRow = {
  readonly id: number
  readonly insight: string
  readonly picture: string
  readonly caption: string
  readonly by: string | null
  readonly madeAt: number
  readonly type: string
  readonly width: number
  readonly height: number
  readonly bytes: number
}

/** Pictures of an insight that stand, in the order in which they came; or one of them. */
export async function picturesOfInsight(
  db: Db,
  workspaceId: number,
  { insight, id }: { readonly insight: string; readonly id?: number },
): Promise<InsightPictureRow[]> {
  const { rows } = await sql<InsightPictureRow>`
    select i.id, i.insight, i.picture, i.caption, m.name as by, i.made_at as "madeAt", p.type, p.width, p.height, octet_length(p.content) as bytes
    from insight_picture i
      join picture p on p.workspace_id = i.workspace_id and p.id = i.picture
      left join member m on m.id = i.member_id
    where i.workspace_id = ${workspaceId} and i.insight = ${insight} and i.removed_at is null
      ${id === undefined ? sql`` : sql`and i.id = ${id}`}
    order by i.id`.execute(db)
  return rows
}

/** How many pictures an insight has, those put aside too. */
export async function countInsightPictures(db: Db, workspaceId: number, insight: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from insight_picture where workspace_id = ${workspaceId} and insight = ${insight}`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/** Adds a picture to an insight and answers its id. */
export async function insertInsightPicture(
  db: Db,
  workspaceId: number,
  one: {
    readonly insight: string
    readonly picture: string
    readonly caption: string
    readonly memberId: number | null
    readonly now: number
  },
): Promise<number> {
  const { insight, picture, caption, memberId, now } = one
  const { rows } = await sql<{ id: number }>`
    insert into insight_picture (workspace_id, insight, picture, caption, member_id, made_at)
    values (${workspaceId}, ${insight}, ${picture}, ${caption}, ${memberId}, ${now}) returning id`.execute(db)
  return Number(rows[0]?.id)
}

/** Puts a picture aside, or brings it back. @param at - when; null: back. @returns whether there is one, with what it shows. */
export async function removeInsightPicture(
  db: Db,
  workspaceId: number,
  { insight, id, at }: { readonly insight: string; readonly id: number; readonly at: number | null },
): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    update insight_picture i set removed_at = ${at}::bigint from picture p
    where i.workspace_id = ${workspaceId} and i.insight = ${insight} and i.id = ${id} and p.workspace_id = i.workspace_id and p.id = i.picture
    returning i.id`.execute(db)
  return rows.length > 0
}
