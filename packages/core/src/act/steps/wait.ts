// Waits a span of time.
import { durationMs, type WaitStep } from '@lotse/protocol'
import type { CompiledStep } from '../step.ts'

/** `wait`: on at `now + for`, never early (E4). */
export function waitStep(step: WaitStep): CompiledStep {
  const spanMs = durationMs(step.for) ?? 0
  return {
    id: step.id,
    kind: 'wait',
    aggregates: new Map(),
    enter: ({ now }) => ({ kind: 'wait', until: now + spanMs }),
    due: () => ({ next: step.next, via: 'time' }),
  }
}
