// Takes a merge apart in the engine (I5): both states become what their own events make of them. Sends nothing, starts no flow.
import type { Instant } from '../base/index.ts'
import type { LoggedEvent } from '../listen/index.ts'
import { type CustomerState, emptyState, learn, statementKept } from '../understand/index.ts'
import { refillAll } from './aggregates.ts'
import type { Catalog } from './catalog.ts'
import type { PartLeaving, PartStaying } from './input.ts'
import type { Run } from './run.ts'
import type { Turn } from './turn.ts'
import { beginWays, partWaysOf } from './ways.ts'

/**
 * The one who carried on: known again from the own events alone. What flows set since is kept where nothing of the other explains it.
 * Runs that the other brought go back, as far as they are under way, and their part of the ways.
 */
export function partStaying(
  turn: Turn,
  { other, absorbed, legacy, told }: PartStaying,
  now: Instant,
  catalog: Catalog,
): void {
  const { customer } = turn
  const before = customer.state
  const gone = new Set([other, ...absorbed])
  const state: CustomerState = { ...emptyState(), clock: now, entries: before.entries, runs: before.runs }
  const own = historyOf(turn).filter(({ whose = customer.id }) => !gone.has(whose))
  turn.history = own
  for (const event of own) learn(state, event)
  for (const [name, dated] of Object.entries(before.traits))
    if (!statementKept(dated, [state.traits[name], legacy.state.traits[name], told[name]])) state.traits[name] = dated
  const left = (before.absorbed ?? []).filter((id) => !gone.has(id))
  if (left.length > 0) state.absorbed = left
  const back = new Set(legacy.runs)
  const returning = customer.runs.filter(({ id }) => back.has(id))
  state.given = [...(before.given ?? []), ...returning.map(({ id }) => id)]
  if (state.given.length === 0) delete state.given
  const wayBack = partWaysOf(turn, own, catalog)
  if (before.ways) state.ways = before.ways
  if (before.waySet !== undefined) state.waySet = before.waySet
  if (before.waysOut) state.waysOut = true
  customer.state = state
  customer.runs = customer.runs.filter(({ id }) => !back.has(id))
  refillAll(turn, catalog, now)
  if (returning.length > 0 || wayBack.waySet !== undefined)
    turn.effects.push({ kind: 'return', to: other, runs: returning, ...wayBack, at: now })
}

/** The one who was merged away: as they were then, and what happened to them since. */
export function partLeaving(turn: Turn, { legacy }: PartLeaving, now: Instant, catalog: Catalog): void {
  const { customer } = turn
  const { left: _left, ...state } = legacy.state
  customer.state = { ...state, clock: now }
  customer.runs = []
  beginWays(customer.state, catalog)
  for (const event of historyOf(turn)) learn(customer.state, event)
  refillAll(turn, catalog, now)
}

/** Runs that come back go on where they are. */
export function takeBack(turn: Turn, runs: readonly Run[]): void {
  const { customer } = turn
  const known = new Set(customer.runs.map(({ id }) => id))
  const fresh = runs.filter(({ id }) => !known.has(id))
  customer.runs = [...customer.runs, ...fresh]
  for (const run of fresh) turn.touched.add(run)
  regain(customer.state, customer.state.given ?? [], fresh)
}

/** What is remembered of runs that were given back, once some have come again. */
export function regain(state: CustomerState, given: readonly string[], runs: readonly Run[]): void {
  const came = new Set(runs.map(({ id }) => id))
  state.given = given.filter((id) => !came.has(id))
  if (state.given.length === 0) delete state.given
}

function historyOf(turn: Turn): readonly LoggedEvent[] {
  if (turn.history === null) throw new Error('the histories of customers who are taken apart were not loaded')
  return turn.history
}
