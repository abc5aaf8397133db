// SQL of the outbox: claims due messages, stores where they stand, keeps their gauge. Which state follows which is decided in core.
import { BAD_ADDRESS, type MessageState, statesMovedBy } from '@lotse/core/act'
import type { ClientBase } from 'pg'
import { bigints, byteas, texts } from './arrays.ts'
import { DOMAIN, dayOf } from './deliverability.ts'

/** Anything that runs statements: a pool for single ones, a client for those inside a transaction. */
export type Queryable = Pick<ClientBase, 'query'>

/** Slot of the gauge that dispatchers write; the engine uses lower ones. */
const COUNT_SLOT = 1000

/** Claims are dated by the database's clock alone: a dispatcher whose own clock jumps must not take what another one holds. */
const NOW = '(extract(epoch from statement_timestamp()) * 1000)::bigint'

/** Which message it is, for whom, and which step of which flow wanted it. */
export type MessageOrigin = {
  readonly key: string
  readonly workspaceId: number
  readonly customerId: number
  readonly flowId: string | null
  readonly version: number | null
  readonly step: string | null
  readonly channel: string
  readonly topic: string | null
}

/** A message that was claimed for a try. `was`: the state before; `request`: JSON text of a `MessageRequest`. */
export type ClaimedMessage = MessageOrigin & {
  readonly id: number
  readonly attempts: number
  readonly request: string
  readonly was: MessageState
}

const CLAIMED = `m.id, m.key, m.workspace_id as "workspaceId", m.customer_id as "customerId", m.flow_id as "flowId", m.version, m.step,
  m.channel, m.topic, m.attempts, m.request`

/** The gauge follows every change: `moved` names workspace, channel, state before and after of each changed row. */
export const COUNT_MOVED = `
  insert into message_count (workspace_id, state, channel, slot, count)
  select workspace_id, state, channel, ${COUNT_SLOT}, sum(n) from (
    select workspace_id, channel, was as state, -1 as n from moved
    union all select workspace_id, channel, state, 1 from moved) c
  group by 1, 2, 3 having sum(n) <> 0 order by 1, 2, 3
  on conflict (workspace_id, state, channel, slot) do update set count = message_count.count + excluded.count`

const quoted = (states: readonly string[]): string => states.map((state) => `'${state}'`).join(', ')

const CLAIM = `
  with due as (
    select id, state from message where channel = $1 and due_at <= $2 and state in ('queued', 'unknown')
    order by due_at, id limit $3 for update skip locked),
  moved as (
    update message m set state = 'claimed', attempts = m.attempts + 1, claimed_at = ${NOW}, claimed_by = $4,
      was_unknown = due.state = 'unknown'
    from due where m.id = due.id
    returning ${CLAIMED}, m.state, m.workspace_id, due.state as was),
  counted as (${COUNT_MOVED})
  select * from moved order by id`

/**
 * Claims due messages of a channel, oldest first; others' claims are passed over. The commit is on disk when this returns.
 *
 * @param now - what is due by then; the claim itself is dated by the database.
 * @param limit - at most this many.
 */
export async function claimMessages(
  client: Queryable,
  {
    channel,
    now,
    limit,
    by,
  }: { readonly channel: string; readonly now: number; readonly limit: number; readonly by: string },
): Promise<ClaimedMessage[]> {
  const { rows } = await client.query<ClaimedMessage>({
    name: 'outbox_claim',
    text: CLAIM,
    values: [channel, now, limit, by],
  })
  return rows
}

const HAND = `
  with own as (
    select m.id from message m where m.id = any($1::bigint[]) and m.state in (${quoted(statesMovedBy('hand'))}) and m.claimed_by = $3
    order by m.id for update),
  moved as (
    update message m set state = 'handed', claimed_at = ${NOW}, address = nullif(a.address, '')
    from own join unnest($1::bigint[], $2::text[]) a (id, address) using (id) where m.id = own.id
    returning m.id, m.workspace_id, m.channel, m.state, 'claimed' as was),
  counted as (${COUNT_MOVED}),
  kept as (
    insert into message_content (message_id, workspace_id, sent_at, subject, content)
    select moved.id, moved.workspace_id, $6::bigint, c.subject, c.content
    from moved join unnest($1::bigint[], $4::text[], $5::bytea[]) c (id, subject, content) using (id) where c.content is not null
    on conflict (message_id) do update set sent_at = excluded.sent_at, subject = excluded.subject, content = excluded.content)
  select id from moved`

/** A message about to leave. `kept`: what is sent, for people who look later: its subject and the packed whole. */
export type Leaving = {
  readonly id: number
  readonly address: string | null
  readonly kept: { readonly subject: string; readonly content: Buffer } | null
}

/** Marks claimed messages as leaving now. Answers those that may leave: a message cancelled or taken over since is not among them. */
export async function handMessages(
  client: Queryable,
  messages: readonly Leaving[],
  { by, now }: { readonly by: string; readonly now: number },
): Promise<ReadonlySet<number>> {
  const values = [
    bigints(messages.map((m) => m.id)),
    texts(messages.map((m) => m.address ?? '')),
    by,
    texts(messages.map((m) => m.kept?.subject ?? '')),
    byteas(messages.map((m) => m.kept?.content ?? null)),
    now,
  ]
  const { rows } = await client.query<{ id: number }>({ name: 'outbox_hand', text: HAND, values })
  return new Set(rows.map((row) => row.id))
}

/** The outcome of a try. `dueAt`: when a queued or unknown one is tried again, else null. */
export type Outcome = {
  readonly id: number
  readonly state: 'accepted' | 'refused' | 'queued' | 'unknown' | 'dead' | 'suppressed'
  readonly reason: string | null
  readonly providerId: string | null
  readonly dueAt: number | null
}

/** How the receiving domain answered, by day; `moved` names state, reason and address of each changed row, $8 the day. */
const COUNT_FARED = `
  insert into delivery_day (workspace_id, channel, day, domain, what, count)
  select workspace_id, channel, $8::bigint, ${DOMAIN}, case
      when state = 'queued' then 'deferred' when state = 'refused' and reason like '${BAD_ADDRESS}%' then 'bounced' else state end, count(*)
  from moved where channel = 'email' and address is not null and state in ('accepted', 'queued', 'refused', 'dead')
  group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
  on conflict (workspace_id, channel, day, domain, what) do update set count = delivery_day.count + excluded.count`

/** Where each outcome applies. Acceptance is taken from whoever brings it (E3); the rest only from the holder of the claim. */
const APPLIES = `
  case n.state
    when 'accepted' then m.state in (${quoted(statesMovedBy('accepted'))})
    when 'refused' then m.state in (${quoted(statesMovedBy('refused'))}) and m.claimed_by = $6
    when 'queued' then m.state in (${quoted(statesMovedBy('later'))}) and m.claimed_by = $6
    when 'unknown' then m.state in (${quoted(statesMovedBy('unknown'))}) and m.claimed_by = $6
    when 'dead' then m.state in ('claimed', 'handed') and m.claimed_by = $6
    when 'suppressed' then m.state in (${quoted(statesMovedBy('suppress'))}) and m.claimed_by = $6
  end`

const SETTLE = `
  with news as (
    select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[]) n (id, state, reason, provider_id, due_at)),
  own as (
    select m.id, m.state as was from message m join news n using (id) where ${APPLIES} order by m.id for update of m),
  moved as (
    update message m set state = n.state, reason = nullif(n.reason, ''), provider_id = coalesce(nullif(n.provider_id, ''), m.provider_id),
      due_at = coalesce(nullif(n.due_at, -1), m.due_at), answered_at = $7, claimed_by = null, claimed_at = null, reported = false
    from own join news n using (id) where m.id = own.id
    returning m.id, m.workspace_id, m.channel, m.state, own.was, m.address, m.reason),
  counted as (${COUNT_MOVED}),
  fared as (${COUNT_FARED})
  select id from moved`

/** Stores outcomes; answers the ids of those that applied. The commit is on disk when this returns (E3). */
export async function settleMessages(
  client: Queryable,
  outcomes: readonly Outcome[],
  { now, by }: { readonly now: number; readonly by: string },
): Promise<ReadonlySet<number>> {
  const values = [
    bigints(outcomes.map((o) => o.id)),
    texts(outcomes.map((o) => o.state)),
    texts(outcomes.map((o) => o.reason ?? '')),
    texts(outcomes.map((o) => o.providerId ?? '')),
    bigints(outcomes.map((o) => o.dueAt ?? -1)),
    by,
    now,
    dayOf(now),
  ]
  const { rows } = await client.query<{ id: number }>({ name: 'outbox_settle', text: SETTLE, values })
  return new Set(rows.map((row) => row.id))
}

/** Says that the claims are still held. */
export async function renewClaims(client: Queryable, ids: readonly number[], by: string): Promise<void> {
  await client.query({
    name: 'outbox_renew',
    text: `update message set claimed_at = ${NOW} where id = any($1::bigint[]) and claimed_by = $2 and state in ('claimed', 'handed')`,
    values: [bigints(ids), by],
  })
}

const RECOVER = `
  with stale as (
    select id, state, was_unknown from message where state in ('claimed', 'handed') and claimed_at < ${NOW} - $1::bigint
    order by claimed_at limit $3 for update skip locked),
  moved as (
    update message m set state = case when stale.state = 'handed' or stale.was_unknown then 'unknown' else 'queued' end, due_at = $2,
      reason = case stale.state when 'handed' then 'dispatcher_lost' else m.reason end, claimed_by = null, claimed_at = null
    from stale where m.id = stale.id
    returning m.id, m.workspace_id, m.channel, m.state, stale.state as was),
  counted as (${COUNT_MOVED})
  select state, count(*) as count from moved group by 1`

/**
 * Takes claims of dispatchers that went silent: what was about to leave, now or at an earlier try, becomes `unknown` (M3); the rest waits again.
 *
 * @param silentMs - claims that were not renewed for longer are given up, by the database's clock.
 * @param now - when they are due again.
 * @returns how many became `unknown` and `queued`.
 */
export async function recoverClaims(
  client: Queryable,
  { silentMs, now, limit }: { readonly silentMs: number; readonly now: number; readonly limit: number },
): Promise<{ readonly unknown: number; readonly queued: number }> {
  const { rows } = await client.query<{ state: string; count: number }>({
    name: 'outbox_recover',
    text: RECOVER,
    values: [silentMs, now, limit],
  })
  const of = (state: string) => rows.find((row) => row.state === state)?.count ?? 0
  return { unknown: of('unknown'), queued: of('queued') }
}

/** When the next message of a channel is due; null when none waits. */
export async function nextDue(client: Queryable, channel: string): Promise<number | null> {
  const { rows } = await client.query<{ due: number | null }>({
    name: 'outbox_next_due',
    text: `select min(due_at) as due from message where channel = $1 and state in ('queued', 'unknown')`,
    values: [channel],
  })
  return rows[0]?.due ?? null
}

/** A message whose present state still has to be told to the log. */
export type Unreported = MessageOrigin & {
  readonly id: number
  readonly state: MessageState
  readonly reason: string | null
  readonly answeredAt: number
}

const UNREPORTED = `
  select m.id, m.key, m.workspace_id as "workspaceId", m.customer_id as "customerId", m.flow_id as "flowId", m.version, m.step, m.channel, m.topic,
    m.state, m.reason, coalesce(m.answered_at, m.created_at) as "answeredAt"
  from message m where not m.reported and m.attempts > 0
    and m.state in ('accepted', 'refused', 'suppressed', 'dead', 'delivered', 'bounced', 'complained', 'opened', 'clicked')
    and coalesce(m.answered_at, 0) < $1 order by m.id limit $2`

/** Messages answered before an instant whose report was cut off. */
export async function unreportedMessages(client: Queryable, before: number, limit: number): Promise<Unreported[]> {
  const { rows } = await client.query<Unreported>({
    name: 'outbox_unreported',
    text: UNREPORTED,
    values: [before, limit],
  })
  return rows
}

/** Remembers that the log knows. Need not be on disk at once: a repeated report is harmless. */
export async function markReported(
  client: Queryable,
  reports: readonly { readonly id: number; readonly state: string }[],
): Promise<void> {
  await client.query({
    name: 'outbox_reported',
    text: `with low as (select set_config('synchronous_commit', 'off', true))
      update message m set reported = true from unnest($1::bigint[], $2::text[]) r (id, state), low where m.id = r.id and m.state = r.state`,
    values: [bigints(reports.map((r) => r.id)), texts(reports.map((r) => r.state))],
  })
}

const INSERT = `
  with moved as (
    insert into message (key, workspace_id, customer_id, channel, topic, state, created_at, due_at, request)
    select key, workspace_id, customer_id, 'email', topic, 'queued', $1, $1, request
    from unnest($2::text[], $3::int[], $4::bigint[], $5::text[], $6::text[]) m (key, workspace_id, customer_id, topic, request)
    on conflict (key) do nothing returning workspace_id, channel, state)
  insert into message_count (workspace_id, state, channel, slot, count)
  select workspace_id, state, channel, ${COUNT_SLOT}, count(*) from moved group by 1, 2, 3 order by 1, 2, 3
  on conflict (workspace_id, state, channel, slot) do update set count = message_count.count + excluded.count`

/** An e-mail of our own making, such as a confirmation. `request`: JSON text of an `EmailRequest`. */
export type OwnMessage = {
  readonly key: string
  readonly workspaceId: number
  readonly customerId: number
  readonly topic: string
  readonly request: string
}

/** Queues e-mails; one whose key is known already is left out. */
export async function insertMessages(client: Queryable, messages: readonly OwnMessage[], now: number): Promise<void> {
  if (messages.length === 0) return
  const values = [
    now,
    texts(messages.map((m) => m.key)),
    `{${messages.map((m) => m.workspaceId).join(',')}}`,
    bigints(messages.map((m) => m.customerId)),
    texts(messages.map((m) => m.topic)),
    texts(messages.map((m) => m.request)),
  ]
  await client.query({ name: 'outbox_insert', text: INSERT, values })
}
