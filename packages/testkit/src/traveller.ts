// One customer whose inputs a test applies by hand, with everything that came of them at hand.
import {
  advance,
  type Catalogs,
  type Customer,
  type Effect,
  historyNeeded,
  type Input,
  type Moment,
  Turn,
  wakeOf,
} from '@lotse/core/act'
import type { LoggedEvent } from '@lotse/core/listen'
import { type CustomerState, emptyState } from '@lotse/core/understand'
import type { JsonObject } from '@lotse/protocol'

/** A logged event with sensible parts where a test does not care. */
export function eventOf(
  name: string,
  at: number,
  parts: Partial<LoggedEvent> & { readonly properties?: JsonObject } = {},
): LoggedEvent {
  const { properties, ...rest } = parts
  const body = properties === undefined ? {} : { p: properties }
  return {
    seq: at,
    kind: 'track',
    name,
    channel: 'web',
    messageId: `${name}-${at}`,
    occurredAt: at,
    receivedAt: at,
    history: false,
    body,
    ...rest,
  }
}

/** An identify event. */
export function identifyOf(at: number, traits: JsonObject, parts: Partial<LoggedEvent> = {}): LoggedEvent {
  return eventOf('Identified', at, { kind: 'identify', body: { t: traits }, ...parts })
}

/** A consent statement for e-mail. */
export function consentOf(at: number, state: 'granted' | 'refused' | 'requested', topic = 'news'): LoggedEvent {
  return eventOf('Consent Changed', at, {
    kind: 'consent',
    body: { s: { channel: 'email', topic, state, source: 'test' } },
  })
}

/** A customer under test. Drafts are kept between inputs as JSON, as the store does. */
export class Traveller {
  readonly catalogs: Catalogs
  readonly effects: Effect[] = []
  readonly moments: Moment[] = []
  readonly log: LoggedEvent[] = []
  readonly counts = new Map<string, number>()
  customer: Customer

  constructor(catalogs: Catalogs, id = 1) {
    this.catalogs = catalogs
    this.customer = { id, state: emptyState(), runs: [] }
  }

  get state(): CustomerState {
    return this.customer.state
  }

  /** Applies an event of the log. */
  event(event: LoggedEvent): this {
    this.apply({ kind: 'event', event })
    this.log.push(event)
    return this
  }

  /** A track event. */
  did(name: string, at: number, properties: JsonObject = {}): this {
    return this.event(eventOf(name, at, { properties }))
  }

  /** Lets time pass. */
  until(at: number): this {
    this.apply({ kind: 'time', until: at })
    return this
  }

  apply(input: Input): void {
    const customer = JSON.parse(JSON.stringify(this.customer)) as Customer
    const count = (flow: string, _version: number, step: string, what: string, by: number): void => {
      const key = `${flow} ${step} ${what}`
      this.counts.set(key, (this.counts.get(key) ?? 0) + by)
    }
    const turn = new Turn(customer, this.catalogs, count, (moment) => this.moments.push(moment))
    if (historyNeeded(customer, input, this.catalogs).length > 0) turn.history = [...this.log]
    advance(turn, input)
    this.customer = customer
    this.effects.push(...turn.effects)
  }

  /** When time alone does something next. */
  wakeAt(now = this.state.clock): number | undefined {
    return wakeOf(new Turn(this.customer, this.catalogs, () => undefined), now)
  }

  /** Steps in which runs are now, as `flow:step`. */
  get places(): string[] {
    return this.customer.runs.map(({ flow, step }) => `${flow}:${step}`)
  }

  /** Keys and hold-backs of all messages asked for. */
  get messages(): string[] {
    return this.effects.flatMap((effect) =>
      effect.kind === 'message' ? [`${effect.step}${effect.held ? `:${effect.held}` : ''}`] : [],
    )
  }

  /** Reasons why runs ended, in order. */
  get ends(): string[] {
    return this.moments.flatMap((moment) => (moment.what === 'ended' ? [moment.reason] : []))
  }
}
