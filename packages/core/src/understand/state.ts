// What Lotse knows of one customer, as one document. Plain JSON with short keys, because every batch reads and writes thousands.
import type { Json } from '@lotse/protocol'
import type { Instant } from '../base/index.ts'
import type { ConsentState } from '../listen/index.ts'
import type { AggregateState } from './aggregate/index.ts'
import type { Passage } from './journey-run/passage.ts'
import { readWays, type StoredWays, shortWays } from './journey-run/stored-passage.ts'

/** A fact with the instant it was stated for. */
export type Dated<T> = [value: T, at: Instant]

/** Traits a customer or an account may have; further new names are left out and counted in `dropped`. */
export const TRAITS_MAX = 1000
/** Accounts (B2B) one customer may belong to. */
export const ACCOUNTS_MAX = 100
/** Runs a flow may remember the keys of, per customer; the oldest is forgotten. */
export const ENTRY_KEYS_MAX = 1000

/** An account the customer belongs to, joined by `group`. */
export type AccountState = { at: Instant; traits: Record<string, Dated<Json>> }

/**
 * The state of a customer.
 * `clock`: the `now` of the last input, never decreasing. `first`, `last`: `occurredAt` of the earliest and latest event, 0 before any.
 * `ids`: per kind the identifier named last. `consents`: by `channel/topic`. `aggs`: by aggregate key. `aggSet`: which set of
 * aggregates the state keeps (number in the catalog), `aggExtra`: further keys that runs on older versions need. `entries`: by flow and run key the instant of the last entry. `runs`: how many
 * runs were ever started. `ways`: by journey what is kept of its visits; `waySet`: which set of journeys that is (number in the catalog). `absorbed`: customers merged into this one. `left`: the survivor this customer was merged into.
 */
export type CustomerState = {
  clock: Instant
  first: Instant
  last: Instant
  zone?: Dated<string>
  locale?: Dated<string>
  traits: Record<string, Dated<Json>>
  ids: Record<string, Dated<string>>
  consents: Record<string, Dated<ConsentState>>
  accounts: Record<string, AccountState>
  aggs: Record<string, AggregateState>
  aggSet?: number
  aggExtra?: string[]
  entries: Record<string, Record<string, Instant>>
  runs: number
  ways?: Record<string, Passage>
  waySet?: number
  /** Taken apart from another, who has yet to say what of the ways is theirs. */
  waysOut?: boolean
  dropped?: number
  absorbed?: number[]
  left?: number
  /** Runs that went back to who was taken apart from this customer. */
  given?: string[]
}

/** The state of a customer of whom nothing is known yet. */
export function emptyState(): CustomerState {
  return {
    clock: 0,
    first: 0,
    last: 0,
    traits: {},
    ids: {},
    consents: {},
    accounts: {},
    aggs: {},
    entries: {},
    runs: 0,
  }
}

/** Reads a stored state. The text was written by {@link writeState}, now or by a version that knew no short form of ways. */
export function readState(text: string): CustomerState {
  const state = JSON.parse(text) as CustomerState
  const stored: StoredWays | undefined = state.ways
  if (stored !== undefined) state.ways = readWays(stored)
  return state
}

/** The text of a state as it is stored, its ways in their short form. Two equal states that were built in another order may differ in text. */
export function writeState(state: CustomerState): string {
  return state.ways === undefined ? JSON.stringify(state) : JSON.stringify({ ...state, ways: shortWays(state.ways) })
}
/** The key under which a consent stands in a state. */
export function consentKey(channel: string, topic: string): string {
  return `${channel}/${topic}`
}

/** Whether a standing statement is one of those that are known. */
export function statementKept(standing: Dated<Json>, known: readonly (Dated<Json> | undefined)[]): boolean {
  const text = JSON.stringify(standing)
  return known.some((one) => one !== undefined && JSON.stringify(one) === text)
}

/** The value of a dated fact, or undefined. A trait set to null counts as missing (C1). */
export function stated<T>(dated: Dated<T> | undefined): T | undefined {
  return dated === undefined || dated[0] === null ? undefined : dated[0]
}
