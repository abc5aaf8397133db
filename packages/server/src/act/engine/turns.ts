// Lets each customer of a batch take its turn: inputs in order, poison set aside, results gathered. Knows rules and rows, no SQL.
import {
  advance,
  type Catalogs,
  type Count,
  type Customer,
  type Effect,
  type Input,
  type Legacy,
  type MessageEffect,
  type Moment,
  type PartLeaving,
  type PartStaying,
  type Returned,
  Turn,
  wakeOf,
} from '@lotse/core/act'
import { bucketOf } from '@lotse/core/base'
import { HISTORY, type InputKind, inputKinds } from '@lotse/core/listen'
import { type CustomerState, emptyState, lexemesOf, readState, writeState } from '@lotse/core/understand'
import type { MoveRow } from '../../adapters/store/engine/move.ts'
import {
  type HistoryBound,
  inputKind,
  type LogRow,
  type StoredCustomer,
  toEvent,
  toRun,
} from '../../adapters/store/engine/read.ts'
import { TIME_RETRY_MS } from '../../adapters/store/engine/skip.ts'
import type { ClockRow } from '../../adapters/store/engine/write.ts'
import { type DecisionSampler, decisionsOf } from './decisions.ts'
import type { Gathering } from './gather.ts'
import type { Histories, Upcoming } from './histories.ts'
import { gatherWays, type Ways } from './ways.ts'

/**
 * One customer's part of a batch: log entries in order, and whether time is to be looked at.
 * `end`: the bucket's position after the batch; nothing of the log behind it was applied.
 */
export type Part = {
  readonly customer: number
  readonly workspace: number
  readonly bucket: number
  readonly rows: LogRow[]
  timed: boolean
  end: HistoryBound
}

export type TurnContext = {
  readonly catalogs: Catalogs
  readonly gathering: Gathering
  readonly histories: Histories
  /** The machine's clock at the beginning of the batch: nothing due later happens. */
  readonly now: number
  /** The machine's clock as the decision in hand is made. */
  readonly decidedAt: () => number
  readonly sampler: DecisionSampler
}

/** Entries of one customer that may be set aside in one batch. */
const POISON_MAX = 100

/** What of a turn made a rule throw: entries, or time itself. */
type Spoilt = LogRow | 'time'

/** A customer's turn in the making; counters, clock corrections and moved entries are added only when it is kept. */
export type Draft = {
  readonly part: Part
  readonly stored: StoredCustomer
  readonly turn: Turn
  readonly counts: Parameters<Count>[]
  readonly clocks: ClockRow[]
  readonly moves: MoveRow[]
  /** What was decided and why; null where nobody listens. */
  readonly moments: Moment[] | null
  /** The journeys the customer was on before. */
  readonly ways: Ways
}

/** Begins a customer's turn. `heard`: whether its decisions are listened to. */
export function draftOf(
  part: Part,
  stored: StoredCustomer,
  { catalogs, heard }: { readonly catalogs: Catalogs; readonly heard: boolean },
): Draft {
  const counts: Parameters<Count>[] = []
  const moments: Moment[] | null = heard ? [] : null
  const trace = moments && ((moment: Moment) => void moments.push(moment))
  const turn = new Turn(customerOf(part.customer, stored), catalogs, (...count) => counts.push(count), trace)
  const ways = { ...turn.customer.state.ways }
  return { part, stored, turn, counts, clocks: [], moves: [], moments, ways }
}

/** What a draft will be asked first, for reading in advance. Which event it is does not matter, only when it arrives. */
export function upcomingOf({ part, turn }: Draft, now: number): Upcoming {
  const [row] = part.rows
  if (row === undefined) return { turn, input: { kind: 'time', until: now }, before: afterPart(part) }
  const isMerge = row.kind === inputKinds.absorb || row.kind === inputKinds.part
  return { turn, input: isMerge ? toInput(row) : { kind: 'time', until: row.receivedAt }, before: row }
}

/** Applies a customer's part of the batch and gathers what is to be written. */
export async function takeTurn(first: Draft, context: TurnContext): Promise<void> {
  const spoilt = new Set<Spoilt>()
  const terms = { catalogs: context.catalogs, heard: first.moments !== null }
  for (let draft = first; spoilt.size <= POISON_MAX; draft = draftOf(first.part, first.stored, terms)) {
    const failed = await applyAll(draft, spoilt, context)
    if (failed === null) return finish(draft, spoilt, context)
    spoilt.add(failed)
  }
  throw new Error(`more than ${POISON_MAX} inputs of one customer failed in one batch`)
}

/** A log entry as an input of the rules. */
export function toInput(row: LogRow): Input {
  const kind: InputKind = inputKind(row)
  if (kind === 'leave') return { kind, to: (JSON.parse(row.body) as { to: number }).to, at: row.receivedAt }
  if (kind === 'part') return { kind, part: JSON.parse(row.body) as PartStaying | PartLeaving, at: row.receivedAt }
  if (kind === 'return') return { kind, ...(JSON.parse(row.body) as Returned), at: row.receivedAt }
  if (kind === 'absorb') return { kind, legacy: JSON.parse(row.body) as Legacy, at: row.receivedAt }
  return { kind: 'event', event: toEvent(row) }
}

/** The draft a turn begins with. */
export function customerOf(id: number, stored: StoredCustomer): Customer {
  const state = stored.state === null ? emptyState() : readState(stored.state)
  const given = new Set(state.given)
  return { id, state, runs: stored.runs.map(toRun).filter((run) => !given.has(run.id)) }
}

/** Applies all entries that are not spoilt, then time; answers what threw first. */
async function applyAll(draft: Draft, spoilt: ReadonlySet<Spoilt>, context: TurnContext): Promise<Spoilt | null> {
  const { part, turn } = draft
  for (const row of part.rows) {
    if (spoilt.has(row) || moveOn(draft, row)) continue
    const fault = await attempt(turn, () => toInput(row), row, context)
    if (fault) {
      setAside(part, { seq: row.seq, dueAt: null }, fault.error, turn, context)
      return row
    }
    correctClock(draft, row)
  }
  return part.timed && !spoilt.has('time') ? applyTime(draft, context) : null
}

/** Time that throws must not be blamed on an entry that happens to be next, nor hold up the bucket. */
async function applyTime({ part, turn }: Draft, context: TurnContext): Promise<'time' | null> {
  const fault = await attempt(turn, () => ({ kind: 'time', until: context.now }), afterPart(part), context)
  if (fault) setAside(part, { seq: null, dueAt: context.now }, fault.error, turn, context)
  return fault && 'time'
}

/** What stands behind a customer's leave, such as a message held back meanwhile, goes on to the survivor's log unapplied. */
function moveOn({ turn, moves }: Draft, { bucket, txid, seq, workspace, kind }: LogRow): boolean {
  const { left } = turn.customer.state
  if (left === undefined || kind === inputKinds.leave || kind === inputKinds.part) return false
  moves.push({ bucket, txid, seq, to: left, toBucket: bucketOf(workspace, left) })
  return true
}

/** Time is looked at after the entries: what lies before the position's next entry was applied. */
const afterPart = ({ end }: Part): HistoryBound => ({ ...end, seq: end.seq + 1 })

/**
 * Applies one input; answers what a rule threw. Only a bug of ours does: the input is then set aside, and the bucket goes on (B2). What the
 * database throws while histories are read is no fault of the input and goes up.
 */
async function attempt(
  turn: Turn,
  inputOf: () => Input,
  before: HistoryBound,
  { histories }: TurnContext,
): Promise<{ readonly error: unknown } | null> {
  const read = caught(inputOf)
  if ('error' in read) return read
  turn.history = await histories.take({ turn, input: read.value, before })
  const applied = caught(() => advance(turn, read.value))
  return 'error' in applied ? applied : null
}

function caught<T>(work: () => T): { readonly value: T } | { readonly error: unknown } {
  try {
    return { value: work() }
  } catch (error) {
    return { error }
  }
}

/** The log says when an entry was applied: where a timer came first although the entry had arrived, its time is that of the timer. */
function correctClock({ turn, clocks }: Draft, { bucket, txid, seq, receivedAt }: LogRow): void {
  const { clock } = turn.customer.state
  if (clock > receivedAt) clocks.push({ bucket, txid, seq, receivedAt: clock })
}

type Place = { readonly seq: number | null; readonly dueAt: number | null }

function setAside(
  { workspace, customer, bucket }: Part,
  place: Place,
  error: unknown,
  turn: Turn,
  { gathering, now }: TurnContext,
): void {
  const reason = error instanceof Error ? error.message : String(error)
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  gathering.setAside.push({
    workspace,
    customer,
    bucket,
    ...place,
    reason,
    stack,
    state: writeState(turn.customer.state),
  })
  gathering.counted(workspace, 'set_aside')
  gathering.motion.add({ workspace, at: now }, { what: 'set_aside' })
}

function finish(draft: Draft, spoilt: ReadonlySet<Spoilt>, context: TurnContext): void {
  const { part, stored, turn } = draft
  const { gathering } = context
  const { workspace, bucket, customer } = part
  const flowCount = gathering.flowCount(workspace)
  for (const count of draft.counts) flowCount(...count)
  gatherMotions(draft, context)
  gatherWays(turn, { workspace, before: draft.ways }, gathering)
  for (const run of turn.touched) gathering.runs.push({ run, customer, workspace, bucket })
  for (const effect of turn.effects) gatherEffect(effect, part, gathering)
  for (const { at, error } of turn.faults) setAside(part, { seq: null, dueAt: at }, error, turn, context)
  const moved = new Set(draft.moves.map(({ seq }) => seq))
  for (const row of part.rows) if (!spoilt.has(row) && !moved.has(row.seq)) gatherCounts(row, context)
  if (part.timed) gathering.counted(workspace, 'timers')
  gathering.clocks.push(...draft.clocks)
  gathering.moves.push(...draft.moves)
  gathering.states.push(stateRow(part, turn.customer.state))
  if (spoilt.has('time')) gathering.timers.push({ customer, workspace, bucket, dueAt: context.now + TIME_RETRY_MS })
  else gatherTimer(turn, part, stored, context)
}

function stateRow({ customer, workspace, bucket }: Part, state: CustomerState): Gathering['states'][number] {
  const { first, last } = state
  const document = writeState(state)
  return { customer, workspace, bucket, state: document, firstAt: first, lastAt: last, lexemes: lexemesOf(state) }
}

/** History counts as processed, but its minute of arrival tells nothing of what happens now. */
function gatherCounts(row: LogRow, { gathering, sampler, now, decidedAt }: TurnContext): void {
  const { workspace, kind, flags, name, receivedAt } = row
  if (kind >= inputKinds.leave) return
  gathering.counted(workspace, 'events')
  if ((flags & HISTORY) !== 0) return
  gathering.happened(workspace, name, receivedAt)
  const decision = gathering.motion.event(row, decidedAt())
  if (decision) gathering.decisions.push(...sampler.take([decision], now))
}

/** Figures of a whole flow that are movements, and how they are called. */
const flowMotions: Readonly<Record<string, string>> = { entered: 'entered', 'ended:goal': 'goal' }

function gatherMotions({ part, turn, counts, moments }: Draft, { gathering, sampler, now }: TurnContext): void {
  const { workspace } = part
  for (const [flow, , step, what, by] of counts) {
    const motion = step === '' ? flowMotions[what] : undefined
    if (motion !== undefined) gathering.motion.add({ workspace, at: now }, { what: motion, origin: flow }, by)
  }
  if (moments) gathering.decisions.push(...sampler.take(decisionsOf(part, moments, turn.touched), now))
}

/** The stored timer may be too early, never too late; it is written only where it would be too late, or has rung. */
function gatherTimer(
  turn: Turn,
  { customer, workspace, bucket }: Part,
  { dueAt }: StoredCustomer,
  { gathering, now }: TurnContext,
): void {
  const wakeAt = wakeOf(turn, now)
  const rung = dueAt !== null && dueAt <= now
  if (wakeAt === undefined) {
    if (rung) gathering.doneTimers.push(customer)
  } else if (dueAt === null || rung || wakeAt < dueAt)
    gathering.timers.push({ customer, workspace, bucket, dueAt: wakeAt })
}

function gatherEffect(effect: Effect, { workspace, customer }: Part, gathering: Gathering): void {
  switch (effect.kind) {
    case 'message':
      gathering.messages.push({ message: effect, customer, workspace })
      if (effect.held !== null) gathering.appends.push(heldEvent(effect, workspace, customer))
      return
    case 'cancel':
      gathering.cancels.push(effect.run)
      return
    case 'absorb':
      gathering.appends.push(
        inLogOf(effect, workspace, { from: effect.legacy.from, name: 'Absorbed', body: effect.legacy }),
      )
      return
    case 'return': {
      const { kind: _kind, to: _to, at: _at, ...body } = effect
      gathering.appends.push(inLogOf(effect, workspace, { from: customer, name: 'Returned', body }))
    }
  }
}

/** An entry for the log of another customer. */
function inLogOf(
  { kind, to, at }: Extract<Effect, { readonly to: number }>,
  workspace: number,
  { from, name, body }: { readonly from: number; readonly name: string; readonly body: unknown },
): Gathering['appends'][number] {
  return {
    workspace,
    bucket: bucketOf(workspace, to),
    customer: to,
    kind: inputKinds[kind],
    name,
    channel: 'lotse',
    messageId: `${kind}/${from}/${at}`,
    at,
    body: JSON.stringify(body),
  }
}

/** A message held back is an event with its reason (E7). */
function heldEvent(effect: MessageEffect, workspace: number, customer: number): Gathering['appends'][number] {
  const { key, held, flow, step, at, request } = effect
  const properties = { message: key, reason: held, flow, step, channel: request.channel }
  return {
    workspace,
    bucket: bucketOf(workspace, customer),
    customer,
    kind: inputKinds.track,
    name: 'Message Suppressed',
    channel: request.channel,
    messageId: `${key}:suppressed`,
    at,
    body: JSON.stringify({ p: properties }),
  }
}
