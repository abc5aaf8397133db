// Names of members who belong or belonged to a workspace, for lists that name them. Answers no address.
import { sql } from 'kysely'
import type { Db } from './members.ts'

/** The names of all members of a workspace by their ids, as text. */
export async function memberNames(db: Db, workspaceId: number): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select m.id::text as id, m.name from member m join membership s on s.member_id = m.id where s.workspace_id = ${workspaceId}`.execute(
    db,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
