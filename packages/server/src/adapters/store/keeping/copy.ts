// Table rows as a stream of bytes in COPY's text form, out of a database and into one. Knows no file and looks into no row.
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { quoted, type Table } from './tables.ts'

const target = ({ name, columns }: Table) => `${quoted(name)} (${columns.map(quoted).join(', ')})`

/**
 * Opens the one view of the data that a backup has: what others write from now on is not seen. No table can be dropped or emptied
 * until `endSnapshot`; nobody who reads or writes rows waits.
 *
 * @param client - a connection of its own.
 * @param list - which tables, read inside of the snapshot.
 */
export async function beginSnapshot<T>(
  client: ClientBase,
  list: () => Promise<T & readonly Table[]>,
): Promise<T & readonly Table[]> {
  // One form for dates and numbers, whatever the server is set to; no limit of time, because a large table takes long.
  await client.query(`begin isolation level repeatable read read only;
    set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
    set local datestyle = 'ISO'; set local intervalstyle = 'postgres'; set local extra_float_digits = 3; set local bytea_output = 'hex'`)
  const tables = await list()
  if (tables.length > 0)
    await client.query(`lock table ${tables.map(({ name }) => quoted(name)).join(', ')} in access share mode`)
  return tables
}

/** Ends the view of `beginSnapshot`. */
export function endSnapshot(client: ClientBase): Promise<unknown> {
  return client.query('commit')
}

/** The rows of a table as COPY writes them: one line each. */
export function copyOut(client: ClientBase, table: Table): Readable {
  // A table without columns still has rows, but nothing of ours is one.
  return client.query(copyTo(`copy ${target(table)} to stdout`))
}

/**
 * Fills a table made or emptied in this transaction.
 *
 * @param lines - what `copyOut` gave.
 * @returns how many rows PostgreSQL took.
 */
export async function copyIn(client: ClientBase, table: Table, lines: AsyncIterable<Buffer>): Promise<number> {
  const into = client.query(copyFrom(`copy ${target(table)} from stdin with (freeze)`))
  await pipeline(lines, into)
  return into.rowCount
}
