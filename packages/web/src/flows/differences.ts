// What changed between two editions of a flow: steps that came, went or read differently, and the same for the frame around them. Pure.
import type { FlowDocument, FlowStep } from '@lotse/protocol'
import { changesOf, type FieldChange } from '../versions/changes.ts'

/** A step or, with `step` null, the flow's frame. `moved`: only its place in the document changed, which means nothing, is left out. */
export type Difference =
  | { readonly kind: 'added'; readonly step: FlowStep }
  | { readonly kind: 'removed'; readonly step: FlowStep }
  | { readonly kind: 'changed'; readonly step: FlowStep | null; readonly fields: readonly FieldChange[] }

/**
 * The differences, the frame first, then steps in the order of the newer document, then those that are gone.
 *
 * @param before - the older edition.
 * @param after - the newer edition.
 */
export function differencesOf(before: FlowDocument, after: FlowDocument): Difference[] {
  const { steps: oldSteps, ...oldFrame } = before
  const { steps: newSteps, ...newFrame } = after
  const old = new Map(oldSteps.map((step) => [step.id, step]))
  const now = new Set(newSteps.map(({ id }) => id))
  const frame = changesOf(oldFrame, newFrame)
  const steps = newSteps.flatMap((step): Difference[] => {
    const was = old.get(step.id)
    if (was === undefined) return [{ kind: 'added', step }]
    const fields = changesOf(was, step)
    return fields.length === 0 ? [] : [{ kind: 'changed', step, fields }]
  })
  const gone = oldSteps.filter(({ id }) => !now.has(id)).map((step): Difference => ({ kind: 'removed', step }))
  return [...(frame.length === 0 ? [] : [{ kind: 'changed', step: null, fields: frame } as const]), ...steps, ...gone]
}
