// Seeded generators of dated events for laws about aggregates: crowded in time, with ties, of all types.
import type { Json } from '@lotse/protocol'
import fc from 'fast-check'
import { randomJson } from './random-condition.ts'

/** An event as an aggregate sees it. */
export type DatedEvent = { readonly occurredAt: number; readonly value: Json | undefined }

/** The instant around which generated events lie: 2026-03-29T12:00Z. */
export const EVENTS_AT = 1_774_785_600_000

/**
 * A history of events.
 *
 * @param spanMs - events lie in (EVENTS_AT - spanMs, EVENTS_AT], often at the very borders and at the same instant.
 * @param countMax - the most events.
 * @param countMin - the fewest.
 */
export function randomEvents(spanMs: number, countMax: number, countMin = 0): fc.Arbitrary<DatedEvent[]> {
  const when = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: spanMs }) },
    fc.constantFrom(0, 1, Math.floor(spanMs / 2), spanMs - 1, spanMs),
  )
  const amount = fc.oneof(
    fc.integer({ min: -1000, max: 1000 }),
    fc.integer({ min: -99_999, max: 99_999 }).map((cents) => cents / 100),
    fc.constantFrom(0.1, 0.2, 0.3, 1e15, -1e15, 1e-6, 123_456_789.123456, 1e300),
  )
  const value = fc.oneof({ weight: 5, arbitrary: amount }, randomJson(), fc.constant(undefined))
  const event = fc
    .record({ before: when, value })
    .map(({ before, value }) => ({ occurredAt: EVENTS_AT - before, value }))
  return fc.array(event, { minLength: countMin, maxLength: countMax })
}
