// SQL of holding messages after a restore: those under way, and for the engine the span in which others may have left. Decides nothing.
import type { ClientBase } from 'pg'
import { COUNT_MOVED } from '../outbox.ts'

/** Messages made for instants from `since`, the backup, to `until`, the restore, may have left already. UTC milliseconds. */
export type Hold = { readonly since: number; readonly until: number }

type Queryable = Pick<ClientBase, 'query'>

const HOLD = `
  with open as (
    select id, state from message where state in ('queued', 'claimed', 'handed', 'unknown')),
  moved as (
    update message m set state = 'held', reason = 'restored', claimed_by = null, claimed_at = null
    from open where m.id = open.id
    returning m.id, m.workspace_id, m.channel, m.state, open.state as was),
  counted as (${COUNT_MOVED})
  select count(*) as count from moved`

/** Holds what was under way when the backup was made; answers how many. Works on every schema that has messages. */
export async function holdMessages(client: Queryable): Promise<number> {
  const { rows: tables } = await client.query<{ there: boolean }>(
    `select to_regclass('public.message') is not null as there`,
  )
  if (!tables[0]?.there) return 0
  const { rows } = await client.query<{ count: number }>(HOLD)
  return Number(rows[0]?.count ?? 0)
}

/** Remembers the span, for messages that the engine makes for it later; in a database from before there were holds, nothing. */
export async function rememberHold(client: Queryable, { since, until }: Hold): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('public.message_hold') is not null as there`,
  )
  if (!rows[0]?.there) return
  await client.query(
    `insert into message_hold (id, since, until) values (1, $1, $2)
     on conflict (id) do update set since = excluded.since, until = excluded.until`,
    [since, until],
  )
}

/** The span of the last restore; undefined where none held anything. */
export async function holdOf(client: Queryable): Promise<Hold | undefined> {
  const { rows } = await client.query<Hold>('select since, until from message_hold')
  return rows[0]
}
