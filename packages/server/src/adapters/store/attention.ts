// SQL of messages that a person looks after: dead letters, retries, discards, and news about messages that had been accepted.
import { type MessageState, type Receipt, statesMovedBy } from '@lotse/core/act'
import { DOMAIN, dayOf } from './deliverability.ts'
import type { MessageOrigin, Queryable } from './outbox.ts'

const COUNT_SLOT = 1001

/** A message as people see it; the request is left out, because it may hold personal data. */
export type MessageView = {
  readonly id: number
  readonly key: string
  readonly customerId: number
  readonly flowId: string | null
  readonly version: number | null
  readonly step: string | null
  readonly channel: string
  readonly topic: string | null
  readonly state: MessageState
  readonly reason: string | null
  readonly attempts: number
  readonly createdAt: number
  readonly dueAt: number
  readonly answeredAt: number | null
  readonly providerId: string | null
}

const VIEW = `id, key, customer_id as "customerId", flow_id as "flowId", version, step, channel, topic, state, reason, attempts,
  created_at as "createdAt", due_at as "dueAt", answered_at as "answeredAt", provider_id as "providerId"`

type Decision = 'retry' | 'discard' | 'release'
const REASONS: Readonly<Record<Decision, string>> = { retry: 'retried', discard: 'discarded', release: 'released' }

const decided = (signal: Decision, target: MessageState, picked: string) => `
  with own as (
    select id, state from message where workspace_id = $1 and state = any($2::text[]) and ${picked} order by id limit $4 for update),
  moved as (
    update message m set state = '${target}', due_at = case when '${target}' = 'queued' then $3 else m.due_at end,
      reason = '${REASONS[signal]}', answered_at = case when '${target}' = 'queued' then null else $3 end, reported = false
    from own where m.id = own.id
    returning m.*, own.state as was),
  counted as (
    insert into message_count (workspace_id, state, channel, slot, count)
    select workspace_id, state, channel, ${COUNT_SLOT}, sum(n) from (
      select workspace_id, channel, was as state, -1 as n from moved union all select workspace_id, channel, state, 1 from moved) c
    group by 1, 2, 3 order by 1, 2, 3
    on conflict (workspace_id, state, channel, slot) do update set count = message_count.count + excluded.count)
  select ${VIEW} from moved`

/** A person's decision on one message; undefined when it is not in a state that allows it, or not in the workspace. */
export async function decideMessage(
  client: Queryable,
  signal: 'retry' | 'discard',
  { workspaceId, id, now }: { readonly workspaceId: number; readonly id: number; readonly now: number },
): Promise<MessageView | undefined> {
  const sql = decided(signal, signal === 'retry' ? 'queued' : 'cancelled', 'id = $5')
  const { rows } = await client.query<MessageView>(sql, [workspaceId, statesMovedBy(signal), now, 1, id])
  return rows[0]
}

/** Queues dead messages again, oldest first; answers how many. */
export async function retryDead(
  client: Queryable,
  { workspaceId, now, limit }: { workspaceId: number; now: number; limit: number },
): Promise<number> {
  const { rowCount } = await client.query(decided('retry', 'queued', 'true'), [workspaceId, ['dead'], now, limit])
  return rowCount ?? 0
}

/** How many messages of a workspace a restore holds, counted up to a limit. */
export async function heldMessages(client: Queryable, workspaceId: number, limit: number): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*) as count from (select from message where workspace_id = $1 and state = 'held' limit $2) m`,
    [workspaceId, limit],
  )
  return rows[0]?.count ?? 0
}

/** A person's decision on held messages, the oldest first; `ids` null: all. Answers how many it was. */
export async function decideHeld(
  client: Queryable,
  signal: 'release' | 'discard',
  { workspaceId, ids, now, limit }: { workspaceId: number; ids: readonly number[] | null; now: number; limit: number },
): Promise<number> {
  const picked = '($5::bigint[] is null or id = any($5::bigint[]))'
  const sql = decided(signal, signal === 'release' ? 'queued' : 'cancelled', picked)
  const { rowCount } = await client.query(sql, [workspaceId, statesMovedBy('release'), now, limit, ids])
  return rowCount ?? 0
}

/** What later news need to know about a message. */
export type SentMessage = MessageOrigin & {
  readonly id: number
  readonly address: string | null
  readonly state: MessageState
  readonly attempts: number
}

/** A message by its key. */
export async function findMessage(client: Queryable, key: string): Promise<SentMessage | undefined> {
  const { rows } = await client.query<SentMessage>({
    name: 'attention_find',
    text: `select id, key, workspace_id as "workspaceId", customer_id as "customerId", flow_id as "flowId", version, step, channel, topic, address,
      state, attempts from message where key = $1`,
    values: [key],
  })
  return rows[0]
}

/** What a receipt tells of the receiving domain; a click says that the mail was opened, too, unless that was known. */
const faredAs = (was: MessageState, to: Receipt): readonly string[] =>
  to === 'clicked' && was !== 'opened' ? ['opened', 'clicked'] : [to]

/** Moves a message on by a receipt, from exactly the state that the rule looked at; `reported` stays as it is. */
export async function storeReceipt(
  client: Queryable,
  message: SentMessage,
  { to, now }: { readonly to: Receipt; readonly now: number },
): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'attention_receipt',
    text: `with moved as (
        update message m set state = $3 where id = $1 and state = $2 returning workspace_id, channel, address),
      fared as (
        insert into delivery_day (workspace_id, channel, day, domain, what, count)
        select workspace_id, channel, $4::bigint, ${DOMAIN}, what, 1 from moved, unnest($5::text[]) what
        where channel = 'email' and address is not null order by what
        on conflict (workspace_id, channel, day, domain, what) do update set count = delivery_day.count + 1)
      insert into message_count (workspace_id, state, channel, slot, count)
      select workspace_id, s.state, channel, ${COUNT_SLOT}, s.n from moved, (values ($2::text, -1), ($3::text, 1)) s (state, n) order by 2
      on conflict (workspace_id, state, channel, slot) do update set count = message_count.count + excluded.count`,
    values: [message.id, message.state, to, dayOf(now), faredAs(message.state, to)],
  })
  return (rowCount ?? 0) > 0
}
