// What goes wrong at the company, invented: an old app without ids, a warehouse with dates of its own, a payment service that nobody has
// mapped yet, and one input set aside. Told once, so that the screens for looking after them have something to show.
import type { JsonObject } from '@lotse/protocol'
import { anyCustomer } from '../adapters/store/customers.ts'
import { insertSetAside } from '../adapters/store/mend.ts'
import type { World } from '../base/world.ts'
import type { Call } from './caller.ts'
import type { SourceName } from './company.ts'
import type { WriteKeys } from './sender.ts'

/** The source that takes any JSON. */
const PAYMENTS = 'Bezahldienst'
const REASON = 'Example of the demo: the step "advice" of the flow "Zurückgewinnen" did not find its template'

/** Where faults are told. */
export type FaultPlace = {
  readonly world: World
  readonly call: Call
  readonly url: string
  readonly writeKeys: WriteKeys
}

type Fault = { readonly source: SourceName; readonly messages: readonly JsonObject[] }

const FAULTS: readonly Fault[] = [
  {
    source: 'app',
    messages: ['Zelt Heide 2', 'Rucksack Förde', 'Kocher Glut', 'Stirnlampe Leuchtfeuer'].map((name) => ({
      type: 'track',
      event: 'Product Viewed',
      properties: { name, app_version: '1.4.0' },
    })),
  },
  {
    source: 'warehouse',
    messages: ['N-10441', 'N-10442', 'N-10445'].map((order) => ({
      type: 'track',
      event: 'Order Shipped',
      userId: 'user_0007',
      timestamp: '31.12.2026 14:05',
      properties: { order_id: order, carrier: 'DHL' },
    })),
  },
  {
    source: 'crm',
    messages: ['M-201', 'M-202'].map((membership) => ({
      type: 'track',
      userId: 'user_0012',
      properties: { membership_id: membership, club: 'Gold' },
    })),
  },
  {
    source: 'service',
    messages: [{ type: 'track', event: 'Service Contacted', userId: 'user_0021', timestamp: '1026-11-20T09:00:00Z' }],
  },
]

const PAID: readonly JsonObject[] = [
  payment('pay_7001', 'user_0003', '89,95', 'payment.succeeded'),
  payment('pay_7002', 'user_0031', '349,95', 'payment.succeeded'),
  payment('pay_7003', 'user_0019', '24,90', 'payment.refunded'),
]

function payment(id: string, customer: string, amount: string, type: string): JsonObject {
  return {
    id,
    type,
    created_at: '2026-11-20T10:15:00+01:00',
    data: { customer: { number: customer }, amount, currency: 'EUR' },
  }
}

/** Tells what goes wrong. @throws Refused, Error where the server does not answer. */
export async function tellFaults(place: FaultPlace): Promise<void> {
  for (const fault of FAULTS) await tell(place, fault)
  const key = await paymentsKey(place.call)
  for (const body of PAID) await fetch(`${place.url}/v1/hook/${key}`, { method: 'POST', body: JSON.stringify(body) })
  await setOneAside(place)
}

/** Bad events of a batch are answered as a refusal, and kept aside. */
async function tell({ url, writeKeys }: FaultPlace, { source, messages }: Fault): Promise<void> {
  const body = JSON.stringify({ writeKey: writeKeys[source], batch: messages })
  await fetch(`${url}/v1/batch`, { method: 'POST', body })
}

async function paymentsKey(call: Call): Promise<string> {
  const { items } = await call('listSources', { query: { limit: 200 } })
  const known = items.find(({ name, kind }) => name === PAYMENTS && kind === 'webhook')
  return (known ?? (await call('createSource', { body: { name: PAYMENTS, kind: 'webhook' } }))).writeKey
}

/** Time that failed, not an event: applying it again only wakes the customer, which harms nothing. */
async function setOneAside({ world, call }: FaultPlace): Promise<void> {
  const workspaceId = Number((await call('getWorkspace', {})).id)
  const customerId = await anyCustomer(world.db, workspaceId)
  if (customerId === undefined) return
  const now = world.clock.now()
  const stack = `Error: ${REASON}\n    at the demo (invented)`
  await insertSetAside(world.db, { workspaceId, customerId, reason: REASON, stack, now })
}
