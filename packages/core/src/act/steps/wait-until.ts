// Waits until a local time of day, on certain weekdays, in the customer's own zone (T4).
import type { WaitUntilStep } from '@lotse/protocol'
import { nextLocalTime } from '../../base/index.ts'
import type { CompiledStep } from '../step.ts'

/** `wait_until`: on at the next such local time, strictly after now. */
export function waitUntilStep({ id, at, weekdays, next }: WaitUntilStep): CompiledStep {
  return {
    id,
    kind: 'wait_until',
    aggregates: new Map(),
    enter: ({ now, zone }) => ({
      kind: 'wait',
      until: nextLocalTime({ after: now, zone, at, ...(weekdays && { weekdays }) }),
    }),
    due: () => ({ next, via: 'time' }),
  }
}
