// SQL of identities: who owns which, what is known of a customer, merges and notes. Decides nothing.
import {
  type CustomerFacts,
  classOf,
  type Identifier,
  type IdentityNote,
  identityKey,
  type Merger,
  type Ownership,
} from '@lotse/core/listen'
import type { ClientBase } from 'pg'
import { bigints, integers, texts } from './arrays.ts'

/** An identifier with the workspace it is known in. */
export type Lookup = { readonly workspaceId: number; readonly identifier: Identifier }

// `limit 1` keeps the planner to one index probe per identifier, whatever it believes about the table's size.
const OWNERS = `
  select k.at::int4 - 1, found.customer_id
  from unnest($1::int4[], $2::text[], $3::text[]) with ordinality as k (workspace_id, kind, value, at)
  cross join lateral (
    select i.customer_id from identity i
    where i.workspace_id = k.workspace_id and i.kind = k.kind and i.value = k.value limit 1) found`

/** Customer by identity key, for those that are known. */
export async function ownersOf(client: ClientBase, lookups: readonly Lookup[]): Promise<Map<string, number>> {
  if (lookups.length === 0) return new Map()
  const { rows } = await client.query<[number, number]>({
    name: 'owners_of',
    text: OWNERS,
    values: identityColumns(lookups),
    rowMode: 'array',
  })
  const owners = new Map<string, number>()
  for (const [at, customer] of rows) {
    const lookup = lookups[at]
    if (lookup) owners.set(identityKey(lookup.workspaceId, lookup.identifier), Number(customer))
  }
  return owners
}

function identityColumns(rows: readonly Lookup[]): Buffer[] {
  return [
    integers(rows.map((row) => row.workspaceId)),
    texts(rows.map((row) => row.identifier.kind)),
    texts(rows.map((row) => row.identifier.value)),
  ]
}

const FACTS = `
  select i.customer_id, i.kind, i.value from unnest($1::int8[]) as c (id) join identity i on i.customer_id = c.id`

/** What is known of customers: how many identities they have, and which of them name a person. */
export async function factsOf(client: ClientBase, customers: ReadonlySet<number>): Promise<Map<number, CustomerFacts>> {
  const facts = new Map<number, { identities: number; personIds: Map<string, Set<string>> }>()
  for (const id of customers) facts.set(id, { identities: 0, personIds: new Map() })
  if (customers.size === 0) return facts
  const { rows } = await client.query<[number, string, string]>({
    name: 'facts_of',
    text: FACTS,
    values: [bigints([...customers])],
    rowMode: 'array',
  })
  for (const [id, kind, value] of rows) {
    const fact = facts.get(Number(id))
    if (fact) count(fact, kind, value)
  }
  return facts
}

function count(fact: { identities: number; personIds: Map<string, Set<string>> }, kind: string, value: string): void {
  fact.identities++
  if (classOf(kind) !== 'person') return
  const values = fact.personIds.get(kind) ?? new Set<string>()
  fact.personIds.set(kind, values.add(value))
}

const HOLD = `
  select from identity where customer_id = any ($1::int8[]) order by workspace_id, kind, value for no key update`

/** Keeps other processes from adding to these customers until the transaction ends. */
export async function holdIdentities(client: ClientBase, customers: readonly number[]): Promise<void> {
  await client.query({ name: 'hold_identities', text: HOLD, values: [bigints(customers)] })
}

const LINKS = `
  select k.at::int4 - 1, count(*)::int4
  from unnest($1::int4[], $2::text[], $3::text[]) with ordinality as k (workspace_id, kind, value, at)
  join identity_note n on n.workspace_id = k.workspace_id and n.kind = k.kind and n.value = k.value
    and n.noted_at > $4 and n.note = 'linked'
  group by 1`

/** How often each identity has linked two customers since then, by identity key. */
export async function linksOf(
  client: ClientBase,
  lookups: readonly Lookup[],
  since: number,
): Promise<Map<string, number>> {
  const values = [...identityColumns(lookups), since]
  const { rows } = await client.query<[number, number]>({ name: 'links_of', text: LINKS, values, rowMode: 'array' })
  const links = new Map<string, number>()
  for (const [at, times] of rows) {
    const lookup = lookups[at]
    if (lookup) links.set(identityKey(lookup.workspaceId, lookup.identifier), times)
  }
  return links
}

const FORWARDS = `
  with recursive chain (loser_id, survivor_id) as (
    select m.loser_id, m.survivor_id from merge m where m.loser_id = any ($1::int8[]) and m.ended_at is null
    union
    select m.loser_id, m.survivor_id from merge m join chain c on m.loser_id = c.survivor_id where m.ended_at is null)
  select loser_id, survivor_id from chain`

/** Each merge that leads on from these customers; following them ends at the customer that carries on (I4). */
export async function forwardsOf(
  client: Pick<ClientBase, 'query'>,
  customers: readonly number[],
): Promise<Map<number, number>> {
  if (customers.length === 0) return new Map()
  const { rows } = await client.query<[number, number]>({
    name: 'forwards_of',
    text: FORWARDS,
    values: [bigints(customers)],
    rowMode: 'array',
  })
  return new Map(rows.map(([loser, survivor]) => [Number(loser), Number(survivor)]))
}

/** Draws ids for new customers, ascending. */
export async function drawCustomerIds(client: ClientBase, count: number): Promise<number[]> {
  if (count === 0) return []
  const text = "select nextval('customer_id_seq') from generate_series(1, $1)"
  const { rows } = await client.query<[number]>({ name: 'draw_customer_ids', text, values: [count], rowMode: 'array' })
  return rows.map(([id]) => Number(id))
}

/** An identity to write: the event that brought it says since when and from which source. */
export type IdentityRow = Pick<Ownership, 'workspaceId' | 'identifier'> & {
  readonly customerId: number
  readonly firstSeenAt: number
  readonly sourceId: number | null
}

const ADD = `
  insert into identity (workspace_id, kind, value, customer_id, first_seen_at, source_id)
  select workspace_id, kind, value, customer_id, first_seen_at, nullif(source_id, 0)
  from unnest($1::int4[], $2::text[], $3::text[], $4::int8[], $5::int8[], $6::int4[])
    as r (workspace_id, kind, value, customer_id, first_seen_at, source_id)
  order by 1, 2, 3 on conflict do nothing`

/** Adds identities. Returns false where another writer was first with one of them: then the group must be resolved again. */
export async function addIdentities(client: ClientBase, rows: readonly IdentityRow[]): Promise<boolean> {
  if (rows.length === 0) return true
  const values = [
    ...identityColumns(rows),
    bigints(rows.map((row) => row.customerId)),
    bigints(rows.map((row) => row.firstSeenAt)),
    integers(rows.map((row) => row.sourceId ?? 0)),
  ]
  const { rowCount } = await client.query({ name: 'add_identities', text: ADD, values })
  return rowCount === rows.length
}

const MOVE = `
  update identity i set customer_id = r.customer_id
  from unnest($1::int4[], $2::text[], $3::text[], $4::int8[]) as r (workspace_id, kind, value, customer_id)
  where i.workspace_id = r.workspace_id and i.kind = r.kind and i.value = r.value`

/** Gives identities to other customers (a shared device). The caller holds the exclusive identity lock. */
export async function moveIdentities(
  client: ClientBase,
  rows: readonly (Lookup & { customerId: number })[],
): Promise<void> {
  if (rows.length === 0) return
  const values = [...identityColumns(rows), bigints(rows.map((row) => row.customerId))]
  await client.query({ name: 'move_identities', text: MOVE, values })
}

const MERGE = `
  insert into merge (loser_id, survivor_id, workspace_id, kind, value, merged_at)
  select loser_id, survivor_id, workspace_id, kind, value, $6
  from unnest($1::int8[], $2::int8[], $3::int4[], $4::text[], $5::text[]) as r (loser_id, survivor_id, workspace_id, kind, value)`

/** Records merges with real customer ids. The caller holds the exclusive identity lock. */
export async function recordMerges(client: ClientBase, mergers: readonly Merger[], mergedAt: number): Promise<void> {
  const values = [
    bigints(mergers.map((one) => one.loser)),
    bigints(mergers.map((one) => one.survivor)),
    ...identityColumns(mergers),
    mergedAt,
  ]
  await client.query({ name: 'record_merges', text: MERGE, values })
}

const HAND_OVER = `
  update identity i set customer_id = m.survivor
  from unnest($1::int8[], $2::int8[]) as m (loser, survivor) where i.customer_id = m.loser`

/** Gives all identities of merged customers to those that carry on. */
export async function handOverIdentities(
  client: ClientBase,
  losers: readonly number[],
  survivors: readonly number[],
): Promise<void> {
  await client.query({ name: 'hand_over', text: HAND_OVER, values: [bigints(losers), bigints(survivors)] })
}

const NOTE = `
  insert into identity_note (workspace_id, kind, value, customer_id, other_id, note, noted_at)
  select workspace_id, kind, value, customer_id, nullif(other_id, 0), note, $7
  from unnest($1::int4[], $2::text[], $3::text[], $4::int8[], $5::int8[], $6::text[])
    as r (workspace_id, kind, value, customer_id, other_id, note)`

/** Records facts about identities (I2, I3), with real customer ids. */
export async function noteIdentities(
  client: ClientBase,
  notes: readonly IdentityNote[],
  notedAt: number,
): Promise<void> {
  if (notes.length === 0) return
  const values = [
    ...identityColumns(notes),
    bigints(notes.map((note) => note.customer)),
    bigints(notes.map((note) => note.other ?? 0)),
    texts(notes.map((note) => note.note)),
    notedAt,
  ]
  await client.query({ name: 'note_identities', text: NOTE, values })
}
