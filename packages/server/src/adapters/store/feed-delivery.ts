// How members are told of their feeds, and secret addresses of feeds, in the database. Every query names the workspace, but those of the job and of a secret. Decides nothing.
import type { Cadence } from '@lotse/core/insights'
import type { Role } from '@lotse/protocol'
import { sql } from 'kysely'
import type { Db } from './members.ts'

type Whose = { readonly workspaceId: number; readonly memberId: number }

/** A member's wish. `period`: the last one told of; `toldTo`, `alertedTo`: what was gathered up to then is told. */
export type DeliveryRow = {
  readonly version: number
  readonly cadence: Cadence
  readonly hour: number
  readonly zone: string
  readonly alerts: boolean
  readonly period: string
  readonly toldTo: number
  readonly alertedTo: number
}

const columns = sql`d.version, d.cadence, d.hour, d.zone, d.alerts, d.period, d.told_to as "toldTo", d.alerted_to as "alertedTo"`

/** The wish of a member; undefined: none was said. @param lock - nobody else changes it until the transaction ends. */
export async function deliveryOf(
  db: Db,
  { workspaceId, memberId }: Whose,
  { lock = false } = {},
): Promise<DeliveryRow | undefined> {
  const { rows } = await sql<DeliveryRow>`
    select ${columns} from feed_delivery d where d.workspace_id = ${workspaceId} and d.member_id = ${memberId} ${lock ? sql`for update` : sql``}`.execute(
    db,
  )
  return rows[0]
}

/** Writes a wish down. @returns false where somebody else was first. */
export async function writeDelivery(db: Db, { workspaceId, memberId }: Whose, row: DeliveryRow): Promise<boolean> {
  const { version, cadence, hour, zone, alerts, period, toldTo, alertedTo } = row
  const { numAffectedRows = 0n } = await sql`
    insert into feed_delivery (workspace_id, member_id, version, cadence, hour, zone, alerts, period, told_to, alerted_to)
    values (${workspaceId}, ${memberId}, ${version}, ${cadence}, ${hour}, ${zone}, ${alerts}, ${period}, ${toldTo}, ${alertedTo})
    on conflict (workspace_id, member_id) do update set version = excluded.version, cadence = excluded.cadence, hour = excluded.hour, zone = excluded.zone,
      alerts = excluded.alerts, period = excluded.period, told_to = excluded.told_to, alerted_to = excluded.alerted_to
    where feed_delivery.version = ${version - 1}`.execute(db)
  return numAffectedRows > 0n
}

/** Somebody who wishes to be told. */
export type ListenerRow = DeliveryRow &
  Whose & {
    readonly email: string
    readonly locale: string | null
    readonly workspaceLocale: string | null
    readonly workspaceName: string
    readonly roles: readonly Role[]
  }

/** Everybody who wishes to be told. */
export async function feedListeners(db: Db): Promise<ListenerRow[]> {
  const { rows } = await sql<ListenerRow>`
    select d.workspace_id as "workspaceId", d.member_id as "memberId", ${columns}, m.email, m.locale, w.locale as "workspaceLocale", w.name as "workspaceName",
      array[s.role] || s.further_roles as roles
    from feed_delivery d join member m on m.id = d.member_id join workspace w on w.id = d.workspace_id
      join membership s on s.workspace_id = d.workspace_id and s.member_id = d.member_id
    where d.cadence <> 'off' or d.alerts order by d.workspace_id, d.member_id`.execute(db)
  return rows
}

/** What was told, before it leaves: of two who would tell it one wins. `undo`: puts it back, where nothing came in between. */
export type Claim = {
  readonly what: 'digest' | 'alerts'
  readonly from: DeliveryRow
  readonly to: Pick<DeliveryRow, 'period' | 'toldTo'>
}

/** Claims a digest or alerts for telling. @returns whether nobody else did. */
export async function claimTelling(
  db: Db,
  { workspaceId, memberId }: Whose,
  { what, from, to }: Claim,
): Promise<boolean> {
  const { numAffectedRows = 0n } = await (what === 'digest'
    ? sql`update feed_delivery set period = ${to.period}, told_to = ${to.toldTo}
        where workspace_id = ${workspaceId} and member_id = ${memberId} and version = ${from.version} and period = ${from.period} and told_to = ${from.toldTo}`
    : sql`update feed_delivery set alerted_to = ${to.toldTo}
        where workspace_id = ${workspaceId} and member_id = ${memberId} and version = ${from.version} and alerted_to = ${from.alertedTo}`
  ).execute(db)
  return numAffectedRows > 0n
}

/** Nothing is sent any more to a member. */
export async function stopDelivery(db: Db, { workspaceId, memberId }: Whose): Promise<void> {
  await sql`
    update feed_delivery set cadence = 'off', alerts = false, version = version + 1
    where workspace_id = ${workspaceId} and member_id = ${memberId}`.execute(db)
}

/** An address of a feed. */
export type FeedLinkRow = {
  readonly id: number
  readonly name: string
  readonly unitId: number | null
  readonly madeAt: number
  readonly readAt: number | null
}

const linkColumns = sql`l.id, l.name, l.unit_id as "unitId", l.made_at as "madeAt", l.read_at as "readAt"`

/** A member's addresses, the newest first. */
export async function feedLinks(db: Db, { workspaceId, memberId }: Whose): Promise<FeedLinkRow[]> {
  const { rows } = await sql<FeedLinkRow>`
    select ${linkColumns} from feed_link l where l.workspace_id = ${workspaceId} and l.member_id = ${memberId} and l.revoked_at is null order by l.id desc`.execute(
    db,
  )
  return rows
}

/** Adds an address. @param hash - of its secret. */
export async function insertFeedLink(
  db: Db,
  { workspaceId, memberId }: Whose,
  {
    name,
    unitId,
    hash,
    now,
  }: { readonly name: string; readonly unitId: number | null; readonly hash: Buffer; readonly now: number },
): Promise<FeedLinkRow | undefined> {
  const { rows } = await sql<FeedLinkRow>`
    insert into feed_link as l (workspace_id, member_id, unit_id, name, hash, made_at) values (${workspaceId}, ${memberId}, ${unitId}, ${name}, ${hash}, ${now})
    returning ${linkColumns}`.execute(db)
  return rows[0]
}

/** Withdraws an address of a member. @returns whether there was one. */
export async function revokeFeedLink(
  db: Db,
  { workspaceId, memberId }: Whose,
  { id, now }: { readonly id: number; readonly now: number },
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update feed_link set revoked_at = ${now} where workspace_id = ${workspaceId} and member_id = ${memberId} and id = ${id} and revoked_at is null`.execute(
    db,
  )
  return numAffectedRows > 0n
}

/** The address of a secret with its maker, who must still be a member; notes that it was read. */
export async function openFeedLink(db: Db, hash: Buffer, now: number) {
  const { rows } = await sql<
    Whose & {
      readonly unitId: number | null
      readonly name: string
      readonly roles: readonly Role[]
      readonly locale: string | null
      readonly workspaceName: string
    }
  >`
    update feed_link l set read_at = ${now} from membership s, member m, workspace w
    where l.hash = ${hash} and l.revoked_at is null and s.workspace_id = l.workspace_id and s.member_id = l.member_id and m.id = l.member_id and w.id = l.workspace_id
    returning l.workspace_id as "workspaceId", l.member_id as "memberId", l.unit_id as "unitId", l.name, array[s.role] || s.further_roles as roles,
      coalesce(m.locale, w.locale) as locale, w.name as "workspaceName"`.execute(db)
  return rows[0]
}
