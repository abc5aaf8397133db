// Takes a database's schema down and builds one up again, inside of one transaction, so that a killed restore changes nothing.
import type { ClientBase } from 'pg'
import { LEDGER, type Migration } from '../migrate.ts'
import { quoted, type Sequence } from './tables.ts'

/** What was taken off the empty tables so that they fill quickly, as SQL that puts it back, in this order. */
export type Stripped = readonly string[]

/** Neither of an extension, which stays, nor a part of something else, which goes with it. */
const OWN = (catalog: string, row: string) =>
  `not exists (select from pg_depend x where x.classid = '${catalog}'::regclass and x.objid = ${row}.oid and x.deptype in ('e', 'i', 'a'))`

const DROPS = `
  select 1 as rank, format('drop %s if exists public.%I cascade',
      case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end, c.relname) as drop
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S') and ${OWN('pg_class', 'c')}
  union all
  select 2, format('drop routine if exists %s cascade', p.oid::regprocedure)
    from pg_proc p where p.pronamespace = 'public'::regnamespace and ${OWN('pg_proc', 'p')}
  union all
  select 3, format('drop type if exists public.%I cascade', t.typname)
    from pg_type t where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd') and ${OWN('pg_type', 't')}
  order by 1`

/** Removes everything of ours; what extensions brought stays. */
export async function clearSchema(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ drop: string }>(DROPS)
  for (const { drop } of rows) await client.query(drop)
}

/** Makes the tables as the migrations say, all of them empty: what migrations put in comes from the copy. */
export async function buildSchema(
  client: ClientBase,
  migrations: readonly Migration[],
  tables: () => Promise<readonly { readonly name: string }[]>,
): Promise<void> {
  await client.query(LEDGER)
  for (const { sql } of migrations) await client.query(sql)
  const names = (await tables()).map(({ name }) => quoted(name))
  if (names.length > 0) await client.query(`truncate ${names.join(', ')} cascade`)
}

/** Foreign keys first, because they lean on the others; then what else PostgreSQL keeps an index for, then plain indexes. */
const CONSTRAINTS = `
  select format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname) as take,
    format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) as give
  from pg_constraint c where c.connamespace = 'public'::regnamespace and c.contype in ('f', 'p', 'u', 'x') and c.conparentid = 0
  order by array_position(array['f', 'x', 'u', 'p'], c.contype::text), c.conrelid::regclass::text, c.conname`
const INDEXES = `
  select format('drop index %s', i.indexrelid::regclass) as take, pg_get_indexdef(i.indexrelid) as give
  from pg_index i join pg_class c on c.oid = i.indrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
  order by i.indexrelid::regclass::text`

/** Takes keys and indexes off and silences our own triggers. What was read back is what stood there, nothing is invented. */
export async function strip(client: ClientBase): Promise<Stripped> {
  const { rows: constraints } = await client.query<{ take: string; give: string }>(CONSTRAINTS)
  const { rows: triggers } = await client.query<{ take: string; give: string }>(`
    select format('alter table %s disable trigger %I', tgrelid::regclass, tgname) as take,
      format('alter table %s enable trigger %I', tgrelid::regclass, tgname) as give
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not tgisinternal and tgenabled = 'O' and c.relnamespace = 'public'::regnamespace`)
  for (const { take } of [...constraints, ...triggers]) await client.query(take)
  const { rows: indexes } = await client.query<{ take: string; give: string }>(INDEXES)
  for (const { take } of indexes) await client.query(take)
  return [...indexes, ...constraints.toReversed(), ...triggers].map(({ give }) => give)
}

/** Puts back what `strip` took. */
export async function putBack(client: ClientBase, stripped: Stripped, each: (done: number) => void): Promise<void> {
  await client.query(`set local maintenance_work_mem = '256MB'`)
  for (const [i, give] of stripped.entries()) {
    await client.query(give)
    each(i + 1)
  }
}

/** Sets the sequences to where they stood. */
export async function setSequences(client: ClientBase, sequences: readonly Sequence[]): Promise<void> {
  for (const { name, value, called } of sequences)
    await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted(name), value, called])
}

/** How many connections of ours others hold to this database now: a server or a command that works on it. */
export async function othersAtWork(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*) as count from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and application_name like 'lotse%'`,
  )
  return rows[0]?.count ?? 0
}
