// Customers in the database as people look at them: identities, state, consents, runs, notes. Every query names the workspace; none writes.
import { inputKinds } from '@lotse/core/listen'
import { sql } from 'kysely'
import type { Db } from './members.ts'

/** Merges that are followed or gathered for one customer; a chain is never longer than merges were allowed. */
const FORMER_MAX = 1000
const RUNS_MAX = 100
const NOTES_MAX = 100

/** The customer an identity belongs to; the first of the values that is known. */
export async function customerByIdentity(
  db: Db,
  workspaceId: number,
  { kind, values }: { readonly kind: string; readonly values: readonly string[] },
): Promise<number | undefined> {
  const row = await db
    .selectFrom('identity')
    .select('customer_id')
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .where('value', 'in', [...values])
    .limit(1)
    .executeTakeFirst()
  return row?.customer_id
}

/** The customer that carries on for an id: itself, or whom it was merged into (I4). Undefined where the workspace has no such customer. */
export async function survivorOf(db: Db, workspaceId: number, id: number): Promise<number | undefined> {
  const chain = await db
    .withRecursive('chain', (with_) =>
      with_
        .selectFrom('merge as m')
        .select(['m.survivor_id', 'm.loser_id'])
        .where('m.loser_id', '=', id)
        .where('m.workspace_id', '=', workspaceId)
        .where('m.ended_at', 'is', null)
        .union(
          with_
            .selectFrom('merge as m')
            .innerJoin('chain as c', 'c.survivor_id', 'm.loser_id')
            .select(['m.survivor_id', 'm.loser_id'])
            .where('m.ended_at', 'is', null),
        ),
    )
    .selectFrom('chain')
    .select(['loser_id', 'survivor_id'])
    .limit(FORMER_MAX)
    .execute()
  const forwards = new Map(chain.map((row) => [row.loser_id, row.survivor_id]))
  let current = id
  for (let hops = 0; hops < FORMER_MAX && forwards.has(current); hops += 1) current = forwards.get(current) ?? current
  return (await isCustomer(db, workspaceId, current)) ? current : undefined
}

// A customer without a state was seen but not yet worked on; one without identities has only a state.
async function isCustomer(db: Db, workspaceId: number, id: number): Promise<boolean> {
  const row = await db
    .selectFrom('identity')
    .select('customer_id')
    .where('customer_id', '=', id)
    .where('workspace_id', '=', workspaceId)
    .union((eb) =>
      eb
        .selectFrom('customer_state')
        .select('customer_id')
        .where('customer_id', '=', id)
        .where('workspace_id', '=', workspaceId),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Some customer of a workspace, the oldest. */
export async function anyCustomer(db: Db, workspaceId: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('identity')
    .select('customer_id')
    .where('workspace_id', '=', workspaceId)
    .orderBy('customer_id')
    .limit(1)
    .executeTakeFirst()
  return row?.customer_id
}

/** Ids of all customers that were found to be this one. */
export async function formerIdsOf(db: Db, id: number): Promise<number[]> {
  const rows = await db
    .withRecursive('former', (with_) =>
      with_
        .selectFrom('merge as m')
        .select('m.loser_id')
        .where('m.survivor_id', '=', id)
        .where('m.ended_at', 'is', null)
        .union(
          with_
            .selectFrom('merge as m')
            .innerJoin('former as f', 'f.loser_id', 'm.survivor_id')
            .select('m.loser_id')
            .where('m.ended_at', 'is', null),
        ),
    )
    .selectFrom('former')
    .select('loser_id')
    .orderBy('loser_id')
    .limit(FORMER_MAX)
    .execute()
  return rows.map((row) => row.loser_id)
}

/** Identities of customers with their origin, oldest first. */
export async function identitiesOf(db: Db, workspaceId: number, ids: readonly number[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('identity as i')
    .leftJoin('source as s', 's.id', 'i.source_id')
    .select(['i.customer_id', 'i.kind', 'i.value', 'i.first_seen_at', 's.id as source_id', 's.name as source_name'])
    .where('i.customer_id', 'in', [...ids])
    .where('i.workspace_id', '=', workspaceId)
    .orderBy('i.first_seen_at')
    .orderBy('i.kind')
    .orderBy('i.value')
    .execute()
}

/** Stored states by customer, as text. */
export async function statesOf(db: Db, workspaceId: number, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('customer_state')
    .select(['customer_id', 'state'])
    .where('customer_id', 'in', [...ids])
    .where('workspace_id', '=', workspaceId)
    .execute()
  return new Map(rows.map((row) => [row.customer_id, row.state]))
}

/** The statements of consent that hold, by channel and topic. */
export async function consentsOf(db: Db, workspaceId: number, id: number) {
  return db
    .selectFrom('consent')
    .selectAll()
    .where('customer_id', '=', id)
    .where('workspace_id', '=', workspaceId)
    .orderBy('channel')
    .orderBy('topic')
    .limit(1000)
    .execute()
}

/** Runs of a customer: those under way first, then the newest. With the document of their version, for the names of steps. */
export async function runsOf(db: Db, workspaceId: number, ids: readonly number[]) {
  return db
    .selectFrom('run as r')
    .innerJoin('flow as f', 'f.id', 'r.flow_id')
    .leftJoin('flow_version as v', (join) =>
      join.onRef('v.flow_id', '=', 'r.flow_id').onRef('v.version', '=', 'r.version'),
    )
    .select(['r.id', 'r.flow_id', 'f.name as flow_name', 'r.version', 'r.key', 'r.started_at', 'r.step', 'r.step_at'])
    .select(['r.wake_at', 'r.ended_at', 'r.reason', 'r.state', 'v.document'])
    .where('r.customer_id', 'in', [...ids])
    .where('r.workspace_id', '=', workspaceId)
    .orderBy((eb) => eb('r.ended_at', 'is not', null))
    .orderBy('r.started_at', 'desc')
    .orderBy('r.id')
    .limit(RUNS_MAX)
    .execute()
}

/** What was noted about a customer's identities, newest first. */
export async function notesOf(db: Db, workspaceId: number, id: number) {
  return db
    .selectFrom('identity_note')
    .select(['kind', 'value', 'note', 'noted_at'])
    .where('customer_id', '=', id)
    .where('workspace_id', '=', workspaceId)
    .orderBy('noted_at', 'desc')
    .limit(NOTES_MAX)
    .execute()
}

/** The zone of a workspace. */
export async function workspaceZone(db: Db, workspaceId: number): Promise<string> {
  const row = await db.selectFrom('workspace').select('zone').where('id', '=', workspaceId).executeTakeFirstOrThrow()
  return row.zone
}

/** The event that happened last, by customer; of the customer's own log. */
export async function lastEventsOf(db: Db, workspaceId: number, ids: readonly number[]) {
  const { rows } = await sql<{ id: number; name: string; channel: string; at: number }>`
    select i.id, e.name, e.channel, e.occurred_at as at from unnest(${[...ids]}::bigint[]) i(id) cross join lateral (
      select * from event e where e.customer_id = i.id and e.workspace_id = ${workspaceId} and e.kind < ${inputKinds.leave}
        and not exists (select from parted_event p where p.from_id = e.customer_id and p.seq = e.seq)
      order by e.occurred_at desc, e.seq desc limit 1) e`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Flows that customers are in now. */
export async function flowsUnderWay(db: Db, workspaceId: number, ids: readonly number[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('run as r')
    .innerJoin('flow as f', 'f.id', 'r.flow_id')
    .select(['r.customer_id', 'r.flow_id', 'f.name', 'r.step'])
    .where('r.customer_id', 'in', [...ids])
    .where('r.workspace_id', '=', workspaceId)
    .where('r.ended_at', 'is', null)
    .orderBy('r.started_at')
    .execute()
}

/** What customers said about being contacted, without proof. */
export async function consentStatesOf(db: Db, workspaceId: number, ids: readonly number[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('consent')
    .select(['customer_id', 'channel', 'topic', 'state'])
    .where('customer_id', 'in', [...ids])
    .where('workspace_id', '=', workspaceId)
    .orderBy('channel')
    .orderBy('topic')
    .execute()
}

/** Merges that made others part of these customers and were not taken apart, the newest first. */
export async function mergesOf(db: Db, workspaceId: number, ids: readonly number[]) {
  return db
    .selectFrom('merge as m')
    .leftJoin('member as p', 'p.id', 'm.merged_by')
    .select(['m.id', 'm.loser_id', 'm.survivor_id', 'm.kind', 'm.value', 'm.merged_at', 'p.name as by'])
    .where('m.survivor_id', 'in', [...ids])
    .where('m.workspace_id', '=', workspaceId)
    .where('m.ended_at', 'is', null)
    .orderBy('m.merged_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(FORMER_MAX)
    .execute()
}
