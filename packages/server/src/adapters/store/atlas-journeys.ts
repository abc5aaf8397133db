// Journeys with their size and their last change, for lists. Every query names the workspace. Changes nothing.
import { sql } from 'kysely'
import { type OwnedRecord, type RecordRow, recordColumns } from './atlas.ts'
import { namingAll } from './atlas-library.ts'
import { allOfText } from './lexemes.ts'
import type { Db } from './members.ts'

/** A journey with how many phases and steps stand in it and when anything in it was last changed. */
export type SizedJourney = OwnedRecord & {
  readonly phases: number
  readonly steps: number
  readonly touchedAt: number
}

/** What the list is narrowed to. `words`: beginnings of words in search form. `owners`: units, nobody, or all. `uses`: those that name all of these. */
export type JourneyFilter = {
  readonly words: readonly string[]
  readonly state: 'asIs' | 'toBe' | undefined
  readonly owners: readonly number[] | 'none' | undefined
  readonly uses?: readonly string[] | undefined
}

/** Journeys that stand, those touched last first. */
export async function listJourneys(
  db: Db,
  workspaceId: number,
  {
    filter: { words, state, owners, uses },
    before,
    limit,
  }: {
    readonly filter: JourneyFilter
    readonly before: readonly [at: number, id: string] | undefined
    readonly limit: number
  },
): Promise<SizedJourney[]> {
  const parts = [sql`r.workspace_id = ${workspaceId}`, sql`r.kind = 'journey'`, sql`r.removed_at is null`]
  parts.push(...namingAll(uses))
  if (words.length > 0) parts.push(sql`r.words @@ ${allOfText(words, '*')}::tsquery`)
  if (state !== undefined) parts.push(sql`r.fields->>'state' = ${state}`)
  if (owners === 'none') parts.push(sql`r.owner_id is null`)
  else if (owners !== undefined) parts.push(sql`r.owner_id = any(${[...owners]}::int[])`)
  const { rows } = await sql<RecordRow & Pick<SizedJourney, 'phases' | 'steps' | 'touchedAt'>>`
    with listed as (
      select ${recordColumns}, coalesce(s.phases, 0) as phases, coalesce(s.steps, 0) as steps,
        greatest(r.changed_at, coalesce(s.touched, 0)) as "touchedAt"
      from atlas_record r
        left join lateral (
          select count(*) filter (where i.kind = 'phase' and i.removed_at is null)::int as phases,
            count(*) filter (where i.kind = 'step' and i.removed_at is null)::int as steps, max(i.changed_at) as touched
          from atlas_record i where i.workspace_id = r.workspace_id and i.journey = r.id) s on true
      where ${sql.join(parts, sql` and `)}
    )
    select * from listed
    ${before === undefined ? sql`` : sql`where ("touchedAt", id) < (${before[0]}::bigint, ${before[1]} collate "C")`}
    order by "touchedAt" desc, id desc limit ${limit}`.execute(db)
  return rows
}
