// Samples of states and events from which people choose what to ask for. Every query names the workspace; none writes.
import { inputKinds } from '@lotse/core/listen'
import { sql } from 'kysely'
import type { Db } from './members.ts'

/** States of the customers that were active last. */
export async function sampleStates(db: Db, workspaceId: number, limit: number): Promise<string[]> {
  const { rows } = await sql<{ state: string }>`
    select state from customer_state where workspace_id = ${workspaceId} order by last_slot desc limit ${limit}`.execute(
    db,
  )
  return rows.map(({ state }) => state)
}

/** The newest events of those customers. */
export async function sampleEvents(
  db: Db,
  workspaceId: number,
  { customers, each }: { readonly customers: number; readonly each: number },
) {
  const { rows } = await sql<{ name: string; channel: string; body: string }>`
    with active as (
      select customer_id from customer_state where workspace_id = ${workspaceId} order by last_slot desc limit ${customers})
    select e.name, e.channel, e.body from active a cross join lateral (
      select * from event e where e.customer_id = a.customer_id and e.workspace_id = ${workspaceId} and e.kind < ${inputKinds.leave}
      order by e.occurred_at desc limit ${each}) e`.execute(db)
  return rows
}

/** Names of events that arrived of late, the most frequent first. */
export async function eventNames(db: Db, workspaceId: number, limit: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from (
      select name, count from event_minute where workspace_id = ${workspaceId} order by minute desc limit 20000) of_late
    group by name order by sum(count) desc limit ${limit}`.execute(db)
  return rows.map(({ name }) => name)
}
