// Feedback as it comes: rows for events that are some, what the model says of them, and removal with their events. Decides nothing.
import type { ClientBase, Pool } from 'pg'
import { bigints, smallints, xids } from './arrays.ts'

/** The place of an entry in the log. */
type Place = { readonly bucket: number; readonly txid: string; readonly seq: number }

/** Writes rows down for entries of the log, in the caller's transaction; they are weighed later. */
export async function addFeedback(client: ClientBase, places: readonly Place[]): Promise<void> {
  if (places.length === 0) return
  await client.query({
    name: 'feedback_add',
    text: `insert into feedback (workspace_id, bucket, txid, seq, customer_id, source_id, channel, occurred_at)
      select e.workspace_id, e.bucket, e.txid, e.seq, e.customer_id, e.source_id, e.channel, e.occurred_at
      from unnest($1::smallint[], $2::xid8[], $3::bigint[]) p(bucket, txid, seq)
      join event e on e.bucket = p.bucket and e.txid = p.txid and e.seq = p.seq
      on conflict (bucket, txid, seq) do nothing`,
    values: [
      smallints(places.map((one) => one.bucket)),
      xids(places.map((one) => one.txid)),
      bigints(places.map((one) => one.seq)),
    ],
  })
}

/** A feedback that an older model weighed, or none. */
export type UnweighedRow = { readonly id: number; readonly name: string; readonly body: string }

/** Some that no model of this version weighed yet. */
export async function unweighedFeedback(
  client: Pick<Pool, 'query'>,
  { model, limit }: { readonly model: number; readonly limit: number },
): Promise<UnweighedRow[]> {
  const { rows } = await client.query<UnweighedRow>(
    `select f.id, e.name, e.body from feedback f join event e on e.bucket = f.bucket and e.txid = f.txid and e.seq = f.seq
     where f.weighed < $1 order by f.weighed, f.id limit $2`,
    [model, limit],
  )
  return rows
}

/** What was found. `sort` null: no words; it is no feedback, and stays only so that nobody looks again. */
export type WeighedRow = {
  readonly id: number
  readonly sort: string | null
  readonly textAt: string | null
  readonly said: number | null
  readonly touchpoint: string
  readonly product: string
  readonly language: string | null
  readonly sentiment: string | null
  readonly score: number | null
  readonly confidence: number | null
}

/** Keeps what was found. Corrections stay. */
export async function keepWeighed(
  client: Pick<Pool, 'query'>,
  model: number,
  rows: readonly WeighedRow[],
): Promise<void> {
  await client.query(
    `update feedback f set weighed = $1, sort = w.sort, text_at = w."textAt", said = w.said, touchpoint = w.touchpoint, product = w.product,
       language = w.language, sentiment = w.sentiment, score = w.score, confidence = w.confidence
     from jsonb_to_recordset($2::jsonb) w(id bigint, sort text, "textAt" text, said float8, touchpoint text, product text, language text, sentiment text,
       score float8, confidence float8)
     where f.id = w.id`,
    [model, JSON.stringify(rows)],
  )
}

/** Removes feedback whose event is gone: nothing is left of it to show. */
export async function dropOrphans(client: Pick<Pool, 'query'>): Promise<number> {
  const { rowCount } = await client.query(
    `delete from feedback f where not exists (select from event e where e.bucket = f.bucket and e.txid = f.txid and e.seq = f.seq)`,
  )
  return rowCount ?? 0
}
