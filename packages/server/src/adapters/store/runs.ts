// Runs of one flow as people look at them: by step while under way, by end afterwards. Never writes; the engine alone moves runs.
import { sql } from 'kysely'
import type { Db } from './members.ts'

const columns = [
  'id',
  'customer_id',
  'version',
  'key',
  'started_at',
  'step',
  'step_at',
  'wake_at',
  'ended_at',
  'reason',
] as const

/** A run under way, as the index by flow says it; for questions that begin with the flow. By customer, `ended_at is null` has an index. */
export const UNDER_WAY = 'coalesce(ended_at, 0) = 0'

/** Which runs. `before`: the place of the last row of the page before: the instant by which it stood there, and its id. */
export type RunPage = {
  readonly step: string | undefined
  readonly reason: string | undefined
  readonly version: number | undefined
  readonly before: readonly [at: number, id: string] | undefined
  readonly limit: number
}

/** A run as stored. */
export type RunRow = Awaited<ReturnType<typeof endedRuns>>[number]

/**
 * Runs under way at any of the steps, the last to come to theirs first. Each step is read by itself along the index; with the steps in one
 * condition the database would sort all people of the flow.
 *
 * @param steps - all steps at which people may be.
 */
export async function activeRuns(
  db: Db,
  workspaceId: number,
  flowId: string,
  { steps, version, before, limit }: RunPage & { readonly steps: readonly string[] },
): Promise<RunRow[]> {
  const from = before === undefined ? sql`true` : sql`(step_at, id) < (${before[0]}::bigint, ${before[1]})`
  const ofVersion = version === undefined ? sql`true` : sql`version = ${version}`
  const { rows } = await sql<RunRow>`
    select r.* from unnest(${[...steps]}::text[]) s (step) cross join lateral (
      select ${sql.join(columns.map((column) => sql.ref(column)))} from run
      where workspace_id = ${workspaceId} and flow_id = ${flowId} and step = s.step and ${sql.raw(UNDER_WAY)} and ${ofVersion} and ${from}
      order by step_at desc, id desc limit ${limit}) r
    order by step_at desc, id desc limit ${limit}`.execute(db)
  return rows
}

/** Runs that have ended, the last first. */
export async function endedRuns(db: Db, workspaceId: number, flowId: string, page: RunPage) {
  const { step, reason, version, before, limit } = page
  return db
    .selectFrom('run')
    .select(columns)
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId)
    .where('ended_at', 'is not', null)
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .$if(step !== undefined, (query) => query.where('step', '=', step ?? ''))
    .$if(reason !== undefined, (query) => query.where('reason', '=', reason ?? ''))
    .$if(before !== undefined, (query) =>
      query.where(sql<boolean>`(ended_at, id) < (${before?.[0] ?? 0}, ${before?.[1] ?? ''})`),
    )
    .orderBy('ended_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** The steps of a flow at which anybody is, of all versions: a skip through the index, one probe a step. */
export async function stepsWithPeople(db: Db, flowId: string): Promise<string[]> {
  const { rows } = await sql<{ step: string }>`
    with recursive s as (
      (select step from run where flow_id = ${flowId} and ${sql.raw(UNDER_WAY)} order by step limit 1)
      union all
      select (select r.step from run r where r.flow_id = ${flowId} and ${sql.raw(UNDER_WAY)} and r.step > s.step order by r.step limit 1)
      from s where s.step is not null)
    select step from s where step is not null limit 1000`.execute(db)
  return rows.map(({ step }) => step)
}
