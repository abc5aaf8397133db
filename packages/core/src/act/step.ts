// What every kind of step is: how it is entered, what it hears, what it does when its time has come. One file per kind in steps/.
import type { Aggregate, FlowStep } from '@lotse/protocol'
import type { Instant } from '../base/index.ts'
import type { CustomerFacts, CustomerState, EventAtHand } from '../understand/index.ts'
import type { Effect } from './effect.ts'
import type { Pins } from './flow/pins.ts'
import type { Run } from './run.ts'
import type { Trace } from './trace.ts'

/** Where and when a step acts: one run of one customer at one instant. */
export type Here = {
  readonly customer: { readonly id: number; readonly state: CustomerState }
  readonly run: Run
  readonly pins: Pins
  readonly now: Instant
  readonly zone: string
  readonly trace: Trace | null
  /** Facts with the event that started the run. */
  facts(): CustomerFacts
  /** Facts with another event at hand. */
  factsWith(event: EventAtHand): CustomerFacts
  emit(effect: Effect): void
}

/** What a step answers when it is entered. `via` says how it was left, for path and trace. */
export type Answer =
  | { readonly kind: 'go'; readonly next: string; readonly via: string }
  | { readonly kind: 'wait'; readonly until: Instant }
  | { readonly kind: 'end'; readonly detail?: string }

/** The way on from a waiting step. */
export type Way = { readonly next: string; readonly via: string }

/** A step ready to act. Steps that never wait have neither `hear` nor `due`. */
export type CompiledStep = {
  readonly id: string
  readonly kind: FlowStep['kind']
  readonly aggregates: ReadonlyMap<string, Aggregate>
  enter(here: Here): Answer
  /** Names of events that a run waiting here listens for. */
  readonly listens?: ReadonlySet<string>
  hear?(here: Here, event: EventAtHand): Way | null
  due?(here: Here): Way
}
