// Every run advanced once: one per order, each step taken once, live figures equal to the runs they count. Reads only.
import type { RunData } from '@lotse/core/act'
import type { ClientBase } from 'pg'
import type { Known, Line } from './promises.ts'

type OrderRow = { id: string; key: string; reason: string | null; state: string; messages: number }

/** Steps of the orders flow that each run takes just once, and the one that it may take. */
const ONCE = ['pause', 'tier', 'mail', 'end']
const MAYBE = 'mark'

/** Each order has one run, which went through each step once, completed, and asked for one message. */
export async function countOrders(client: ClientBase, { crowd, ordersFlow }: Known): Promise<Line> {
  const { rows } = await client.query<OrderRow>(
    `with asked as (select run_id, count(*) as n from message group by 1)
     select id, key, reason, state, coalesce(n, 0) as messages from run left join asked on run_id = id where flow_id = $1`,
    [ordersFlow],
  )
  const runs = new Map<string, OrderRow[]>()
  for (const row of rows) runs.set(row.key, [...(runs.get(row.key) ?? []), row])
  const broken = [...crowd.orderIds].flatMap((order) => orderFaults(order, runs.get(order) ?? []))
  const strange = rows.filter(({ key }) => !crowd.orderIds.has(key)).map(({ id }) => `${id} is of no order`)
  const promise = 'every order has one run that went through each step once'
  return { promise, checked: crowd.orderIds.size, broken: [...broken, ...strange] }
}

function orderFaults(order: string, runs: readonly OrderRow[]): string[] {
  const [run] = runs
  if (run === undefined || runs.length !== 1) return [`${order} has ${runs.length} runs`]
  const { v } = JSON.parse(run.state) as RunData
  const visits = ONCE.every((step) => v[step] === 1) && (v[MAYBE] ?? 0) <= 1
  if (!visits) return [`${order}: visits ${JSON.stringify(v)}`]
  if (run.reason !== 'completed') return [`${order}: ended with ${run.reason}`]
  return run.messages === 1 ? [] : [`${order}: ${run.messages} messages`]
}

const FIGURES = `
  with visit as (
    select r.flow_id, r.version, v.key as step, v.value::bigint as n, (r.ended_at is null and r.step = v.key) as inside
    from run r cross join lateral jsonb_each_text(r.state::jsonb -> 'v') v),
  truth as (
    select flow_id, version, step, 'in' as what, sum(n)::bigint as n from visit group by 1, 2, 3
    union all select flow_id, version, step, 'out', sum(n)::bigint - count(*) filter (where inside) from visit group by 1, 2, 3
    union all select flow_id, version, '', 'entered', count(*) from run group by 1, 2
    union all select flow_id, version, '', 'ended', count(*) from run where ended_at is not null group by 1, 2
    union all select flow_id, version, '', 'ended:' || reason, count(*) from run where ended_at is not null group by 1, 2, reason),
  counted as (select flow_id, version, step, what, sum(count)::bigint as n from flow_count group by 1, 2, 3, 4)
  select flow_id, step, what, coalesce(t.n, 0) as truth, coalesce(c.n, 0) as counted
  from truth t full join counted c using (flow_id, version, step, what)`

const SENDS = `
  with asked as (select run_id, count(*) as n from message group by 1)
  select r.id, (r.state::jsonb -> 'v' ->> 'mail')::bigint as visits, coalesce(a.n, 0) as messages
  from run r left join asked a on a.run_id = r.id where r.state::jsonb -> 'v' ? 'mail'`

/** The live figures of all flows, and one message for each time a run came to a send step. */
export async function countFlows(client: ClientBase): Promise<Line[]> {
  const { rows } = await client.query<{ flow_id: string; step: string; what: string; truth: number; counted: number }>(
    FIGURES,
  )
  const off = rows.filter(({ truth, counted }) => truth !== counted)
  const sends = await client.query<{ id: string; visits: number; messages: number }>(SENDS)
  const unequal = sends.rows.filter(({ visits, messages }) => visits !== messages)
  return [
    {
      promise: 'live figures of flows agree with their runs',
      checked: rows.length,
      broken: off.map(
        (row) => `${row.flow_id} ${row.step} ${row.what}: counted ${row.counted}, there are ${row.truth}`,
      ),
    },
    {
      promise: 'every visit of a send step asked for one message',
      checked: sends.rows.length,
      broken: unequal.map(({ id, visits, messages }) => `${id}: ${visits} visits, ${messages} messages`),
    },
  ]
}
