// Waits for the first of several events, or until time runs out, whichever is first (F3, F4).
import { durationMs, type WaitForStep } from '@lotse/protocol'
import { allAggregates } from '../flow/aggregates.ts'
import { compileMatch, matches } from '../flow/match.ts'
import type { CompiledStep } from '../step.ts'

/** `wait_for`: the first listed event that matches wins; an event at the very deadline is too late (F4). */
export function waitForStep(step: WaitForStep): CompiledStep {
  const ways = step.events.map((awaited) => ({ match: compileMatch(awaited), next: awaited.next }))
  const timeoutMs = durationMs(step.timeout) ?? 0
  return {
    id: step.id,
    kind: 'wait_for',
    aggregates: allAggregates(ways.map((way) => way.match.where)),
    listens: new Set(ways.map((way) => way.match.event)),
    enter: ({ now, run }) => {
      const until = (step.since === 'run' ? run.startedAt : now) + timeoutMs
      return until > now ? { kind: 'wait', until } : { kind: 'go', next: step.otherwise, via: 'timeout' }
    },
    hear: (here, event) => {
      const way = ways.find(({ match }) => matches(match, event.name, () => here.factsWith(event)))
      return way ? { next: way.next, via: `event ${way.match.event}` } : null
    },
    due: () => ({ next: step.otherwise, via: 'timeout' }),
  }
}
