// Twelve journeys of the measured shop, eight steps each, published straight into a database. For measurements only.
import type { Condition, JourneyDocument } from '@lotse/protocol'
import type pg from 'pg'

const DAY_MS = 86_400_000
const STEPS = 8
type Sign = JourneyDocument['steps'][number]['on'][number]

const priceIs = (op: 'ge' | 'lt', literal: number): Condition => ({
  op,
  left: { property: 'price' },
  right: { literal },
})

/** One step after the other; those without a sign wait for events that the shop does not send. */
function journey(id: string, signs: readonly Sign[]): JourneyDocument {
  const ids = Array.from({ length: STEPS }, (_, n) => `${id}-${n}`)
  return {
    steps: ids.map((step, n) => ({
      id: step,
      name: { en: step },
      on: [signs[n] ?? { event: `${id} ${n}` }],
      channels: n === 0 ? ['web'] : [],
    })),
    moves: ids.slice(1).map((to, n) => ({ from: ids[n] ?? '', to, withinMs: DAY_MS })),
    starts: ids.slice(0, 1),
    ends: ids.slice(-1),
    idleMs: 30 * DAY_MS,
  }
}

/**
 * One binds everything that happens in the shop, one the dear things and orders, one orders alone; nine look at what was viewed, and find
 * that it is none of theirs.
 */
export const SHOP_JOURNEYS: Readonly<Record<string, JourneyDocument>> = {
  buy: journey('buy', [
    { event: 'Product Viewed' },
    { event: 'Cart Viewed' },
    { event: 'Product Added' },
    { event: 'Order Completed' },
  ]),
  dear: journey('dear', [{ event: 'Product Viewed', where: priceIs('ge', 40) }, { event: 'Order Completed' }]),
  receive: journey('receive', [{ event: 'Order Completed' }]),
  ...Object.fromEntries(
    Array.from({ length: 9 }, (_, n) => [
      `other${n}`,
      journey(`other${n}`, [{ event: 'Product Viewed', where: priceIs('lt', -n) }]),
    ]),
  ),
}

/** Publishes journeys, effective at once; nobody is there yet whose history would be asked for. */
export async function publishJourneys(
  client: pg.Client,
  workspaceId: number,
  journeys: Readonly<Record<string, JourneyDocument>>,
): Promise<void> {
  for (const [id, document] of Object.entries(journeys)) {
    await client.query('insert into journey_edition values ($1, $2, 1, $3, 0, null, 0, 0)', [
      workspaceId,
      id,
      JSON.stringify(document),
    ])
    await client.query(
      `insert into catalog_change (workspace_id, effective_at, flow_id, version, action) values ($1, 0, $2, 1, 'journey')`,
      [workspaceId, id],
    )
  }
}
