// Makes one customer of two (I4). Aggregates are joined where both keep the same set, else filled anew from both histories.
import { mergeAggregates } from './aggregate/index.ts'
import { consentReplaces, putLatest, replaces } from './latest.ts'
import { ACCOUNTS_MAX, type CustomerState, type Dated, ENTRY_KEYS_MAX, TRAITS_MAX } from './state.ts'
import type { AggregateSet } from './tracking.ts'

/**
 * Takes a merged customer's state into the survivor's, which is changed in place. Runs are not part of the state.
 *
 * @param survivor - the older customer's state.
 * @param loser - the final state of the other; it is consumed.
 * @param loserId - kept in `absorbed`, together with whom the loser had absorbed.
 */
export function mergeStates(survivor: CustomerState, loser: CustomerState, loserId: number): void {
  survivor.clock = Math.max(survivor.clock, loser.clock)
  survivor.first =
    survivor.first === 0 ? loser.first : loser.first === 0 ? survivor.first : Math.min(survivor.first, loser.first)
  survivor.last = Math.max(survivor.last, loser.last)
  survivor.runs += loser.runs
  survivor.absorbed = [...(survivor.absorbed ?? []), loserId, ...(loser.absorbed ?? [])]
  if (loser.dropped !== undefined) survivor.dropped = (survivor.dropped ?? 0) + loser.dropped
  takeLatest(survivor, loser)
  mergeAccounts(survivor, loser)
  mergeEntries(survivor, loser)
}

function takeLatest(survivor: CustomerState, loser: CustomerState): void {
  const { zone, locale } = loser
  if (zone && replaces(survivor.zone, ...zone)) survivor.zone = zone
  if (locale && replaces(survivor.locale, ...locale)) survivor.locale = locale
  putAll(survivor.traits, loser.traits, TRAITS_MAX)
  putAll(survivor.ids, loser.ids, Number.POSITIVE_INFINITY)
  for (const [key, statement] of Object.entries(loser.consents)) {
    if (consentReplaces(survivor.consents[key], ...statement)) survivor.consents[key] = statement
  }
}

function putAll<T extends Parameters<typeof replaces>[1]>(
  into: Record<string, Dated<T>>,
  from: Record<string, Dated<T>>,
  limit: number,
): void {
  for (const [name, dated] of Object.entries(from)) putLatest(into, name, dated, limit)
}

function mergeAccounts(survivor: CustomerState, loser: CustomerState): void {
  for (const [id, account] of Object.entries(loser.accounts)) {
    const standing = Object.hasOwn(survivor.accounts, id) ? survivor.accounts[id] : undefined
    if (standing) {
      standing.at = Math.max(standing.at, account.at)
      putAll(standing.traits, account.traits, TRAITS_MAX)
    } else if (Object.keys(survivor.accounts).length < ACCOUNTS_MAX) survivor.accounts[id] = account
  }
}

function mergeEntries(survivor: CustomerState, loser: CustomerState): void {
  for (const [flow, keys] of Object.entries(loser.entries)) {
    const known = survivor.entries[flow] ?? {}
    for (const [key, at] of Object.entries(keys))
      known[key] = Object.hasOwn(known, key) ? Math.max(known[key] ?? at, at) : at
    survivor.entries[flow] = keepNewest(known)
  }
}

/** The newest entries of a flow, within the limit. */
export function keepNewest(keys: Record<string, number>): Record<string, number> {
  const all = Object.entries(keys)
  if (all.length <= ENTRY_KEYS_MAX) return keys
  return Object.fromEntries(all.sort((a, b) => b[1] - a[1]).slice(0, ENTRY_KEYS_MAX))
}

/** Joins the aggregates of two states that keep the same set. */
export function joinAggregates(survivor: CustomerState, loser: CustomerState, set: AggregateSet): void {
  for (const [key, compiled] of set.byKey) {
    const theirs = loser.aggs[key]
    if (theirs !== undefined) survivor.aggs[key] = mergeAggregates(compiled, survivor.aggs[key], theirs)
  }
}
