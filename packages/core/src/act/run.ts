// One customer's passage through one flow version. Plain data; what a step does with it stands in steps/.
import type { Instant } from '../base/index.ts'
import type { TriggerEvent } from './message/request.ts'

/** Steps one run may take in all, and for one input (F5). */
export const RUN_STEPS_MAX = 10_000
export const INPUT_STEPS_MAX = 200
/** Steps of its path that a run remembers for people to see; older ones are forgotten. */
export const PATH_MAX = 200

/** One passed step: id, instant of entering, and how it was left (`next`, `case 1`, `event`, `timeout`, ...; absent while in it). */
export type PathEntry = [step: string, at: Instant, left?: string]

/** Why a run ended. `completed`: at an exit step; the others ended it early. */
export type EndReason = 'completed' | 'goal' | 'exit_rule' | 'merged' | 'discarded' | 'step_limit' | 'stopped'

/**
 * A run. `id` is unique for ever and names customer and flow. `wakeAt` null: nothing to wait for.
 * `data.v`: visits per step; `data.n`: steps taken; `data.m`: has asked for a message; `data.h`: way to go as soon as the flow is no longer held.
 */
export type Run = {
  readonly id: string
  readonly flow: string
  readonly version: number
  readonly key: string
  readonly startedAt: Instant
  step: string
  stepAt: Instant
  wakeAt: Instant | null
  ended: { readonly at: Instant; readonly reason: EndReason; readonly detail?: string } | null
  readonly data: RunData
}

/** What a run remembers beside its place. */
export type RunData = {
  readonly e: TriggerEvent
  v: Record<string, number>
  p: PathEntry[]
  n: number
  m?: true
  h?: { readonly next: string; readonly via: string }
}

/** How often a run has come to a step. Step ids may be names that every object has, such as `constructor`. */
export function visitsOf({ data }: Run, step: string): number {
  return Object.hasOwn(data.v, step) ? (data.v[step] ?? 0) : 0
}

/** The id of a customer's nth run. */
export function runId(customer: number, flow: string, nth: number): string {
  return `${customer}.${flow}.${nth}`
}
