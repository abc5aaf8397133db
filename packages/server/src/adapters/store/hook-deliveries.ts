// What was sent to webhook sources of late. Lists name the workspace. Decides nothing.
import type { ClientBase } from 'pg'
import type { Db as Typed } from './members.ts'

type Db = Pick<ClientBase, 'query'>

/** What became of a delivery. */
export type DeliveryOutcome = {
  readonly state: 'taken' | 'refused' | 'unmapped' | 'unsigned'
  readonly events: number
  readonly code: string | null
  readonly detail: string | null
}

/** A delivery to keep. `key`: from which the ids of its events follow. */
export type KeptDelivery = DeliveryOutcome & {
  readonly workspaceId: number
  readonly sourceId: number
  readonly receivedAt: number
  readonly body: string | null
  readonly key: string
}

const columns = ['id', 'source_id', 'received_at', 'state', 'body', 'key', 'events', 'code', 'detail'] as const

// Those without a signature have a share of their own, so that strangers cannot push out what was really sent.
const TRIM = `
  delete from hook_delivery where source_id = $1 and (state = 'unsigned') = $2 and id <= (
    select id from hook_delivery where source_id = $1 and (state = 'unsigned') = $2 order by id desc offset $3 limit 1)`

/** Keeps a delivery and forgets the oldest of its source. */
export async function keepDelivery(db: Db, kept: KeptDelivery, most: number): Promise<void> {
  await db.query(
    `insert into hook_delivery (workspace_id, source_id, received_at, state, body, key, events, code, detail)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      kept.workspaceId,
      kept.sourceId,
      kept.receivedAt,
      kept.state,
      kept.body,
      kept.key,
      kept.events,
      kept.code,
      kept.detail,
    ],
  )
  await db.query(TRIM, [kept.sourceId, kept.state === 'unsigned', most])
}

/** Deliveries to a source, newest first, older than `before` (an id). */
export async function listDeliveries(
  db: Typed,
  workspaceId: number,
  {
    sourceId,
    before,
    limit,
  }: { readonly sourceId: number; readonly before: number | undefined; readonly limit: number },
) {
  return db
    .selectFrom('hook_delivery')
    .select(columns)
    .where('workspace_id', '=', workspaceId)
    .where('source_id', '=', sourceId)
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** One delivery. */
export async function deliveryById(db: Typed, workspaceId: number, id: number) {
  return db
    .selectFrom('hook_delivery')
    .select(columns)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Writes down what became of a delivery that was read again. */
export async function judgedDelivery(
  db: Db,
  id: number,
  { state, events, code, detail }: DeliveryOutcome,
): Promise<void> {
  await db.query('update hook_delivery set state = $2, events = $3, code = $4, detail = $5 where id = $1', [
    id,
    state,
    events,
    code,
    detail,
  ])
}
