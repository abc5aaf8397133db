// Which events a flow listens to, and what for. Pure: reads documents, decides nothing.
import type { FlowDocument } from '@lotse/protocol'

/** An event that a flow listens to. `as`: begins its runs, is waited for, ends them early, counts as success, or is counted in a condition. */
export type HeardEvent = {
  readonly event: string
  readonly as: 'trigger' | 'wait' | 'exit' | 'goal' | 'count'
}

/** The events that a flow listens to, each once for each thing it is for. */
export function eventsHeard(flow: FlowDocument): HeardEvent[] {
  const heard: HeardEvent[] = [{ event: flow.trigger.event, as: 'trigger' }]
  if (flow.goal !== undefined) heard.push({ event: flow.goal.event, as: 'goal' })
  for (const exit of flow.exits ?? []) if ('event' in exit) heard.push({ event: exit.event, as: 'exit' })
  for (const step of flow.steps)
    if (step.kind === 'wait_for') heard.push(...step.events.map(({ event }) => ({ event, as: 'wait' }) as const))
  heard.push(...countedIn(flow).map((event) => ({ event, as: 'count' }) as const))
  return [...new Map(heard.map((one) => [`${one.as} ${one.event}`, one])).values()]
}

/** Events that aggregates count, wherever they stand. */
function countedIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(countedIn)
  if (typeof value !== 'object' || value === null) return []
  const aggregate = 'aggregate' in value ? value.aggregate : undefined
  const own =
    typeof aggregate === 'object' && aggregate !== null && 'event' in aggregate && typeof aggregate.event === 'string'
      ? [aggregate.event]
      : []
  return [...own, ...Object.values(value).flatMap(countedIn)]
}
