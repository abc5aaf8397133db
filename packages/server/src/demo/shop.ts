// What a recorded visit was about: products, searches, baskets, orders, invented so that they fit together within the visit.
import type { JsonObject } from '@lotse/protocol'
import { type Chance, chanceOf } from './chance.ts'
import type { Company, Product } from './company.ts'
import { languageOf, type Person } from './people.ts'
import type { Session } from './recording.ts'

/** One thing that happened in a visit. `after`: milliseconds since the visit began, as recorded. */
export type Happening = { readonly event: string; readonly after: number; readonly properties: JsonObject }

const CHF_PER_EUR = 1.05
const SHIPPING = ['DHL Paket', 'Abholung in der Filiale', 'Express']
const PAYMENT = ['PayPal', 'Kreditkarte', 'Rechnung', 'Lastschrift', 'Twint']
const FAILURES = ['card_declined', 'authentication_failed', 'provider_timeout']
const CHAT_TOPICS = ['Größenberatung', 'Lieferung', 'Rückgabe', 'Zahlung', 'Reparatur']
const PROMOTIONS = ['Herbstaufbruch', 'Mitgliedertage', 'Zweites Leben']
const FILTERS = ['Größe', 'Farbe', 'Preis', 'Marke', 'Geschlecht']

/**
 * Dresses a visit.
 *
 * @param round - which playing of the recording this is; other rounds have other products.
 * @returns the recorded events in order under the names of the company, with properties.
 */
export function visitOf(company: Company, session: Session, { person, round }: { person: Person; round: number }) {
  const visit = new Visit(company, person, chanceOf(company.seed, 'visit', session.id, round))
  visit.orderId = `N${session.id.replace(/\D+/g, '')}-${round}`
  const began = session.events[0]?.at ?? 0
  return session.events.map(
    ({ name, at }): Happening => ({
      event: company.events[name] ?? name,
      after: at - began,
      properties: { ...visit.propertiesOf(name), session_id: session.id },
    }),
  )
}

class Visit {
  orderId = ''
  readonly #company: Company
  readonly #person: Person
  readonly #chance: Chance
  #product: Product
  #basket: Product[] = []
  #orders = 0
  readonly #payment: string

  constructor(company: Company, person: Person, chance: Chance) {
    this.#company = company
    this.#person = person
    this.#chance = chance
    this.#product = chance.pick(company.products)
    this.#payment = chance.pick(PAYMENT)
  }

  /** What is known of one recorded event; what was looked at before decides what is bought after. */
  propertiesOf(recorded: string): JsonObject {
    const chance = this.#chance
    switch (recorded) {
      case 'catalog':
        return { category: this.#look().category }
      case 'filter_results':
        return { category: this.#product.category, filter: chance.pick(FILTERS) }
      case 'search':
        return { query: this.#look().de.split(' ')[0] ?? '' }
      case 'product_view':
        return this.#shown(chance.percent(55) ? this.#product : this.#look())
      case 'compare':
      case 'review_page':
      case 'wishlist_add':
        return this.#shown(this.#product)
      case 'add_to_cart':
        this.#basket.push(this.#product)
        return this.#shown(this.#product)
      case 'promo_page':
        return { promotion: chance.pick(PROMOTIONS) }
      case 'error_page':
        return { status: chance.pick([404, 404, 500]) }
      case 'support_chat':
        return { topic: chance.pick(CHAT_TOPICS) }
      default:
        return this.#checkout(recorded)
    }
  }

  #checkout(recorded: string): JsonObject {
    switch (recorded) {
      case 'cart':
        return this.#value()
      case 'shipping_details':
        return { ...this.#value(), shipping_method: this.#chance.pick(SHIPPING) }
      case 'payment_details':
        return { ...this.#value(), payment_method: this.#payment }
      case 'payment_error':
        return { ...this.#value(), payment_method: this.#payment, reason: this.#chance.pick(FAILURES) }
      case 'checkout_bug':
        return { ...this.#value(), step: this.#chance.pick(['Versand', 'Zahlung', 'Übersicht']) }
      case 'purchase':
        return this.#order()
      default:
        return {}
    }
  }

  #look(): Product {
    this.#product = this.#chance.pick(this.#company.products)
    return this.#product
  }

  #shown(product: Product): JsonObject {
    const { sku, category, cents } = product
    return {
      product_id: sku,
      name: product[languageOf(this.#person)],
      category,
      price: this.#price(cents),
      currency: this.#person.region.currency,
      url: `https://www.nordlicht.example/p/${sku}`,
    }
  }

  // The recording also checks out without having put anything in; then it was what was looked at last.
  #bought(): readonly Product[] {
    return this.#basket.length > 0 ? this.#basket : [this.#product]
  }

  #value(): JsonObject {
    const bought = this.#bought()
    const value = bought.reduce((sum, { cents }) => sum + Math.round(this.#price(cents) * 100), 0) / 100
    return { value, items: bought.length, currency: this.#person.region.currency }
  }

  #order(): JsonObject {
    const { value, items, currency } = this.#value()
    const [first] = this.#bought()
    this.#orders += 1
    const order = {
      order_id: this.#orders === 1 ? this.orderId : `${this.orderId}-${this.#orders}`,
      total: value ?? 0,
      currency: currency ?? 'EUR',
      items: items ?? 1,
      product: first?.[languageOf(this.#person)] ?? '',
      payment_method: this.#payment,
    }
    this.#basket = []
    return order
  }

  /** Swiss prices are in francs, to five centimes. */
  #price(cents: number): number {
    if (this.#person.region.currency === 'EUR') return cents / 100
    return (Math.round((cents * CHF_PER_EUR) / 5) * 5) / 100
  }
}
