// What a search for customers narrows to, and how many may meet it. What only rules can tell is told elsewhere; writes only what was derived.
import type { Narrowing } from '@lotse/core/understand'
import { type RawBuilder, sql } from 'kysely'
import { queryText } from './lexemes.ts'
import type { Db } from './members.ts'
import { UNDER_WAY } from './runs.ts'

/**
 * What is looked for; all of it must hold. `by`: what narrows; `found`: customers whose identity is just the text that is looked for,
 * or who meet `words`. `source`: an event of it arrived since `since`; without a source: anything happened since.
 */
export type Search = {
  readonly workspaceId: number
  readonly by: Narrowing
  readonly words?: { readonly by: Narrowing; readonly found: readonly number[] } | undefined
  readonly flow?: string | undefined
  readonly step?: string | undefined
  readonly source?: number | undefined
  readonly since?: number | undefined
  readonly among?: readonly number[] | undefined
}

/** As in the migration: as long as the slot stays the same, writing a state touches no index. */
export const SLOT_MS = 300_000
/** A count that takes longer is given up; counting piece by piece goes on. */
const COUNT_TIMEOUT_MS = 2500
const TIMED_OUT = '57014'

/** Whether there is an index for what is looked for, so that customers who meet it can be gathered without looking at all. */
export function gathers({ by, words, flow, among }: Search): boolean {
  return among !== undefined || flow !== undefined || by !== 'always' || (words !== undefined && words.by !== 'always')
}

/** What must be true of a row `c` of `customer_state`. */
export function meets(search: Search): RawBuilder<unknown> {
  const { workspaceId, by, words, flow, step, source, since, among } = search
  const parts = [sql`c.workspace_id = ${workspaceId}`, NOT_MERGED, lexemes(by)]
  // An `or` keeps the planner from the index of words; it is written only where an identity was found besides.
  if (words?.found.length === 0) parts.push(lexemes(words.by))
  else if (words) parts.push(sql`(${lexemes(words.by)} or c.customer_id = any(${[...words.found]}::bigint[]))`)
  if (among !== undefined) parts.push(sql`c.customer_id = any(${[...among]}::bigint[])`)
  if (flow !== undefined)
    parts.push(sql`exists (
      select from run r where r.customer_id = c.customer_id and r.workspace_id = ${workspaceId} and r.flow_id = ${flow}
        and r.ended_at is null and ${sql.raw(UNDER_WAY)} and ${step === undefined ? sql`true` : sql`r.step = ${step}`})`)
  // The last first, as they are the likeliest; and nothing but a customer's own entries is to be looked at, whatever other indexes promise.
  if (source !== undefined)
    parts.push(sql`(
      select true from event e where e.customer_id = c.customer_id and e.workspace_id = ${workspaceId} and e.source_id = ${source}
        and e.received_at + 0 >= ${since ?? 0} order by e.occurred_at desc, e.seq desc limit 1)`)
  // What arrived since cannot have happened long before, but for history.
  else if (since !== undefined) parts.push(sql`c.last_slot >= ${Math.trunc(since / SLOT_MS)} and c.last_at >= ${since}`)
  return sql.join(parts, sql` and `)
}

const NOT_MERGED = sql`not exists (select from merge m where m.loser_id = c.customer_id and m.ended_at is null)`

function lexemes(by: Narrowing): RawBuilder<unknown> {
  const query = queryText(by)
  if (typeof query === 'boolean') return query ? sql`true` : sql`false`
  return sql`c.facts @@ ${query}::tsquery`
}

/** How many meet a search; undefined where counting them at once takes too long. */
export async function countAtOnce(db: Db, search: Search): Promise<number | undefined> {
  try {
    return await db.transaction().execute(async (within) => {
      await sql.raw(`set local statement_timeout = ${COUNT_TIMEOUT_MS}`).execute(within)
      const { rows } = await sql<{
        n: number
      }>`select count(*) as n from customer_state c where ${meets(search)}`.execute(within)
      return rows[0]?.n ?? 0
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === TIMED_OUT) return undefined
    throw error
  }
}

/** Whether anybody may meet a search that has an index. */
export async function meetsAnybody(db: Db, search: Search): Promise<boolean> {
  return db.transaction().execute(async (within) => {
    // For one row the planner would read the table, or an order of it, from the beginning: in vain where there is none.
    await sql`set local enable_seqscan = off; set local enable_indexscan = off`.execute(within)
    const { rows } = await sql`select from customer_state c where ${meets(search)} limit 1`.execute(within)
    return rows.length > 0
  })
}

/** How many customers a workspace has, merged ones included, and between which ids they lie. */
export async function extentOf(db: Db, workspaceId: number) {
  const { rows } = await sql<{ n: number; first: number | null; last: number | null }>`
    select count(*) as n, min(customer_id) as first, max(customer_id) as last from customer_state where workspace_id = ${workspaceId}`.execute(
    db,
  )
  const { n = 0, first = 0, last = 0 } = rows[0] ?? {}
  return { of: n, first: first ?? 0, last: last ?? 0 }
}

/** Customers who have an identity of any kind with one of these values, after all merges. */
export async function customersNamed(db: Db, workspaceId: number, values: readonly string[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with recursive kinds as (
      (select kind from identity where workspace_id = ${workspaceId} order by kind limit 1)
      union all
      select (select i.kind from identity i where i.workspace_id = ${workspaceId} and i.kind > k.kind order by i.kind limit 1)
      from kinds k where k.kind is not null)
    select distinct i.customer_id as id from kinds k
    join identity i on i.workspace_id = ${workspaceId} and i.kind = k.kind and i.value = any(${[...values]}::text[])
    where k.kind is not null limit 1000`.execute(db)
  return rows.map(({ id }) => id)
}

/** States of which nothing was derived yet: they were written before there was anything to look up. */
export async function underivedStates(db: Db, limit: number): Promise<{ id: number; state: string }[]> {
  const rows = await db
    .selectFrom('customer_state')
    .select(['customer_id', 'state'])
    .where('facts', 'is', null)
    .limit(limit)
    .execute()
  return rows.map(({ customer_id, state }) => ({ id: customer_id, state }))
}

/** Writes what was derived from a state, unless the engine has written a newer one meanwhile. */
export async function setDerived(
  db: Db,
  id: number,
  derived: { readonly firstAt: number; readonly lastAt: number; readonly facts: string },
): Promise<void> {
  await sql`update customer_state set first_at = ${derived.firstAt}, last_at = ${derived.lastAt}, facts = ${derived.facts}::tsvector
    where customer_id = ${id} and facts is null`.execute(db)
}
