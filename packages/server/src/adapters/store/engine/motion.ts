// Writes what moved in a batch, and a sample of its decisions, for Mission Control. Reads nothing.
import type { ClientBase } from 'pg'
import { bigints, integers, texts } from '../arrays.ts'

/** So many things of one kind moved from `origin` to `target` in a minute. */
export type MotionRow = {
  readonly workspace: number
  readonly minute: number
  readonly what: string
  readonly origin: string
  readonly target: string
  count: number
}

/** One decision about one customer. `until`: how long the customer waits, null where it is not known. */
export type DecisionRow = {
  readonly workspace: number
  readonly at: number
  readonly customer: number
  readonly flow: string
  readonly step: string | null
  readonly outcome: string
  readonly reason: string | null
  readonly channel: string | null
  readonly until: number | null
}

/** Adds to the counters of minutes. @param rows - each key once, in a fixed order. */
export function writeMotions(client: ClientBase, rows: readonly MotionRow[], slot: number): Promise<unknown> {
  return client.query({
    name: 'engine-write-motions',
    text: `insert into motion (workspace_id, span, at, what, origin, target, slot, count)
      select workspace_id, 1, at, what, origin, target, $7, count
      from unnest($1::int[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::bigint[]) c(workspace_id, at, what, origin, target, count)
      on conflict (workspace_id, span, at, what, origin, target, slot) do update set count = motion.count + excluded.count`,
    values: [
      integers(rows.map((row) => row.workspace)),
      bigints(rows.map((row) => row.minute)),
      texts(rows.map((row) => row.what)),
      texts(rows.map((row) => row.origin)),
      texts(rows.map((row) => row.target)),
      bigints(rows.map((row) => row.count)),
      slot,
    ],
  })
}

/** Adds decisions to the sample. */
export function writeDecisions(client: ClientBase, rows: readonly DecisionRow[]): Promise<unknown> {
  return client.query({
    name: 'engine-write-decisions',
    text: `insert into decision (workspace_id, at, customer_id, flow_id, step, outcome, reason, channel, until)
      select * from unnest($1::int[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[])`,
    values: [
      integers(rows.map((row) => row.workspace)),
      bigints(rows.map((row) => row.at)),
      bigints(rows.map((row) => row.customer)),
      texts(rows.map((row) => row.flow)),
      texts(rows.map((row) => row.step)),
      texts(rows.map((row) => row.outcome)),
      texts(rows.map((row) => row.reason)),
      texts(rows.map((row) => row.channel)),
      bigints(rows.map((row) => row.until)),
    ],
  })
}
