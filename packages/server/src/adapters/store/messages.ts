// Messages as lists of the API ask for them: by state, flow or customer. Never writes; decisions of people stand in attention.ts.
import { sql } from 'kysely'
import type { Db } from './members.ts'

const columns = [
  'm.id',
  'm.key',
  'm.customer_id',
  'm.flow_id',
  'm.version',
  'm.step',
  'm.channel',
  'm.topic',
  'm.state',
  'm.reason',
  'm.attempts',
  'm.created_at',
  'm.due_at',
  'm.answered_at',
  'm.provider_id',
  'c.subject',
] as const

/** Which messages; what is undefined does not filter. Instants are UTC milliseconds, `until` itself is left out. */
export type MessageFilter = {
  readonly state?: string | undefined
  readonly channel?: string | undefined
  readonly flowId?: string | undefined
  /** Units whose flows made them; `none`: flows that nobody owns, and no flow. */
  readonly owners?: readonly number[] | 'none' | undefined
  readonly step?: string | undefined
  readonly customerId?: number | undefined
  readonly since?: number | undefined
  readonly until?: number | undefined
}

/** A webhook's request names no template. */
const TEMPLATE = sql<string | null>`m.request::jsonb ->> 'template'`.as('template')

const messages = (db: Db, workspaceId: number) =>
  db
    .selectFrom('message as m')
    .leftJoin('message_content as c', 'c.message_id', 'm.id')
    .select(columns)
    .select(TEMPLATE)
    .where('m.workspace_id', '=', workspaceId)

/** Where a page of messages ended: when the last was made, and its id. */
export type MessagePlace = readonly [createdAt: number, id: number]

/**
 * Messages behind `before`, newest first: by id, which many indexes know; by instant where a time is asked for, so that long ago is
 * found as soon as today.
 */
export async function listMessages(
  db: Db,
  workspaceId: number,
  page: { readonly filter: MessageFilter; readonly before: MessagePlace | undefined; readonly limit: number },
) {
  const { state, channel, flowId, owners, step, customerId, since, until } = page.filter
  const timed = since !== undefined || until !== undefined
  const [at, id] = page.before ?? []
  const flows = owners === undefined ? [] : await flowsOwnedBy(db, workspaceId, owners)
  const ofThem = sql<boolean>`m.flow_id = any(${flows}::text[])`
  return messages(db, workspaceId)
    .$if(state !== undefined, (query) => query.where('m.state', '=', state ?? ''))
    .$if(channel !== undefined, (query) => query.where('m.channel', '=', channel ?? ''))
    .$if(flowId !== undefined, (query) => query.where('m.flow_id', '=', flowId ?? ''))
    .$if(owners !== undefined, (query) =>
      query.where(owners === 'none' ? sql<boolean>`(m.flow_id is null or ${ofThem})` : ofThem),
    )
    .$if(step !== undefined, (query) => query.where('m.step', '=', step ?? ''))
    .$if(customerId !== undefined, (query) => query.where('m.customer_id', '=', customerId ?? 0))
    .$if(since !== undefined, (query) => query.where('m.created_at', '>=', since ?? 0))
    .$if(until !== undefined, (query) => query.where('m.created_at', '<', until ?? 0))
    .$if(id !== undefined, (query) =>
      query.where(timed ? sql<boolean>`(m.created_at, m.id) < (${at}, ${id})` : sql<boolean>`m.id < ${id}`),
    )
    .$if(timed, (query) => query.orderBy('m.created_at', 'desc'))
    .orderBy('m.id', 'desc')
    .limit(page.limit)
    .execute()
}

/** Which flows units own, so that their messages are found by the flow; `none`: those that nobody owns. */
async function flowsOwnedBy(db: Db, workspaceId: number, owners: readonly number[] | 'none'): Promise<string[]> {
  const rows = await db
    .selectFrom('flow')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where(owners === 'none' ? sql<boolean>`owner_id is null` : sql<boolean>`owner_id = any(${[...owners]}::int[])`)
    .execute()
  return rows.map(({ id }) => id)
}

/** One message with what was asked for, as JSON text. */
export async function messageById(db: Db, workspaceId: number, id: number) {
  return messages(db, workspaceId).select('m.request').where('m.id', '=', id).executeTakeFirst()
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

/** The most messages of a flow that are counted as troubles. */
const TROUBLES_MAX = 1000

/** How many messages of each flow wait for a person's decision; flows without any are left out. */
export async function troublesOf(
  db: Db,
  workspaceId: number,
  flowIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ flow_id: string; count: number }>`
    select f.flow_id, c.count from unnest(${[...flowIds]}::text[]) f (flow_id) cross join lateral (
      select count(*) as count from (
        select 1 from message m where m.workspace_id = ${workspaceId} and m.state in ('dead', 'unknown') and m.flow_id = f.flow_id
        limit ${TROUBLES_MAX}) found) c
    where c.count > 0`.execute(db)
  return new Map(rows.map(({ flow_id, count }) => [flow_id, Number(count)]))
}
