// Traces of customers as an event log that process mining tools read: XES, IEEE 1849-2016 (https://www.xes-standard.org). Knows no runs but those it is given.
import { type XmlDraft, xmlText } from './xml.ts'

/** One visit of a step. `at`: UTC milliseconds. */
export type TraceVisit = {
  readonly step: string
  readonly name: string
  readonly at: number
  readonly channel: string | null
}

/** One customer's passage. `id`: of the run, never of the person. `complete`: whether it reached an end. */
export type Trace = { readonly id: string; readonly complete: boolean; readonly visits: readonly TraceVisit[] }

const extensions = [
  ['Concept', 'concept', 'http://www.xes-standard.org/concept.xesext'],
  ['Time', 'time', 'http://www.xes-standard.org/time.xesext'],
  ['Lifecycle', 'lifecycle', 'http://www.xes-standard.org/lifecycle.xesext'],
] as const

/**
 * The log of traces.
 *
 * @param journey - its name.
 */
export function xesText(journey: string, traces: readonly Trace[]): string {
  const known = {
    name: 'global',
    attributes: { scope: 'event' },
    children: [text('concept:name', 'UNKNOWN'), instant('time:timestamp', 0), text('lifecycle:transition', 'complete')],
  }
  return xmlText({
    name: 'log',
    attributes: { 'xes.version': '1849-2016', 'xes.features': '', xmlns: 'http://www.xes-standard.org/' },
    children: [
      ...extensions.map(([name, prefix, uri]): XmlDraft => ({ name: 'extension', attributes: { name, prefix, uri } })),
      { name: 'global', attributes: { scope: 'trace' }, children: [text('concept:name', 'UNKNOWN')] },
      known,
      { name: 'classifier', attributes: { name: 'Step', keys: 'concept:name' } },
      text('concept:name', journey),
      ...traces.map(traceXml),
    ],
  })
}

function traceXml({ id, complete, visits }: Trace): XmlDraft {
  const flag: XmlDraft = { name: 'boolean', attributes: { key: 'complete', value: String(complete) } }
  return { name: 'trace', children: [text('concept:name', id), flag, ...visits.map(visitXml)] }
}

function visitXml({ step, name, at, channel }: TraceVisit): XmlDraft {
  return {
    name: 'event',
    children: [
      text('concept:name', name),
      text('concept:instance', step),
      instant('time:timestamp', at),
      text('lifecycle:transition', 'complete'),
      channel === null ? undefined : text('channel', channel),
    ],
  }
}

const text = (key: string, value: string): XmlDraft => ({ name: 'string', attributes: { key, value } })
const instant = (key: string, at: number): XmlDraft => ({
  name: 'date',
  attributes: { key, value: new Date(at).toISOString() },
})
