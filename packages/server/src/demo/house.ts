// What the systems behind the shop tell, invented: parcels after an order, calls after a delay, reviews and answers after a parcel, the club after a year.
import type { JsonObject } from '@lotse/protocol'
import { asksAfter } from './asked.ts'
import { type Chance, chanceOf } from './chance.ts'
import type { HouseSource } from './company.ts'

/** Something that happens `hours` after what it follows, told by one of the systems. */
export type Later = {
  readonly source: HouseSource
  readonly event: string
  readonly hours: number
  readonly properties: JsonObject
}

const DELAYED_PERCENT = 22
const REVIEWED_PERCENT = 30
const RENEWED_PERCENT = 45
const CALLED_PERCENT = 40
const CONTACTS = ['Telefon', 'Telefon', 'E-Mail', 'Chat']
const CARRIERS = ['DHL', 'Österreichische Post', 'Schweizerische Post', 'DPD']
const DELAYS = ['Sturm an der Küste', 'Lieferant im Rückstand', 'Sortierzentrum überlastet']

/**
 * What follows an order: it ships, arrives on time or late, is sometimes reviewed, and some answer when they are asked how it was.
 *
 * @param order - properties of `Order Completed`.
 */
export function parcelOf(seed: number, order: JsonObject): Later[] {
  const chance = chanceOf(seed, 'parcel', String(order['order_id']))
  const { order_id = '', product = '' } = order
  const parcel = { order_id, product }
  const late = chance.percent(DELAYED_PERCENT)
  const shippedH = chance.between(6, 30)
  const deliveredH = shippedH + (late ? chance.between(96, 150) : chance.between(24, 72))
  const carrier = chance.pick(CARRIERS)
  const told: Later[] = [
    { source: 'warehouse', event: 'Order Shipped', hours: shippedH, properties: { ...parcel, carrier } },
    ...(late ? [delayOf(parcel, shippedH + chance.between(12, 30), chance.pick(DELAYS))] : []),
    { source: 'warehouse', event: 'Order Delivered', hours: deliveredH, properties: { ...parcel, carrier, late } },
    ...(chance.percent(REVIEWED_PERCENT)
      ? [reviewOf(parcel, deliveredH + chance.between(60, 140), chance.between(late ? 1 : 3, late ? 4 : 5))]
      : []),
    ...(late && chance.percent(CALLED_PERCENT) ? [contactOf(parcel, shippedH + 40, chance)] : []),
  ]
  return [...told, ...asksAfter(seed, told)].sort((a, b) => a.hours - b.hours)
}

function delayOf(parcel: JsonObject, hours: number, reason: string): Later {
  return { source: 'warehouse', event: 'Delivery Delayed', hours, properties: { ...parcel, reason, days: 4 } }
}

function reviewOf(parcel: JsonObject, hours: number, stars: number): Later {
  return { source: 'crm', event: 'Review Submitted', hours, properties: { ...parcel, stars } }
}

/** Somebody asks the contact centre where the parcel is. */
function contactOf(parcel: JsonObject, hours: number, chance: Chance): Later {
  const properties = { ...parcel, topic: 'Lieferung', contact: chance.pick(CONTACTS), minutes: chance.between(2, 14) }
  return { source: 'service', event: 'Service Contacted', hours, properties }
}

/**
 * A club membership that comes to its end: the CRM says so, and some renew within days.
 *
 * @param membership - an id that differs each time.
 */
export function membershipOf(seed: number, membership: string, club: string): Later[] {
  const chance = chanceOf(seed, 'membership', membership)
  const properties = { membership_id: membership, club, fee: club === 'Gold' ? 49 : 19, currency: 'EUR' }
  const due = {
    source: 'crm',
    event: 'Membership Renewal Due',
    hours: 0,
    properties: { ...properties, days_left: 30 },
  } as const
  const renewed = { source: 'crm', event: 'Membership Renewed', hours: chance.between(20, 90), properties } as const
  return chance.percent(RENEWED_PERCENT) ? [due, renewed] : [due]
}
