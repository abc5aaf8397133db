// Event names and their properties in the database, as the survey learns them and as the API asks for them. Decides nothing.
import type { PropertyState } from '@lotse/core/listen'
import { sql } from 'kysely'
import type { ClientBase } from 'pg'
import { bigints, integers, smallints, texts } from './arrays.ts'
import type { Db as Typed } from './members.ts'

/** Event names of a workspace of which the properties are kept; further ones are only counted. */
export const NAMES_MAX = 1000

/** A name with how often it was seen and opened. */
export type EventNameRow = {
  readonly workspaceId: number
  readonly name: string
  readonly kind: number
  readonly events: number
  readonly looked: number
  readonly firstAt: number
  readonly lastAt: number
}

type Db = Pick<ClientBase, 'query'>
const NAME = `workspace_id as "workspaceId", name, kind, events, looked, first_at as "firstAt", last_at as "lastAt"`

/** What is known of names, as far as they are known. */
export async function knownNames(
  db: Db,
  names: readonly { readonly workspaceId: number; readonly name: string }[],
): Promise<EventNameRow[]> {
  const { rows } = await db.query<EventNameRow>({
    name: 'schema_names',
    text: `select ${NAME} from event_name where (workspace_id, name) in (select * from unnest($1::int4[], $2::text[]))`,
    values: [integers(names.map((one) => one.workspaceId)), texts(names.map((one) => one.name))],
  })
  return rows
}

/** How many names each workspace has. */
export async function nameCounts(db: Db, workspaceIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const { rows } = await db.query<{ id: number; n: number }>(
    'select workspace_id as id, count(*)::int4 as n from event_name where workspace_id = any($1::int4[]) group by 1',
    [integers(workspaceIds)],
  )
  return new Map(rows.map(({ id, n }) => [id, n]))
}

/** Writes names as they are now. */
export async function writeNames(db: Db, rows: readonly EventNameRow[]): Promise<void> {
  if (rows.length === 0) return
  await db.query({
    name: 'schema_write_names',
    text: `insert into event_name (workspace_id, name, kind, events, looked, first_at, last_at)
      select * from unnest($1::int4[], $2::text[], $3::int2[], $4::int8[], $5::int8[], $6::int8[], $7::int8[])
      on conflict (workspace_id, name) do update set events = excluded.events, looked = excluded.looked,
        first_at = excluded.first_at, last_at = excluded.last_at`,
    values: [
      integers(rows.map((row) => row.workspaceId)),
      texts(rows.map((row) => row.name)),
      smallints(rows.map((row) => row.kind)),
      bigints(rows.map((row) => row.events)),
      bigints(rows.map((row) => row.looked)),
      bigints(rows.map((row) => row.firstAt)),
      bigints(rows.map((row) => row.lastAt)),
    ],
  })
}

/** A property with its place. */
export type PropertyRow = {
  readonly workspaceId: number
  readonly name: string
  readonly path: string
  readonly state: PropertyState
}

type Stored = {
  readonly name: string
  readonly path: string
  readonly present: number
  readonly firstAt: number
  readonly lastAt: number
  readonly lookedFirst: number
  readonly lookedLast: number
  readonly types: PropertyState['types']
  readonly examples: { readonly shown: readonly string[]; readonly withheld: PropertyState['withheld'] }
  readonly sketch: readonly number[]
  readonly sources: readonly number[]
}

const PROPERTY = `name, path, present, first_at as "firstAt", last_at as "lastAt", looked_first as "lookedFirst", looked_last as "lookedLast",
  types, examples, sketch, sources`

/** The properties of one name, in the order of their paths. */
export async function propertiesOf(db: Db, workspaceId: number, name: string): Promise<PropertyRow[]> {
  const { rows } = await db.query<Stored>({
    name: 'schema_properties',
    text: `select ${PROPERTY} from event_property where workspace_id = $1 and name = $2 order by path`,
    values: [workspaceId, name],
  })
  return rows.map((row) => toProperty(workspaceId, row))
}

/** All properties of a workspace without examples and sketches, for counting news. */
export async function propertyDates(db: Typed, workspaceId: number): Promise<PropertyRow[]> {
  const { rows } = await sql<Stored>`
    select name, path, present, first_at as "firstAt", last_at as "lastAt", looked_first as "lookedFirst", looked_last as "lookedLast",
      types, '{"shown":[],"withheld":null}'::jsonb as examples, '[]'::jsonb as sketch, '[]'::jsonb as sources
      from event_property where workspace_id = ${workspaceId}`.execute(db)
  return rows.map((row) => toProperty(workspaceId, row))
}

function toProperty(workspaceId: number, { name, path, examples, ...rest }: Stored): PropertyRow {
  return { workspaceId, name, path, state: { ...rest, examples: examples.shown, withheld: examples.withheld } }
}

/** Writes properties as they are now. */
export async function writeProperties(db: Db, rows: readonly PropertyRow[]): Promise<void> {
  if (rows.length === 0) return
  const json = (value: (state: PropertyState) => unknown) =>
    texts(rows.map(({ state }) => JSON.stringify(value(state))))
  await db.query({
    name: 'schema_write_properties',
    text: `insert into event_property (workspace_id, name, path, present, first_at, last_at, looked_first, looked_last, types, examples, sketch, sources)
      select w, n, p, present, f, l, lf, ll, t::jsonb, e::jsonb, sk::jsonb, so::jsonb
      from unnest($1::int4[], $2::text[], $3::text[], $4::int8[], $5::int8[], $6::int8[], $7::int8[], $8::int8[], $9::text[], $10::text[], $11::text[], $12::text[])
        r(w, n, p, present, f, l, lf, ll, t, e, sk, so)
      on conflict (workspace_id, name, path) do update set present = excluded.present, first_at = excluded.first_at, last_at = excluded.last_at,
        looked_last = excluded.looked_last, types = excluded.types, examples = excluded.examples, sketch = excluded.sketch, sources = excluded.sources`,
    values: [
      integers(rows.map((row) => row.workspaceId)),
      texts(rows.map((row) => row.name)),
      texts(rows.map((row) => row.path)),
      bigints(rows.map(({ state }) => state.present)),
      bigints(rows.map(({ state }) => state.firstAt)),
      bigints(rows.map(({ state }) => state.lastAt)),
      bigints(rows.map(({ state }) => state.lookedFirst)),
      bigints(rows.map(({ state }) => state.lookedLast)),
      json((state) => state.types),
      json((state) => ({ shown: state.examples, withheld: state.withheld })),
      json((state) => state.sketch),
      json((state) => state.sources),
    ],
  })
}
