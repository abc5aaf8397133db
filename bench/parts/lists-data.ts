// A large installation, written straight into a database: customers, events, runs, messages and what lists show. All of it follows from numbers, so it is the same each time.
import { bucketOf } from '@lotse/core/base'
import pg from 'pg'

/** How large it is. `events` are spread over a year that ends at `until` (UTC milliseconds). */
export type Size = { readonly customers: number; readonly events: number; readonly until: number }

export const NAMES = [
  'Page Viewed',
  'Product Viewed',
  'Product Added',
  'Cart Viewed',
  'Checkout Started',
  'Payment Failed',
  'Order Completed',
  'Order Delivered',
  'Support Contacted',
  'Feedback Given',
] as const
export const FLOWS = 12
export const SOURCES = 5
export const PLANS = ['basic', 'silver', 'gold', 'platinum'] as const
export const CITIES = ['Kiel', 'Hamburg', 'Berlin', 'München', 'Wien', 'Zürich'] as const

const YEAR_MS = 365 * 86_400_000
/** One writer's transaction, as group commit makes them; and entries of a stretch of the survey. */
const PER_TRANSACTION = 50
const TRANSACTIONS_PER_STRETCH = 82
const CHUNK = 1_000_000
const CONNECTIONS = 2

const list = (values: readonly string[]) => `array[${values.map((value) => `'${value}'`).join(',')}]`
/** One of a list by a number. */
const pick = (values: readonly string[], number: string) => `(${list(values)})[1 + ${number} % ${values.length}]`

/**
 * Fills a migrated, empty database whose keys and indexes were taken off.
 *
 * @param url - the database.
 * @param tell - is called with what was written.
 */
export async function fillLists(url: string, size: Size, tell: (what: string) => void): Promise<void> {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    options: '-c synchronous_commit=off -c work_mem=256MB',
  })
  // A connection that breaks must not hide the fault before it.
  pool.on('error', () => {})
  try {
    for (const [what, sql] of Object.entries(BASICS)) {
      await pool.query(sql.replaceAll('{until}', String(size.until)))
      tell(what)
    }
    await people(pool, size)
    await events(pool, size)
    tell('events')
    await customers(pool, size)
    tell('customers')
    for (const [what, sql] of Object.entries(DERIVED)) {
      await pool.query(filled(sql, size))
      tell(what)
    }
  } finally {
    await pool.end()
  }
}

const filled = (sql: string, { customers, events, until }: Size) =>
  sql
    .replaceAll('{until}', String(until))
    .replaceAll('{customers}', String(customers))
    .replaceAll('{events}', String(events))

const BASICS = {
  workspace: `insert into workspace (name, created_at) values ('Lists', 1)`,
  sources: `insert into source (workspace_id, name, write_key, created_at) select 1, 'Source ' || n, 'wk_' || n, 1 from generate_series(1, ${SOURCES}) n`,
  flows: `insert into flow (id, workspace_id, name, status, draft, version, created_at, updated_at)
    select 'flow-' || n, 1, 'Flow ' || n, 'published', '{"lotse":"flow/1","name":"Flow","trigger":{"event":"Order Completed"},"entry":{"rule":"always"},"start":"pause","steps":[{"id":"pause","kind":"wait","for":"1d","next":"end"},{"id":"end","kind":"exit"}]}', 1, {until} - n, {until} - n
    from generate_series(1, ${FLOWS}) n`,
  versions: `insert into flow_version (flow_id, version, workspace_id, document, pins, published_at) select id, 1, 1, draft, '{}', created_at from flow`,
  templates: `insert into template (workspace_id, key, version, document, created_at)
    select 1, 'template-' || n, v, '{"lotse":"template/1","name":"T","channel":"email","locale":"de","subject":"S","body":"<mjml></mjml>"}', 1 from generate_series(1, 60) n, generate_series(1, 5) v`,
} as const

/** The customers' numbers, with the place of each. */
async function people(pool: pg.Pool, { customers }: Size): Promise<void> {
  await pool.query('create unlogged table person (id bigint primary key, bucket smallint)')
  for (let from = 1; from <= customers; from += 100_000) {
    const buckets = Array.from({ length: Math.min(100_000, customers - from + 1) }, (_, i) => bucketOf(1, from + i))
    await pool.query(
      `insert into person select $1::bigint + n - 1, bucket from unnest($2::smallint[]) with ordinality b(bucket, n)`,
      [from, buckets],
    )
  }
  await pool.query(`select setval('customer_id_seq', $1::bigint)`, [customers])
}

/** What is known of the customers, after their events. */
async function customers(pool: pg.Pool, size: Size): Promise<void> {
  await pool.query(filled(STATES, size))
  await pool.query(`insert into identity (workspace_id, kind, value, customer_id, first_seen_at, source_id)
    select 1, kind, value, p.id, 1, 1 from person p cross join lateral (values
      ('userId', 'u' || p.id), ('email', 'anna.' || p.id || '@shop.example'), ('anonymousId', 'a' || p.id)) i(kind, value)`)
  await pool.query(`insert into consent (customer_id, channel, topic, workspace_id, state, stated_at, source)
    select id, 'email', 'news', 1, 'granted', 1, 'form' from person where id % 2 = 0`)
}

const PLAN = pick(PLANS, 'id')
const CITY = pick(CITIES, 'id')
const NAME = `'Anna Sommer ' || id`
const MAIL = `'anna.' || id || '@shop.example'`

/** The document and what it is found by, as the engine writes them; the measurement compares some with the engine's own functions. */
const STATES = `
  insert into customer_state (customer_id, workspace_id, bucket, state, first_at, last_at, facts)
  select id, 1, bucket, json_build_object('clock', last_at, 'first', first_at, 'last', last_at,
      'traits', json_build_object('name', json_build_array(${NAME}, 1), 'email', json_build_array(${MAIL}, 1), 'plan', json_build_array(${PLAN}, 1), 'city', json_build_array(${CITY}, 1)),
      'ids', json_build_object('userId', json_build_array('u' || id, 1), 'email', json_build_array(${MAIL}, 1), 'anonymousId', json_build_array('a' || id, 1)),
      'consents', json_build_object(), 'accounts', json_build_object(), 'aggs', json_build_object(), 'entries', json_build_object(), 'runs', 1)::text,
    first_at, last_at,
    array_to_tsvector(array['t"name"', 't"name"="' || ${NAME}, 't"email"', 't"email"="' || ${MAIL}, 't"plan"', 't"plan"="' || ${PLAN},
      't"city"', 't"city"="' || ${CITY}, 'i"userId"', 'i"userId"="u' || id, 'i"email"', 'i"email"="' || ${MAIL},
      'i"anonymousId"', 'i"anonymousId"="a' || id, 'wu' || id, 'w' || ${MAIL}, 'wanna', 'w' || id, 'wshop', 'wexample', 'wsommer'])
  from (select p.*, coalesce(first_at, {until} - ${YEAR_MS}) as first_at, coalesce(last_at, {until} - ${YEAR_MS}) as last_at
    from person p left join (select customer_id, min(occurred_at) as first_at, max(occurred_at) as last_at from event group by 1) e on e.customer_id = p.id) p`

/** Events in parts, as many at a time as there are connections. A hundredth of them belongs to a hundred customers. */
async function events(pool: pg.Pool, { customers, events, until }: Size): Promise<void> {
  const starts = Array.from({ length: Math.ceil(events / CHUNK) }, (_, i) => i * CHUNK)
  const work = async () => {
    for (let from = starts.shift(); from !== undefined; from = starts.shift())
      await pool.query(EVENTS, [from, Math.min(events, from + CHUNK) - 1, customers, until - YEAR_MS, YEAR_MS / events])
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
  await pool.query(`select setval(pg_get_serial_sequence('event', 'seq'), $1::bigint)`, [events])
}

const EVENTS = `
  insert into event (seq, txid, workspace_id, bucket, customer_id, kind, source_id, name, channel, message_id, occurred_at, received_at, body)
  overriding system value
  select n + 1, (1000 + n / ${PER_TRANSACTION})::text::xid8, 1, p.bucket, p.id, 1, 1 + n * 31 % ${SOURCES},
    ${pick(NAMES, '(n * 13 % 97 * (n * 7 % 11) % 100)')},
    case when n * 31 % ${SOURCES} = 4 then 'app' else 'web' end, 'm' || n, $4::bigint + (n * $5::float8)::bigint, $4::bigint + (n * $5::float8)::bigint + 200,
    '{"p":{"product_id":"P' || n % 5000 || '","name":"Wool scarf","price":' || n % 200 || '.5,"quantity":1,"category":"Accessories"},"i":[["userId","u' || p.id || '"]]}'
  from generate_series($1::bigint, $2::bigint) n
  join person p on p.id = case when n % 100 = 0 then 1 + n / 100 % 100 else 1 + n * 2654435761 % $3::bigint end`

const HOUR = 3_600_000
const STRETCH = `(1000 + (txid::text::bigint - 1000) / ${TRANSACTIONS_PER_STRETCH} * ${TRANSACTIONS_PER_STRETCH})::text::xid8`

/** What the server derives from the log, and what people and messages leave behind. */
const DERIVED = {
  stretches: `insert into log_block select ${STRETCH}, count(*), min(received_at), max(received_at) from event group by 1`,
  'parts of stretches': `insert into log_block_part select 1, ${STRETCH}, name, source_id, channel, count(*) from event group by 2, 3, 4, 5`,
  hours: `insert into event_hour select 1, occurred_at / ${HOUR} * ${HOUR}, name, source_id, channel, count(*) from event group by 2, 3, 4, 5`,
  names: `insert into event_name select 1, name, 1, sum(count), 100, min(hour), max(hour) from event_hour group by name`,
  'hours of sources': `insert into source_hour (source_id, hour, workspace_id, events, last_at) select source_id, hour, 1, sum(count), hour from event_hour group by 1, 2`,
  survey: `update survey set txid = (1001 + {events} / ${PER_TRANSACTION})::text::xid8, block = (1001 + {events} / ${PER_TRANSACTION})::text::xid8`,
  positions: `update bucket set txid = (1000 + {events} / ${PER_TRANSACTION})::text::xid8, seq = {events}`,
  runs: `insert into run (id, workspace_id, bucket, customer_id, flow_id, version, key, started_at, step, step_at, wake_at, ended_at, reason, state)
    select 'r' || n, 1, p.bucket, p.id, 'flow-' || 1 + n % ${FLOWS}, 1, p.id::text, {until} - n * 10000, case n % 10 when 0 then 'pause' else 'end' end, {until} - n * 10000,
      case n % 10 when 0 then {until} + n end, case n % 10 when 0 then null else {until} - n * 9000 end, case n % 10 when 0 then null else 'exit' end,
      json_build_object('e', json_build_object('name', 'Order Completed', 'properties', json_build_object(), 'occurredAt', '2026-01-01T00:00:00.000Z', 'messageId', 'm' || n),
        'v', json_build_object('pause', 1), 'p', json_build_array(json_build_array('pause', {until} - n * 10000)), 'n', 1)::text
    from generate_series(1::bigint, {customers}) n join person p on p.id = 1 + n * 2654435761 % {customers}`,
  messages: `insert into message (key, workspace_id, customer_id, run_id, flow_id, version, step, channel, topic, state, reason, attempts, created_at, due_at, answered_at, address, request, reported)
    select 'k' || n, 1, 1 + n * 2654435761 % {customers}, 'r' || n, 'flow-' || 1 + n % ${FLOWS}, 1, 'mail', case n % 10 when 9 then 'webhook' else 'email' end, 'news',
      (array['accepted','delivered','delivered','delivered','opened','opened','clicked','suppressed','bounced','dead'])[1 + n % 10], case n % 10 when 7 then 'no_consent' end, 1,
      {until} - (2 * {customers} - n) * 15000, 1, 1, 'anna.' || n || '@shop.example', '{}', true
    from generate_series(1::bigint, 2 * {customers}) n`,
  'refused events': `insert into refused_event (workspace_id, source_id, refused_at, code, field, detail, raw, replayed_at)
    select 1, 1 + n % ${SOURCES}, {until} - (200000 - n) * 1000, (array['event.name_missing','event.identity_missing','event.too_large'])[1 + n % 3], 'event', 'missing', '{"type":"track"}', case n % 4 when 0 then 1 end
    from generate_series(1::bigint, 200000) n`,
  'set aside': `insert into set_aside (workspace_id, customer_id, bucket, seq, reason, stack, state, set_aside_at) select 1, n, 1, n, 'reason', 's', '{}', n from generate_series(1::bigint, 5000) n`,
  audit: `insert into audit_entry (workspace_id, done_at, member_id, operation, target, place, hash)
    select 1, {until} - (300000 - n) * 1000, 1 + n % 300, (array['createFlow','publishFlow','retryMessage','createView','mergeCustomers'])[1 + n % 5], json_build_object('id', n % 5000)::jsonb, n, sha256(n::text::bytea)
    from generate_series(1::bigint, 300000) n`,
  members: `insert into member (email, name, password_hash, created_at) select 'm' || n || '@example.org', 'Member ' || n, 'x', 1 from generate_series(1::bigint, 300) n`,
  memberships: `insert into membership (workspace_id, member_id, role) select 1, id, (array['cx','marketing','viewer'])[1 + id % 3] from member`,
  suppressions: `insert into suppression select 1, 'email', 'gone.' || n || '@shop.example', 'bounced', {until} - n from generate_series(1::bigint, 100000) n`,
  notes: `insert into customer_note (workspace_id, customer_id, member_id, text, created_at) select 1, 1 + n * 37 % {customers}, 1, 'called back', {until} - n from generate_series(1::bigint, 100000) n`,
  erasures: `insert into erasure (workspace_id, customer_id, state, step, keep_suppressed, reason, asked_at, beat_at, done_at) select 1, n, 'done', 'done', true, 'request', n, n, n from generate_series(1::bigint, 1000) n`,
  views: `insert into view (workspace_id, screen, name, search, shared, created_at) select 1, 'customers', 'View ' || n, '', true, 1 from generate_series(1::bigint, 200) n`,
  rest: `drop table person`,
} as const
