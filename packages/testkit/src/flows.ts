// Flow documents for tests, each whole and valid; and the few lines that put one into a catalog.
import type { Catalogs, FlowAction } from '@lotse/core/act'
import type { FlowDocument, FlowStep } from '@lotse/protocol'

/** A flow document with sensible parts where a test does not care. */
export function flowOf(parts: Partial<FlowDocument> & { readonly steps: FlowStep[] }): FlowDocument {
  return {
    lotse: 'flow/1',
    name: 'A flow',
    trigger: { event: 'Started' },
    entry: { rule: 'one_at_a_time' },
    start: parts.steps[0]?.id ?? 'end',
    ...parts,
  }
}

/** An exit step. */
export const END: FlowStep = { id: 'end', kind: 'exit' }

/** A send step of the topic `news`. */
export function sendStep(id: string, next = 'end'): FlowStep {
  return { id, kind: 'send', channel: 'email', template: 'hello', topic: 'news', next }
}

/** A wait. */
export function waitStep(id: string, span: string, next = 'end'): FlowStep {
  return { id, kind: 'wait', for: span, next }
}

/** Publishes a document into catalogs, effective at once. */
export function publish(catalogs: Catalogs, flow: string, document: FlowDocument, effectiveAt = 0, version = 1): void {
  const change = { seq: catalogs.seq + 1, effectiveAt, flow, version, action: 'publish' as const }
  catalogs.add([change], [{ flow, version, document, pins: { templates: { hello: 1 } } }])
}

/** Does something else to a published flow. */
export function change(
  catalogs: Catalogs,
  flow: string,
  action: FlowAction,
  effectiveAt: number,
  spreadMs?: number,
): void {
  const standing = catalogs.at(effectiveAt).flows.get(flow)
  const version = standing?.current.version ?? 1
  const plain = { seq: catalogs.seq + 1, effectiveAt, flow, version, action }
  catalogs.add([spreadMs === undefined ? plain : { ...plain, spreadMs }], [])
}
