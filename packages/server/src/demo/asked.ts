// What customers answer when the house asks them after a parcel or a talk, invented. Of chances of its own, so that nothing else of the past is another for it.
import type { JsonObject } from '@lotse/protocol'
import { type Chance, chanceOf } from './chance.ts'
import type { HouseSource } from './company.ts'

/** The name of the events. `survey` says after what: `delivery` or `contact`. */
export const ANSWERED = 'Survey Answered'

const ANSWERED_PERCENT = { delivery: 45, contact: 60 } as const

type Told = { readonly event: string; readonly hours: number; readonly properties: JsonObject }

/** The answers that follow what is told of an order: after its delivery, and after each talk about it. */
export function asksAfter(seed: number, told: readonly Told[]): (Told & { readonly source: HouseSource })[] {
  return told.flatMap(({ event, hours, properties }) => {
    const chance = chanceOf(seed, 'asked', event, String(properties['order_id']))
    if (event === 'Order Delivered' && chance.percent(ANSWERED_PERCENT.delivery))
      return [answer('crm', hours + chance.between(12, 48), delivered(properties, chance))]
    if (event === 'Service Contacted' && chance.percent(ANSWERED_PERCENT.contact))
      return [answer('service', hours + chance.between(1, 4), spoke(properties, chance))]
    return []
  })
}

const answer = (source: HouseSource, hours: number, properties: JsonObject) => ({
  source,
  event: ANSWERED,
  hours,
  properties,
})

/** Late parcels are forgiven by some. */
function delivered({ order_id = '', late }: JsonObject, chance: Chance): JsonObject {
  const csat = late === true ? chance.between(1, 4) : chance.between(3, 5)
  const nps = Math.min(10, Math.max(0, csat * 2 + chance.between(-2, 1)))
  return { survey: 'delivery', order_id, csat, ...(chance.percent(70) ? { nps } : {}) }
}

/** On the telephone it is easiest; what somebody writes is read for how it sounds. */
function spoke({ order_id = '', contact = '' }: JsonObject, chance: Chance): JsonObject {
  const easy = contact === 'Telefon' ? 1 : 0
  const ces = chance.between(2 + easy, 5 + 2 * easy)
  const sentiment = Math.round((ces - 4) * 20 + chance.between(-25, 25)) / 100
  return { survey: 'contact', order_id, contact, ces, csat: Math.min(5, Math.max(1, ces - 1)), sentiment }
}
