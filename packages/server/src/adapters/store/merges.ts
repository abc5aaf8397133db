// Merges by hand and their end, in raw transactions beside the acceptor's: rows of merges, logs of both sides, entries that change hands.
import { apartKey, inputKinds } from '@lotse/core/listen'
import type { ClientBase } from 'pg'
import { bigints } from './arrays.ts'
import { forwardsOf } from './identity.ts'
import type { LogRow } from './log.ts'
import type { EventRow } from './timeline.ts'

type Client = Pick<ClientBase, 'query'>

/** The most pairs of a workspace that are kept apart; the newest count. */
const APART_MAX = 10_000
/** Log entries of both sides that are read to take a merge apart. */
export const CLAIMS_MAX = 200_000

/** Pairs of customers that a person took apart, by their ids of today. */
export async function apartPairs(client: Client, workspaceIds: readonly number[]): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ a: number; b: number }>(
    `select loser_id as a, survivor_id as b from merge where workspace_id = any($1::int4[]) and ended_at is not null
     order by id desc limit ${APART_MAX}`,
    [[...workspaceIds]],
  )
  if (rows.length === 0) return new Set()
  const forwards = await forwardsOf(
    client,
    rows.flatMap(({ a, b }) => [Number(a), Number(b)]),
  )
  const today = (id: number): number => {
    let at = id
    for (let next = forwards.get(at); next !== undefined; next = forwards.get(at)) at = next
    return at
  }
  return new Set(rows.map(({ a, b }) => apartKey(today(Number(a)), today(Number(b)))))
}

/** A merge by its id. */
export async function mergeById(client: Client, workspaceId: number, id: number) {
  const { rows } = await client.query<{ loser_id: number; survivor_id: number; ended_at: number | null }>(
    'select loser_id, survivor_id, ended_at from merge where workspace_id = $1 and id = $2',
    [workspaceId, id],
  )
  return rows[0]
}

/** Writes down who merged by hand. */
export async function nameMerger(client: Client, loser: number, memberId: number | null): Promise<void> {
  await client.query('update merge set merged_by = $2 where loser_id = $1 and ended_at is null', [loser, memberId])
}

/** Ends a merge. */
export async function endMerge(
  client: Client,
  id: number,
  { memberId, now }: { readonly memberId: number | null; readonly now: number },
) {
  await client.query('update merge set ended_at = $2, ended_by = $3 where id = $1 and ended_at is null', [
    id,
    now,
    memberId,
  ])
}

/** Where the merged one left: the transaction in which everything after the merge begins. */
export async function leavingOf(client: Client, loser: number, survivor: number): Promise<string | undefined> {
  const { rows } = await client.query<{ txid: string }>(
    `select txid::text from event where customer_id = $1 and kind = ${inputKinds.leave} and message_id = $2
     order by event.txid desc, seq desc limit 1`,
    [loser, `leave:${loser}:${survivor}`],
  )
  return rows[0]?.txid
}

/** What the merged one left behind, as JSON text; undefined while the engine has not come to it. */
export async function legacyOf(
  client: Client,
  { loser, survivor, leaving }: { readonly loser: number; readonly survivor: number; readonly leaving: string },
): Promise<string | undefined> {
  const { rows } = await client.query<{ body: string }>(
    `select body from event where customer_id = $1 and kind = ${inputKinds.absorb} and message_id like $2 and txid >= $3::xid8
     order by event.txid desc, seq desc limit 1`,
    [survivor, `absorb/${loser}/%`, leaving],
  )
  return rows[0]?.body
}

/** Ids that were merged into a customer, over all steps. */
export async function formerOf(client: Client, id: number): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `with recursive former (id) as (
       select loser_id from merge where survivor_id = $1 and ended_at is null
       union select m.loser_id from merge m join former f on f.id = m.survivor_id where m.ended_at is null)
     select id from former`,
    [id],
  )
  return rows.map((row) => Number(row.id))
}

/** An event of one of two sides. `after`: it came after the merge. */
export type ClaimRow = EventRow & { readonly customer_id: number; readonly after: boolean }

/** Events of customers in the order of the log, with those that were given to them and without those they gave away. */
export async function claimsOf(client: Client, ids: readonly number[], leaving: string): Promise<ClaimRow[]> {
  const columns = `e.kind, e.flags, e.source_id, e.name, e.channel, e.message_id, e.occurred_at, e.received_at, e.body, e.txid`
  const { rows } = await client.query<ClaimRow>(
    `select e.customer_id, e.seq, e.txid >= $2::xid8 as after, ${columns} from event e
     where e.customer_id = any($1::bigint[]) and e.kind < ${inputKinds.leave}
       and not exists (select from parted_event p where p.from_id = e.customer_id and p.seq = e.seq)
     union all
     select p.to_id, e.seq, false, ${columns} from parted_event p
     join event e on e.customer_id = p.from_id and e.occurred_at = p.occurred_at and e.seq = p.seq
     where p.to_id = any($1::bigint[])
     order by txid, seq limit ${CLAIMS_MAX}`,
    [bigints(ids), leaving],
  )
  return rows
}

/** Appends one entry, and says where it stands. */
export async function appendEntry(
  client: Client,
  row: LogRow & { readonly bucket: number },
): Promise<{ readonly txid: string; readonly seq: number }> {
  const { rows } = await client.query<{ txid: string; seq: number }>(
    `insert into event (workspace_id, bucket, customer_id, kind, flags, name, channel, message_id, occurred_at, received_at, body)
     values ($1, $2, $3, $4, 0, $5, $6, $7, $8, $8, $9) returning txid::text, seq`,
    [
      row.workspaceId,
      row.bucket,
      row.customerId,
      row.kind,
      row.name,
      row.channel,
      row.messageId,
      row.receivedAt,
      row.body,
    ],
  )
  const [place] = rows
  if (!place) throw new Error('an appended entry has no place')
  return place
}

/** Gives entries of one log to another customer, from a place in the giver's log on. */
export async function giveEntries(
  client: Client,
  entries: readonly Pick<ClaimRow, 'customer_id' | 'seq' | 'occurred_at'>[],
  { to, txid, seq }: { readonly to: number; readonly txid: string; readonly seq: number },
): Promise<void> {
  await client.query(
    `insert into parted_event (from_id, seq, occurred_at, to_id, txid, at)
     select from_id, seq, occurred_at, $4, $5::xid8, $6 from unnest($1::bigint[], $2::bigint[], $3::bigint[]) g(from_id, seq, occurred_at)`,
    [
      bigints(entries.map((one) => one.customer_id)),
      bigints(entries.map((one) => one.seq)),
      bigints(entries.map((one) => one.occurred_at)),
      to,
      txid,
      seq,
    ],
  )
}

/** Identities of customers. */
export async function identitiesHeld(client: Client, ids: readonly number[]) {
  const { rows } = await client.query<{ customer_id: number; kind: string; value: string }>(
    'select customer_id, kind, value from identity where customer_id = any($1::bigint[]) order by kind, value',
    [bigints(ids)],
  )
  return rows
}

/** Forgets what stands of consents; the log has every statement. */
export async function dropConsents(client: Client, ids: readonly number[]): Promise<void> {
  await client.query('delete from consent where customer_id = any($1::bigint[])', [bigints(ids)])
}

/** Runs under way, with the entry rule of their version. */
export async function runsHeld(client: Client, workspaceId: number, ids: readonly number[]) {
  const { rows } = await client.query<{
    id: string
    customer_id: number
    flow_id: string
    flow_name: string
    key: string
    started_at: number
    rule: string | null
  }>(
    `select r.id, r.customer_id, r.flow_id, f.name as flow_name, r.key, r.started_at, v.document->'entry'->>'rule' as rule
     from run r join flow f on f.id = r.flow_id left join flow_version v on v.flow_id = r.flow_id and v.version = r.version
     where r.workspace_id = $1 and r.customer_id = any($2::bigint[]) and r.ended_at is null order by r.started_at, r.id`,
    [workspaceId, bigints(ids)],
  )
  return rows
}
