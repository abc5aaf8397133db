// Invitations to a workspace in the database. Stores the hash of a link's secret, never the secret. Every query but those by hash names the workspace.
import type { Role } from '@lotse/protocol'
import { sql } from 'kysely'
import type { Db } from './members.ts'

/** An invitation as stored. `known`: whether there is an account with this e-mail; `locale`: that account's language. */
export type InvitationRow = {
  readonly id: number
  readonly workspaceId: number
  readonly workspaceName: string
  readonly email: string
  readonly roles: Role[]
  readonly unitIds: number[]
  readonly createdAt: number
  readonly expiresAt: number
  readonly mailedAt: number | null
  readonly invitedBy: string | null
  readonly known: boolean
  readonly locale: string | null
}

const fields = sql`
  i.id, i.workspace_id as "workspaceId", w.name as "workspaceName", i.email, i.roles, i.unit_ids as "unitIds",
  i.created_at as "createdAt", i.expires_at as "expiresAt", i.mailed_at as "mailedAt", b.name as "invitedBy",
  exists (select 1 from member m where m.email = i.email) as known,
  (select m.locale from member m where m.email = i.email) as locale
  from invitation i join workspace w on w.id = i.workspace_id left join member b on b.id = i.invited_by`

/** Invitations that nobody accepted or withdrew, newest first, older than `before`. */
export async function listInvitations(
  db: Db,
  workspaceId: number,
  { before, limit }: { readonly before: number | undefined; readonly limit: number },
): Promise<InvitationRow[]> {
  const { rows } = await sql<InvitationRow>`
    select ${fields} where i.workspace_id = ${workspaceId} and i.accepted_at is null and i.withdrawn_at is null
      and (${before ?? null}::int is null or i.id < ${before ?? null}) order by i.id desc limit ${limit}`.execute(db)
  return rows
}

/** How many invitations of a workspace wait. */
export async function countInvitations(db: Db, workspaceId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from invitation
    where workspace_id = ${workspaceId} and accepted_at is null and withdrawn_at is null`.execute(db)
  return rows[0]?.count ?? 0
}

/** One invitation, whatever became of it. */
export async function findInvitation(db: Db, workspaceId: number, id: number): Promise<InvitationRow | undefined> {
  const { rows } = await sql<InvitationRow>`
    select ${fields} where i.workspace_id = ${workspaceId} and i.id = ${id}`.execute(db)
  return rows[0]
}

/** The invitation whose link holds. */
export async function invitationByHash(db: Db, hash: Buffer, now: number): Promise<InvitationRow | undefined> {
  const { rows } = await sql<InvitationRow>`
    select ${fields} where i.hash = ${hash} and i.accepted_at is null and i.withdrawn_at is null
      and i.expires_at > ${now}`.execute(db)
  return rows[0]
}

/** Adds an invitation and answers its id; undefined where one waits for this e-mail. One that ran out makes room. */
export async function insertInvitation(
  db: Db,
  invitation: {
    readonly workspaceId: number
    readonly email: string
    readonly roles: readonly Role[]
    readonly unitIds: readonly number[]
    readonly hash: Buffer
    readonly invitedBy: number | null
    readonly now: number
    readonly expiresAt: number
  },
): Promise<number | undefined> {
  const { workspaceId, email, roles, unitIds, hash, invitedBy, now, expiresAt } = invitation
  await sql`update invitation set withdrawn_at = ${now} where workspace_id = ${workspaceId} and email = ${email}
    and accepted_at is null and withdrawn_at is null and expires_at <= ${now}`.execute(db)
  const { rows } = await sql<{ id: number }>`
    insert into invitation (workspace_id, email, roles, unit_ids, hash, invited_by, created_at, expires_at)
    values (${workspaceId}, ${email}, ${[...roles]}::text[], ${[...unitIds]}::int[], ${hash}, ${invitedBy}, ${now}, ${expiresAt})
    on conflict do nothing returning id`.execute(db)
  return rows[0]?.id
}

/** Gives an invitation a fresh link, and opens it again where it was withdrawn. Answers whether it still waits for anybody. */
export async function renewInvitation(
  db: Db,
  { workspaceId, id, hash, expiresAt }: { workspaceId: number; id: number; hash: Buffer; expiresAt: number },
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update invitation i set hash = ${hash}, expires_at = ${expiresAt}, mailed_at = null, withdrawn_at = null
    where workspace_id = ${workspaceId} and id = ${id} and accepted_at is null
      and not exists (select 1 from invitation o where o.workspace_id = i.workspace_id and o.email = i.email
        and o.id <> i.id and o.accepted_at is null and o.withdrawn_at is null)`.execute(db)
  return numAffectedRows > 0n
}

/** Writes down that a mail server took the mail. */
export async function setMailed(db: Db, workspaceId: number, id: number, now: number): Promise<void> {
  await sql`update invitation set mailed_at = ${now} where workspace_id = ${workspaceId} and id = ${id}`.execute(db)
}

/** Withdraws an invitation that waits. */
export async function withdraw(db: Db, workspaceId: number, id: number, now: number): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update invitation set withdrawn_at = ${now} where workspace_id = ${workspaceId} and id = ${id}
      and accepted_at is null and withdrawn_at is null`.execute(db)
  return numAffectedRows > 0n
}

/** Uses a link up. Answers false where it no longer holds: of two who come at once, one gets it. */
export async function useInvitation(db: Db, id: number, hash: Buffer, now: number): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update invitation set accepted_at = ${now} where id = ${id} and hash = ${hash}
      and accepted_at is null and withdrawn_at is null and expires_at > ${now}`.execute(db)
  return numAffectedRows > 0n
}
