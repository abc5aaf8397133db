// Messages as lists of the API ask for them: by state, flow or customer. Never writes; decisions of people stand in attention.ts.
import type { Db } from './members.ts'

const columns = [
  'id',
  'key',
  'customer_id',
  'flow_id',
  'version',
  'step',
  'channel',
  'topic',
  'state',
  'reason',
  'attempts',
  'created_at',
  'due_at',
  'answered_at',
  'provider_id',
] as const

export type MessageFilter = {
  readonly state: string | undefined
  readonly flowId: string | undefined
  readonly customerId: number | undefined
}

/** Messages, newest first, older than `before` (an id). */
export async function listMessages(
  db: Db,
  workspaceId: number,
  page: { readonly filter: MessageFilter; readonly before: number | undefined; readonly limit: number },
) {
  const { state, flowId, customerId } = page.filter
  return db
    .selectFrom('message')
    .select(columns)
    .where('workspace_id', '=', workspaceId)
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? ''))
    .$if(flowId !== undefined, (query) => query.where('flow_id', '=', flowId ?? ''))
    .$if(customerId !== undefined, (query) => query.where('customer_id', '=', customerId ?? 0))
    .$if(page.before !== undefined, (query) => query.where('id', '<', page.before ?? 0))
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute()
}

/** One message with what was asked for, as JSON text. */
export async function messageById(db: Db, workspaceId: number, id: number) {
  return db
    .selectFrom('message')
    .select([...columns, 'request'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** What was sent, packed; undefined before it left, and once it is no longer kept. */
export async function contentOf(db: Db, workspaceId: number, id: number) {
  return db
    .selectFrom('message_content')
    .select(['sent_at', 'content'])
    .where('workspace_id', '=', workspaceId)
    .where('message_id', '=', id)
    .executeTakeFirst()
}
