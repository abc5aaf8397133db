// The newest event of each customer. Pure.
import type { LiveSnapshot } from '@lotse/protocol'

const SHOWN_MAX = 5

/** An event of the last minute, as the live snapshot has it. */
export type Recent = LiveSnapshot['recent'][number] & { readonly customerId: string }

/** The newest event of each customer, newest customer first. */
export function newestPerCustomer(events: LiveSnapshot['recent']): readonly Recent[] {
  const seen = new Set<string>()
  const named = events.filter((event): event is Recent => event.customerId !== null)
  return named.filter(({ customerId }) => !seen.has(customerId) && seen.add(customerId)).slice(0, SHOWN_MAX)
}
