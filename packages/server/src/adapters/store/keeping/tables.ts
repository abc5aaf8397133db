// What a database of ours holds, read from PostgreSQL's own catalog, so that no table can be forgotten. Never writes.
import type { ClientBase } from 'pg'

/** A table with the columns that are copied; those that PostgreSQL computes are left out. */
export type Table = { readonly name: string; readonly columns: readonly string[] }

/** Where a sequence stands. `value` is text, because a sequence may be larger than a safe integer. */
export type Sequence = { readonly name: string; readonly value: string; readonly called: boolean }

/** An applied migration, as the ledger says. */
export type Applied = { readonly name: string; readonly checksum: string }

/** Ours, in the schema `public`, without what belongs to an extension. */
const OURS = (kinds: string) => `c.relnamespace = 'public'::regnamespace and c.relkind in (${kinds})
  and not exists (select from pg_depend x where x.classid = 'pg_class'::regclass and x.objid = c.oid and x.deptype = 'e')`

/** Every table with its columns in their order; tables by name. */
export async function listTables(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    select c.relname as name, coalesce(array_agg(a.attname::text order by a.attnum)
      filter (where a.attnum > 0 and not a.attisdropped and a.attgenerated = ''), '{}') as columns
    from pg_class c left join pg_attribute a on a.attrelid = c.oid
    where ${OURS(`'r'`)} and c.relpersistence <> 't'
    group by c.relname order by c.relname collate "C"`)
  return rows
}

/** Where every sequence stands now. Sequences know no snapshot: what is read is never behind what any row of the snapshot used. */
export async function listSequences(client: ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c where ${OURS(`'S'`)} order by c.relname collate "C"`,
  )
  const found: Sequence[] = []
  for (const { name } of rows) {
    const read = await client.query<Omit<Sequence, 'name'>>(
      `select last_value::text as value, is_called as called from ${quoted(name)}`,
    )
    for (const row of read.rows) found.push({ name, ...row })
  }
  return found
}

/** The migrations that were applied, in order; none where the database is empty or not ours. */
export async function listApplied(client: ClientBase): Promise<Applied[]> {
  const { rows: ledger } = await client.query<{ there: boolean }>(
    `select to_regclass('public.migration') is not null as there`,
  )
  if (!ledger[0]?.there) return []
  const { rows } = await client.query<Applied>('select name, checksum from migration order by name')
  return rows
}

/**
 * The first table in which somebody's data stands; null in an empty or fresh database.
 *
 * @param besides - tables that fill by themselves, so that nobody loses anything with them.
 */
export async function firstFilledTable(client: ClientBase, besides: ReadonlySet<string>): Promise<string | null> {
  for (const { name } of await listTables(client)) {
    if (besides.has(name)) continue
    const { rows } = await client.query<{ filled: boolean }>(`select exists (select from ${quoted(name)}) as filled`)
    if (rows[0]?.filled) return name
  }
  return null
}

/** Bytes of the tables and their indexes, for a progress bar; an estimate where others write. */
export async function tableBytes(client: ClientBase): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ name: string; bytes: number }>(
    `select c.relname as name, pg_table_size(c.oid) as bytes from pg_class c where ${OURS(`'r'`)}`,
  )
  return new Map(rows.map(({ name, bytes }) => [name, bytes]))
}

/** A name of the catalog as SQL writes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
