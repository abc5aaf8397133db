// What conditions are asked about: one customer at one instant. Only the shape; the engine provides the values.
import type { EventFact, Json } from '@lotse/protocol'
import type { Instant } from '../time.ts'

/**
 * What is known at the moment a condition is tested. `undefined` and `null` both mean missing (C1).
 * `property` and `event` are of the event at hand; `aggregate` takes the key of `aggregateKey`;
 * `zone` is the customer's time zone, else the workspace's.
 */
export type Facts = {
  trait(path: string): Json | undefined
  identity(kind: string): string | undefined
  account(path: string): Json | undefined
  property(path: string): Json | undefined
  event(fact: EventFact): Json | undefined
  aggregate(key: string): Json | undefined
  readonly now: Instant
  readonly zone: string
}
