// What a batch writes and reads about journeys: counters, where customers are, and the sweep that fills new editions. In the batch's transaction; decides nothing.
import type { Counter, RunEnd } from '@lotse/core/understand'
import type { ClientBase } from 'pg'
import { bigints, integers, smallints, texts } from '../arrays.ts'
import type { DueRow } from './read.ts'

/** A counter of an edition, with how much is added. `segment`: 0 of everybody, else the number of a segment. */
export type JourneyCountRow = Counter & {
  readonly workspace: number
  readonly journey: string
  readonly edition: number
  readonly segment: number
  count: number
}

/** A customer's latest run through a journey. `fitness`: in thousandths. `segments`: those it belongs to, as bits. */
export type PlaceRow = {
  readonly customer: number
  readonly workspace: number
  readonly journey: string
  readonly edition: number
  readonly step: string
  readonly channel: string
  readonly at: number
  readonly startedAt: number
  readonly outcome: RunEnd
  readonly fitness: number
  readonly strays: readonly string[]
  readonly segments: number
}

/** Adds to the counters. @param rows - each key once, in a fixed order. */
export function writeJourneyCounts(
  client: ClientBase,
  rows: readonly JourneyCountRow[],
  slot: number,
): Promise<unknown> {
  return client.query({
    name: 'engine-write-journey-counts',
    text: `insert into journey_count (workspace_id, journey, edition, segment, day, what, step, next, channel, rung, slot, count)
      select workspace_id, journey, edition, segment, day, what, step, next, channel, rung, $11, count
      from unnest($1::int[], $2::text[], $3::int[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::smallint[], $10::bigint[], $12::smallint[])
        c(workspace_id, journey, edition, day, what, step, next, channel, rung, count, segment)
      on conflict (workspace_id, journey, edition, segment, day, what, step, next, channel, rung, slot)
      do update set count = journey_count.count + excluded.count`,
    values: [
      integers(rows.map((row) => row.workspace)),
      texts(rows.map((row) => row.journey)),
      integers(rows.map((row) => row.edition)),
      integers(rows.map((row) => row.day)),
      texts(rows.map((row) => row.what)),
      texts(rows.map((row) => row.step)),
      texts(rows.map((row) => row.to)),
      texts(rows.map((row) => row.channel)),
      smallints(rows.map((row) => row.rung)),
      bigints(rows.map((row) => row.count)),
      slot,
      smallints(rows.map((row) => row.segment)),
    ],
  })
}

const BETWEEN = '\n'

/** Writes where customers are. */
export function writePlaces(client: ClientBase, rows: readonly PlaceRow[]): Promise<unknown> {
  return client.query({
    name: 'engine-write-journey-places',
    text: `insert into journey_place (customer_id, journey, workspace_id, edition, step, channel, at, started_at, outcome, fitness, strays, segments)
      select customer_id, journey, workspace_id, edition, step, channel, at, started_at, outcome, fitness, string_to_array(strays, '${BETWEEN}'), segments
      from unnest($1::bigint[], $2::text[], $3::int[], $4::int[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::text[], $10::smallint[], $11::text[], $12::smallint[])
        p(customer_id, journey, workspace_id, edition, step, channel, at, started_at, outcome, fitness, strays, segments)
      on conflict (customer_id, journey) do update set edition = excluded.edition, step = excluded.step, channel = excluded.channel,
        at = excluded.at, started_at = excluded.started_at, outcome = excluded.outcome, fitness = excluded.fitness, strays = excluded.strays,
        segments = excluded.segments`,
    values: [
      bigints(rows.map((row) => row.customer)),
      texts(rows.map((row) => row.journey)),
      integers(rows.map((row) => row.workspace)),
      integers(rows.map((row) => row.edition)),
      texts(rows.map((row) => row.step)),
      texts(rows.map((row) => row.channel)),
      bigints(rows.map((row) => row.at)),
      bigints(rows.map((row) => row.startedAt)),
      texts(rows.map((row) => row.outcome)),
      smallints(rows.map((row) => row.fitness)),
      texts(rows.map(({ strays }) => (strays.length === 0 ? null : strays.join(BETWEEN)))),
      smallints(rows.map((row) => row.segments)),
    ],
  })
}

/** A customer who is on a journey no more: merged into another, or its edition is measured no longer. */
export type GoneRow = Pick<PlaceRow, 'customer' | 'journey'>

/** Removes where customers were. */
export function dropPlaces(client: ClientBase, rows: readonly GoneRow[]): Promise<unknown> {
  return client.query({
    name: 'engine-drop-journey-places',
    text: `delete from journey_place p using unnest($1::bigint[], $2::text[]) g(customer_id, journey)
      where p.customer_id = g.customer_id and p.journey = g.journey`,
    values: [bigints(rows.map((row) => row.customer)), texts(rows.map((row) => row.journey))],
  })
}

/** A piece of the sweep of an edition: some customers behind `after`, of buckets that have all come so far. `last`: nobody is left behind them. */
export type FillPiece = {
  readonly workspace: number
  readonly journey: string
  readonly number: number
  readonly buckets: readonly number[]
  readonly after: number
  readonly upTo: number
  readonly last: boolean
  readonly customers: readonly DueRow[]
}

type OpenRow = { workspace: number; journey: string; number: number; after: number; buckets: number[] }

/** The next piece of a sweep that is under way; null, nearly always, where there is none. */
export async function nextFill(
  client: ClientBase,
  buckets: readonly number[],
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<FillPiece | null> {
  const { rows: open } = await client.query<OpenRow>({
    name: 'engine-open-fills',
    text: `with open as (
        select * from journey_fill where finished_at is null and effective_at <= $2 and bucket = any($1::smallint[])),
      first as (select workspace_id, journey, number, after_id from open order by 1, 2, 3, 4 limit 1)
      select o.workspace_id as workspace, o.journey, o.number, o.after_id as after, array_agg(o.bucket) as buckets
      from open o join first f using (workspace_id, journey, number, after_id) group by 1, 2, 3, 4`,
    values: [smallints(buckets), now],
  })
  const [fill] = open
  if (fill === undefined) return null
  const { rows: customers } = await client.query<DueRow>({
    name: 'engine-fill-customers',
    text: `select customer_id as customer, workspace_id as workspace, bucket from customer_state
      where workspace_id = $1 and customer_id > $2 and bucket = any($3::smallint[]) order by customer_id limit $4`,
    values: [fill.workspace, fill.after, smallints(fill.buckets), limit],
  })
  const last = customers.length < limit
  return { ...fill, upTo: customers.at(-1)?.customer ?? fill.after, last, customers }
}

/** Says how far the sweep has come. */
export function writeFill(
  client: ClientBase,
  { workspace, journey, number, buckets, upTo, last, customers }: FillPiece,
  now: number,
): Promise<unknown> {
  const counts = buckets.map((bucket) => customers.filter((one) => one.bucket === bucket).length)
  return client.query({
    name: 'engine-write-fill',
    text: `update journey_fill f set after_id = $6, done = f.done + b.count, finished_at = case when $7 then $8::bigint end
      from unnest($4::smallint[], $5::bigint[]) b(bucket, count)
      where f.workspace_id = $1 and f.journey = $2 and f.number = $3 and f.bucket = b.bucket and f.finished_at is null`,
    values: [workspace, journey, number, smallints(buckets), bigints(counts), upTo, last, now],
  })
}
