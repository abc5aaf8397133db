// Counters of what the acceptor took, kept beside the events they count. Decides nothing.
import type { ClientBase } from 'pg'
import { bigints, integers, texts } from './arrays.ts'

/** `accepted`: from outside; `own`: said by Lotse itself; `duplicate`: known by its message id; `refused`: kept aside. */
export type AcceptedWhat = 'accepted' | 'own' | 'duplicate' | 'refused'
export type AcceptedCount = { readonly workspaceId: number; readonly what: AcceptedWhat; readonly count: number }

// Writers at work at the same time have different sessions, so they rarely meet in one row.
const ADD = `
  insert into accept_count (workspace_id, what, slot, count)
  select workspace_id, what, pg_backend_pid() % 16, count from unnest($1::int4[], $2::text[], $3::int8[]) as r (workspace_id, what, count)
  order by 1, 2
  on conflict (workspace_id, what, slot) do update set count = accept_count.count + excluded.count`

/**
 * Adds to the counters, in the caller's transaction if there is one.
 *
 * @param counts - each workspace and what at most once.
 */
export async function addAccepted(client: Pick<ClientBase, 'query'>, counts: readonly AcceptedCount[]): Promise<void> {
  if (counts.length === 0) return
  const values = [
    integers(counts.map((row) => row.workspaceId)),
    texts(counts.map((row) => row.what)),
    bigints(counts.map((row) => row.count)),
  ]
  await client.query({ name: 'add_accepted', text: ADD, values })
}
