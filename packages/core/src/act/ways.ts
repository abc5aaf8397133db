// Keeps the journeys a customer is on in step with inputs, time and the catalog. What visits count for is decided in understand.
import type { Instant } from '../base/index.ts'
import type { LoggedEvent } from '../listen/index.ts'
import {
  addCounts,
  type CustomerState,
  dropIdle,
  heardBy,
  type JourneyEdition,
  type JourneySet,
  joinWays,
  moveToSet,
  newIn,
  nextIdle,
  partWays,
  standing,
  visit,
} from '../understand/index.ts'
import type { Catalog, Catalogs } from './catalog.ts'
import type { Legacy, Returned } from './effect.ts'
import { arrivalOf, type Input } from './input.ts'
import type { Customer, Turn } from './turn.ts'

/** Something that happens to a customer's ways when its time comes. */
export type WayDue = { readonly at: Instant; readonly set: JourneySet | null }

/** When something happens to the ways by time alone next: somebody drops out, or another edition is measured. */
export function nextWayDue({ customer: { state }, catalogs }: Turn, until: Instant): WayDue | undefined {
  const idle = nextIdle(state)
  const dropped = idle !== undefined && idle <= until ? { at: idle, set: null } : undefined
  const next = isBehind(state) ? catalogs.journeysAfter(state.waySet ?? 0, until) : undefined
  if (next === undefined) return dropped
  return dropped && dropped.at < next.since ? dropped : { at: next.since, set: next.set }
}

/** Of whom nothing is known, nothing has to be made up; who was taken apart waits for the ways. */
const isBehind = (state: CustomerState): boolean => state.first !== 0 && state.waysOut !== true

/** Does what is due. */
export function passWays(turn: Turn, { set }: WayDue, now: Instant): void {
  const { customer, catalogs, ways, history } = turn
  const { state } = customer
  const before = catalogs.journeySet(state.waySet ?? 0)
  if (set === null) return dropIdle(state, before, now, ways.tell)
  if (history === null && newIn(set, before).length > 0) throw new Error('the history of a new edition was not loaded')
  const own = eventsOf(history ?? [], customer.id, [customer.id, ...(state.absorbed ?? [])])
  moveToSet(state, [before, set], own, { now, tell: ways.tell })
}

/** Events of some of those of whom a history tells. @param asked - of whom it is where it does not say. */
function eventsOf(history: readonly LoggedEvent[], asked: number, of: readonly number[]): LoggedEvent[] {
  const wanted = new Set(of)
  return history.filter(({ whose = asked }) => wanted.has(whose))
}

/** Counts an event as the visits it is. */
export function visitJourneys(turn: Turn, event: LoggedEvent, now: Instant, { journeys }: Catalog): void {
  const { state } = turn.customer
  if (journeys.id === 0) return
  state.waySet ??= journeys.id
  // Who waits for ways keeps the set until they come.
  const set = state.waySet === journeys.id ? journeys : turn.catalogs.journeySet(state.waySet)
  visit(state, set, event, { now, tell: turn.ways.tell })
}

/** The names of events that must be read from the log before an input, because an edition is measured that the customer's ways do not know. */
export function wayHistoryNeeded({ state }: Customer, input: Input, catalogs: Catalogs): readonly string[] {
  const until = Math.max(arrivalOf(input), state.clock)
  const own = eventsSince(state, catalogs, until)
  return input.kind === 'absorb' ? [...own, ...eventsSince(input.legacy.state, catalogs, until)] : own
}

function eventsSince(state: CustomerState, catalogs: Catalogs, until: Instant): readonly string[] {
  const id = state.waySet ?? 0
  let next = isBehind(state) ? catalogs.journeysAfter(id, until) : undefined
  if (next === undefined) return []
  const names = new Set<string>()
  for (const kept = catalogs.journeySet(id); next; next = catalogs.journeysAfter(next.set.id, until))
    for (const edition of newIn(next.set, kept)) for (const name of heardBy(edition)) names.add(name)
  return [...names]
}

/** Takes over the ways of who was merged into the customer (J8). What the other had not come to yet is brought up to date first. */
export function absorbWays(turn: Turn, { from, state }: Legacy, now: Instant, { journeys }: Catalog): void {
  const { customer, catalogs, ways, history } = turn
  if (journeys.id === 0) return
  customer.state.waySet ??= journeys.id
  const set = catalogs.journeySet(customer.state.waySet)
  if (isBehind(state) && (state.waySet ?? 0) < set.id) {
    const theirs = eventsOf(history ?? [], customer.id, [from, ...(state.absorbed ?? [])])
    moveToSet(state, [catalogs.journeySet(state.waySet ?? 0), set], theirs, { now, tell: ways.tell })
  }
  if (state.waysOut) customer.state.waysOut = true
  joinWays(customer.state, state.ways, set, ways.tell)
}

/**
 * Takes the ways apart (J8).
 *
 * @param own - events of who stays.
 * @returns what goes back to the other.
 */
export function partWaysOf(turn: Turn, own: readonly LoggedEvent[], { journeys }: Catalog): Omit<Returned, 'runs'> {
  if (journeys.id === 0) return {}
  return { ways: partWays(turn.customer.state, own, journeys, turn.ways.tell), waySet: journeys.id }
}

/** Who was merged away begins anew, and waits for the ways. */
export function beginWays(state: CustomerState, { journeys }: Catalog): void {
  delete state.ways
  delete state.waySet
  if (journeys.id === 0) return
  state.waySet = journeys.id
  state.waysOut = true
}

/** Takes back ways that were counted already; whoever did not wait for them has counted them anew. */
export function takeBackWays(turn: Turn, { ways = {}, waySet }: Returned): void {
  const { customer, catalogs } = turn
  const { state } = customer
  if (waySet === undefined) return
  const set = catalogs.journeySet(waySet)
  if (state.waysOut !== true) return countOut(turn, ways, set)
  delete state.waysOut
  state.waySet = Math.max(state.waySet ?? 0, waySet)
  joinWays(state, ways, catalogs.journeySet(state.waySet), turn.ways.tell)
}

function countOut(turn: Turn, ways: NonNullable<CustomerState['ways']>, set: JourneySet): void {
  for (const [journey, passage] of Object.entries(ways)) {
    const edition: JourneyEdition | undefined = set.editions.get(journey)
    if (edition === undefined) continue
    const out = new Map()
    addCounts(out, standing(passage, edition), -1)
    turn.ways.tell(edition, out)
  }
}
