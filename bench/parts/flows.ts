// Three live flows of a web shop, each with an aggregate and a branch, published straight into a database. For measurements only.
import type { Condition, FlowDocument, FlowStep } from '@lotse/protocol'
import type pg from 'pg'

/** What happens in the measured shop: many look, some put something into the cart, few buy. */
export const SHOP_NAMES: readonly string[] = [
  ...Array<string>(14).fill('Product Viewed'),
  ...Array<string>(3).fill('Product Added'),
  'Cart Viewed',
  'Cart Viewed',
  'Order Completed',
]

const end: FlowStep = { id: 'end', kind: 'exit' }
const mail = (id: string): FlowStep => ({
  id,
  kind: 'send',
  channel: 'email',
  template: 'hello',
  topic: 'news',
  transactional: true,
  next: 'end',
})
const call = (id: string): FlowStep => ({
  id,
  kind: 'webhook',
  url: 'https://receiver.example/hook',
  body: { price: { property: 'price' } },
  next: 'end',
})
const more = (fn: 'count' | 'sum', event: string, within: string, than: number): Condition => ({
  op: 'ge',
  left: { aggregate: { fn, event, within, ...(fn === 'sum' && { of: 'price' }) } },
  right: { literal: than },
})
const branch = (id: string, when: Condition, next: string, otherwise: string): FlowStep => ({
  id,
  kind: 'branch',
  cases: [{ when, next }],
  otherwise,
})

/** Abandoned cart (waits), thanks for an order (at once), interest in a product (at once, once a day). */
export const SHOP_FLOWS: Readonly<Record<string, FlowDocument>> = {
  cart: {
    lotse: 'flow/1',
    name: 'Abandoned cart',
    trigger: { event: 'Product Added' },
    entry: { rule: 'one_at_a_time' },
    goal: { event: 'Order Completed' },
    start: 'pause',
    steps: [
      { id: 'pause', kind: 'wait', for: '1h', next: 'rich' },
      branch('rich', more('sum', 'Order Completed', '30d', 100), 'call', 'mail'),
      call('call'),
      mail('mail'),
      end,
    ],
  },
  thanks: {
    lotse: 'flow/1',
    name: 'Thanks',
    trigger: { event: 'Order Completed' },
    entry: { rule: 'always' },
    start: 'often',
    steps: [branch('often', more('count', 'Order Completed', '30d', 3), 'dear', 'new'), call('dear'), call('new'), end],
  },
  interest: {
    lotse: 'flow/1',
    name: 'Interest',
    trigger: { event: 'Product Viewed', where: more('count', 'Product Viewed', '1d', 3) },
    entry: { rule: 'once_per', window: '1d' },
    start: 'dear',
    steps: [
      branch('dear', { op: 'ge', left: { property: 'price' }, right: { literal: 25 } }, 'costly', 'cheap'),
      call('costly'),
      call('cheap'),
      end,
    ],
  },
}

/** Publishes flows, effective at once. */
export async function publishFlows(
  client: pg.Client,
  workspaceId: number,
  flows: Readonly<Record<string, FlowDocument>>,
): Promise<void> {
  for (const [id, document] of Object.entries(flows)) {
    const text = JSON.stringify(document)
    await client.query(
      `insert into flow (id, workspace_id, name, status, draft, version, created_at, updated_at) values ($1, $2, $3, 'published', $4, 1, 0, 0)`,
      [id, workspaceId, document.name, text],
    )
    await client.query(
      `insert into flow_version (flow_id, version, workspace_id, document, pins, published_at) values ($1, 1, $2, $3, '{"templates":{"hello":1}}', 0)`,
      [id, workspaceId, text],
    )
    await client.query(
      `insert into catalog_change (workspace_id, effective_at, flow_id, version, action) values ($1, 0, $2, 1, 'publish')`,
      [workspaceId, id],
    )
  }
}
