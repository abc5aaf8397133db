// Finding records that people design: lists, counts, search, and where a record is named. Every query names the workspace. Changes nothing.
import type { AtlasKind, AtlasRecord } from '@lotse/protocol'
import { type RawBuilder, sql } from 'kysely'
import { type OwnedRecord, type RecordRow, recordColumns } from './atlas.ts'
import { arisingAt } from './atlas-insights.ts'
import { allOfText } from './lexemes.ts'
import type { Db } from './members.ts'

/** Texts by language. */
type Texts = AtlasRecord['fields'][string]

/**
 * What records are narrowed to. `words`: beginnings of words in search form, all of which must be there. `owners`: units, nobody, or all. What
 * lives in a journey is its owner's. `uses`: only those that name all of these records. `at`: only insights that arose at all of these; `sort`: of one sort. `ids`: only
 * these.
 */
export type RecordFilter = {
  readonly kind?: AtlasKind | undefined
  readonly words: readonly string[]
  readonly owners?: readonly number[] | 'none' | undefined
  readonly journey?: string | undefined
  readonly uses?: readonly string[] | undefined
  readonly at?: readonly string[] | undefined
  readonly sort?: string | undefined
  readonly ids?: readonly string[] | undefined
}

/** Records with `j`, the journey of `r`. */
const standing = sql`atlas_record r
  left join atlas_record j on j.workspace_id = r.workspace_id and j.id = r.journey`

/** A list of records `r` that are narrowed, as what stands behind `from`. */
export function recordsNarrowed(workspaceId: number, filter: RecordFilter): RawBuilder<unknown> {
  return sql`${standing} where ${narrowed(workspaceId, filter)}`
}

function narrowed(workspaceId: number, filter: RecordFilter): RawBuilder<unknown> {
  return sql`${byThemselves(workspaceId, filter)} and ${byJourney(filter)}`
}

function byThemselves(
  workspaceId: number,
  { kind, words, journey, uses, at, sort, ids }: RecordFilter,
): RawBuilder<unknown> {
  const parts = [sql`r.workspace_id = ${workspaceId}`, sql`r.removed_at is null`]
  if (kind !== undefined) parts.push(sql`r.kind = ${kind}`)
  if (words.length > 0) parts.push(sql`r.words @@ ${allOfText(words, '*')}::tsquery`)
  if (journey !== undefined) parts.push(sql`r.journey = ${journey}`)
  if (ids !== undefined) parts.push(sql`r.id = any(${[...ids]}::text[])`)
  if (sort !== undefined) parts.push(sql`r.fields->>'sort' = ${sort}`)
  parts.push(...namingAll(uses), ...arisingAt(workspaceId, at))
  return sql.join(parts, sql` and `)
}

/** What holds of a record `r` that names all of these. */
export function namingAll(uses: readonly string[] = []): RawBuilder<unknown>[] {
  return uses.map(
    (item) =>
      sql`exists (select from atlas_use u where u.workspace_id = r.workspace_id and u.record = r.id and u.item = ${item})`,
  )
}

const owner = sql`case when r.journey is null then r.owner_id else j.owner_id end`

/** What lives in a journey that was put aside is put aside, and it is the journey's owner's. */
function byJourney({ owners }: RecordFilter): RawBuilder<unknown> {
  const owned = owners === 'none' ? sql`${owner} is null` : sql`${owner} = any(${[...(owners ?? [])]}::int[])`
  return owners === undefined ? sql`j.removed_at is null` : sql`j.removed_at is null and ${owned}`
}

/** Records, the last changed first. */
export async function listRecords(
  db: Db,
  workspaceId: number,
  {
    filter,
    before,
    limit,
  }: {
    readonly filter: RecordFilter
    readonly before: readonly [at: number, id: string] | undefined
    readonly limit: number
  },
): Promise<OwnedRecord[]> {
  const { rows } = await sql<RecordRow>`
    select ${recordColumns} from ${standing} where ${narrowed(workspaceId, filter)}
      ${before === undefined ? sql`` : sql`and (r.changed_at, r.id) < (${before[0]}::bigint, ${before[1]} collate "C")`}
    order by r.changed_at desc, r.id desc limit ${limit}`.execute(db)
  return rows
}

/** Records of some kinds by id, behind one. */
export async function recordsInOrder(
  db: Db,
  workspaceId: number,
  {
    filter,
    kinds,
    after,
    limit,
  }: {
    readonly filter: RecordFilter
    readonly kinds: readonly AtlasKind[]
    readonly after: string
    readonly limit: number
  },
): Promise<OwnedRecord[]> {
  const { rows } = await sql<RecordRow>`
    select ${recordColumns} from ${standing} where ${narrowed(workspaceId, filter)} and r.kind = any(${[...kinds]}::text[])
      and r.id > ${after} collate "C" order by r.id limit ${limit}`.execute(db)
  return rows
}

/** Records, and all that stand and name them, and what stands in those of them that are journeys or is placed at those that are steps. */
export async function recordsAround(db: Db, workspaceId: number, ids: readonly string[]): Promise<OwnedRecord[]> {
  const { rows } = await sql<RecordRow>`
    select ${recordColumns} from atlas_record r
    where r.workspace_id = ${workspaceId} and r.removed_at is null and r.id in (
      select unnest(${[...ids]}::text[])
      union select u.record from atlas_use u where u.workspace_id = ${workspaceId} and u.item = any(${[...ids]}::text[])
      union select w.id from atlas_record w where w.workspace_id = ${workspaceId} and w.journey = any(${[...ids]}::text[]) and w.kind = 'step'
      union select w.id from atlas_record s join atlas_record w on w.workspace_id = s.workspace_id and w.journey = s.journey
        and w.kind = 'placement' and w.fields->>'step' = s.id
        where s.workspace_id = ${workspaceId} and s.kind = 'step' and s.id = any(${[...ids]}::text[]))`.execute(db)
  return rows
}

/** All records of some kinds, put-aside ones too, by id. */
export async function recordsOfKinds(
  db: Db,
  workspaceId: number,
  { kinds, limit }: { readonly kinds: readonly AtlasKind[]; readonly limit: number },
): Promise<OwnedRecord[]> {
  const { rows } = await sql<RecordRow>`
    select ${recordColumns} from atlas_record r
    where r.workspace_id = ${workspaceId} and r.kind = any(${[...kinds]}::text[]) order by r.id limit ${limit}`.execute(
    db,
  )
  return rows
}

/** How many records there are, by kind and by whose they are. */
export async function countRecords(db: Db, workspaceId: number, filter: RecordFilter) {
  // Counted by journey first, so that not every cell looks up whose it is.
  const { rows } = await sql<{ kind: AtlasKind; owner: number | null; count: number }>`
    select r.kind, ${owner} as owner, sum(r.count)::int as count
    from (select r.workspace_id, r.kind, r.journey, r.owner_id, count(*) as count from atlas_record r
        where ${byThemselves(workspaceId, filter)} group by 1, 2, 3, 4) r
      left join atlas_record j on j.workspace_id = r.workspace_id and j.id = r.journey and j.kind = 'journey'
    where ${byJourney(filter)} group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

/** A record that was found. `step`: where in its journey it stands. */
export type FoundRecord = {
  readonly id: string
  readonly kind: AtlasKind
  readonly fields: AtlasRecord['fields']
  readonly owner: number | null
  readonly journey: string | null
  readonly journeyName: Texts | null
  readonly step: string | null
  readonly stepName: Texts | null
}

/** Of so many at most the best are taken: what hardly narrows at all, as a single letter, must not cost more. */
const CALLED_MAX = 200
const NAMED_MAX = 800

type Sought = { readonly words: readonly string[]; readonly kinds: readonly string[]; readonly limit: number }

/**
 * Records in the order in which one who searches wants them: those called so, those with all words in their name, with some of them at the end of a
 * joined word, then others; among them those whose name begins so, then by kind, then by the length of their name.
 *
 * @param words - beginnings of words in search form; one at least. `kinds`: those to look for, in the order that they come in.
 */
export async function searchRecords(db: Db, workspaceId: number, sought: Sought): Promise<FoundRecord[]> {
  const { words, limit } = sought
  const named = sql`ts_filter(r.words, '{a,c}')`
  // The library and journeys each have their share, so that many steps do not hide a touchpoint.
  const inNames = await foundBy(
    db,
    workspaceId,
    sought,
    [sql`r.journey is null`, sql`r.journey is not null`].flatMap((home) => [
      { condition: sql`${home} and ${named} @@ ${allOfText(words)}::tsquery`, most: CALLED_MAX },
      { condition: sql`${home} and ${named} @@ ${allOfText(words, '*')}::tsquery`, most: NAMED_MAX },
    ]),
  )
  if (inNames.length >= limit) return inNames
  const anywhere = sql`r.words @@ ${allOfText(words, '*')}::tsquery`
  const others = await foundBy(db, workspaceId, sought, [{ condition: anywhere, most: NAMED_MAX }])
  const known = new Set(inNames.map(({ id }) => id))
  return [...inNames, ...others.filter(({ id }) => !known.has(id))].slice(0, limit)
}

async function foundBy(
  db: Db,
  workspaceId: number,
  { words, kinds, limit }: Sought,
  ways: readonly { readonly condition: RawBuilder<unknown>; readonly most: number }[],
): Promise<FoundRecord[]> {
  const candidates = ways.map(
    ({ condition, most }) => sql`(select r.id from atlas_record r
      where r.workspace_id = ${workspaceId} and r.removed_at is null and ${condition} and r.kind = any(${[...kinds]}::text[]) limit ${most})`,
  )
  const weighing = (how: string) => sql`${allOfText(words, how)}::tsquery`
  const { rows } = await sql<FoundRecord>`
    select r.id, r.kind, r.fields, ${owner} as owner, r.journey,
      j.fields->'name' as "journeyName", s.id as step, s.fields->'name' as "stepName"
    from (${sql.join(candidates, sql` union `)}) c
      join atlas_record r on r.workspace_id = ${workspaceId} and r.id = c.id
      left join atlas_record j on j.workspace_id = ${workspaceId} and j.id = r.journey
      left join atlas_record s on s.workspace_id = ${workspaceId} and s.id = r.fields->>'step'
    where j.removed_at is null and s.removed_at is null
    order by case when not r.words @@ ${weighing('*A')} then case when r.words @@ ${weighing('*AC')} then 2 else 3 end
        when r.words @@ ${weighing('A')} then 0 else 1 end,
      strpos(lower(r.fields->>'name'), ${`": "${words[0] ?? ''}`}) = 0, array_position(${[...kinds]}::text[], r.kind),
      length(r.fields->>'name'), r.id
    limit ${limit}`.execute(db)
  return rows
}

/** A place where a record is named. `via`: what names it, in its `field`. `journey`: null where the library itself names it. */
export type PlaceRow = {
  readonly via: string
  readonly kind: AtlasKind
  readonly field: string
  readonly name: Texts | null
  readonly journey: string | null
  readonly journeyName: Texts | null
  readonly phase: string | null
  readonly phaseName: Texts | null
  readonly step: string | null
  readonly stepName: Texts | null
  readonly owner: number | null
}

/** Where a record is named, by what stands itself, in journeys and at steps that stand. */
export async function placesOf(db: Db, workspaceId: number, item: string, limit: number): Promise<PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`
    select u.record as via, r.kind, u.field, r.fields->'name' as name, j.id as journey, j.fields->'name' as "journeyName",
      p.id as phase, p.fields->'name' as "phaseName", s.id as step, s.fields->'name' as "stepName", coalesce(j.owner_id, r.owner_id) as owner
    from atlas_use u
      join atlas_record r on r.workspace_id = u.workspace_id and r.id = u.record and r.removed_at is null
      left join atlas_record j on j.workspace_id = r.workspace_id and j.id = case when r.kind = 'journey' then r.id else r.journey end
      left join atlas_record s on s.workspace_id = r.workspace_id and s.id = case when r.kind = 'step' then r.id else r.fields->>'step' end
      left join atlas_record p on p.workspace_id = r.workspace_id and p.id = case when r.kind = 'phase' then r.id else coalesce(s.fields->>'phase', r.fields->>'phase') end
    where u.workspace_id = ${workspaceId} and u.item = ${item} and j.removed_at is null and s.removed_at is null and p.removed_at is null
    order by j.id nulls last, p.fields->>'order' collate "C", s.fields->>'order' collate "C", u.record, u.field
    limit ${limit}`.execute(db)
  return rows
}
