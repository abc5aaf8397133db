// Customers that may meet a search, in the order of a list, page by page: by walking down the list or by gathering from an index. Never writes.
import { type RawBuilder, sql } from 'kysely'
import { gathers, meets, type Search, SLOT_MS } from './customer-search.ts'
import type { Db } from './members.ts'

/** A customer with what lists sort by. */
export type CustomerRow = {
  readonly id: number
  readonly state: string
  readonly first_at: number
  readonly last_at: number
}

/** In which order, and behind which customer: the sort value and the id of the last one seen. `id`: the order of counting. */
export type Order = {
  readonly sort: '-last' | 'last' | '-first' | 'first' | 'id'
  readonly after: readonly [at: number, id: number] | undefined
  readonly limit: number
}

/** A place in a list. */
export type Place = Omit<CustomerRow, 'state'>

/**
 * Where looking came to. `rows`: those that may meet the search, in order, at most as many as wanted. `last`: up to whom everybody was
 * looked at; undefined where nobody was. `end`: nobody is left behind.
 */
export type Looked = { readonly rows: readonly CustomerRow[]; readonly last: Place | undefined; readonly end: boolean }

/** How much is looked at before another way is taken. `perRow`: for each customer wanted. */
export type Bounds = { readonly walked: number; readonly perRow: number; readonly step: number }
const BOUNDS: Bounds = { walked: 5000, perRow: 20, step: 1000 }

/**
 * The next customers that may meet a search.
 *
 * What many customers meet is found soon by walking down the list; what few meet is quickly gathered from the index of what is looked for,
 * and then sorted. The planner cannot choose: of words and their beginnings it has no figures and takes a fiftieth for all of them. So a
 * bounded walk comes first, and where it finds too few, gathering follows, which then has little to gather. Of a source's people there is
 * no index: where they are not known to be few, they are found by walking in bounded steps.
 */
export async function nextCustomers(db: Db, search: Search, order: Order, bounds = BOUNDS): Promise<Looked> {
  if (search.among !== undefined) return gather(db, search, order)
  if (search.source !== undefined && !gathers(search)) return step(db, search, order, bounds.step)
  if (!gathers(search)) return walk(db, search, order)
  const walked = await walk(db, search, order, Math.max(bounds.walked, order.limit * bounds.perRow))
  return walked.end ? gather(db, search, order) : walked
}

/** Walks down the list until enough are found. With `most` only so far; then `end` says no more than that too few were found. */
async function walk(db: Db, search: Search, order: Order, most?: number): Promise<Looked> {
  const listed =
    most === undefined
      ? sql`customer_state c where ${meets(search)} and ${behind(order)} order by ${ordering[order.sort]}`
      : sql`(select * from customer_state c where c.workspace_id = ${search.workspaceId} and ${behind(order)}
          order by ${ordering[order.sort]} limit ${most}) c where ${meets(search)}`
  const { rows } = await sql<CustomerRow>`
    select c.customer_id as id, c.state, c.first_at, c.last_at from ${listed} limit ${order.limit}`.execute(db)
  return lookedAt(rows, order)
}

/** Takes everybody who meets the search, and then the first of them in order. */
async function gather(db: Db, search: Search, order: Order): Promise<Looked> {
  // `offset 0` keeps the planner from walking down the list after all.
  const { rows } = await sql<CustomerRow>`
    select c.customer_id as id, c.state, c.first_at, c.last_at from (
      select c.customer_id as id from (
        select c.customer_id, c.first_at, c.last_at, c.last_slot from customer_state c
        where ${meets(search)} and ${behind(order)} offset 0) c
      order by ${ordering[order.sort]} limit ${order.limit}) found
    join customer_state c on c.customer_id = found.id order by ${ordering[order.sort]}`.execute(db)
  return lookedAt(rows, order)
}

/** Looks at so many customers of the list and says who of them meets the search. */
async function step(db: Db, search: Search, order: Order, most: number): Promise<Looked> {
  const { rows } = await sql<Place & { readonly state: string | null }>`
    select c.customer_id as id, case when ${meets(search)} then c.state end as state, c.first_at, c.last_at from (
      select * from customer_state c where c.workspace_id = ${search.workspaceId} and ${behind(order)}
      order by ${ordering[order.sort]} limit ${most}) c
    order by ${ordering[order.sort]}`.execute(db)
  const met = rows.flatMap(({ state, ...row }) => (state === null ? [] : [{ ...row, state }]))
  if (met.length >= order.limit) return lookedAt(met.slice(0, order.limit), order)
  return { rows: met, last: rows.at(-1), end: rows.length < most }
}

const lookedAt = (rows: readonly CustomerRow[], { limit }: Order): Looked => ({
  rows,
  last: rows.at(-1),
  end: rows.length < limit,
})

const ordering: Record<Order['sort'], RawBuilder<unknown>> = {
  '-last': sql`c.last_slot desc, c.last_at desc, c.customer_id desc`,
  last: sql`c.last_slot, c.last_at, c.customer_id`,
  '-first': sql`c.first_at desc, c.customer_id desc`,
  first: sql`c.first_at, c.customer_id`,
  id: sql`c.customer_id`,
}

function behind({ sort, after }: Order): RawBuilder<unknown> {
  if (after === undefined) return sql`true`
  const [at, id] = after
  const slot = Math.trunc(at / SLOT_MS)
  if (sort === '-last')
    return sql`c.last_slot <= ${slot} and (c.last_at, c.customer_id) < (${at}::bigint, ${id}::bigint)`
  if (sort === 'last')
    return sql`c.last_slot >= ${slot} and (c.last_at, c.customer_id) > (${at}::bigint, ${id}::bigint)`
  if (sort === '-first') return sql`(c.first_at, c.customer_id) < (${at}::bigint, ${id}::bigint)`
  if (sort === 'first') return sql`(c.first_at, c.customer_id) > (${at}::bigint, ${id}::bigint)`
  return sql`c.customer_id > ${id}`
}
