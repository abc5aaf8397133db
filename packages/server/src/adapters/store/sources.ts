// Sources with their write keys, and which source a key belongs to. Every query of a member names the workspace. Decides nothing.
import type { Mapping, SignatureScheme } from '@lotse/protocol'
import { sql } from 'kysely'
import type { ClientBase } from 'pg'
import type { Db } from './members.ts'

const sourceColumns = [
  'id',
  'name',
  'kind',
  'write_key',
  'old_key_until',
  'trusted',
  'owner_id',
  'created_at',
  'revoked_at',
  'mapping',
  'signature',
] as const

/** A source that may send. `settings`: of the workspace, unchecked; `trusted`: it may say that somebody granted consent. */
export type SendingSource = {
  readonly sourceId: number
  readonly workspaceId: number
  readonly locale: string
  readonly zone: string
  readonly settings: unknown
  readonly trusted: boolean
}

const BY_KEY = `
  select s.id as "sourceId", s.workspace_id as "workspaceId", w.locale, w.zone, w.settings, s.trusted
  from source s join workspace w on w.id = s.workspace_id
  where s.revoked_at is null and `

/** The source of a write key, unless revoked. The key before the last rotation is taken as long as was said then. */
export async function sourceOfKey(
  db: Pick<ClientBase, 'query'>,
  writeKey: string,
  now: number,
): Promise<SendingSource | undefined> {
  const { rows } = await db.query<SendingSource>({
    name: 'source_of_key',
    text: `${BY_KEY} (s.write_key = $1 or (s.old_key = $1 and s.old_key_until > $2))`,
    values: [writeKey, now],
  })
  return rows[0]
}

/** A source by its id, unless revoked. */
export async function sourceOfId(db: Pick<ClientBase, 'query'>, sourceId: number): Promise<SendingSource | undefined> {
  const { rows } = await db.query<SendingSource>({
    name: 'source_of_id',
    text: `${BY_KEY} s.id = $1`,
    values: [sourceId],
  })
  return rows[0]
}

/** A webhook source as a delivery finds it. `signingSecret`: sealed. */
export type HookSource = {
  readonly sourceId: number
  readonly kind: string
  readonly mapping: Mapping | null
  readonly signature: SignatureScheme | null
  readonly signingSecret: string | null
  readonly zone: string
}

const HOOK = `
  select s.id as "sourceId", s.kind, s.mapping, s.signature, s.signing_secret as "signingSecret", w.zone
  from source s join workspace w on w.id = s.workspace_id where s.id = $1`

/** How records of a source are read, as it stands now. */
export async function hookOf(db: Pick<ClientBase, 'query'>, sourceId: number): Promise<HookSource | undefined> {
  const { rows } = await db.query<HookSource>({ name: 'hook_of', text: HOOK, values: [sourceId] })
  return rows[0]
}

/** Whether a source of the workspace has this id, and of which kind it is. */
export async function sourceKindOf(db: Db, workspaceId: number, id: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('source')
    .select('kind')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.kind
}

/** One source. */
export async function findSource(db: Db, workspaceId: number, id: number) {
  return db
    .selectFrom('source')
    .select(sourceColumns)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Says how deliveries of a source are signed; null: not at all. `secret`: sealed. */
export async function setSignature(
  db: Db,
  workspaceId: number,
  change: { readonly id: number; readonly scheme: string | null; readonly secret: string | null },
) {
  return db
    .updateTable('source')
    .set({ signature: change.scheme, signing_secret: change.secret })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', change.id)
    .returning(sourceColumns)
    .executeTakeFirst()
}

/** Sources, newest first, older than `before`. `owners`: units that own them; `none`: those that nobody owns. */
export async function listSources(
  db: Db,
  workspaceId: number,
  page: {
    readonly owners: readonly number[] | 'none' | undefined
    readonly before: number | undefined
    readonly limit: number
  },
) {
  const { owners, before, limit } = page
  return db
    .selectFrom('source')
    .select(sourceColumns)
    .where('workspace_id', '=', workspaceId)
    .$if(owners === 'none', (query) => query.where('owner_id', 'is', null))
    .$if(Array.isArray(owners), (query) => query.where(sql<boolean>`owner_id = any(${owners as number[]}::int[])`))
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Adds a source. */
export async function insertSource(
  db: Db,
  source: {
    readonly workspaceId: number
    readonly name: string
    readonly kind: string
    readonly writeKey: string
    readonly trusted: boolean
    readonly ownerId: number | null
    readonly now: number
  },
) {
  return db
    .insertInto('source')
    .values({
      workspace_id: source.workspaceId,
      name: source.name,
      kind: source.kind,
      write_key: source.writeKey,
      trusted: source.trusted,
      owner_id: source.ownerId,
      created_at: source.now,
    })
    .returning(sourceColumns)
    .executeTakeFirstOrThrow()
}

/**
 * Replaces the write key of a source that is not revoked.
 *
 * @param keepOldUntil - until when the key of before is taken too; null: not at all.
 */
export async function setWriteKey(
  db: Db,
  workspaceId: number,
  change: { readonly id: number; readonly writeKey: string; readonly keepOldUntil: number | null },
) {
  const { id, writeKey, keepOldUntil } = change
  return db
    .updateTable('source')
    .set((eb) => ({
      write_key: writeKey,
      old_key: keepOldUntil === null ? null : eb.ref('write_key'),
      old_key_until: keepOldUntil,
    }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning(sourceColumns)
    .executeTakeFirst()
}

/** Revokes a source; one that is revoked already keeps its time. */
export async function revokeSource(db: Db, workspaceId: number, id: number, now: number) {
  return db
    .updateTable('source')
    .set((eb) => ({ revoked_at: eb.fn.coalesce('revoked_at', eb.val(now)) }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .returning(sourceColumns)
    .executeTakeFirst()
}

/** Changes what a source is called, what it is, and whether it is trusted, how its records are read; what is undefined stays. */
export async function changeSource(
  db: Db,
  workspaceId: number,
  change: {
    readonly id: number
    readonly name?: string | undefined
    readonly kind?: string | undefined
    readonly trusted?: boolean | undefined
    readonly mapping?: Mapping | null | undefined
  },
) {
  const { id, name, kind, trusted, mapping } = change
  return db
    .updateTable('source')
    .set((eb) => ({
      name: name ?? eb.ref('name'),
      kind: kind ?? eb.ref('kind'),
      trusted: trusted ?? eb.ref('trusted'),
      mapping: mapping === undefined ? eb.ref('mapping') : mapping === null ? null : JSON.stringify(mapping),
    }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .returning(sourceColumns)
    .executeTakeFirst()
}

/** Takes back that a source was revoked. */
export async function restoreSource(db: Db, workspaceId: number, id: number) {
  return db
    .updateTable('source')
    .set({ revoked_at: null })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .returning(sourceColumns)
    .executeTakeFirst()
}

/** All sources of a workspace with what their health needs. */
export async function sourcesForHealth(db: Db, workspaceId: number) {
  return db
    .selectFrom('source')
    .select(['id', 'created_at', 'revoked_at'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('id')
    .limit(10_000)
    .execute()
}

/** Names of a workspace's sources by id. */
export async function sourceNames(db: Db, workspaceId: number): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('source')
    .select(['id', 'name'])
    .where('workspace_id', '=', workspaceId)
    .limit(10_000)
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}
