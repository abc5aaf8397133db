// SQL of the survey: what the log holds beyond what was surveyed, and where the findings are kept. One transaction a step; decides nothing.
import type { ClientBase } from 'pg'
import { bigints, integers, smallints, texts, xids } from './arrays.ts'

/** How far the survey is. `txid`: entries of older writers are surveyed; `block`: where the stretch under way begins, and its entries so far. */
export type SurveyPlace = { readonly txid: string; readonly block: string; readonly blockEvents: number }

/** The place, held until the transaction ends; undefined while another process surveys. */
export async function holdSurvey(client: ClientBase): Promise<SurveyPlace | undefined> {
  const { rows } = await client.query<SurveyPlace>(
    'select txid::text, block::text, block_events as "blockEvents" from survey where id = 1 for update skip locked',
  )
  return rows[0]
}

/** Moves the place on. */
export async function moveSurvey(client: ClientBase, { txid, block, blockEvents }: SurveyPlace): Promise<void> {
  await client.query('update survey set txid = $1::xid8, block = $2::xid8, block_events = $3 where id = 1', [
    txid,
    block,
    blockEvents,
  ])
}

/** An entry of the log without its body. `sourceId` 0: of our own. */
export type SurveyRow = {
  readonly bucket: number
  readonly txid: string
  readonly seq: number
  readonly workspaceId: number
  readonly kind: number
  readonly flags: number
  readonly sourceId: number
  readonly name: string
  readonly channel: string
  readonly occurredAt: number
  readonly receivedAt: number
}
type SurveyTuple = [number, string, number, number, number, number, number, string, string, number, number]

const READ = `
  select e.bucket, e.txid::text, e.seq, e.workspace_id, e.kind, e.flags, coalesce(e.source_id, 0), e.name, e.channel, e.occurred_at, e.received_at
  from generate_series(0, 255) b(bucket) cross join lateral (
    select * from event e
    where e.bucket = b.bucket::smallint and e.txid >= $1::xid8 and e.txid < $2::xid8
    order by e.txid, e.seq limit $3) e`

/**
 * Entries from a place on, of every bucket the first ones.
 *
 * @param from - the writer to begin with.
 * @param until - entries of this writer and later ones are left out.
 * @param perBucket - the most of one bucket; a bucket that answers as many may hold more.
 */
export async function readOn(
  client: ClientBase,
  { from, until, perBucket }: { readonly from: string; readonly until: string; readonly perBucket: number },
): Promise<SurveyRow[]> {
  const { rows } = await client.query<SurveyTuple>({
    name: 'survey_read',
    rowMode: 'array',
    text: READ,
    values: [from, until, perBucket],
  })
  return rows.map(([bucket, txid, seq, workspaceId, kind, flags, sourceId, name, channel, occurredAt, receivedAt]) => ({
    bucket,
    txid,
    seq,
    workspaceId,
    kind,
    flags,
    sourceId,
    name,
    channel,
    occurredAt,
    receivedAt,
  }))
}

/** The writer before whom every entry is visible, or will never be. */
export async function logHorizon(client: Pick<ClientBase, 'query'>): Promise<string> {
  const { rows } = await client.query<{ horizon: string }>('select log_horizon()::text as horizon')
  return rows[0]?.horizon ?? '0'
}

/** Bodies of entries, in the order asked for; undefined for one that is gone. */
export async function bodiesOf(
  client: ClientBase,
  places: readonly Pick<SurveyRow, 'bucket' | 'txid' | 'seq'>[],
): Promise<(string | undefined)[]> {
  const { rows } = await client.query<{ at: number; body: string }>({
    name: 'survey_bodies',
    text: `select p.at::int4 as at, e.body from unnest($1::smallint[], $2::xid8[], $3::bigint[]) with ordinality p(bucket, txid, seq, at)
      join event e on e.bucket = p.bucket and e.txid = p.txid and e.seq = p.seq`,
    values: [
      smallints(places.map((one) => one.bucket)),
      xids(places.map((one) => one.txid)),
      bigints(places.map((one) => one.seq)),
    ],
  })
  const bodies = new Map(rows.map(({ at, body }) => [at, body]))
  return places.map((_, index) => bodies.get(index + 1))
}

/** A count of events of one kind; which of the fields counts is up to the table. */
export type PartCount = {
  readonly workspaceId: number
  readonly name: string
  readonly sourceId: number
  readonly channel: string
  readonly count: number
}

/** Adds to a stretch of the log what stands in it. */
export async function addBlock(
  client: ClientBase,
  block: string,
  {
    events,
    firstAt,
    lastAt,
    parts,
  }: {
    readonly events: number
    readonly firstAt: number
    readonly lastAt: number
    readonly parts: readonly PartCount[]
  },
): Promise<void> {
  await client.query(
    `insert into log_block (block, events, first_at, last_at) values ($1::xid8, $2, $3, $4)
     on conflict (block) do update set events = log_block.events + excluded.events,
       first_at = least(log_block.first_at, excluded.first_at), last_at = greatest(log_block.last_at, excluded.last_at)`,
    [block, events, firstAt, lastAt],
  )
  await client.query({
    name: 'survey_parts',
    text: `insert into log_block_part (workspace_id, block, name, source_id, channel, count)
      select workspace_id, $6::xid8, name, source_id, channel, count
      from unnest($1::int4[], $2::text[], $3::int4[], $4::text[], $5::int4[]) p(workspace_id, name, source_id, channel, count)
      on conflict (workspace_id, block, name, source_id, channel) do update set count = log_block_part.count + excluded.count`,
    values: [...partValues(parts), integers(parts.map((part) => part.count)), block],
  })
}

/** Adds to the counts by the hour of happening. */
export async function addHours(
  client: ClientBase,
  hours: readonly (PartCount & { readonly hour: number })[],
): Promise<void> {
  await client.query({
    name: 'survey_hours',
    text: `insert into event_hour (workspace_id, name, source_id, channel, hour, count)
      select * from unnest($1::int4[], $2::text[], $3::int4[], $4::text[], $5::int8[], $6::int8[])
      on conflict (workspace_id, hour, name, source_id, channel) do update set count = event_hour.count + excluded.count`,
    values: [...partValues(hours), bigints(hours.map((row) => row.hour)), bigints(hours.map((row) => row.count))],
  })
}

const partValues = (rows: readonly PartCount[]): Buffer[] => [
  integers(rows.map((row) => row.workspaceId)),
  texts(rows.map((row) => row.name)),
  integers(rows.map((row) => row.sourceId)),
  texts(rows.map((row) => row.channel)),
]

/** What a source sent in an hour of arrival. */
export type SourceHour = {
  readonly sourceId: number
  readonly workspaceId: number
  readonly hour: number
  readonly events: number
  readonly corrected: number
  readonly delayed: number
  readonly delayMs: number
  readonly lastAt: number
}

/** Adds to what sources sent. */
export async function addSourceHours(client: ClientBase, rows: readonly SourceHour[]): Promise<void> {
  await client.query({
    name: 'survey_sources',
    text: `insert into source_hour (source_id, workspace_id, hour, events, corrected, delayed, delay_ms, last_at)
      select * from unnest($1::int4[], $2::int4[], $3::int8[], $4::int8[], $5::int8[], $6::int8[], $7::int8[], $8::int8[])
      on conflict (source_id, hour) do update set events = source_hour.events + excluded.events,
        corrected = source_hour.corrected + excluded.corrected, delayed = source_hour.delayed + excluded.delayed,
        delay_ms = source_hour.delay_ms + excluded.delay_ms, last_at = greatest(source_hour.last_at, excluded.last_at)`,
    values: [
      integers(rows.map((row) => row.sourceId)),
      integers(rows.map((row) => row.workspaceId)),
      bigints(rows.map((row) => row.hour)),
      bigints(rows.map((row) => row.events)),
      bigints(rows.map((row) => row.corrected)),
      bigints(rows.map((row) => row.delayed)),
      bigints(rows.map((row) => row.delayMs)),
      bigints(rows.map((row) => row.lastAt)),
    ],
  })
}

/** What a source sent that was refused, in an hour of arrival. */
export async function addRefused(
  client: Pick<ClientBase, 'query'>,
  { sourceId, workspaceId, hour, refused }: { sourceId: number; workspaceId: number; hour: number; refused: number },
): Promise<void> {
  await client.query({
    name: 'source_refused',
    text: `insert into source_hour (source_id, workspace_id, hour, refused) values ($1, $2, $3, $4)
      on conflict (source_id, hour) do update set refused = source_hour.refused + excluded.refused`,
    values: [sourceId, workspaceId, hour, refused],
  })
}
