// The engine's one function: applies one input to one customer. Same draft, input and catalogs give the same result, on any machine, for ever.
import type { Instant } from '../base/index.ts'
import type { LoggedEvent } from '../listen/index.ts'
import {
  type EventAtHand,
  emptyState,
  eventAtHand,
  joinAggregates,
  learn,
  mergeStates,
  nextIdle,
} from '../understand/index.ts'
import { canJoin, countEvent, refillAll, settleAggregates } from './aggregates.ts'
import type { Catalog } from './catalog.ts'
import { byPriority } from './catalog.ts'
import { nextDue } from './due.ts'
import type { Legacy } from './effect.ts'
import { enterFlows } from './enter.ts'
import { checkExits } from './exits.ts'
import { arrivalOf, type Input, type PartLeaving, type PartStaying } from './input.ts'
import { partLeaving, partStaying, regain, takeBack } from './part.ts'
import { INPUT_STEPS_MAX, type Run } from './run.ts'
import type { Turn } from './turn.ts'
import { end, goOn, waitingAt } from './walk.ts'
import { absorbWays, nextWayDue, passWays, takeBackWays, visitJourneys, type WayDue } from './ways.ts'

/**
 * Applies one input. The turn's customer is changed in place; effects, counts and touched runs are gathered in the turn.
 *
 * What was due before the input happens first, each at its own instant (T2, F4). The customer's clock never goes back.
 *
 * @throws what a rule throws; the caller then sets the input aside and forgets the draft (B2). Entries of a customer who was merged away
 * are not for it: they belong to the survivor.
 */
export function advance(turn: Turn, input: Input): void {
  const { state } = turn.customer
  // A timer may ring once more for who was merged away; there is nothing it could wait for.
  if (state.left !== undefined && input.kind === 'time') return
  if (state.left !== undefined && !isReturn(input)) throw new Error(`the customer was merged into ${state.left}`)
  fireDue(turn, arrivalOf(input))
  if (input.kind === 'time') return
  const now = Math.max(arrivalOf(input), state.clock)
  state.clock = now
  turn.stepsLeft = INPUT_STEPS_MAX
  const catalog = turn.catalogs.at(now)
  if (input.kind === 'event') applyEvent(turn, input.event, now, catalog)
  else if (input.kind === 'leave') leaveTo(turn, input.to, now)
  else if (input.kind === 'part') part(turn, input.part, now, catalog)
  else {
    if (input.kind === 'absorb') absorb(turn, input.legacy, now, catalog)
    else {
      takeBack(turn, input.runs)
      takeBackWays(turn, input)
    }
    // What the runs taken over waited for may be over by this customer's clock: nothing that is due stays behind an input.
    fireDue(turn, turn.customer.state.clock)
  }
}

/**
 * When time alone has something to do for the customer next; undefined: not before another input, or a change of the catalog.
 *
 * @param now - of the machine: what is held now waits for the resume, which wakes everyone whom it concerns.
 */
export function wakeOf({ customer, catalogs }: Turn, now: Instant): Instant | undefined {
  const { state, runs } = customer
  const run = runs.length === 0 ? undefined : nextDue(runs, catalogs.at(Math.max(now, state.clock)))?.due.at
  const idle = nextIdle(state)
  return run === undefined || (idle !== undefined && idle < run) ? idle : run
}

/** Lets everything happen that is due by `until`, in order. */
function fireDue(turn: Turn, until: Instant): void {
  const { customer, catalogs } = turn
  // A turn of the loop moves or ends a run, whose steps F5 bounds, or somebody drops out of a journey, or another edition is measured.
  for (;;) {
    const catalog = catalogs.at(Math.max(until, customer.state.clock))
    const next = customer.runs.length === 0 ? undefined : nextDue(customer.runs, catalog)
    const way = nextWayDue(turn, Math.max(until, customer.state.clock))
    if (way && (next === undefined || way.at <= next.due.at)) {
      passAt(turn, way)
      continue
    }
    if (next === undefined || next.due.at > until) return
    const now = Math.max(next.due.at, customer.state.clock)
    customer.state.clock = now
    turn.stepsLeft = INPUT_STEPS_MAX
    settleAggregates(turn, catalogs.at(now), now)
    if (next.due.what === 'discard') end(turn, next.run, now, 'discarded')
    else wake(turn, next.run, now, catalogs.at(now))
  }
}

/** What is known comes before what is done about it (F1). */
function passAt(turn: Turn, way: WayDue): void {
  const { state } = turn.customer
  state.clock = Math.max(way.at, state.clock)
  passWays(turn, way, state.clock)
}

/** A rule that throws when its time comes ends its run, which people see; it would else be due again for ever (B2). */
function wake(turn: Turn, run: Run, now: Instant, catalog: Catalog): void {
  const kept = turn.effects.length
  try {
    wakeUp(turn, run, now, catalog)
  } catch (error) {
    turn.effects.length = kept
    turn.faults.push({ run, at: now, error })
    end(turn, run, now, 'stopped', error instanceof Error ? error.message : String(error))
  }
}

function wakeUp(turn: Turn, run: Run, now: Instant, catalog: Catalog): void {
  const step = waitingAt(turn, run)
  if (checkExits(turn, run, undefined, now, catalog)) return
  const way = run.data.h ?? step.due?.(turn.here(run, now, catalog))
  if (way === undefined) throw new Error(`step ${run.step} of flow ${run.flow} has a time but nothing to do`)
  goOn(turn, run, way, now, catalog)
}

/** Who was merged away comes back by one kind of input alone (I5). */
const isReturn = (input: Input): boolean => input.kind === 'part' && input.part.side === 'leaves'

function part(turn: Turn, body: PartStaying | PartLeaving, now: Instant, catalog: Catalog): void {
  if (body.side === 'stays') partStaying(turn, body, now, catalog)
  else partLeaving(turn, body, now, catalog)
}

/** F1: profile and aggregates, then goals and exits, then waits, then entries. */
function applyEvent(turn: Turn, event: LoggedEvent, now: Instant, catalog: Catalog): void {
  settleAggregates(turn, catalog, now)
  learn(turn.customer.state, event)
  countEvent(turn, event, catalog, now)
  visitJourneys(turn, event, now, catalog)
  const atHand = eventAtHand(event)
  if (!event.history) {
    const runs = inOrder(turn)
    const left = runs.filter((run) => !checkExits(turn, run, atHand, now, catalog))
    for (const run of left) hear(turn, run, atHand, now, catalog)
  }
  enterFlows(turn, event, atHand, now, catalog)
}

function inOrder({ customer, catalogs }: Turn): readonly Run[] {
  if (customer.runs.length < 2) return customer.runs
  const edition = (run: Run) => catalogs.edition(run.flow, run.version)
  return [...customer.runs].sort(
    (a, b) => byPriority(edition(a), edition(b)) || a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1),
  )
}

/** An awaited event moves a run on; while its flow is held the way is kept until it moves again (F7). */
function hear(turn: Turn, run: Run, event: EventAtHand, now: Instant, catalog: Catalog): void {
  const step = waitingAt(turn, run)
  if (step.listens?.has(event.name) !== true || run.data.h !== undefined) return
  const way = step.hear?.(turn.here(run, now, catalog), event)
  if (way === undefined || way === null) return
  if (catalog.flows.get(run.flow)?.status !== 'held') return goOn(turn, run, way, now, catalog)
  run.data.h = way
  run.wakeAt = now
  turn.touched.add(run)
}

/** First half of a merge: the loser's final state goes to the survivor's log. */
function leaveTo(turn: Turn, to: number, now: Instant): void {
  const { customer } = turn
  const legacy: Legacy = { from: customer.id, state: customer.state, runs: customer.runs }
  turn.effects.push({ kind: 'absorb', to, legacy, at: now })
  customer.state = { ...emptyState(), clock: now, left: to }
  customer.runs = []
}

/** Second half: the survivor takes state and runs over; of two runs of one flow and key the older goes on (I4). */
function absorb(turn: Turn, legacy: Legacy, now: Instant, catalog: Catalog): void {
  const { customer } = turn
  const joined = canJoin(customer, legacy, catalog, turn.catalogs)
  if (joined) joinAggregates(customer.state, legacy.state, catalog.aggregates)
  absorbWays(turn, legacy, now, catalog)
  mergeStates(customer.state, legacy.state, legacy.from)
  customer.state.clock = Math.max(now, customer.state.clock)
  customer.runs = [...customer.runs, ...legacy.runs]
  for (const run of legacy.runs) turn.touched.add(run)
  regain(customer.state, [...(customer.state.given ?? []), ...(legacy.state.given ?? [])], legacy.runs)
  for (const run of doubles(turn)) end(turn, run, now, 'merged')
  if (joined) customer.state.aggSet = catalog.aggregates.id
  else refillAll(turn, catalog, now)
}

/** Newer runs of a flow and key that has an older one; flows that customers enter each time keep all. */
function doubles({ customer, catalogs }: Turn): Run[] {
  const oldest = new Map<string, Run>()
  const newer: Run[] = []
  const inTime = [...customer.runs].sort((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1))
  for (const run of inTime) {
    if (catalogs.edition(run.flow, run.version).entry.rule === 'always') continue
    const place = JSON.stringify([run.flow, run.key])
    if (oldest.has(place)) newer.push(run)
    else oldest.set(place, run)
  }
  return newer
}
