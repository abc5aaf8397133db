// Traces of customers as an event log that process mining tools read: XES, IEEE 1849-2016 (https://www.xes-standard.org). Knows no runs but those it is given.
import { type XmlDraft, xmlLines } from './xml.ts'

/** One visit of a step. `at`: as ISO 8601 has it. */
export type TraceVisit = {
  readonly step: string
  readonly name: string
  readonly at: string
  readonly channel: string
}

/** One customer's passage. `id`: of the run; `customer`: an alias, or an id where that may leave. `complete`: whether it reached an end. */
export type Trace = {
  readonly id: string
  readonly customer: string
  readonly complete: boolean
  readonly fitness: number
  readonly visits: readonly TraceVisit[]
}

/** What a log is of. `journey`: its name. */
export type XesHead = { readonly journey: string; readonly edition: number }

const extensions = [
  ['Concept', 'concept', 'http://www.xes-standard.org/concept.xesext'],
  ['Time', 'time', 'http://www.xes-standard.org/time.xesext'],
  ['Lifecycle', 'lifecycle', 'http://www.xes-standard.org/lifecycle.xesext'],
] as const

/** Everything of a log before its traces. */
export function xesFirst({ journey, edition }: XesHead): string {
  const events = {
    name: 'global',
    attributes: { scope: 'event' },
    children: [
      text('concept:name', 'UNKNOWN'),
      instant('1970-01-01T00:00:00.000Z'),
      text('lifecycle:transition', 'complete'),
    ],
  }
  const head: XmlDraft[] = [
    ...extensions.map(([name, prefix, uri]): XmlDraft => ({ name: 'extension', attributes: { name, prefix, uri } })),
    { name: 'global', attributes: { scope: 'trace' }, children: [text('concept:name', 'UNKNOWN')] },
    events,
    { name: 'classifier', attributes: { name: 'Step', keys: 'concept:name' } },
    text('concept:name', journey),
    { name: 'int', attributes: { key: 'edition', value: String(edition) } },
  ]
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">',
    ...head.flatMap(linesInLog),
    '',
  ].join('\n')
}

/** Some traces of a log. */
export function xesTraces(traces: readonly Trace[]): string {
  return traces
    .flatMap((trace) => linesInLog(traceXml(trace)))
    .map((line) => `${line}\n`)
    .join('')
}

/** What closes a log. */
export const XES_LAST = '</log>\n'

const linesInLog = (draft: XmlDraft): string[] => xmlLines(draft, '  ')

function traceXml({ id, customer, complete, fitness, visits }: Trace): XmlDraft {
  return {
    name: 'trace',
    children: [
      text('concept:name', id),
      text('customer', customer),
      { name: 'boolean', attributes: { key: 'complete', value: String(complete) } },
      { name: 'float', attributes: { key: 'fitness', value: String(fitness) } },
      ...visits.map(visitXml),
    ],
  }
}

function visitXml({ step, name, at, channel }: TraceVisit): XmlDraft {
  return {
    name: 'event',
    children: [
      text('concept:name', name),
      text('concept:instance', step),
      instant(at),
      text('lifecycle:transition', 'complete'),
      channel === '' ? undefined : text('channel', channel),
    ],
  }
}

const text = (key: string, value: string): XmlDraft => ({ name: 'string', attributes: { key, value } })
const instant = (at: string): XmlDraft => ({ name: 'date', attributes: { key: 'time:timestamp', value: at } })
