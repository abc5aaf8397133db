// Lets a customer into flows. Says why not to whoever asks (F9); asking costs nothing otherwise.
import { durationMs, type FlowEntry } from '@lotse/protocol'
import type { Instant } from '../base/index.ts'
import type { LoggedEvent } from '../listen/index.ts'
import { type CustomerState, type EventAtHand, keepNewest } from '../understand/index.ts'
import type { Catalog, FlowStanding } from './catalog.ts'
import type { TriggerEvent } from './message/request.ts'
import { type Run, runId } from './run.ts'
import type { NoEntryReason } from './trace.ts'
import type { Turn } from './turn.ts'
import { walk } from './walk.ts'

/** Lets the customer into every flow that the event triggers and the customer may enter. */
export function enterFlows(turn: Turn, event: LoggedEvent, atHand: EventAtHand, now: Instant, catalog: Catalog): void {
  for (const standing of catalog.triggers.get(event.name) ?? []) tryEntry(turn, standing, event, atHand, now, catalog)
}

function tryEntry(
  turn: Turn,
  standing: FlowStanding,
  event: LoggedEvent,
  atHand: EventAtHand,
  now: Instant,
  catalog: Catalog,
): void {
  const { current } = standing
  const refuse = (reason: NoEntryReason): void => {
    if (turn.trace !== null) refusal(turn, standing, atHand, now, catalog, reason)
  }
  if (event.history) return refuse('history')
  if (standing.status !== 'live') return refuse('flow_held')
  const facts = turn.facts(atHand, now, catalog)
  if (current.trigger.where !== null && current.trigger.where.test(facts) !== true) return refuse('not_eligible')
  const key = keyOf(current.trigger.key, facts)
  if (key === undefined) return refuse('no_key')
  const obstacle = obstacleOf(turn, standing, key, now)
  if (obstacle !== null) return refuse(obstacle)
  start(turn, standing, key, event, now, catalog)
}

function refusal(
  turn: Turn,
  { flow, current }: FlowStanding,
  event: EventAtHand,
  at: Instant,
  catalog: Catalog,
  reason: NoEntryReason,
): void {
  const place = { at, flow, version: current.version, what: 'not_entered' as const, event: event.name, reason }
  const { where, key } = current.trigger
  if (reason === 'not_eligible' && where !== null)
    turn.tell({ ...place, explanation: where.explain(turn.facts(event, at, catalog)) })
  else if (reason === 'no_key' && key !== undefined) turn.tell({ ...place, detail: key })
  else turn.tell(place)
}

/** The run's key: the customer ('') or the text of a property (F2). */
function keyOf(path: string | undefined, facts: ReturnType<Turn['facts']>): string | undefined {
  if (path === undefined) return ''
  const value = facts.property(path)
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : undefined
}

function obstacleOf(turn: Turn, { flow, current }: FlowStanding, key: string, now: Instant): NoEntryReason | null {
  const { entry } = current
  if (entry.rule === 'always') return null
  if (turn.customer.runs.some((run) => run.flow === flow && run.key === key)) return 'already_in'
  if (entry.rule === 'one_at_a_time') return null
  const keys = turn.customer.state.entries[flow] ?? {}
  const last = Object.hasOwn(keys, key) ? keys[key] : undefined
  if (last === undefined) return null
  return entry.rule === 'once' || last > now - windowMs(entry) ? 'entered_before' : null
}

const windowMs = (entry: FlowEntry): number => (entry.rule === 'once_per' ? (durationMs(entry.window) ?? 0) : 0)

function start(
  turn: Turn,
  standing: FlowStanding,
  key: string,
  event: LoggedEvent,
  now: Instant,
  catalog: Catalog,
): void {
  const { customer } = turn
  const { flow, current } = standing
  customer.state.runs += 1
  remember(customer.state, standing, key, now)
  const run = newRun(runId(customer.id, flow, customer.state.runs), current.version, flow, key, event, now)
  customer.runs.push(run)
  turn.count(flow, current.version, '', 'entered', 1)
  turn.tell({ at: now, flow, version: current.version, what: 'entered', run: run.id, key })
  walk(turn, run, current.start, now, catalog)
}

/** Only entry rules that look back need a memory. */
function remember(state: CustomerState, { flow, current }: FlowStanding, key: string, now: Instant): void {
  if (current.entry.rule !== 'once' && current.entry.rule !== 'once_per') return
  const keys = state.entries[flow] ?? {}
  if (key !== '__proto__') keys[key] = now
  state.entries[flow] = keepNewest(keys)
}

function newRun(id: string, version: number, flow: string, key: string, event: LoggedEvent, now: Instant): Run {
  const e: TriggerEvent = {
    name: event.name,
    properties: event.body.p ?? event.body.t ?? {},
    occurredAt: event.occurredAt,
    messageId: event.messageId,
  }
  const data = { e, v: {}, p: [], n: 0 }
  return { id, flow, version, key, startedAt: now, step: '', stepAt: now, wakeAt: null, ended: null, data }
}
