// The ways out of each kind of step, as a diagram shows them. Pure; knows documents, draws nothing.
import type { FlowStep } from '@lotse/protocol'

/** One way from a step to another. `label` is data, not text: screens put it into words. */
export type Way = { readonly to: string; readonly label: WayLabel }
/** What a way is about: nothing special, a case, an event, or that nothing else held. */
export type WayLabel =
  | { readonly kind: 'next' | 'otherwise' | 'timeout' }
  | { readonly kind: 'case'; readonly name: string | null; readonly number: number }
  | { readonly kind: 'event'; readonly name: string }

/** The ways out of a step in the order of the document. */
export function waysOf(step: FlowStep): readonly Way[] {
  switch (step.kind) {
    case 'exit':
      return []
    case 'branch':
      return [
        ...step.cases.map(({ name, next }, index) => ({
          to: next,
          label: { kind: 'case', name: name ?? null, number: index + 1 } as const,
        })),
        { to: step.otherwise, label: { kind: 'otherwise' } },
      ]
    case 'wait_for':
      return [
        ...step.events.map(({ event, next }) => ({ to: next, label: { kind: 'event', name: event } as const })),
        { to: step.otherwise, label: { kind: 'timeout' } },
      ]
    default:
      return [{ to: step.next, label: { kind: 'next' } }]
  }
}
