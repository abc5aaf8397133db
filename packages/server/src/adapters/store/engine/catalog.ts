// Published flows and what was done to them, for the engine. Reads, and writes the wake-ups that a change asks for.
import {
  type CatalogChange,
  type FlowAction,
  type FlowChange,
  type Pins,
  type PublishedFlow,
  type PublishedJourney,
  zoneBefore,
} from '@lotse/core/act'
import type { FlowDocument, JourneyDocument } from '@lotse/protocol'
import type { ClientBase } from 'pg'
import { bigints, smallints } from '../arrays.ts'
import { UNDER_WAY } from '../runs.ts'
import type { Lease } from './lease.ts'
import { LeaseLost } from './write.ts'

/** A change with the workspace it belongs to. */
export type WorkspaceChange = CatalogChange & { readonly workspace: number }
export type WorkspaceFlow = PublishedFlow & { readonly workspace: number }
export type WorkspaceJourney = PublishedJourney & { readonly workspace: number }

/** The newest change of all workspaces, 0 before any. */
export async function newestChange(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ seq: number }>({
    name: 'engine-newest-change',
    text: 'select coalesce(max(seq), 0) as seq from catalog_change',
  })
  return rows[0]?.seq ?? 0
}

type ChangeRow = {
  seq: number
  workspace_id: number
  effective_at: number
  flow_id: string
  version: number
  action: FlowAction | 'zone' | 'journey'
  detail: { spreadMs?: number; from?: string; to?: string }
}

/** Changes after `after`, in order, with the documents they speak of. */
export async function readChanges(
  client: Pick<ClientBase, 'query'>,
  after: number,
): Promise<{
  readonly changes: readonly WorkspaceChange[]
  readonly flows: readonly WorkspaceFlow[]
  readonly journeys: readonly WorkspaceJourney[]
}> {
  const { rows } = await client.query<ChangeRow>('select * from catalog_change where seq > $1 order by seq', [after])
  const found = await client.query<{
    flow_id: string
    version: number
    workspace_id: number
    document: FlowDocument
    pins: Pins
  }>(
    `select v.* from flow_version v where (v.flow_id, v.version) in (select flow_id, version from catalog_change where seq > $1)`,
    [after],
  )
  const journeys = await client.query<WorkspaceJourney & { document: JourneyDocument }>(
    `select e.workspace_id as workspace, e.journey, e.number, e.document from journey_edition e
     where (e.workspace_id, e.journey, e.number) in (
       select workspace_id, flow_id, version from catalog_change where seq > $1 and action = 'journey')`,
    [after],
  )
  return {
    journeys: journeys.rows,
    changes: rows.map(toChange),
    flows: found.rows.map((r) => ({
      workspace: r.workspace_id,
      flow: r.flow_id,
      version: r.version,
      document: r.document,
      pins: r.pins,
    })),
  }
}

function toChange(row: ChangeRow): WorkspaceChange {
  const { seq, workspace_id: workspace, effective_at: effectiveAt, flow_id: flow, version, action, detail } = row
  const place = { seq, workspace, effectiveAt }
  if (action === 'zone') return { ...place, action, from: detail.from ?? 'UTC', to: detail.to ?? 'UTC' }
  if (action === 'journey') return { ...place, action, journey: flow, number: version }
  const change = { ...place, flow, version, action }
  return detail.spreadMs === undefined ? change : { ...change, spreadMs: detail.spreadMs }
}

/** Everything ever published and done in one workspace, and the zone it began with; null where there is no such workspace. */
export async function readWorkspaceCatalog(
  client: Pick<ClientBase, 'query'>,
  workspace: number,
): Promise<{
  readonly zone: string
  readonly changes: readonly CatalogChange[]
  readonly flows: readonly PublishedFlow[]
  readonly journeys: readonly PublishedJourney[]
} | null> {
  const { rows } = await client.query<{ zone: string }>('select zone from workspace where id = $1', [workspace])
  const zone = rows[0]?.zone
  if (zone === undefined) return null
  const { changes: all, flows, journeys } = await readChanges(client, 0)
  const changes = all.filter((c) => c.workspace === workspace)
  return {
    zone: zoneBefore(changes, zone),
    changes,
    flows: flows.filter((f) => f.workspace === workspace),
    journeys: journeys.filter((j) => j.workspace === workspace),
  }
}

/** Zones of all workspaces, for customers whose own is not known. */
export async function workspaceZones(client: ClientBase): Promise<Map<number, string>> {
  const { rows } = await client.query<{ id: number; zone: string }>('select id, zone from workspace')
  return new Map(rows.map(({ id, zone }) => [id, zone]))
}

const SPREAD = `greatest(1, $4::bigint)`

/**
 * Wakes the customers of some buckets whom a change concerns: after a resume at the run's place in the spread, or when its wait ends
 * later (its timer may have rung during the hold and is gone), after a discard at once.
 * The instants are those that core's `dueOf` computes. Written together with the buckets' catalog position, so it happens once.
 *
 * @throws LeaseLost where a bucket has another owner by now.
 */
export async function wakeForChange(
  client: ClientBase,
  change: CatalogChange,
  leases: readonly Lease[],
): Promise<void> {
  await client.query('begin')
  try {
    if (change.action === 'resume' || change.action === 'discard' || change.action === 'archive')
      await insertWakes(client, change, leases)
    const { rowCount } = await client.query(
      `update bucket b set catalog_seq = $3 from unnest($1::smallint[], $2::bigint[]) p(bucket, epoch) where b.bucket = p.bucket and b.epoch = p.epoch`,
      [smallints(leases.map((l) => l.bucket)), bigints(leases.map((l) => l.epoch)), change.seq],
    )
    if (rowCount !== leases.length) throw new LeaseLost('another worker has one of the buckets')
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function insertWakes(client: ClientBase, change: FlowChange, leases: readonly Lease[]): Promise<void> {
  await client.query(
    `insert into timer (customer_id, workspace_id, bucket, due_at)
     select customer_id, min(workspace_id), min(bucket),
       min(case when not $5 then $3::bigint when wake_at < $3::bigint then $3::bigint + started_at % ${SPREAD} else wake_at end)
     from run where flow_id = $1 and bucket = any($2::smallint[]) and ${UNDER_WAY} and (not $5 or wake_at is not null)
     group by customer_id
     on conflict (customer_id) do update set due_at = least(timer.due_at, excluded.due_at)`,
    [
      change.flow,
      smallints(leases.map((l) => l.bucket)),
      change.effectiveAt,
      change.spreadMs ?? 0,
      change.action === 'resume',
    ],
  )
}
