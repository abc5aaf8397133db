// The counters a batch adds to, slots spreading the writers. Reads nothing.
import type { ClientBase } from 'pg'
import { bigints, integers, texts } from '../arrays.ts'

export type FlowCountRow = {
  workspace: number
  flow: string
  version: number
  step: string
  what: string
  count: number
}
export type MinuteRow = { workspace: number; minute: number; name: string; count: number }
export type EngineCountRow = { workspace: number; what: string; count: number }

/** The counters of a batch; each key once, in a fixed order. */
export type CountsWrite = {
  readonly flowCounts: readonly FlowCountRow[]
  readonly minutes: readonly MinuteRow[]
  readonly counts: readonly EngineCountRow[]
  readonly slot: number
}

/** Adds to the events of each minute. */
export function writeMinutes(client: ClientBase, { minutes, slot }: CountsWrite): Promise<unknown> {
  return client.query({
    name: 'engine-write-minutes',
    text: `insert into event_minute (workspace_id, minute, name, slot, count)
      select workspace_id, minute, name, $5, count from unnest($1::int[], $2::bigint[], $3::text[], $4::bigint[]) c(workspace_id, minute, name, count)
      on conflict (workspace_id, minute, name, slot) do update set count = event_minute.count + excluded.count`,
    values: [
      integers(minutes.map((r) => r.workspace)),
      bigints(minutes.map((r) => r.minute)),
      texts(minutes.map((r) => r.name)),
      bigints(minutes.map((r) => r.count)),
      slot,
    ],
  })
}

/** Adds to what the engine did in all. */
export function writeCounts(client: ClientBase, { counts, slot }: CountsWrite): Promise<unknown> {
  return client.query({
    name: 'engine-write-counts',
    text: `insert into engine_count (workspace_id, what, slot, count)
      select workspace_id, what, $4, count from unnest($1::int[], $2::text[], $3::bigint[]) c(workspace_id, what, count)
      on conflict (workspace_id, what, slot) do update set count = engine_count.count + excluded.count`,
    values: [
      integers(counts.map((r) => r.workspace)),
      texts(counts.map((r) => r.what)),
      bigints(counts.map((r) => r.count)),
      slot,
    ],
  })
}

/** Adds to the live figures of flows. */
export function writeFlowCounts(client: ClientBase, { flowCounts: rows, slot }: CountsWrite): Promise<unknown> {
  return client.query({
    name: 'engine-write-flow-counts',
    text: `insert into flow_count (workspace_id, flow_id, version, step, what, slot, count)
      select workspace_id, flow_id, version, step, what, $7, count
      from unnest($1::int[], $2::text[], $3::int[], $4::text[], $5::text[], $6::bigint[]) c(workspace_id, flow_id, version, step, what, count)
      on conflict (flow_id, version, step, what, slot) do update set count = flow_count.count + excluded.count`,
    values: [
      integers(rows.map((r) => r.workspace)),
      texts(rows.map((r) => r.flow)),
      integers(rows.map((r) => r.version)),
      texts(rows.map((r) => r.step)),
      texts(rows.map((r) => r.what)),
      bigints(rows.map((r) => r.count)),
      slot,
    ],
  })
}
