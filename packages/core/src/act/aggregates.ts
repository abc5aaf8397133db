// Keeps a customer's aggregates in step with what the catalog and the customer's runs ask for.
import type { Instant } from '../base/index.ts'
import type { LoggedEvent } from '../listen/index.ts'
import { type CompiledAggregate, type CustomerState, count, refill } from '../understand/index.ts'
import type { Catalog, Catalogs } from './catalog.ts'
import type { Legacy } from './effect.ts'
import { arrivalOf, type Input } from './input.ts'
import type { Run } from './run.ts'
import type { Customer, Turn } from './turn.ts'
import { wayHistoryNeeded } from './ways.ts'

type Table = ReadonlyMap<string, CompiledAggregate>

/** Aggregates that only runs on older versions still need, by key. */
function extrasOf(runs: readonly Run[], catalog: Catalog, catalogs: Catalogs): Table {
  let extras: Map<string, CompiledAggregate> | undefined
  for (const { flow, version } of runs) {
    if (catalog.flows.get(flow)?.current.version === version) continue
    for (const [key, compiled] of catalogs.compiledOf(flow, version)) {
      if (catalog.aggregates.byKey.has(key)) continue
      extras ??= new Map()
      extras.set(key, compiled)
    }
  }
  return extras ?? NONE
}
const NONE: Table = new Map()

const sameKeys = (keys: readonly string[] | undefined, extras: Table): boolean =>
  (keys?.length ?? 0) === extras.size && (keys ?? []).every((key) => extras.has(key))

function inStep(state: CustomerState, catalog: Catalog, extras: Table): boolean {
  return (state.aggSet ?? 0) === catalog.aggregates.id && sameKeys(state.aggExtra, extras)
}

function missing(state: CustomerState, catalog: Catalog, extras: Table, catalogs: Catalogs): CompiledAggregate[] {
  return unkept([...catalog.aggregates.byKey.values(), ...extras.values()], state, catalogs)
}

function unkept(wanted: readonly CompiledAggregate[], state: CustomerState, catalogs: Catalogs): CompiledAggregate[] {
  const kept = catalogs.aggregateSet(state.aggSet ?? 0).byKey
  return wanted.filter(({ key }) => !kept.has(key) && !state.aggExtra?.includes(key))
}

/** Stands for the names of all events. */
export const EVERY_EVENT = '*'

/**
 * The names of events that must be read from the log before an input can be applied; empty nearly always.
 *
 * They are needed when an aggregate, or an edition of a journey, was published after the customer's last input, or when two customers become one.
 */
export function historyNeeded(customer: Customer, input: Input, catalogs: Catalogs): readonly string[] {
  if (input.kind === 'part') return [EVERY_EVENT]
  const counted = countedHistory(customer, input, catalogs)
  const visited = wayHistoryNeeded(customer, input, catalogs)
  return visited.length === 0 ? counted : [...new Set([...counted, ...visited])]
}

function countedHistory(customer: Customer, input: Input, catalogs: Catalogs): readonly string[] {
  const { state, runs } = customer
  const catalog = catalogs.at(Math.max(arrivalOf(input), state.clock))
  if (input.kind === 'absorb') return historyToMerge(customer, input.legacy, catalog, catalogs)
  const extras = extrasOf(runs, catalog, catalogs)
  if (state.first === 0 || inStep(state, catalog, extras)) return []
  // What is due before the input may meet a catalog between the state's and the input's.
  const wanted = [...catalogs.aggregatesSince(state.aggSet ?? 0, catalog).values(), ...extras.values()]
  // What is kept now may be dropped on the way and asked for again: by a set in between, or when a run on an older version ends.
  const lasts = state.aggExtra === undefined && !catalogs.changedTwiceSince(state.aggSet ?? 0, catalog)
  return eventsOf(lasts ? unkept(wanted, state, catalogs) : wanted)
}

function historyToMerge(customer: Customer, legacy: Legacy, catalog: Catalog, catalogs: Catalogs): string[] {
  if (canJoin(customer, legacy, catalog, catalogs)) return []
  const extras = extrasOf([...customer.runs, ...legacy.runs], catalog, catalogs)
  return eventsOf([...catalog.aggregates.byKey.values(), ...extras.values()])
}

/** Whether the aggregates of both sides can be joined as they are: both keep just the catalog's set, or nothing yet. */
export function canJoin({ state, runs }: Customer, legacy: Legacy, catalog: Catalog, catalogs: Catalogs): boolean {
  const plain = (one: CustomerState) => one.first === 0 || inStep(one, catalog, NONE)
  return plain(state) && plain(legacy.state) && extrasOf([...runs, ...legacy.runs], catalog, catalogs).size === 0
}

const eventsOf = (aggregates: readonly CompiledAggregate[]): string[] => [
  ...new Set(aggregates.map(({ event }) => event)),
]

/** Brings a state in step with the catalog before an input is applied. */
export function settleAggregates(turn: Turn, catalog: Catalog, now: Instant): void {
  const { state, runs } = turn.customer
  const extras = extrasOf(runs, catalog, turn.catalogs)
  if (inStep(state, catalog, extras)) return
  const unfilled = missing(state, catalog, extras, turn.catalogs)
  if (state.first !== 0 && unfilled.length > 0) {
    if (turn.history === null) throw new Error('the history that a new aggregate needs was not loaded')
    refill(state, unfilled, turn.history, now)
  }
  keepOnly(state, catalog, extras)
}

/** Fills every aggregate from history, after two customers became one. */
export function refillAll(turn: Turn, catalog: Catalog, now: Instant): void {
  const { state, runs } = turn.customer
  const extras = extrasOf(runs, catalog, turn.catalogs)
  const all = [...catalog.aggregates.byKey.values(), ...extras.values()]
  if (all.length > 0) {
    if (turn.history === null) throw new Error('the histories of merged customers were not loaded')
    refill(state, all, turn.history, now)
  }
  keepOnly(state, catalog, extras)
}

function keepOnly(state: CustomerState, catalog: Catalog, extras: Table): void {
  for (const key of Object.keys(state.aggs)) {
    if (!catalog.aggregates.byKey.has(key) && !extras.has(key)) delete state.aggs[key]
  }
  state.aggSet = catalog.aggregates.id
  if (extras.size > 0) state.aggExtra = [...extras.keys()].sort()
  else delete state.aggExtra
}

/** Counts an event in the aggregates that ask for it. */
export function countEvent(turn: Turn, event: LoggedEvent, catalog: Catalog, now: Instant): void {
  const { state } = turn.customer
  const asking = catalog.aggregates.byEvent.get(event.name)
  if (asking !== undefined) count(state, asking, event, now)
  if (state.aggExtra !== undefined)
    count(state, extrasOf(turn.customer.runs, catalog, turn.catalogs).values(), event, now)
}
