// Moves log entries of customers who were merged away to the logs of their survivors. Decides nothing, applies nothing.
import type { ClientBase } from 'pg'
import { bigints, smallints, xids } from '../arrays.ts'

/** A log entry of a customer who was merged away, on its way to the survivor's log. */
export type MoveRow = {
  readonly bucket: number
  readonly txid: string
  readonly seq: number
  readonly to: number
  readonly toBucket: number
}

/** Ends entries in one log and appends them to another, so that each is applied once and counted once. In the caller's transaction. */
export function moveEntries(client: ClientBase, rows: readonly MoveRow[]): Promise<unknown> {
  return client.query({
    name: 'engine-move-entries',
    text: `with gone as (
        delete from event e
        using unnest($1::smallint[], $2::xid8[], $3::bigint[], $4::bigint[], $5::smallint[]) m(bucket, txid, seq, to_customer, to_bucket)
        where e.bucket = m.bucket and e.txid = m.txid and e.seq = m.seq
        returning e.*, m.to_customer, m.to_bucket)
      insert into event (workspace_id, bucket, customer_id, kind, flags, source_id, name, channel, message_id, occurred_at, received_at, body)
      select workspace_id, to_bucket, to_customer, kind, flags, source_id, name, channel, message_id, occurred_at, received_at, body
      from gone order by txid, seq`,
    values: [
      smallints(rows.map((r) => r.bucket)),
      xids(rows.map((r) => r.txid)),
      bigints(rows.map((r) => r.seq)),
      bigints(rows.map((r) => r.to)),
      smallints(rows.map((r) => r.toBucket)),
    ],
  })
}
