// The people who visit the shop: makes up what they do, and remembers what each of them must amount to. Sends nothing.
import type { Chance } from './chance.ts'

/** A person with what was made up for it so far. `session`: how many anonymous visits it has begun. */
export type Person = {
  readonly userId: string
  session: number
  orders: number
  cents: number
  carts: number
  views: number
}

/** What somebody does, as a client would send it. */
type Said = {
  readonly type: 'track' | 'identify'
  readonly event?: string
  readonly userId?: string
  readonly anonymousId?: string
  readonly properties?: Readonly<Record<string, string | number>>
  readonly traits?: Readonly<Record<string, string | number>>
}

/** A tracked message; `messageId` stays the same however often it is sent. */
export type Tracked = Said & { readonly messageId: string; readonly timestamp: string }

type Deed = (person: Person) => Said

const SESSIONS_MAX = 5
/** Links by one identity are limited to 20 a day (I3); nobody here comes near. */
const CENTS_MAX = 9999

/** All people of a run. */
export class Crowd {
  readonly people: readonly Person[]
  /** Message ids of everything made up. */
  readonly messageIds = new Set<string>()
  readonly orderIds = new Set<string>()
  readonly #chance: Chance
  readonly #name: string

  /** @param name - begins every id, so that runs on one database do not meet. */
  constructor(chance: Chance, size: number, name: string) {
    this.#chance = chance
    this.#name = name
    this.people = Array.from({ length: size }, (_, n) => ({
      userId: `${name}-u${n}`,
      session: 1,
      orders: 0,
      cents: 0,
      carts: 0,
      views: 0,
    }))
  }

  /** The anonymous ids of a person's visits. */
  visitsOf(person: Person): readonly string[] {
    return Array.from({ length: person.session }, (_, n) => `${person.userId}-a${n}`)
  }

  /** The next things that people do. */
  batch(size: number): Tracked[] {
    return Array.from({ length: size }, () => this.#event())
  }

  /** Everyone says at last who they are, in every visit: all anonymous customers join their persons. */
  farewell(): Tracked[] {
    return this.people.flatMap((person) =>
      this.visitsOf(person).map((anonymousId) => this.#tracked(this.#identify(person, anonymousId))),
    )
  }

  #event(): Tracked {
    const person = this.people[this.#chance.below(this.people.length)]
    if (person === undefined) throw new Error('the crowd is empty')
    return this.#tracked(this.#deed()(person))
  }

  #tracked(said: Said): Tracked {
    const messageId = `${this.#name}-${this.messageIds.size}`
    this.messageIds.add(messageId)
    return { ...said, messageId, timestamp: new Date().toISOString() }
  }

  #deed(): Deed {
    const dice = this.#chance.below(100)
    if (dice < 40) return (person) => this.#view(person)
    if (dice < 65) return (person) => this.#cart(person)
    if (dice < 85) return (person) => this.#order(person)
    if (dice < 92) return (person) => this.#identify(person, this.#visit(person))
    if (dice < 96) return (person) => this.#consent(person)
    return (person) => this.#newVisit(person)
  }

  #visit(person: Person): string {
    return `${person.userId}-a${person.session - 1}`
  }

  /** Half of what happens in a visit is anonymous. */
  #who(person: Person): { readonly userId: string } | { readonly anonymousId: string } {
    return this.#chance.next() < 0.5 ? { userId: person.userId } : { anonymousId: this.#visit(person) }
  }

  #view(person: Person): Said {
    person.views += 1
    return { type: 'track', event: 'Product Viewed', ...this.#who(person) }
  }

  #cart(person: Person): Said {
    person.carts += 1
    return { type: 'track', event: 'Cart Updated', ...this.#who(person) }
  }

  #order(person: Person): Said {
    const cents = this.#chance.between(1, CENTS_MAX)
    const order_id = `${this.#name}-o${this.orderIds.size}`
    this.orderIds.add(order_id)
    person.orders += 1
    person.cents += cents
    const properties = { order_id, total: cents / 100 }
    return { type: 'track', event: 'Order Completed', userId: person.userId, properties }
  }

  #identify(person: Person, anonymousId: string): Said {
    const traits = { email: `${person.userId}@shop.example`, mood: this.#chance.below(1000) }
    return { type: 'identify', userId: person.userId, anonymousId, traits }
  }

  #consent(person: Person): Said {
    const state = this.#chance.next() < 0.8 ? 'granted' : 'refused'
    const properties = { channel: 'email', topic: 'news', state }
    return { type: 'track', event: 'Consent Changed', userId: person.userId, properties }
  }

  #newVisit(person: Person): Said {
    if (person.session < SESSIONS_MAX) person.session += 1
    return this.#view(person)
  }
}
