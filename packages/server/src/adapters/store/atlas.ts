// Records that people design and the order of their changes, in the database. Every query names the workspace. Decides nothing.
import type { RecordUse } from '@lotse/core/atlas'
import type { AtlasEdit, AtlasKind, AtlasRecord } from '@lotse/protocol'
import { sql } from 'kysely'
import { weighedText } from './lexemes.ts'
import type { Db } from './members.ts'

/** Any fixed number: writers of the atlas of a workspace wait for each other on it. */
const ATLAS_LOCK = 1_905_332_311

/** A record with whose it is. `owner`: the unit; records of a journey have none of their own. */
export type OwnedRecord = AtlasRecord & { readonly owner: number | null; readonly changedAt: number }

/** A record as the database answers it. */
export type RecordRow = {
  readonly id: string
  readonly kind: AtlasKind
  readonly journey: string | null
  readonly fields: AtlasRecord['fields']
  readonly owner: number | null
  readonly removed: boolean
  readonly changedAt: number
}

/** The columns of a record `r`. */
export const recordColumns = sql`r.id, r.kind, r.journey, r.fields, r.owner_id as owner, r.removed_at is not null as removed, r.changed_at as "changedAt"`

/** Lets one writer at a time into a workspace's atlas, until the transaction ends. */
export async function holdAtlas(db: Db, workspaceId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${ATLAS_LOCK}, ${workspaceId})`.execute(db)
}

/** Records by id, put-aside ones too. */
export async function recordsById(db: Db, workspaceId: number, ids: readonly string[]): Promise<OwnedRecord[]> {
  const { rows } = await sql<RecordRow>`
    select ${recordColumns} from atlas_record r where r.workspace_id = ${workspaceId} and r.id = any(${[...ids]}::text[])`.execute(
    db,
  )
  return rows
}

/** Everything that lives in a journey, put-aside records too, and the journey itself. */
export async function recordsOfJourney(db: Db, workspaceId: number, journey: string): Promise<OwnedRecord[]> {
  const { rows } = await sql<RecordRow>`
    select ${recordColumns} from atlas_record r where r.workspace_id = ${workspaceId} and (r.journey = ${journey} or r.id = ${journey})`.execute(
    db,
  )
  return rows
}

/** Library records that standing records of a journey, or the journey itself, name. */
export async function recordsUsedIn(db: Db, workspaceId: number, journey: string): Promise<OwnedRecord[]> {
  const { rows } = await sql<RecordRow>`
    select ${recordColumns} from atlas_record r
    where r.workspace_id = ${workspaceId} and r.journey is null and r.id in (
      select u.item from atlas_use u join atlas_record s on s.workspace_id = u.workspace_id and s.id = u.record
      where u.workspace_id = ${workspaceId} and (s.journey = ${journey} or s.id = ${journey}))`.execute(db)
  return rows
}

/** A record as it is to be stored, with what it names and what it is found by: words of its name, of its other fields, and what joined words end with. */
export type WrittenRecord = AtlasRecord & {
  readonly owner: number | null
  readonly words: Readonly<Record<'name' | 'others' | 'ends', readonly string[]>>
  readonly uses: readonly RecordUse[]
}

/** Writes records, new and old ones, and what they name. The owner of an old one stays. */
export async function writeRecords(
  db: Db,
  workspaceId: number,
  records: readonly WrittenRecord[],
  now: number,
): Promise<void> {
  if (records.length === 0) return
  const of = <T>(value: (record: WrittenRecord) => T): T[] => records.map(value)
  await sql`
    insert into atlas_record (workspace_id, id, kind, journey, fields, owner_id, removed_at, made_at, changed_at, words)
    select ${workspaceId}, id, kind, journey, fields::jsonb, owner, case when removed then ${now}::bigint end, ${now}, ${now}, words::tsvector
    from unnest(${of(({ id }) => id)}::text[], ${of(({ kind }) => kind)}::text[], ${of(({ journey }) => journey)}::text[],
      ${of(({ fields }) => JSON.stringify(fields))}::text[], ${of(({ owner }) => owner)}::int[], ${of(({ removed }) => removed)}::bool[],
      ${of(({ words: { name, others, ends } }) => weighedText({ A: name, B: others, C: ends }))}::text[]) r(id, kind, journey, fields, owner, removed, words)
    on conflict (workspace_id, id) do update set fields = excluded.fields, removed_at = case when excluded.removed_at is null then null
      else coalesce(atlas_record.removed_at, excluded.removed_at) end, changed_at = excluded.changed_at, words = excluded.words`.execute(
    db,
  )
  await writeUses(db, workspaceId, records)
}

/** What standing records name is written anew. */
async function writeUses(db: Db, workspaceId: number, records: readonly WrittenRecord[]): Promise<void> {
  await sql`delete from atlas_use where workspace_id = ${workspaceId} and record = any(${records.map(({ id }) => id)}::text[])`.execute(
    db,
  )
  const uses = records.flatMap(({ id, removed, uses: named }) => (removed ? [] : named.map((use) => ({ ...use, id }))))
  if (uses.length === 0) return
  await sql`
    insert into atlas_use (workspace_id, record, field, item)
    select ${workspaceId}, * from unnest(${uses.map(({ id }) => id)}::text[], ${uses.map(({ field }) => field)}::text[],
      ${uses.map(({ item }) => item)}::text[])`.execute(db)
}

/** A change as it is kept. */
export type ChangeRow = {
  readonly seq: number
  readonly id: string
  readonly memberId: number | null
  readonly at: number
  readonly edits: readonly AtlasEdit[]
  readonly reverse: readonly AtlasEdit[]
  readonly undoes: number | null
}

const changeColumns = sql`c.seq, c.id, c.member_id as "memberId", c.at, c.edits, c.reverse, c.undoes`

/** Keeps a change and says its place. `journeys`: those it touched; the library is the empty text. */
export async function insertChange(
  db: Db,
  workspaceId: number,
  change: Omit<ChangeRow, 'seq'> & { readonly journeys: readonly string[] },
): Promise<number> {
  const { id, memberId, at, journeys, edits, reverse, undoes } = change
  const { rows } = await sql<{ seq: number }>`
    insert into atlas_change (workspace_id, id, member_id, at, journeys, edits, reverse, undoes)
    values (${workspaceId}, ${id}, ${memberId}, ${at}, ${[...journeys]}::text[], ${JSON.stringify(edits)}::jsonb, ${JSON.stringify(reverse)}::jsonb, ${undoes})
    returning seq`.execute(db)
  return Number(rows[0]?.seq)
}

/** A change by its id. */
export async function changeById(db: Db, workspaceId: number, id: string): Promise<ChangeRow | undefined> {
  const { rows } =
    await sql<ChangeRow>`select ${changeColumns} from atlas_change c where c.workspace_id = ${workspaceId} and c.id = ${id}`.execute(
      db,
    )
  return rows[0]
}

/** Changes behind a place, in order. `journey`: only those that touch it or the library. */
export async function changesAfter(
  db: Db,
  workspaceId: number,
  { after, journey, limit }: { readonly after: number; readonly journey?: string; readonly limit: number },
): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    select ${changeColumns} from atlas_change c where c.workspace_id = ${workspaceId} and c.seq > ${after}
      ${journey === undefined ? sql`` : sql`and c.journeys && ${[journey, '']}::text[]`}
    order by c.seq limit ${limit}`.execute(db)
  return rows
}

/** The place of the last change; 0 before any. */
export async function lastChange(db: Db, workspaceId: number): Promise<number> {
  const { rows } = await sql<{
    seq: number | null
  }>`select max(seq) as seq from atlas_change where workspace_id = ${workspaceId}`.execute(db)
  return rows[0]?.seq ?? 0
}
