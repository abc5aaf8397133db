// Links to journeys and to single insights, in the database. Every query names the workspace, but those that find a link by its secret, its frame or its signed number.
import { sql } from 'kysely'
import type { Db } from './members.ts'

/** What a link allows, and can be changed. `passwordHash`: of the password it asks for. `origins`: of pages that show it. `without`: lanes it leaves out. */
export type ShareTerms = {
  readonly name: string
  readonly rights: string
  readonly opens: readonly string[]
  readonly origins: readonly string[]
  readonly without: readonly string[]
  readonly passwordHash: string | null
  readonly expiresAt: number | null
}

/** What a link shows. */
export type Shared = 'journey' | 'insight'

/**
 * A link. `journey`: the journey or the insight. `frame`: names it in the address by which pages show it. `changes`: how often it was changed, `before`: what it allowed before the last time; null:
 * never.
 */
export type ShareRow = ShareTerms & {
  readonly id: number
  readonly workspaceId: number
  readonly shares: Shared
  readonly journey: string
  readonly frame: string | null
  readonly memberName: string | null
  readonly createdAt: number
  readonly changes: number
  readonly before: ShareTerms | null
  readonly revokedAt: number | null
  readonly opened: number
  readonly openedAt: number | null
}

const columns = sql`s.id, s.workspace_id as "workspaceId", s.shares, s.journey, s.name, s.rights, s.opens, s.frame, s.origins, s.without, s.password_hash as "passwordHash", m.name as "memberName",
  s.created_at as "createdAt", s.expires_at as "expiresAt", s.revoked_at as "revokedAt", s.opened, s.opened_at as "openedAt", s.changes, s.before`
const joined = sql`atlas_share s left join member m on m.id = s.member_id`

/** Links to a journey, newest first, below an id. */
export async function listShares(
  db: Db,
  workspaceId: number,
  { journey, before, limit }: { readonly journey: string; readonly before: number | undefined; readonly limit: number },
): Promise<ShareRow[]> {
  const { rows } = await sql<ShareRow>`
    select ${columns} from ${joined} where s.workspace_id = ${workspaceId} and s.journey = ${journey}
      ${before === undefined ? sql`` : sql`and s.id < ${before}`} order by s.id desc limit ${limit}`.execute(db)
  return rows
}

/** One link, to a journey unless said. */
export async function shareById(
  db: Db,
  workspaceId: number,
  { journey, id, shares = 'journey' }: { readonly journey: string; readonly id: number; readonly shares?: Shared },
): Promise<ShareRow | undefined> {
  const { rows } = await sql<ShareRow>`
    select ${columns} from ${joined} where s.workspace_id = ${workspaceId} and s.shares = ${shares} and s.journey = ${journey} and s.id = ${id}`.execute(
    db,
  )
  return rows[0]
}

/** Holds a link until the transaction ends, so that it is changed by one at a time. */
export async function holdShare(db: Db, workspaceId: number, id: number): Promise<void> {
  await sql`select 1 from atlas_share where workspace_id = ${workspaceId} and id = ${id} for update`.execute(db)
}

/** Changes what a link allows, and keeps what it allowed before. */
export async function changeShare(db: Db, workspaceId: number, id: number, terms: ShareTerms): Promise<void> {
  const { name, rights, opens, origins, without, passwordHash, expiresAt } = terms
  await sql`
    update atlas_share set name = ${name}, rights = ${rights}, opens = ${[...opens]}::text[], origins = ${[...origins]}::text[],
      without = ${[...without]}::text[], password_hash = ${passwordHash}, expires_at = ${expiresAt}, changes = changes + 1,
      before = jsonb_build_object('name', name, 'rights', rights, 'opens', to_jsonb(opens), 'origins', to_jsonb(origins),
        'without', to_jsonb(without), 'passwordHash', password_hash, 'expiresAt', expires_at)
    where workspace_id = ${workspaceId} and id = ${id}`.execute(db)
}

/** The link with a secret, if it shows such a thing, was not withdrawn, its time is not over and what it shows stands. */
export async function shareByHash(
  db: Db,
  hash: Buffer,
  { shares, now }: { readonly shares: Shared; readonly now: number },
): Promise<ShareRow | undefined> {
  const { rows } = await sql<ShareRow>`
    select ${columns} from ${joined} join atlas_record j on j.workspace_id = s.workspace_id and j.id = s.journey and j.removed_at is null
    where s.hash = ${hash} and s.shares = ${shares} and s.revoked_at is null and (s.expires_at is null or s.expires_at > ${now})`.execute(
    db,
  )
  return rows[0]
}

/** Whose a link is that holds: as {@link shareByHash}, for who was let in by it already. */
export async function shareHolding(
  db: Db,
  id: number,
  now: number,
): Promise<Pick<ShareRow, 'workspaceId' | 'changes'> | undefined> {
  const { rows } = await sql<Pick<ShareRow, 'workspaceId' | 'changes'>>`
    select s.workspace_id as "workspaceId", s.changes from atlas_share s join atlas_record j on j.workspace_id = s.workspace_id and j.id = s.journey and j.removed_at is null
    where s.id = ${id} and s.revoked_at is null and (s.expires_at is null or s.expires_at > ${now})`.execute(db)
  return rows[0]
}

/** Origins of pages that may show a link within themselves; none where it was withdrawn, its time is over or its journey was put aside. */
export async function originsOfFrame(db: Db, frame: string, now: number): Promise<readonly string[]> {
  const { rows } = await sql<{ origins: readonly string[] }>`
    select s.origins from atlas_share s join atlas_record j on j.workspace_id = s.workspace_id and j.id = s.journey and j.removed_at is null
    where s.frame = ${frame} and s.revoked_at is null and (s.expires_at is null or s.expires_at > ${now})`.execute(db)
  return rows[0]?.origins ?? []
}

/** Adds a link and answers its id. */
export async function insertShare(
  db: Db,
  workspaceId: number,
  share: Pick<
    ShareRow,
    'journey' | 'name' | 'rights' | 'opens' | 'frame' | 'origins' | 'without' | 'passwordHash' | 'expiresAt'
  > & {
    readonly shares?: Shared
    readonly hash: Buffer
    readonly memberId: number | null
    readonly now: number
  },
): Promise<number> {
  const { shares = 'journey', journey, name, rights, opens, frame, origins, without } = share
  const { passwordHash, expiresAt, hash, memberId, now } = share
  const { rows } = await sql<{ id: number }>`
    insert into atlas_share (workspace_id, shares, journey, name, rights, opens, frame, origins, without, hash, password_hash, member_id, created_at, expires_at)
    values (${workspaceId}, ${shares}, ${journey}, ${name}, ${rights}, ${[...opens]}::text[], ${frame}, ${[...origins]}::text[], ${[...without]}::text[], ${hash},
      ${passwordHash}, ${memberId}, ${now}, ${expiresAt})
    returning id`.execute(db)
  return Number(rows[0]?.id)
}

/** Withdraws a link; one that was withdrawn keeps its time. */
export async function revokeShare(db: Db, workspaceId: number, id: number, now: number): Promise<void> {
  await sql`update atlas_share set revoked_at = coalesce(revoked_at, ${now}) where workspace_id = ${workspaceId} and id = ${id}`.execute(
    db,
  )
}

/** Counts that a link was opened. */
export async function countOpening(db: Db, workspaceId: number, id: number, now: number): Promise<void> {
  await sql`update atlas_share set opened = opened + 1, opened_at = ${now} where workspace_id = ${workspaceId} and id = ${id}`.execute(
    db,
  )
}
