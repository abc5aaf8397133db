// What customers said as lists and pages ask for it, corrections, and what it stands for. Every query names the workspace. The words are read from the event.
import type { AtlasRecord, InsightState } from '@lotse/protocol'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from './members.ts'
import { containing } from './pattern.ts'

/** What a list is narrowed to. `sourceId` 0: of our own. `labels`: texts that a touchpoint goes by, in lower case. */
export type FeedbackFilter = {
  readonly id?: number | undefined
  readonly find?: string | undefined
  readonly sentiment?: string | undefined
  readonly language?: string | undefined
  readonly sort?: string | undefined
  readonly channel?: string | undefined
  readonly sourceId?: number | undefined
  readonly product?: string | undefined
  readonly labels?: readonly string[] | undefined
  readonly insight?: string | undefined
  readonly corrected?: boolean | undefined
  readonly since?: number | undefined
  readonly until?: number | undefined
}

/** A feedback as it is stored, with its words. */
export type FeedbackRow = {
  readonly id: number
  readonly version: number
  readonly sort: string
  readonly text: string
  readonly said: number | null
  readonly channel: string
  readonly sourceId: number | null
  readonly touchpoint: string
  readonly product: string
  readonly customerId: number
  readonly occurredAt: number
  readonly language: string | null
  readonly sentiment: string | null
  readonly score: number | null
  readonly confidence: number | null
  readonly correctedLanguage: string | null
  readonly correctedSentiment: string | null
}

const WORDS = sql`(e.body::jsonb -> 'p' ->> f.text_at)`
const FROM = sql`feedback f join event e on e.bucket = f.bucket and e.txid = f.txid and e.seq = f.seq`
const SENTIMENT = sql`coalesce(f.corrected_sentiment, f.sentiment)`
const LANGUAGE = sql`coalesce(f.corrected_language, f.language)`
const CORRECTED = sql`(f.corrected_sentiment is not null or f.corrected_language is not null)`

/** A place in the list, the newest first. */
export type FeedbackPlace = { readonly at: number; readonly id: number }

/** Feedback below a place, the newest first. */
export async function feedbackRows(
  db: Db,
  workspaceId: number,
  { filter, before, limit }: { filter: FeedbackFilter; before?: FeedbackPlace | undefined; limit: number },
): Promise<FeedbackRow[]> {
  const below =
    before === undefined ? sql`` : sql`and (f.occurred_at, f.id) < (${before.at}::bigint, ${before.id}::bigint)`
  const { rows } = await sql<FeedbackRow>`
    select f.id, f.version, f.sort, ${WORDS} as text, f.said, f.channel, f.source_id as "sourceId", f.touchpoint, f.product, e.customer_id as "customerId",
      f.occurred_at as "occurredAt", f.language, f.sentiment, f.score, f.confidence,
      f.corrected_language as "correctedLanguage", f.corrected_sentiment as "correctedSentiment"
    from ${FROM} where ${narrowed(workspaceId, filter)} ${below}
    order by f.occurred_at desc, f.id desc limit ${limit}`.execute(db)
  return rows
}

/** How many there are, by what they sound like. */
export type FeedbackCounts = Readonly<Record<'total' | 'negative' | 'neutral' | 'positive' | 'corrected', number>>

/** Counts the whole list. */
export async function countFeedback(db: Db, workspaceId: number, filter: FeedbackFilter): Promise<FeedbackCounts> {
  const of = (sentiment: string) => sql`count(*) filter (where ${SENTIMENT} = ${sentiment})::int`
  const { rows } = await sql<FeedbackCounts>`
    select count(*)::int as total, ${of('negative')} as negative, ${of('neutral')} as neutral, ${of('positive')} as positive,
      count(*) filter (where ${CORRECTED})::int as corrected
    from ${FROM} where ${narrowed(workspaceId, filter)}`.execute(db)
  return rows[0] ?? { total: 0, negative: 0, neutral: 0, positive: 0, corrected: 0 }
}

function narrowed(workspaceId: number, filter: FeedbackFilter): RawBuilder<unknown> {
  const { id, find, sentiment, language, sort, channel, sourceId, product, labels, insight, corrected } = filter
  const parts: (RawBuilder<unknown> | undefined)[] = [
    sql`f.workspace_id = ${workspaceId} and f.sort is not null`,
    id === undefined ? undefined : sql`f.id = ${id}`,
    find === undefined || find === '' ? undefined : sql`${WORDS} ilike ${containing(find)}`,
    sentiment === undefined ? undefined : sql`${SENTIMENT} = ${sentiment}`,
    language === undefined ? undefined : sql`coalesce(${LANGUAGE}, 'other') = ${language}`,
    sort === undefined ? undefined : sql`f.sort = ${sort}`,
    channel === undefined ? undefined : sql`f.channel = ${channel}`,
    sourceId === undefined ? undefined : sourceId === 0 ? sql`f.source_id is null` : sql`f.source_id = ${sourceId}`,
    product === undefined ? undefined : sql`lower(f.product) = lower(${product})`,
    labels === undefined ? undefined : sql`lower(f.touchpoint) = any(${[...labels]}::text[])`,
    insight === undefined ? undefined : standingFor(insight),
    corrected === undefined ? undefined : sql`${CORRECTED} = ${corrected}`,
    filter.since === undefined ? undefined : sql`f.occurred_at >= ${filter.since}`,
    filter.until === undefined ? undefined : sql`f.occurred_at < ${filter.until}`,
  ]
  return sql.join(
    parts.flatMap((part) => part ?? []),
    sql` and `,
  )
}

/** Links whose evidence and whose insight were not put aside. */
const LINKS = sql`feedback_insight l join insight_evidence v on v.id = l.evidence_id and v.removed_at is null
  join atlas_record r on r.workspace_id = l.workspace_id and r.id = l.insight and r.removed_at is null`

function standingFor(insight: string): RawBuilder<unknown> {
  if (insight === 'none') return sql`not exists (select from ${LINKS} where l.feedback_id = f.id)`
  const which = insight === 'any' ? sql`` : sql`and l.insight = ${insight}`
  return sql`exists (select from ${LINKS} where l.feedback_id = f.id ${which})`
}

/** An insight that a feedback stands for, with its work as it is stored. */
export type LinkRow = {
  readonly feedbackId: number
  readonly id: string
  readonly name: AtlasRecord['fields'][string] | null
  readonly madeAt: number
  readonly status: InsightState | null
  readonly since: number | null
  readonly until: number | null
}

/** What some feedback stands for. */
export async function insightsOfFeedback(db: Db, workspaceId: number, ids: readonly number[]): Promise<LinkRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<LinkRow>`
    select l.feedback_id as "feedbackId", r.id, r.fields -> 'name' as name, r.made_at as "madeAt", w.status, w.since, w.until
    from ${LINKS} left join insight_work w on w.workspace_id = l.workspace_id and w.insight = l.insight
    where l.workspace_id = ${workspaceId} and l.feedback_id = any(${[...ids]}::bigint[])
    order by l.feedback_id, r.made_at, r.id`.execute(db)
  return rows
}

/** The id of the evidence by which a feedback stands for an insight, also where it was put aside. */
export async function linkOf(
  db: Db,
  workspaceId: number,
  { feedbackId, insight }: { readonly feedbackId: number; readonly insight: string },
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select evidence_id as id from feedback_insight
    where workspace_id = ${workspaceId} and feedback_id = ${feedbackId} and insight = ${insight}`.execute(db)
  return rows[0]?.id
}

/** Lets a feedback stand for an insight by its evidence. */
export async function linkFeedback(
  db: Db,
  workspaceId: number,
  link: { readonly feedbackId: number; readonly insight: string; readonly evidenceId: number },
): Promise<void> {
  await sql`insert into feedback_insight (feedback_id, workspace_id, insight, evidence_id)
    values (${link.feedbackId}, ${workspaceId}, ${link.insight}, ${link.evidenceId})`.execute(db)
}

/** What a person says instead of the model; null: nothing. */
export type Correction = { readonly sentiment: string | null; readonly language: string | null }

/** Corrects a feedback that stands at a version, and keeps what was said before. @returns whether it stood there. */
export async function correctFeedback(
  db: Db,
  workspaceId: number,
  {
    id,
    version,
    to,
    memberId,
    now,
  }: { id: number; version: number; to: Correction; memberId: number | null; now: number },
): Promise<boolean> {
  const { rows } = await sql`
    with old as (select * from feedback where workspace_id = ${workspaceId} and id = ${id} and version = ${version} for update),
    changed as (
      update feedback f set corrected_sentiment = ${to.sentiment}, corrected_language = ${to.language}, version = f.version + 1
      from old where f.id = old.id returning f.id)
    insert into feedback_label (feedback_id, version, workspace_id, member_id, at, language, sentiment, before_language, before_sentiment)
    select old.id, old.version + 1, old.workspace_id, ${memberId}::int, ${now}::bigint, ${to.language}, ${to.sentiment},
      coalesce(old.corrected_language, old.language), coalesce(old.corrected_sentiment, old.sentiment)
    from old join changed on changed.id = old.id returning feedback_id`.execute(db)
  return rows.length > 0
}

/** A correction as it is kept. */
export type LabelRow = {
  readonly at: number
  readonly by: string | null
  readonly language: string | null
  readonly sentiment: string | null
  readonly beforeLanguage: string | null
  readonly beforeSentiment: string | null
}

/** The last corrections of a feedback, the newest first. */
export async function labelsOf(db: Db, workspaceId: number, id: number, limit: number): Promise<LabelRow[]> {
  const { rows } = await sql<LabelRow>`
    select l.at, m.name as by, l.language, l.sentiment, l.before_language as "beforeLanguage", l.before_sentiment as "beforeSentiment"
    from feedback_label l left join member m on m.id = l.member_id
    where l.workspace_id = ${workspaceId} and l.feedback_id = ${id} order by l.version desc limit ${limit}`.execute(db)
  return rows
}
