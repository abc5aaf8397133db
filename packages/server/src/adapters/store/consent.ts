// SQL of what decides about sending: consents, suppressed addresses, addresses, and what templates say about a customer. Decides nothing.
import type { Consent } from '@lotse/core/act'
import type { ConsentState } from '@lotse/core/listen'
import { sql } from 'kysely'
import { bigints, texts } from './arrays.ts'
import type { Db } from './members.ts'
import type { Queryable } from './outbox.ts'

/** What is known about one customer for sending e-mail. `state`: JSON text of the engine's document, null before the first input. */
export type Recipient = {
  readonly customerId: number
  readonly identities: readonly { readonly value: string; readonly firstSeenAt: number }[]
  readonly consents: readonly Consent[]
  readonly state: string | null
}

const RECIPIENTS = `
  select c.id as "customerId",
    (select s.state from customer_state s where s.customer_id = c.id) as state,
    (select coalesce(json_agg(json_build_object('value', i.value, 'firstSeenAt', i.first_seen_at)), '[]')
      from identity i where i.customer_id = c.id and i.kind = $2) as identities,
    (select coalesce(json_agg(json_build_object('topic', k.topic, 'state', k.state, 'statedAt', k.stated_at)), '[]')
      from consent k where k.customer_id = c.id and k.channel = $2) as consents
  from unnest($1::bigint[]) c (id)`

/** Reads what is known about customers; ids of merged customers must have been followed before. */
export async function recipientsOf(
  client: Queryable,
  customers: readonly number[],
  channel: string,
): Promise<ReadonlyMap<number, Recipient>> {
  const { rows } = await client.query<Recipient>({
    name: 'consent_recipients',
    text: RECIPIENTS,
    values: [bigints(customers), channel],
  })
  return new Map(rows.map((row) => [row.customerId, row]))
}

/** An address of a workspace, as one text for sets and maps. */
export const suppressionKey = (workspaceId: number, address: string): string => `${workspaceId}/${address}`

/** Which of the addresses must not be written to, as {@link suppressionKey}. */
export async function suppressedOf(
  client: Queryable,
  channel: string,
  addresses: readonly { readonly workspaceId: number; readonly address: string }[],
): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ workspace_id: number; address: string }>({
    name: 'consent_suppressed',
    text: `select s.workspace_id, s.address from unnest($1::bigint[], $2::text[]) a (workspace_id, address)
      join suppression s on s.workspace_id = a.workspace_id and s.channel = $3 and s.address = a.address`,
    values: [bigints(addresses.map((a) => a.workspaceId)), texts(addresses.map((a) => a.address)), channel],
  })
  return new Set(rows.map((row) => suppressionKey(row.workspace_id, row.address)))
}

/** Bars an address; the first reason stays. */
export async function suppressAddress(
  client: Queryable,
  entry: {
    readonly workspaceId: number
    readonly channel: string
    readonly address: string
    readonly reason: string
    readonly now: number
  },
): Promise<void> {
  await client.query({
    name: 'consent_suppress',
    text: `insert into suppression (workspace_id, channel, address, reason, suppressed_at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
    values: [entry.workspaceId, entry.channel, entry.address, entry.reason, entry.now],
  })
}

/** The statement that holds about one topic. */
export type StatedTopic = { readonly state: ConsentState; readonly statedAt: number; readonly wording: string | null }

/** Reads the statement that holds about one topic. */
export async function consentOf(
  client: Queryable,
  { customerId, channel, topic }: { readonly customerId: number; readonly channel: string; readonly topic: string },
): Promise<StatedTopic | undefined> {
  const { rows } = await client.query<StatedTopic>({
    name: 'consent_of',
    text: `select state, stated_at as "statedAt", wording from consent where customer_id = $1 and channel = $2 and topic = $3`,
    values: [customerId, channel, topic],
  })
  return rows[0]
}

/** A wish for e-mail that waits for its double opt-in. */
export type RequestedConsent = {
  readonly workspaceId: number
  readonly customerId: number
  readonly topic: string
  readonly statedAt: number
}

/** Wishes stated since an instant for which no confirmation mail was queued yet. */
export async function unansweredRequests(client: Queryable, since: number, limit: number): Promise<RequestedConsent[]> {
  const { rows } = await client.query<RequestedConsent>({
    name: 'consent_unanswered',
    text: `select c.workspace_id as "workspaceId", c.customer_id as "customerId", c.topic, c.stated_at as "statedAt" from consent c
      where c.state = 'requested' and c.channel = 'email' and c.stated_at > $1
        and not exists (select from message m where m.key = 'doi/' || c.customer_id || '/' || c.topic || '/' || c.stated_at)
      order by c.stated_at limit $2`,
    values: [since, limit],
  })
  return rows
}

/** Name, zone, locale and settings of workspaces. */
export type WorkspaceFacts = {
  readonly id: number
  readonly name: string
  readonly zone: string
  readonly locale: string
  readonly settings: unknown
  readonly color: string | null
  readonly logoKey: string | null
}

/** Reads workspaces by id, as customers see them: under the name of their brand. */
export async function workspacesOf(
  client: Queryable,
  ids: readonly number[],
): Promise<ReadonlyMap<number, WorkspaceFacts>> {
  const { rows } = await client.query<WorkspaceFacts>({
    name: 'consent_workspaces',
    text: `select w.id, coalesce(b.name, w.name) as name, w.zone, w.locale, w.settings, b.color, b.logo_key as "logoKey"
      from workspace w left join brand b on b.workspace_id = w.id where w.id = any($1::int[])`,
    values: [`{${ids.join(',')}}`],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

/** Ids of messages by their keys. */
export async function messagesByKey(
  db: Db,
  workspaceId: number,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('message')
    .select(['id', 'key'])
    .where('workspace_id', '=', workspaceId)
    .where('key', 'in', [...new Set(keys)])
    .execute()
  return new Map(rows.map(({ id, key }) => [key, String(id)]))
}

/** Ids of whoever recorded a statement by hand, as they stand in the event's properties. */
export type Recorder = { readonly member?: string; readonly token?: string }

/** What members and programs are called that recorded statements by hand; null where nobody did, or they are gone. */
export async function recorderNames(
  db: Db,
  workspaceId: number,
  recorders: readonly Recorder[],
): Promise<(recorder: Recorder) => string | null> {
  const idsOf = (name: keyof Recorder) =>
    recorders.flatMap((one) => (one[name] === undefined ? [] : [Number(one[name])]))
  const { rows } = await sql<{ kind: keyof Recorder; id: number; name: string }>`
    select 'member' as kind, m.id, m.name from member m where m.id = any(${idsOf('member')}::int[]) and (
      exists (select from membership s where s.workspace_id = ${workspaceId} and s.member_id = m.id)
      or exists (select from former_membership f where f.workspace_id = ${workspaceId} and f.member_id = m.id))
    union all
    select 'token', t.id, t.name from api_token t where t.workspace_id = ${workspaceId} and t.id = any(${idsOf('token')}::int[])`.execute(
    db,
  )
  const names = new Map(rows.map(({ kind, id, name }) => [`${kind} ${id}`, name]))
  return ({ member, token }) => names.get(`member ${member}`) ?? names.get(`token ${token}`) ?? null
}
