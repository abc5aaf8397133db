// What happened while inputs were applied, told to whoever asks why (F9). Without a listener it costs nothing.
import type { Explanation, Instant } from '../base/index.ts'
import type { EndReason } from './run.ts'

/** Why a customer did not enter a flow at a trigger event. */
export type NoEntryReason = 'not_eligible' | 'no_key' | 'already_in' | 'entered_before' | 'flow_held' | 'history'

/** One moment in a customer's way through a flow. */
export type Moment = { readonly at: Instant; readonly flow: string; readonly version: number } & (
  | { readonly what: 'entered'; readonly run: string; readonly key: string }
  | {
      readonly what: 'not_entered'
      readonly event: string
      readonly reason: NoEntryReason
      readonly explanation?: Explanation
      readonly detail?: string
    }
  | { readonly what: 'step'; readonly run: string; readonly step: string; readonly kind: string }
  | {
      readonly what: 'left'
      readonly run: string
      readonly step: string
      readonly via: string
      readonly explanations?: readonly Explanation[]
    }
  | {
      readonly what: 'ended'
      readonly run: string
      readonly reason: EndReason
      readonly detail?: string
      readonly explanation?: Explanation
    }
  | {
      readonly what: 'message'
      readonly run: string
      readonly step: string
      readonly key: string
      readonly channel: string
      readonly held?: string
    }
)

/** Hears of every moment, in order. */
export type Trace = (moment: Moment) => void
