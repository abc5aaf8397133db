// Three-way compare of one field of an insight and its ticket (TK1–TK4): what to do about it, and what is remembered of it. Calls nobody.
import type { TicketField, TicketMode, TicketRule } from '@lotse/protocol'
import type { Instant } from '../../base/index.ts'

/** Which way a field goes: the status both, what is ours out, what is theirs in. */
export const fieldWays: { readonly [F in TicketField]: 'both' | 'out' | 'in' } = {
  status: 'both',
  title: 'out',
  assignee: 'in',
}

/** What holds where both sides changed a field, unless a connection says otherwise. */
export const FIRST_RULES: TicketRules = { status: 'ask', title: 'local', assignee: 'remote' }

/** A rule for each field. */
export type TicketRules = { readonly [F in TicketField]: TicketRule }

/** A value that both sides share or not; null: there is none. Statuses are compared as states of insights (TK5). */
export type FieldValue = string | null

/**
 * What is remembered of a field. `baseline`: what both sides last agreed on, `writer`: whose change that was, `at`: when. `wrote`: what we last wrote to the ticket;
 * `knot`: a conflict that waits for a person, with what stood on each side.
 */
export type FieldMemory = {
  readonly baseline: FieldValue
  readonly writer: 'us' | 'them' | null
  readonly at: Instant
  readonly wrote: FieldValue
  readonly knot: { readonly local: FieldValue; readonly remote: FieldValue } | null
}

/** Both sides of a field, now. `ours`: the last change of the ticket was made by our account. */
export type FieldSides = {
  readonly local: FieldValue
  readonly localAt: Instant
  readonly remote: FieldValue
  readonly remoteAt: Instant
  readonly ours: boolean
}

/** What is to be done. `agree`: both are the same; `take`: the insight follows; `write`: the ticket follows; `knot`: a person decides; `apart`: they differ, and that may be. */
export type FieldAction = 'agree' | 'take' | 'write' | 'knot' | 'apart'

type Asking = { readonly way: 'both' | 'out' | 'in'; readonly mode: TicketMode; readonly rule: TicketRule }

/** A field of a ticket that was just opened with a value. */
export function firstMemory(value: FieldValue, at: Instant): FieldMemory {
  return { baseline: value, writer: 'us', at, wrote: value, knot: null }
}

/**
 * What is to be done about a field (TK1). A change is lost by none of it: `agree` leaves nothing, `take` and `write` carry the change on, `knot` shows both.
 */
export function actionOn(memory: FieldMemory, sides: FieldSides, { way, mode, rule }: Asking): FieldAction {
  const { local, remote } = sides
  if (local === remote) return 'agree'
  const baseline = landed(memory, sides) ? remote : memory.baseline
  const write: FieldAction = way !== 'in' && mode === 'drive' ? 'write' : 'apart'
  const take: FieldAction = way !== 'out' ? 'take' : 'apart'
  if (remote === baseline) return write
  if (local === baseline) return take
  return { remote: take, local: write, newest: newest(sides) === 'remote' ? take : write, ask: 'knot' as const }[rule]
}

/** Our own write seen again is no change of theirs (TK2): only where our account made the last change, and the value is the one that we wrote. */
function landed({ wrote }: FieldMemory, { remote, ours }: FieldSides): boolean {
  return ours && wrote !== null && remote === wrote
}

const newest = ({ localAt, remoteAt }: FieldSides): 'local' | 'remote' => (localAt > remoteAt ? 'local' : 'remote')

/** What is remembered once both sides are the same. */
export function agreed(memory: FieldMemory, sides: Pick<FieldSides, 'local' | 'ours'>, now: Instant): FieldMemory {
  if (memory.baseline === sides.local && memory.knot === null) return memory
  const wrote = memory.wrote === sides.local ? memory.wrote : null
  return { baseline: sides.local, writer: sides.ours || wrote !== null ? 'us' : 'them', at: now, wrote, knot: null }
}

/** What is remembered of what we are about to write: before it is written, so that it is known again whatever happens. */
export function writing(memory: FieldMemory, value: FieldValue): FieldMemory {
  return { ...memory, wrote: value, knot: null }
}

/** What is remembered of a conflict. */
export function knotted(memory: FieldMemory, { local, remote }: Pick<FieldSides, 'local' | 'remote'>): FieldMemory {
  return { ...memory, knot: { local, remote } }
}

/** What is remembered once a person chose: the other side counts as what was agreed on, so that the chosen one is the change (TK4). */
export function chosen(memory: FieldMemory, take: 'local' | 'remote'): FieldMemory {
  const { knot } = memory
  if (knot === null) return memory
  return { ...memory, baseline: take === 'local' ? knot.remote : knot.local, knot: null }
}
