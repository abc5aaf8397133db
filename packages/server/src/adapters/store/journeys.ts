// Editions of journeys, their figures and where customers are, in the database. Every query names the workspace. Counts nothing itself.
import type { RunEnd, SummedCounter } from '@lotse/core/understand'
import type { JourneyDocument } from '@lotse/protocol'
import { sql } from 'kysely'
import type { Db } from './members.ts'

const EDITIONS_MAX = 1000

/** An edition with how far it is filled. `measured`: it is the newest one, and nobody has stopped since. */
export type EditionRow = {
  readonly number: number
  readonly document: JourneyDocument
  readonly publishedAt: number
  readonly publishedBy: string | null
  readonly effectiveAt: number
  readonly customers: number
  readonly done: number
  readonly doneAt: number | null
  readonly measured: boolean
}

/** Editions of a journey, the newest first. @param number - only this one. */
export async function editionsOf(
  db: Db,
  workspaceId: number,
  { journey, number }: { readonly journey: string; readonly number?: number | undefined },
): Promise<EditionRow[]> {
  const { rows } = await sql<EditionRow>`
    select e.number, e.document, e.published_at as "publishedAt", e.published_by as "publishedBy", e.effective_at as "effectiveAt", e.customers,
      coalesce(f.done, 0)::bigint as done, f.done_at as "doneAt", coalesce(e.number = c.version, false) as measured
    from journey_edition e
    left join lateral (
      select sum(done) as done, case when count(finished_at) = (select count(*) from bucket) then max(finished_at) end as done_at from journey_fill f
      where f.workspace_id = e.workspace_id and f.journey = e.journey and f.number = e.number) f on true
    left join lateral (
      select version from catalog_change c where c.workspace_id = e.workspace_id and c.action = 'journey' and c.flow_id = e.journey
      order by seq desc limit 1) c on true
    where e.workspace_id = ${workspaceId} and e.journey = ${journey} ${number === undefined ? sql`` : sql`and e.number = ${number}`}
    order by e.number desc limit ${EDITIONS_MAX}`.execute(db)
  return rows
}

/**
 * How many customers are on the way now by the edition that held when they began; who began before the first one counts to that. Editions that nobody began by
 * are left out.
 */
export async function underWayBy(db: Db, workspaceId: number, journey: string): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ number: number; count: number }>`
    with e as (
      select array_agg(number order by number) as numbers, array_agg(effective_at order by number) as since
      from journey_edition where workspace_id = ${workspaceId} and journey = ${journey})
    select e.numbers[greatest(1, width_bucket(p.started_at, e.since))] as number, count(*)::bigint as count
    from journey_place p cross join e
    where p.workspace_id = ${workspaceId} and p.journey = ${journey} and p.outcome = 'open' group by 1`.execute(db)
  return new Map(rows.map(({ number, count }) => [number, Number(count)]))
}

/** From when to when an edition was the one that held, in milliseconds; null: from the beginning, or until now. */
export async function heldBy(
  db: Db,
  workspaceId: number,
  { journey, number }: { readonly journey: string; readonly number: number },
): Promise<readonly [since: number | null, until: number | null] | undefined> {
  const { rows } = await sql<{ number: number; since: number | null; until: number | null }>`
    select number, case when lag(number) over held is not null then effective_at end as since, lead(effective_at) over held as until
    from journey_edition where workspace_id = ${workspaceId} and journey = ${journey} window held as (order by number)`.execute(
    db,
  )
  const found = rows.find((row) => row.number === number)
  return found && [found.since, found.until]
}

/** The number of the newest edition, 0 before any, and of the one that is measured, 0 where none is. */
export async function editionNumbers(db: Db, workspaceId: number, journey: string) {
  const { rows } = await sql<{ newest: number | null; measured: number | null }>`
    select (select max(number) from journey_edition where workspace_id = ${workspaceId} and journey = ${journey}) as newest,
      (select version from catalog_change where workspace_id = ${workspaceId} and action = 'journey' and flow_id = ${journey} order by seq desc limit 1) as measured`.execute(
    db,
  )
  return { newest: rows[0]?.newest ?? 0, measured: rows[0]?.measured ?? 0 }
}

/** A new edition. */
export type NewEdition = {
  readonly workspaceId: number
  readonly journey: string
  readonly number: number
  readonly document: JourneyDocument
  readonly customers: number
  readonly publishedAt: number
  readonly publishedBy: string
  readonly effectiveAt: number
}

/** How many customers a sweep will look at. */
export async function countCustomers(db: Db, workspaceId: number): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from customer_state where workspace_id = ${workspaceId}`.execute(db)
  return Number(rows[0]?.n)
}

/** Adds an edition, ends the sweeps of those before it, and begins its own. The caller tells the catalog. */
export async function insertEdition(db: Db, edition: NewEdition): Promise<void> {
  const { workspaceId, journey, number, document, customers, publishedAt, publishedBy, effectiveAt } = edition
  await endSweeps(db, workspaceId, journey)
  await sql`
    insert into journey_edition (workspace_id, journey, number, document, published_at, published_by, effective_at, customers)
    values (${workspaceId}, ${journey}, ${number}, ${JSON.stringify(document)}::jsonb, ${publishedAt}, ${publishedBy}, ${effectiveAt}, ${customers})`.execute(
    db,
  )
  await sql`
    insert into journey_fill (workspace_id, journey, number, bucket, effective_at)
    select ${workspaceId}, ${journey}, ${number}, bucket, ${effectiveAt} from bucket`.execute(db)
}

/** Ends sweeps that are under way; an edition that was not filled stays unfilled. */
export async function endSweeps(db: Db, workspaceId: number, journey: string): Promise<void> {
  await sql`delete from journey_fill where workspace_id = ${workspaceId} and journey = ${journey} and finished_at is null`.execute(
    db,
  )
}

/** The number under which counters of everybody are kept; segments of an edition have others (J13). */
const EVERYBODY = 0

/** Figures of an edition. @param days - of UTC, since 1970, both included. */
export async function countersOf(
  db: Db,
  workspaceId: number,
  {
    journey,
    edition,
    days: [from, until],
    channel,
    segment = EVERYBODY,
  }: {
    readonly journey: string
    readonly edition: number
    readonly days: readonly [from: number | undefined, until: number | undefined]
    readonly channel?: string | undefined
    readonly segment?: number | undefined
  },
): Promise<SummedCounter[]> {
  const { rows } = await sql<SummedCounter>`
    select what, step, next as to, channel, rung, sum(count)::bigint as count from journey_count
    where workspace_id = ${workspaceId} and journey = ${journey} and edition = ${edition} and segment = ${segment}
      and (day = 0 or (true ${from === undefined ? sql`` : sql`and day >= ${from}`} ${until === undefined ? sql`` : sql`and day <= ${until}`}))
      ${channel === undefined ? sql`` : sql`and channel = ${channel}`}
    group by what, step, next, channel, rung having sum(count) <> 0`.execute(db)
  return rows
}

/** Where customers are now, and how many came to each step on a day. */
export async function pulseOf(
  db: Db,
  workspaceId: number,
  { journey, edition, day }: { readonly journey: string; readonly edition: number; readonly day: number },
) {
  const { rows } = await sql<{ step: string; here: number; today: number }>`
    select step, coalesce(sum(count) filter (where what = 'here'), 0)::bigint as here,
      coalesce(sum(count) filter (where what = 'reached'), 0)::bigint as today
    from journey_count where workspace_id = ${workspaceId} and journey = ${journey} and edition = ${edition} and segment = ${EVERYBODY}
      and ((day = 0 and what = 'here') or (day = ${day} and what = 'reached')) group by step`.execute(db)
  return rows
}

/** Where a customer is on a journey. */
export type PositionRow = {
  readonly customerId: number
  readonly journey: string
  readonly edition: number
  readonly step: string
  readonly channel: string
  readonly at: number
  readonly startedAt: number
  readonly outcome: RunEnd
  readonly fitness: number
  readonly strays: readonly string[] | null
}

const columns = sql`p.customer_id as "customerId", p.journey, p.edition, p.step, p.channel, p.at, p.started_at as "startedAt", p.outcome, p.fitness, p.strays`

/** Customers of an edition, the last to come first. `strays`, as `what/step`: those whose latest run strayed in one of these ways; else those who are there now. `segment`: by its number; `began`: from when to when, in milliseconds. */
export async function customersOnJourney(
  db: Db,
  workspaceId: number,
  {
    journey,
    edition,
    step,
    strays,
    segment = EVERYBODY,
    began: [since, until] = [null, null],
    before,
    limit,
  }: {
    readonly journey: string
    readonly edition: number
    readonly step: string | undefined
    readonly strays: readonly string[] | undefined
    readonly segment?: number | undefined
    readonly began?: readonly [since: number | null, until: number | null] | undefined
    readonly before: readonly [at: number, customer: number] | undefined
    readonly limit: number
  },
): Promise<PositionRow[]> {
  const { rows } = await sql<PositionRow>`
    select ${columns} from journey_place p
    where p.workspace_id = ${workspaceId} and p.journey = ${journey} and p.edition = ${edition}
      ${strays === undefined ? sql`and p.outcome = 'open'` : sql`and p.strays is not null and p.strays && ${[...strays]}::text[]`}
      ${strays !== undefined || step === undefined ? sql`` : sql`and p.step = ${step}`}
      ${segment === EVERYBODY ? sql`` : sql`and p.segments >> ${segment - 1} & 1 = 1`}
      ${since === null ? sql`` : sql`and p.started_at >= ${since}`} ${until === null ? sql`` : sql`and p.started_at < ${until}`}
      ${before === undefined ? sql`` : sql`and (p.at, p.customer_id) < (${before[0]}::bigint, ${before[1]}::bigint)`}
    order by p.at desc, p.customer_id desc limit ${limit}`.execute(db)
  return rows
}

/** Customers in the order of their ids. `journey`: of those who ever were on its edition; null: everybody. */
export async function customersAfter(
  db: Db,
  workspaceId: number,
  {
    journey,
    edition,
    after,
    limit,
  }: { readonly journey: string | null; readonly edition: number; readonly after: number; readonly limit: number },
): Promise<number[]> {
  const { rows } = await (journey === null
    ? sql<{ id: number }>`
          select customer_id as id from customer_state where workspace_id = ${workspaceId} and customer_id > ${after} order by customer_id limit ${limit}`
    : sql<{ id: number }>`
          select customer_id as id from journey_place
          where workspace_id = ${workspaceId} and journey = ${journey} and edition = ${edition} and customer_id > ${after} order by customer_id limit ${limit}`
  ).execute(db)
  return rows.map(({ id }) => id)
}

/** Where a customer is on each journey that is measured, the last moved first. */
export async function positionsOf(db: Db, workspaceId: number, customerId: number): Promise<PositionRow[]> {
  const { rows } = await sql<PositionRow>`
    select ${columns} from journey_place p where p.workspace_id = ${workspaceId} and p.customer_id = ${customerId}
      and p.edition = (
        select version from catalog_change c where c.workspace_id = p.workspace_id and c.action = 'journey' and c.flow_id = p.journey
        order by seq desc limit 1)
    order by p.at desc, p.journey`.execute(db)
  return rows
}
