// Connections to ticket systems in the database, with who works on them and how they do. Secrets stand here sealed. Decides nothing.
import type { ConnectionHealth, StatusMapping, TicketCatalog, TicketRules } from '@lotse/core/insights'
import type { TicketMode, TicketSystemKind } from '@lotse/protocol'
import { sql } from 'kysely'
import type { Db } from '../members.ts'

/** What people say about a connection. `secret`, `hookSecret`: sealed. */
export type ConnectionSaid = {
  readonly name: string
  readonly kind: TicketSystemKind
  readonly baseUrl: string
  readonly accountName: string | null
  readonly secret: string
  readonly hookSecret: string | null
  readonly options: Readonly<Record<string, string>>
  readonly active: boolean
  readonly mode: TicketMode
  readonly rules: TicketRules
  readonly mapping: StatusMapping
  readonly overdueDays: number
  readonly untouchedDays: number
}

/** A connection. `account`: who we are there; null: it was never checked. `hookKey`: the end of the address that the system calls. */
export type StoredConnection = ConnectionSaid & {
  readonly id: number
  readonly workspaceId: number
  readonly version: number
  readonly hookKey: string
  readonly catalog: TicketCatalog | null
  readonly account: string | null
  readonly health: ConnectionHealth
  readonly cursor: string | null
  readonly polledAt: number | null
  readonly reconciledAt: number | null
  readonly removedAt: number | null
}

const columns = sql`c.id, c.workspace_id as "workspaceId", c.version, c.name, c.kind, c.base_url as "baseUrl", c.account_name as "accountName", c.secret,
  c.hook_secret as "hookSecret", c.hook_key as "hookKey", c.options, c.active, c.mode, c.rules, c.mapping, c.overdue_days as "overdueDays",
  c.untouched_days as "untouchedDays", c.catalog, c.account, c.health, c.cursor, c.polled_at as "polledAt", c.reconciled_at as "reconciledAt",
  c.removed_at as "removedAt"`

/** Connections of a workspace by name, removed ones left out unless one is asked for by its id. */
export async function connectionsOf(
  db: Db,
  workspaceId: number,
  { id, lock = false }: { readonly id?: number; readonly lock?: boolean } = {},
): Promise<StoredConnection[]> {
  const { rows } = await sql<StoredConnection>`
    select ${columns} from ticket_connection c
    where c.workspace_id = ${workspaceId} and ${id === undefined ? sql`c.removed_at is null` : sql`c.id = ${id}`}
    order by lower(c.name), c.id limit 100 ${lock ? sql`for update` : sql``}`.execute(db)
  return rows
}

/** The connection that a system calls at an address. */
export async function connectionByHook(db: Db, hookKey: string): Promise<StoredConnection | undefined> {
  const { rows } = await sql<StoredConnection>`
    select ${columns} from ticket_connection c where c.hook_key = ${hookKey} and c.removed_at is null and c.active`.execute(
    db,
  )
  return rows[0]
}

/** Stores a new connection and says its id. */
export async function insertConnection(
  db: Db,
  workspaceId: number,
  { said, hookKey, health, now }: { said: ConnectionSaid; hookKey: string; health: ConnectionHealth; now: number },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into ticket_connection (workspace_id, version, name, kind, base_url, account_name, secret, hook_secret, hook_key, options, active, mode, rules,
      mapping, overdue_days, untouched_days, made_at, leased_until, health, paused_until)
    values (${workspaceId}, 1, ${said.name}, ${said.kind}, ${said.baseUrl}, ${said.accountName}, ${said.secret}, ${said.hookSecret}, ${hookKey},
      ${JSON.stringify(said.options)}::jsonb, ${said.active}, ${said.mode}, ${JSON.stringify(said.rules)}::jsonb, ${JSON.stringify(said.mapping)}::jsonb,
      ${said.overdueDays}, ${said.untouchedDays}, ${now}, 0, ${JSON.stringify(health)}::jsonb, 0)
    returning id`.execute(db)
  return Number(rows[0]?.id)
}

/** Changes a connection, which may be called again at once, and counts its version on. */
export async function writeConnection(
  db: Db,
  { id, ...said }: ConnectionSaid & { readonly id: number },
): Promise<void> {
  await sql`
    update ticket_connection set version = version + 1, name = ${said.name}, base_url = ${said.baseUrl}, account_name = ${said.accountName},
      secret = ${said.secret}, hook_secret = ${said.hookSecret}, options = ${JSON.stringify(said.options)}::jsonb, active = ${said.active},
      mode = ${said.mode}, rules = ${JSON.stringify(said.rules)}::jsonb, mapping = ${JSON.stringify(said.mapping)}::jsonb,
      overdue_days = ${said.overdueDays}, untouched_days = ${said.untouchedDays}, paused_until = 0
    where id = ${id}`.execute(db)
  // What waited for another mapping or other rights is tried at once.
  await sql`update ticket_link set next_at = 0, failure = null, tries = 0 where connection_id = ${id} and unlinked_at is null`.execute(
    db,
  )
}

/** Puts a connection aside, or brings it back. Answers whether there is one. */
export async function removeConnection(
  db: Db,
  workspaceId: number,
  { id, at }: { readonly id: number; readonly at: number | null },
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update ticket_connection set removed_at = ${at}, version = version + 1 where workspace_id = ${workspaceId} and id = ${id}`.execute(
    db,
  )
  return numAffectedRows > 0n
}

/** Takes a connection that nobody works on and that may be called; `except`: not these. */
export async function leaseConnection(
  db: Db,
  { now, until, except }: { readonly now: number; readonly until: number; readonly except: readonly number[] },
): Promise<StoredConnection | undefined> {
  const { rows } = await sql<StoredConnection>`
    update ticket_connection c set leased_until = ${until}
    where c.id = (select w.id from ticket_connection w
      where w.removed_at is null and w.active and w.leased_until <= ${now} and w.paused_until <= ${now} and w.id <> all(${[...except]}::int[])
      order by w.leased_until, w.id limit 1 for update skip locked)
    returning ${columns}`.execute(db)
  return rows[0]
}

/** Goes on working on a connection, or leaves it. */
export async function holdConnection(db: Db, id: number, until: number): Promise<void> {
  await sql`update ticket_connection set leased_until = ${until} where id = ${id}`.execute(db)
}

/** Writes down how a connection does. */
export async function noteHealth(db: Db, id: number, health: ConnectionHealth): Promise<void> {
  await sql`update ticket_connection set health = ${JSON.stringify(health)}::jsonb, paused_until = ${health.pausedUntil ?? 0} where id = ${id}`.execute(
    db,
  )
}

/** Writes down how far changes were read. */
export async function noteProgress(
  db: Db,
  id: number,
  { cursor, polledAt, reconciledAt }: Pick<StoredConnection, 'cursor' | 'polledAt' | 'reconciledAt'>,
): Promise<void> {
  await sql`update ticket_connection set cursor = ${cursor}, polled_at = ${polledAt}, reconciled_at = ${reconciledAt} where id = ${id}`.execute(
    db,
  )
}

/** Keeps what a system said there is, and who we are there. */
export async function noteCatalog(
  db: Db,
  id: number,
  { catalog, account }: { readonly catalog: TicketCatalog; readonly account: string },
): Promise<void> {
  await sql`update ticket_connection set catalog = ${JSON.stringify(catalog)}::jsonb, account = ${account} where id = ${id}`.execute(
    db,
  )
}

/** What waits at a connection, and since when the longest does. */
export async function queueOf(
  db: Db,
  id: number,
): Promise<{ readonly waiting: number; readonly since: number | null }> {
  const { rows } = await sql<{ waiting: number; since: number | null }>`
    select count(*)::int as waiting, min(at)::bigint as since from (
      select made_at as at from ticket_intent where connection_id = ${id} and state in ('planned', 'sending')
      union all select received_at from ticket_call where connection_id = ${id} and done_at is null
      union all select coalesce((failure->>'at')::bigint, nullif(next_at, 0), read_at) from ticket_link
        where connection_id = ${id} and unlinked_at is null and next_at is not null) waits`.execute(db)
  return rows[0] ?? { waiting: 0, since: null }
}
