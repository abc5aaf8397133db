// For tests of backups: rows in every table there is, and a database told table by table so that two can be compared. Never part of the server.

import type { Pool } from 'pg'
import { leaveRunning } from '../adapters/store/keeping/backups.ts'
import { quoted } from '../adapters/store/keeping/tables.ts'

/** What text must survive: COPY's own marks, line ends, quotes, other scripts, emoji, what looks like a path. */
const NASTY = [
  '\\N',
  'tab\there',
  'line\nfeed\r\n',
  'quote \' and " and \\',
  '\\.',
  'שלום עולם',
  '漢字 🙂',
  '',
  'C:\\new\\table',
]

/** One value of a type as text, different for each row. */
function sampleOf(type: string, row: number): string {
  if (type.endsWith('[]')) return `{${JSON.stringify(sampleOf(type.slice(0, -2), row))}}`
  if (/^(smallint|integer|bigint|numeric)/.test(type)) return String(row + 1)
  if (/^(double precision|real)/.test(type)) return String(row + 0.1)
  if (type === 'boolean') return row % 2 === 0 ? 't' : 'f'
  if (type === 'bytea') return `\\x00ff${String(row).padStart(4, '0')}`
  if (type === 'xid8') return String(900_000_000_000 + row)
  if (type === 'uuid') return `00000000-0000-4000-8000-${String(row).padStart(12, '0')}`
  if (/^jsonb?$/.test(type)) return JSON.stringify({ row, text: NASTY[row % NASTY.length] })
  if (/^(timestamp|date|interval)/.test(type)) return type === 'interval' ? '1 day' : '2026-03-01'
  if (type === 'tsvector') return `'word':${row + 1}`
  if (type === 'inet' || type === 'cidr') return '10.0.0.1'
  return `${row} ${NASTY[row % NASTY.length]}`
}

type Column = { readonly name: string; readonly type: string; readonly required: boolean }

/** Puts rows into every table, with nothing but their types known, so that a table made tomorrow is tested too. */
export async function fillEveryTable(pool: Pool, rows: number = NASTY.length): Promise<void> {
  const client = await pool.connect()
  try {
    // References and checks of triggers do not matter here; only the tests' own superuser may do that.
    await client.query('set session_replication_role = replica')
    for (const [table, columns] of await columnsOf(client)) {
      if (table === 'migration') continue
      await client.query(`delete from ${quoted(table)}`)
      await insertWhatFits(client, table, { columns, rows })
    }
    await client.query(`select setval(pg_get_serial_sequence('event', 'seq'), 4711)`)
    await client.query(`select setval('customer_id_seq', 815, false)`)
    // What a restore changes on purpose (K13) has a test of its own; here it stands as a restore leaves it.
    await leaveRunning(client)
  } finally {
    await client.query('reset session_replication_role')
    client.release()
  }
}

type Samples = { readonly columns: readonly Column[]; readonly rows: number }

/** A table whose own rules refuse rows of anything gets as much as they let in: only what must be known, or one row where there may be but one. */
async function insertWhatFits(client: Pick<Pool, 'query'>, table: string, { columns, rows }: Samples): Promise<void> {
  const required = columns.filter((column) => column.required)
  const tries = [
    { columns, rows },
    { columns: required, rows },
    { columns, rows: 1 },
    { columns: required, rows: 1 },
  ]
  for (const samples of tries) {
    const refused = await insertSamples(client, table, samples).then(
      () => undefined,
      (error: unknown) => error,
    )
    if (refused === undefined) return
    if (!isRule(refused)) throw new Error(`rows of ${table}`, { cause: refused })
  }
  throw new Error(`no row that is made up fits into ${table}`)
}

async function insertSamples(client: Pick<Pool, 'query'>, table: string, { columns, rows }: Samples): Promise<void> {
  const names = columns.map(({ name }) => quoted(name))
  const typed = columns.map(({ name, type }) => `${quoted(name)}::${type}`)
  const arrays = columns.map((_, i) => `$${i + 1}::text[]`)
  await client.query(
    `insert into ${quoted(table)} (${names}) overriding system value select ${typed} from unnest(${arrays}) as r (${names})`,
    columns.map(({ type }) => Array.from({ length: rows }, (_, row) => sampleOf(type, row))),
  )
}

const CHECK_VIOLATION = '23514'

function isRule(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === CHECK_VIOLATION
}

async function columnsOf(client: Pick<Pool, 'query'>): Promise<Map<string, Column[]>> {
  const { rows } = await client.query<Column & { readonly table: string }>(`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    order by c.relname, a.attnum`)
  const tables = new Map<string, Column[]>()
  for (const { table, ...column } of rows) tables.set(table, [...(tables.get(table) ?? []), column])
  return tables
}

/** Everything a database holds: of each table all rows as text in one order; sequences, columns, keys, indexes, triggers. */
export async function dumpOf(pool: Pool): Promise<Readonly<Record<string, readonly string[]>>> {
  const dump: Record<string, readonly string[]> = {}
  const lines = async (name: string, sql: string) => {
    const { rows } = await pool.query<{ line: string }>(sql)
    dump[name] = rows.map(({ line }) => line)
  }
  for (const table of (await columnsOf(pool)).keys())
    await lines(`rows of ${table}`, `select t::text as line from ${quoted(table)} t order by t::text collate "C"`)
  for (const [name, sql] of Object.entries(SCHEMA)) await lines(name, sql)
  const { rows: sequences } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace`,
  )
  for (const { name } of sequences)
    await lines(`sequence ${name}`, `select last_value || ' ' || is_called as line from ${quoted(name)}`)
  return dump
}

const SCHEMA = {
  columns: `select concat_ws(' ', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
      pg_get_expr(d.adbin, d.adrelid)) as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by 1`,
  constraints: `select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) as line
    from pg_constraint where connamespace = 'public'::regnamespace order by 1`,
  indexes: `select indexdef as line from pg_indexes where schemaname = 'public' order by 1`,
  options: `select concat_ws(' ', relname, reloptions::text) as line from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'i') order by 1`,
  triggers: `select concat_ws(' ', pg_get_triggerdef(oid), tgenabled) as line from pg_trigger where not tgisinternal order by 1`,
  functions: `select concat_ws(' ', proname, provolatile, pg_get_function_arguments(oid)) as line
    from pg_proc where pronamespace = 'public'::regnamespace order by 1`,
} as const
