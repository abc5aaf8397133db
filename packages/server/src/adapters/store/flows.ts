// Flows, their versions, what was done to them and their figures in the database. Every query names the workspace.
import type { FlowAction, Pins } from '@lotse/core/act'
import type { FlowDocument, FlowStatus } from '@lotse/protocol'
import { sql } from 'kysely'
import type { Db } from './members.ts'
import { containing } from './pattern.ts'
import { UNDER_WAY } from './runs.ts'

/** Any fixed number: writers of the catalog wait for each other on it. */
const CATALOG_LOCK = 1_905_332_117
const VERSIONS_MAX = 1000
const FLOWS_MAX = 1000

const columns = ['id', 'name', 'status', 'version', 'owner_id', 'draft', 'created_at', 'updated_at'] as const

/** A flow as stored. */
export type FlowRow = {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly version: number
  readonly owner_id: number | null
  readonly draft: unknown
  readonly created_at: number
  readonly updated_at: number
}

/** Flows, newest first. */
export async function listFlows(
  db: Db,
  workspaceId: number,
  page: {
    readonly find?: string | undefined
    readonly status: FlowStatus | undefined
    /** Units that own them; `none`: those that nobody owns. */
    readonly owners: readonly number[] | 'none' | undefined
    readonly before: readonly [createdAt: number, id: string] | undefined
    readonly limit: number
  },
): Promise<FlowRow[]> {
  const { find, status, owners, before, limit } = page
  return db
    .selectFrom('flow')
    .select(columns)
    .where('workspace_id', '=', workspaceId)
    .$if(find !== undefined, (query) => query.where('name', 'ilike', containing(find ?? '')))
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? ''))
    .$if(owners === 'none', (query) => query.where('owner_id', 'is', null))
    .$if(Array.isArray(owners), (query) => query.where(sql<boolean>`owner_id = any(${owners as number[]}::int[])`))
    .$if(before !== undefined, (query) =>
      query.where(sql<boolean>`(created_at, id) < (${before?.[0] ?? 0}, ${before?.[1] ?? ''})`),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** A flow. */
export async function findFlow(db: Db, workspaceId: number, id: string): Promise<FlowRow | undefined> {
  return db
    .selectFrom('flow')
    .select(columns)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** A flow that nobody else changes until the transaction ends. */
export async function lockFlow(db: Db, workspaceId: number, id: string): Promise<FlowRow | undefined> {
  return db
    .selectFrom('flow')
    .select(columns)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Adds a flow as a draft. */
export async function insertFlow(
  db: Db,
  flow: {
    readonly workspaceId: number
    readonly id: string
    readonly draft: FlowDocument
    readonly ownerId: number | null
    readonly now: number
  },
): Promise<void> {
  const { workspaceId, id, draft, ownerId, now } = flow
  await db
    .insertInto('flow')
    .values({
      id,
      workspace_id: workspaceId,
      name: draft.name,
      status: 'draft',
      draft: JSON.stringify(draft),
      owner_id: ownerId,
      created_at: now,
      updated_at: now,
    })
    .execute()
}

/** Replaces the draft; the flow is called as its newest document says. */
export async function updateDraft(db: Db, id: string, draft: FlowDocument, updatedAt: number): Promise<void> {
  await db
    .updateTable('flow')
    .set({ name: draft.name, draft: JSON.stringify(draft), updated_at: updatedAt })
    .where('id', '=', id)
    .execute()
}

/** Sets status and version. */
export async function setFlowStatus(
  db: Db,
  id: string,
  { status, version, updatedAt }: { readonly status: FlowStatus; readonly version: number; readonly updatedAt: number },
): Promise<void> {
  await db.updateTable('flow').set({ status, version, updated_at: updatedAt }).where('id', '=', id).execute()
}

/** Stores a published version, which never changes (E8). */
export async function insertVersion(
  db: Db,
  version: {
    readonly workspaceId: number
    readonly flowId: string
    readonly version: number
    readonly document: FlowDocument
    readonly pins: Pins
    readonly publishedAt: number
    readonly publishedBy: string
  },
): Promise<void> {
  await db
    .insertInto('flow_version')
    .values({
      workspace_id: version.workspaceId,
      flow_id: version.flowId,
      version: version.version,
      document: JSON.stringify(version.document),
      pins: JSON.stringify(version.pins),
      published_at: version.publishedAt,
      published_by: version.publishedBy,
    })
    .execute()
}

/** Versions of a flow without their documents, newest first. */
export async function versionsOf(db: Db, workspaceId: number, flowId: string) {
  return db
    .selectFrom('flow_version')
    .select(['version', 'published_at', 'published_by', 'pins'])
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId)
    .orderBy('version', 'desc')
    .limit(VERSIONS_MAX)
    .execute()
}

/** One published version. */
export async function findVersion(db: Db, workspaceId: number, flowId: string, version: number) {
  return db
    .selectFrom('flow_version')
    .select(['flow_id', 'version', 'document', 'pins', 'published_at', 'published_by'])
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', '=', flowId)
    .where('version', '=', version)
    .executeTakeFirst()
}

/** A change takes effect this much later, so that every engine knows it before it counts. */
export const NOTICE_MS = 1000

/**
 * Lets one writer at a time change the catalog until its transaction ends, so that changes become visible in the order of their numbers:
 * a reader that has seen one has seen all before it.
 */
export async function lockCatalog(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(${CATALOG_LOCK})`.execute(db)
}

/** Appends a change of the catalog; of a journey, its id stands in the place of the flow's. The caller holds {@link lockCatalog}. */
export async function appendChange(
  db: Db,
  change: {
    readonly workspaceId: number
    readonly flowId: string
    readonly version: number
    readonly action: FlowAction | 'journey'
    readonly effectiveAt: number
    readonly detail: { readonly spreadMs?: number }
  },
): Promise<void> {
  await db
    .insertInto('catalog_change')
    .values({
      workspace_id: change.workspaceId,
      flow_id: change.flowId,
      version: change.version,
      action: change.action,
      effective_at: change.effectiveAt,
      detail: JSON.stringify(change.detail),
    })
    .execute()
}

/** Remembers that a workspace's zone becomes another, so that what was decided before stays as it was. Takes {@link lockCatalog}. */
export async function appendZoneChange(
  db: Db,
  change: { readonly workspaceId: number; readonly from: string; readonly to: string; readonly effectiveAt: number },
): Promise<void> {
  const { workspaceId, from, to, effectiveAt } = change
  await lockCatalog(db)
  await db
    .insertInto('catalog_change')
    .values({
      workspace_id: workspaceId,
      flow_id: '',
      version: 0,
      action: 'zone',
      effective_at: effectiveAt,
      detail: JSON.stringify({ from, to }),
    })
    .execute()
}

/** Tells all engines that the catalog has changed; sent after the commit. */
export async function wakeCatalog(db: Db): Promise<void> {
  await sql`select pg_notify('lotse_catalog', '')`.execute(db)
}

/** Runs of a flow whose wait is over at an instant, counted up to `limit`. */
export async function countOverdue(
  db: Db,
  flowId: string,
  { at, limit }: { readonly at: number; readonly limit: number },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from run where flow_id = ${flowId} and ${sql.raw(UNDER_WAY)} and wake_at < ${at} limit ${limit}) r`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/** The newest version of each template. */
export async function newestTemplates(db: Db, workspaceId: number): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('template')
    .select((eb) => ['key', eb.fn.max('version').as('version')])
    .where('workspace_id', '=', workspaceId)
    .groupBy('key')
    .execute()
  return new Map(rows.map((row) => [row.key, row.version]))
}

/** Names of events that happened since an instant, at most 10,000. */
export async function eventNamesSince(db: Db, workspaceId: number, since: number): Promise<string[]> {
  const rows = await db
    .selectFrom('event_minute')
    .select('name')
    .distinct()
    .where('workspace_id', '=', workspaceId)
    .where('minute', '>=', since)
    .limit(10_000)
    .execute()
  return rows.map((row) => row.name)
}

/** One figure of a flow, slots summed. `step` is empty for figures of the flow as a whole. */
export type FlowFigure = {
  readonly flowId: string
  readonly step: string
  readonly what: string
  readonly count: number
}

/** The figures of flows, of one version or of all. */
export async function figuresOf(
  db: Db,
  workspaceId: number,
  { flowIds, version }: { readonly flowIds: readonly string[]; readonly version?: number | undefined },
): Promise<FlowFigure[]> {
  if (flowIds.length === 0) return []
  const rows = await db
    .selectFrom('flow_count')
    .select((eb) => ['flow_id as flowId', 'step', 'what', eb.fn.sum<string>('count').as('count')])
    .where('workspace_id', '=', workspaceId)
    .where('flow_id', 'in', [...flowIds])
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .groupBy(['flow_id', 'step', 'what'])
    .execute()
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}

/** Flows that are published or paused, with the document that rules, by name. */
export async function rulingFlows(db: Db, workspaceId: number) {
  return db
    .selectFrom('flow as f')
    .innerJoin('flow_version as v', (join) => join.onRef('v.flow_id', '=', 'f.id').onRef('v.version', '=', 'f.version'))
    .select(['f.id', 'f.name', 'f.status', 'f.version', 'f.owner_id', 'f.updated_at', 'v.document'])
    .where('f.workspace_id', '=', workspaceId)
    .where('f.status', 'in', ['published', 'paused'])
    .orderBy('f.name')
    .orderBy('f.id')
    .limit(FLOWS_MAX)
    .execute()
}
