// What customers said about topics, counted, and the settings of a workspace while they are changed. Every query names the workspace.
import { sql } from 'kysely'
import type { Db } from './members.ts'

/** What customers said about one topic of e-mails. */
export type StatedTopic = {
  readonly topic: string
  readonly granted: number
  readonly requested: number
  readonly refused: number
}

/** Topics that more customers have named come first; so many at most. */
const TOPICS_MAX = 300

/** How many customers agreed, wait for their confirmation, or refused, by topic. */
export async function statedTopics(db: Db, workspaceId: number): Promise<readonly StatedTopic[]> {
  const { rows } = await sql<StatedTopic>`
    select topic,
      (count(*) filter (where state = 'granted'))::int as granted,
      (count(*) filter (where state = 'requested'))::int as requested,
      (count(*) filter (where state = 'refused'))::int as refused
    from consent where workspace_id = ${workspaceId} and channel = 'email'
    group by topic order by count(*) desc, topic limit ${TOPICS_MAX}`.execute(db)
  return rows
}

/** The settings of a workspace, which nobody else changes until the transaction ends. */
export async function lockSettings(db: Db, workspaceId: number): Promise<unknown> {
  const row = await db
    .selectFrom('workspace')
    .select('settings')
    .where('id', '=', workspaceId)
    .forUpdate()
    .executeTakeFirst()
  return row?.settings
}
