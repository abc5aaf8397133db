// All journeys a customer is on, as the state keeps them: what an input, time, a merge, a split or another edition does to them. Counts are told to whoever writes them.
import type { Instant } from '../../base/index.ts'
import type { LoggedEvent } from '../../listen/index.ts'
import { CustomerFacts } from '../facts.ts'
import { type CustomerState, emptyState, stated } from '../state.ts'
import { eventAtHand } from '../tracking.ts'
import { answersIn } from './answers.ts'
import { addCounts, type Counts, countAnswer } from './counts.ts'
import type { JourneyEdition } from './edition.ts'
import { joinPassages, newPassage, type Passage, type Passed, partPassage, passTime, takeVisits } from './passage.ts'
import { type JourneyRun, runsOf, type Visit } from './runs.ts'
import { segmentsHolding } from './segments.ts'

/** The editions that are measured at an instant, by journey. `id`: tells sets apart, greater ones came later; it stands in each state as `waySet`. */
export type JourneySet = {
  readonly id: number
  readonly editions: ReadonlyMap<string, JourneyEdition>
  readonly byEvent: ReadonlyMap<string, readonly JourneyEdition[]>
}

/** Hears what a customer's visits change in the counters of an edition; the counts are the hearer's from then on. */
export type TellCounts = (edition: JourneyEdition, counts: Counts) => void

/** A set of editions. */
export function journeySet(id: number, editions: ReadonlyMap<string, JourneyEdition>): JourneySet {
  const byEvent = new Map<string, JourneyEdition[]>()
  for (const edition of editions.values())
    for (const event of heardBy(edition)) byEvent.set(event, [...(byEvent.get(event) ?? []), edition])
  return { id, editions, byEvent }
}

/** The names of all events that an edition listens to. */
export function heardBy({ signs, asks }: JourneyEdition): Set<string> {
  return new Set([...signs.keys(), ...asks.keys()])
}

/** Editions of a set that another had not. */
export function newIn(set: JourneySet, before: JourneySet): JourneyEdition[] {
  return [...set.editions.values()].filter(({ journey, number }) => before.editions.get(journey)?.number !== number)
}

const NOTHING_COUNTED = new Map()

/** Bindings ask of the event alone. */
const factsOf = (state: CustomerState, event: LoggedEvent): CustomerFacts =>
  new CustomerFacts(state, eventAtHand(event), event.receivedAt, 'UTC', NOTHING_COUNTED)

/** The segments of an edition that a customer is in now (J13). */
function segmentsOf(state: CustomerState, { segments }: JourneyEdition, now: Instant): number {
  if (segments.length === 0) return 0
  const zone = stated(state.zone) ?? 'UTC'
  return segmentsHolding(segments, new CustomerFacts(state, undefined, now, zone, NOTHING_COUNTED))
}

const within = (visit: Visit, segments: number): Visit =>
  segments === 0 ? visit : [visit[0], visit[1], visit[2], segments]

/** The visit that an event is: of the first step, in the order of the map, that is bound to it (J7). */
function visitOf(edition: JourneyEdition, event: LoggedEvent, facts: CustomerFacts): Visit | undefined {
  const sign = edition.signs.get(event.name)?.find(({ matches }) => matches(facts))
  return sign && [sign.step, event.occurredAt, event.channel]
}

function visitsOf(state: CustomerState, edition: JourneyEdition, events: readonly LoggedEvent[]): Visit[] {
  const visits = events.flatMap((event): Visit[] => {
    const one = edition.signs.has(event.name) ? visitOf(edition, event, factsOf(state, event)) : undefined
    return one ? [one] : []
  })
  return visits.sort(edition.order)
}

type Answering = { readonly edition: JourneyEdition; readonly segments: number }

/** The answers that events are count at their own days, by their channels unless they name others (J10). */
function answered(state: CustomerState, { edition, segments }: Answering, events: readonly LoggedEvent[]): Counts {
  const counts: Counts = new Map()
  for (const event of events) {
    const asks = edition.asks.get(event.name)
    if (asks === undefined) continue
    for (const { step, kind, value, channel = event.channel } of answersIn(asks, factsOf(state, event)))
      countAnswer(counts, kind, within([step, event.occurredAt, channel], segments), value)
  }
  return counts
}

/** The runs that a history holds, counted for nobody. */
export function runsIn(edition: JourneyEdition, history: readonly LoggedEvent[], now: Instant): JourneyRun[] {
  return runsOf(visitsOf(emptyState(), edition, history), edition, now)
}

/** Counts an event as the visits and the answers it is. @param now - of the input. */
export function visit(
  state: CustomerState,
  set: JourneySet,
  event: LoggedEvent,
  { now, tell }: { readonly now: Instant; readonly tell: TellCounts },
): void {
  const editions = set.byEvent.get(event.name)
  if (editions === undefined) return
  const facts = factsOf(state, event)
  for (const edition of editions) {
    const one = visitOf(edition, event, facts)
    const asked = edition.asks.has(event.name)
    if (one === undefined && !asked) continue
    const segments = segmentsOf(state, edition, now)
    if (one) put(state, edition, takeVisits(passageOf(state, edition), edition, [within(one, segments)], now), tell)
    if (asked) tell(edition, answered(state, { edition, segments }, [event]))
  }
}

const passageOf = (state: CustomerState, edition: JourneyEdition): Passage =>
  state.ways?.[edition.journey] ?? newPassage(edition)

function put(state: CustomerState, edition: JourneyEdition, { passage, counts }: Passed, tell: TellCounts): void {
  state.ways ??= {}
  state.ways[edition.journey] = passage
  tell(edition, counts)
}

/** When somebody has dropped out of a journey next, by time alone; undefined: never. */
export function nextIdle(state: CustomerState): Instant | undefined {
  let next: Instant | undefined
  for (const { idle } of Object.values(state.ways ?? {}))
    if (idle !== null && (next === undefined || idle < next)) next = idle
  return next
}

/** Lets those drop out whose time is over. */
export function dropIdle(state: CustomerState, set: JourneySet, now: Instant, tell: TellCounts): void {
  for (const [journey, passage] of Object.entries(state.ways ?? {})) {
    if (passage.idle === null || passage.idle > now) continue
    const edition = set.editions.get(journey)
    if (edition?.number === passage.edition) put(state, edition, passTime(passage, edition, now), tell)
    else delete state.ways?.[journey]
  }
}

/**
 * Brings a state to another set: new editions are filled from history (J7), for the segments the customer is in now (J13); those that are measured no more are forgotten; their figures stay as they are.
 *
 * @param before - the set it keeps.
 * @param history - earlier events of the customer, in any order.
 */
export function moveToSet(
  state: CustomerState,
  [before, set]: readonly [JourneySet, JourneySet],
  history: readonly LoggedEvent[],
  { now, tell }: { readonly now: Instant; readonly tell: TellCounts },
): void {
  const ways = Object.entries(state.ways ?? {}).filter(
    ([journey, { edition }]) => set.editions.get(journey)?.number === edition,
  )
  state.ways = Object.fromEntries(ways)
  for (const edition of newIn(set, before)) {
    const segments = segmentsOf(state, edition, now)
    const visits = visitsOf(state, edition, history).map((one) => within(one, segments))
    if (visits.length > 0) put(state, edition, takeVisits(newPassage(edition), edition, visits, now), tell)
    if (edition.asks.size > 0) tell(edition, answered(state, { edition, segments }, history))
  }
  if (Object.keys(state.ways).length === 0) delete state.ways
  state.waySet = set.id
}

/** Takes the ways of another into a state that keeps the same set (J8). */
export function joinWays(state: CustomerState, theirs: CustomerState['ways'], set: JourneySet, tell: TellCounts): void {
  for (const [journey, passage] of Object.entries(theirs ?? {})) {
    const edition = set.editions.get(journey)
    const mine = state.ways?.[journey]
    if (edition === undefined || edition.number !== passage.edition) continue
    if (mine) put(state, edition, joinPassages(mine, passage, edition), tell)
    else put(state, edition, { passage, counts: new Map() }, tell)
  }
}

/**
 * Takes a state's ways apart (J8).
 *
 * @param own - events of who stays.
 * @returns the ways of who leaves; they are counted already.
 */
export function partWays(
  state: CustomerState,
  own: readonly LoggedEvent[],
  set: JourneySet,
  tell: TellCounts,
): Record<string, Passage> {
  const leaving: Record<string, Passage> = {}
  for (const [journey, passage] of Object.entries(state.ways ?? {})) {
    const edition = set.editions.get(journey)
    if (edition === undefined) continue
    const { stays, leaves, counts } = partPassage(passage, edition, visitsOf(state, edition, own))
    put(state, edition, { passage: stays, counts }, tell)
    if (leaves.visits.length > 0) leaving[journey] = leaves
  }
  return leaving
}

/** Adds up counts by edition. */
export class WayCounts {
  readonly byEdition = new Map<JourneyEdition, Counts>()

  readonly tell: TellCounts = (edition, counts) => {
    const known = this.byEdition.get(edition)
    if (known) addCounts(known, counts)
    else this.byEdition.set(edition, counts)
  }
}
