// SQL of one person's traces: who she is under all her ids, and how much is stored of her where. Changes nothing.
import type { Pool } from 'pg'

/** Queries on a pool or within a transaction. */
export type Queryable = Pick<Pool, 'query'>

/** A person: every id found to be the same one, and every identifier. */
export type Person = {
  readonly workspaceId: number
  readonly ids: readonly number[]
  readonly identities: readonly { readonly kind: string; readonly value: string }[]
}

/** The person behind a customer's id. */
export async function personOf(client: Queryable, workspaceId: number, customerId: number): Promise<Person> {
  const { rows } = await client.query<{ id: number }>(
    `with recursive family (id) as (
       select $2::bigint
       union
       select case when m.survivor_id = f.id then m.loser_id else m.survivor_id end
       from merge m join family f on f.id in (m.survivor_id, m.loser_id) where m.workspace_id = $1 and m.ended_at is null)
     select id from family order by id`,
    [workspaceId, customerId],
  )
  const ids = rows.map(({ id }) => id)
  const identities = await client.query<{ kind: string; value: string }>(
    `select kind, value from identity where workspace_id = $1 and customer_id = any($2::bigint[])
     union select kind, value from merge where workspace_id = $1 and ended_at is null and loser_id = any($2::bigint[])
     order by 1, 2`,
    [workspaceId, ids],
  )
  return { workspaceId, ids, identities: identities.rows }
}

/** What may be counted of a person, each by the statement that finds it; `$1` workspace, `$2` ids. */
const COUNTED = {
  identities: 'identity where workspace_id = $1 and customer_id = any($2::bigint[])',
  events: `event e where workspace_id = $1 and customer_id = any($2::bigint[]) and kind < 10
    and not exists (select from parted_event p where p.from_id = e.customer_id and p.seq = e.seq and not p.to_id = any($2::bigint[]))`,
  messages: 'message where workspace_id = $1 and customer_id = any($2::bigint[])',
  runs: 'run where workspace_id = $1 and customer_id = any($2::bigint[])',
  consents: 'consent where workspace_id = $1 and customer_id = any($2::bigint[])',
  notes: 'customer_note where workspace_id = $1 and customer_id = any($2::bigint[])',
  setAside: 'set_aside where workspace_id = $1 and customer_id = any($2::bigint[])',
} as const
export type PersonCounts = { readonly [Part in keyof typeof COUNTED]: number }

/** How much is stored of a person. */
export async function countPerson(client: Queryable, { workspaceId, ids }: Person): Promise<PersonCounts> {
  const parts = Object.entries(COUNTED).map(([part, from]) => `(select count(*) from ${from}) as "${part}"`)
  const { rows } = await client.query<PersonCounts>(`select ${parts.join(', ')}`, [workspaceId, ids])
  const [counts] = rows
  if (!counts) throw new Error('counting answered nothing')
  return counts
}

/** Whether anything at all stands under these ids. */
export async function isKnown(client: Queryable, { workspaceId, ids }: Person): Promise<boolean> {
  const { rows } = await client.query<{ known: boolean }>(
    `select exists (select from identity where workspace_id = $1 and customer_id = any($2::bigint[]))
       or exists (select from customer_state where workspace_id = $1 and customer_id = any($2::bigint[])) as known`,
    [workspaceId, ids],
  )
  return rows[0]?.known ?? false
}
