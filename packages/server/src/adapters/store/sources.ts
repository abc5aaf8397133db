// Which source a write key belongs to, with what its workspace says about identifiers. Decides nothing.
import type { ClientBase } from 'pg'

/** A source that may send. `settings`: of the workspace, unchecked; `trusted`: it may say that somebody granted consent. */
export type SendingSource = {
  readonly sourceId: number
  readonly workspaceId: number
  readonly locale: string
  readonly zone: string
  readonly settings: unknown
  readonly trusted: boolean
}

const BY_KEY = `
  select s.id as "sourceId", s.workspace_id as "workspaceId", w.locale, w.zone, w.settings, s.trusted
  from source s join workspace w on w.id = s.workspace_id
  where s.revoked_at is null and `

/** The source of a write key, unless revoked. */
export async function sourceOfKey(db: Pick<ClientBase, 'query'>, writeKey: string): Promise<SendingSource | undefined> {
  const { rows } = await db.query<SendingSource>({
    name: 'source_of_key',
    text: `${BY_KEY} s.write_key = $1`,
    values: [writeKey],
  })
  return rows[0]
}

/** A source by its id, unless revoked. */
export async function sourceOfId(db: Pick<ClientBase, 'query'>, sourceId: number): Promise<SendingSource | undefined> {
  const { rows } = await db.query<SendingSource>({
    name: 'source_of_id',
    text: `${BY_KEY} s.id = $1`,
    values: [sourceId],
  })
  return rows[0]
}
