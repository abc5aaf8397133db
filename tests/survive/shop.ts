// The flows of the shop that is killed: one run per order, abandoned carts, and visitors who are waited for. Documents only.
import type { Aggregate, Condition, FlowDocument, FlowStep, TemplateDocument } from '@lotse/protocol'

/** What is counted of every customer, and compared with what was sent. */
export const COUNTED = {
  orders: { fn: 'count', event: 'Order Completed' },
  revenue: { fn: 'sum', event: 'Order Completed', of: 'total' },
  carts: { fn: 'count', event: 'Cart Updated' },
  views: { fn: 'count', event: 'Product Viewed' },
} as const satisfies Readonly<Record<string, Aggregate>>

const MAIL = `<mjml><mj-body><mj-section><mj-column><mj-text>Hello {{ customer.email }}</mj-text></mj-column></mj-section></mj-body></mjml>`

/** The template of all mails. */
export const TEMPLATE: TemplateDocument = {
  lotse: 'template/1',
  name: 'Hello',
  channel: 'email',
  locale: 'en',
  subject: 'Hello',
  body: MAIL,
  text: 'Hello',
}

const end: FlowStep = { id: 'end', kind: 'exit' }
const mail = (topic: string, transactional: boolean): FlowStep => ({
  id: 'mail',
  kind: 'send',
  channel: 'email',
  template: 'hello',
  topic,
  transactional,
  next: 'end',
})
const atLeast = (aggregate: Aggregate, least: number): Condition => ({
  op: 'ge',
  left: { aggregate },
  right: { literal: least },
})
const branch = (id: string, when: Condition, next: string, otherwise: string): FlowStep => ({
  id,
  kind: 'branch',
  cases: [{ when, next }],
  otherwise,
})

/** A receipt for each order, after a wait; who bought often is marked. */
const orders: FlowDocument = {
  lotse: 'flow/1',
  name: 'Orders',
  trigger: { event: 'Order Completed', key: 'order_id' },
  entry: { rule: 'once' },
  start: 'pause',
  steps: [
    { id: 'pause', kind: 'wait', for: '2s', next: 'tier' },
    branch('tier', atLeast(COUNTED.orders, 3), 'mark', 'mail'),
    { id: 'mark', kind: 'set_trait', trait: 'tier', value: { literal: 'loyal' }, next: 'mail' },
    mail('orders', true),
    end,
  ],
}

/** A reminder of a cart unless its owner buys in time; only for who consented. */
const carts: FlowDocument = {
  lotse: 'flow/1',
  name: 'Carts',
  trigger: { event: 'Cart Updated' },
  entry: { rule: 'one_at_a_time' },
  goal: { event: 'Order Completed' },
  start: 'pause',
  steps: [
    { id: 'pause', kind: 'wait', for: '3s', next: 'worthy' },
    branch('worthy', { any: [atLeast(COUNTED.revenue, 100), atLeast(COUNTED.carts, 1)] }, 'mail', 'end'),
    mail('news', false),
    end,
  ],
}

/** Visitors who are waited for: a cart in time leads on, else they go. */
const visits: FlowDocument = {
  lotse: 'flow/1',
  name: 'Visits',
  trigger: { event: 'Product Viewed', where: atLeast(COUNTED.views, 2) },
  entry: { rule: 'one_at_a_time' },
  start: 'hope',
  steps: [
    {
      id: 'hope',
      kind: 'wait_for',
      events: [{ event: 'Cart Updated', next: 'mail' }],
      timeout: '4s',
      otherwise: 'end',
    },
    mail('news', false),
    end,
  ],
}

/** All flows of the shop. */
export const FLOWS: readonly FlowDocument[] = [orders, carts, visits]
/** The name of the flow that has one run for each order. */
export const ORDERS = orders.name
