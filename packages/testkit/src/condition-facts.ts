// Facts for tests of conditions: one customer as plain objects. Decides nothing.
import { atPath, type Facts } from '@lotse/core/base'
import type { Json, JsonObject } from '@lotse/protocol'

/** What a test wants to be known. `now` is 2026-03-29T12:00Z unless told, the zone Europe/Berlin. */
export type Known = {
  readonly traits?: JsonObject
  readonly identities?: Readonly<Record<string, string>>
  readonly account?: JsonObject
  readonly properties?: JsonObject
  readonly event?: JsonObject
  readonly aggregates?: ReadonlyMap<string, Json>
  readonly now?: number
  readonly zone?: string
}

/** 2026-03-29T12:00:00Z, a Sunday: 14:00 in Berlin, on the day its clocks changed. */
export const NOON = 1_774_785_600_000

/** Facts that know just what is given. */
export function factsOf(known: Known): Facts {
  return {
    trait: (path) => atPath(known.traits, path),
    identity: (kind) => known.identities?.[kind],
    account: (path) => atPath(known.account, path),
    property: (path) => atPath(known.properties, path),
    event: (fact) => known.event?.[fact],
    aggregate: (key) => known.aggregates?.get(key),
    now: known.now ?? NOON,
    zone: known.zone ?? 'Europe/Berlin',
  }
}
