// What one event teaches about its customer: identifiers, traits, zone, accounts, consents. Aggregates are taught apart (aggregates.ts).
import type { Json, JsonObject } from '@lotse/protocol'
import { type Instant, isZone } from '../base/index.ts'
import type { ConsentStatement, LoggedEvent } from '../listen/index.ts'
import { consentReplaces, putLatest, replaces } from './latest.ts'
import { ACCOUNTS_MAX, type AccountState, type CustomerState, consentKey, type Dated, TRAITS_MAX } from './state.ts'

/** Kinds of identifiers one customer may be remembered by. */
const ID_KINDS_MAX = 50

/**
 * Teaches a state one event. The state is changed in place; the result does not depend on the order of events (I4).
 *
 * @param state - of the customer whose event it is.
 * @param event - as it stands in the log.
 */
export function learn(state: CustomerState, event: LoggedEvent): void {
  const at = event.occurredAt
  if (state.first === 0 || at < state.first) state.first = at
  if (at > state.last) state.last = at
  const { i: identifiers, t: traits, c: context, s: statement } = event.body
  if (identifiers !== undefined)
    for (const [kind, value] of identifiers) putLatest(state.ids, kind, [value, at], ID_KINDS_MAX)
  if (context !== undefined) learnContext(state, context, at)
  if (traits !== undefined) learnTraits(state, event, traits)
  if (statement !== undefined) learnConsent(state, statement, at)
}

function learnTraits(state: CustomerState, event: LoggedEvent, traits: JsonObject): void {
  if (event.kind === 'group') learnAccount(state, event.body.g, traits, event.occurredAt)
  else putTraits(state, state.traits, traits, event.occurredAt)
  const { timezone, locale } = traits
  if (event.kind === 'identify')
    learnContext(state, { timezone: timezone ?? null, locale: locale ?? null }, event.occurredAt)
}

function putTraits(state: CustomerState, record: Record<string, Dated<Json>>, traits: JsonObject, at: Instant): void {
  for (const name of Object.keys(traits)) {
    const value = traits[name]
    if (value !== undefined && !putLatest(record, name, [value, at], TRAITS_MAX))
      state.dropped = (state.dropped ?? 0) + 1
  }
}

function learnContext(state: CustomerState, context: JsonObject, at: Instant): void {
  const { timezone, locale } = context
  if (typeof timezone === 'string' && isNewer(state.zone, timezone, at) && isZone(timezone)) state.zone = [timezone, at]
  if (typeof locale === 'string' && isNewer(state.locale, locale, at)) state.locale = [locale, at]
}

const isNewer = (standing: Dated<string> | undefined, value: string, at: Instant): boolean =>
  value.length <= 64 && replaces(standing, value, at)

function learnAccount(state: CustomerState, id: string | undefined, traits: JsonObject, at: Instant): void {
  if (id === undefined) return
  const standing = Object.hasOwn(state.accounts, id) ? state.accounts[id] : undefined
  if (standing === undefined && Object.keys(state.accounts).length >= ACCOUNTS_MAX) {
    state.dropped = (state.dropped ?? 0) + 1
    return
  }
  const account: AccountState = standing ?? { at, traits: {} }
  if (at > account.at) account.at = at
  putTraits(state, account.traits, traits, at)
  state.accounts[id] = account
}

function learnConsent(state: CustomerState, statement: ConsentStatement, at: Instant): void {
  const key = consentKey(statement.channel, statement.topic)
  if (consentReplaces(state.consents[key], statement.state, at)) state.consents[key] = [statement.state, at]
}

/** States a trait on Lotse's own behalf, e.g. by a flow. The limit of traits holds. */
export function stateTrait(state: CustomerState, name: string, value: Json, at: Instant): void {
  putTraits(state, state.traits, { [name]: value }, at)
}
