// Every event once: in the log, in the aggregates of its person, in the counters. Reads only.
import { aggregateKey } from '@lotse/core/base'
import { aggregateValue, compileAggregate, readState } from '@lotse/core/understand'
import type { Aggregate } from '@lotse/protocol'
import type { ClientBase } from 'pg'
import type { Crowd, Person } from './crowd.ts'
import type { Known, Line } from './promises.ts'
import { COUNTED } from './shop.ts'

/** Every event that was answered stands in the log once, and nothing else does. */
export async function countEvents(client: ClientBase, { crowd }: Known): Promise<Line[]> {
  const { rows } = await client.query<{ message_id: string; n: number }>(
    `select message_id, count(*) as n from event where source_id is not null group by 1`,
  )
  const stored = new Map(rows.map(({ message_id, n }) => [message_id, n]))
  const lost = [...crowd.messageIds].filter((id) => !stored.has(id))
  const double = rows.filter(({ n }) => n !== 1).map(({ message_id, n }) => `${message_id} stands ${n} times`)
  const strange = rows.filter(({ message_id }) => !crowd.messageIds.has(message_id)).map((row) => row.message_id)
  return [
    { promise: 'every event answered with 2xx is in the log', checked: crowd.messageIds.size, broken: lost },
    { promise: 'no event is in the log twice', checked: rows.length, broken: [...double, ...strange] },
  ]
}

type Owner = { value: string; customer_id: number; state: string | null }

/** Each person is one customer in the end, whose aggregates amount to just what was sent. */
export async function countPeople(client: ClientBase, { crowd }: Known): Promise<Line> {
  const { rows } = await client.query<Owner>(
    `select i.value, i.customer_id, s.state from identity i left join customer_state s on s.customer_id = i.customer_id
     where i.kind in ('userId', 'anonymousId')`,
  )
  const owners = new Map(rows.map((row) => [row.value, row]))
  const broken = crowd.people.flatMap((person) => faultsOf(person, crowd, owners))
  return {
    promise: 'aggregates of every customer: counts and sums are what was sent',
    checked: crowd.people.length,
    broken,
  }
}

function faultsOf(person: Person, crowd: Crowd, owners: ReadonlyMap<string, Owner>): string[] {
  const owner = owners.get(person.userId)
  if (owner?.state == null) return [`${person.userId} is not known`]
  const apart = crowd.visitsOf(person).filter((visit) => owners.get(visit)?.customer_id !== owner.customer_id)
  const state = readState(owner.state)
  const wanted = { orders: person.orders, revenue: person.cents / 100, carts: person.carts, views: person.views }
  const off = (Object.keys(COUNTED) as (keyof typeof COUNTED)[]).flatMap((name) => {
    const found = amountOf(COUNTED[name], state)
    return found === wanted[name] ? [] : [`${person.userId}: ${name} ${found} instead of ${wanted[name]}`]
  })
  return [...apart.map((visit) => `${visit} stayed apart`), ...off]
}

function amountOf(definition: Aggregate, { aggs, clock }: ReturnType<typeof readState>): unknown {
  return aggregateValue(compileAggregate(definition), aggs[aggregateKey(definition)], clock).value
}

const COUNTERS = `
  with truth as (
    select 'accepted' as what, workspace_id, count(*) as n from event where source_id is not null group by 2
    union all select 'applied', workspace_id, count(*) from event where kind < 10 group by 2
    union all select 'minute ' || name, workspace_id, count(*) from event where kind < 10 and flags & 1 = 0 group by 1, 2
    union all select 'message ' || channel || ' ' || state, workspace_id, count(*) from message group by 1, 2),
  counted as (
    select 'accepted' as what, workspace_id, sum(count)::bigint as n from accept_count where what = 'accepted' group by 2
    union all select 'applied', workspace_id, sum(count)::bigint from engine_count where what = 'events' group by 2
    union all select 'minute ' || name, workspace_id, sum(count)::bigint from event_minute group by 1, 2
    union all select 'message ' || channel || ' ' || state, workspace_id, sum(count)::bigint from message_count group by 1, 2)
  select what, coalesce(t.n, 0) as truth, coalesce(c.n, 0) as counted from truth t full join counted c using (what, workspace_id)`

/** Counters agree with the rows they count; no bucket is stuck; nothing was set aside. */
export async function countOutside(client: ClientBase): Promise<Line[]> {
  const { rows } = await client.query<{ what: string; truth: number; counted: number }>(COUNTERS)
  const off = rows.filter(({ truth, counted }) => truth !== counted)
  const aside = await client.query<{ reason: string }>('select reason from set_aside')
  const stuck = await client.query<{ bucket: number }>(
    `select distinct b.bucket from bucket b join event e on e.bucket = b.bucket and (e.txid, e.seq) > (b.txid, b.seq)`,
  )
  return [
    {
      promise: 'counters of events, minutes and messages agree with the rows',
      checked: rows.length,
      broken: off.map(({ what, truth, counted }) => `${what}: counted ${counted}, there are ${truth}`),
    },
    { promise: 'no bucket is stuck', checked: 256, broken: stuck.rows.map(({ bucket }) => `bucket ${bucket}`) },
    { promise: 'nothing was set aside', checked: 1, broken: aside.rows.map(({ reason }) => reason) },
  ]
}
