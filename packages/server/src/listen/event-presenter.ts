// Presents events of a workspace: rows of the log become what the API shows. Masks nothing: that follows from the answer's shape. Reads nothing.
import { byRank, CLOCK_CORRECTED, type EventBody, HISTORY, inputKinds, leavesOf } from '@lotse/core/listen'
import { type EventDetail, type EventItem, eventKinds, type JsonObject } from '@lotse/protocol'
import type { LogEventRow } from '../adapters/store/event-list.ts'
import { instantOf } from '../base/ids.ts'

/** What things are called, by id: sources, and customers as far as their names are known. */
export type Names = { readonly sources: ReadonlyMap<number, string>; readonly customers: ReadonlyMap<number, string> }

const FACTS_MAX = 8
const FACT_LENGTH_MAX = 80
const PLAIN: ReadonlySet<string> = new Set(['text', 'number', 'boolean'])

const kinds = new Map<number, EventItem['kind']>(eventKinds.map((kind) => [inputKinds[kind], kind]))

/** The kind of an entry by its number. */
export const eventKindOf = (number: number): EventItem['kind'] => kinds.get(number) ?? 'track'

/** The text under which an event is found again. */
const eventIdOf = ({ bucket, txid, seq }: Pick<LogEventRow, 'bucket' | 'txid' | 'seq'>): string =>
  `${bucket}-${txid}-${seq}`

/** An event in a list. */
export function showEvent(row: LogEventRow, names: Names): EventItem {
  return itemOf(row, JSON.parse(row.body) as EventBody, names)
}

/**
 * An event with everything that is kept of it.
 *
 * @param masked - whether the caller sees no personal data.
 */
export function showEventDetail(row: LogEventRow, names: Names, masked: boolean): EventDetail {
  const body = JSON.parse(row.body) as EventBody
  return {
    ...itemOf(row, body, names),
    messageId: row.message_id,
    identifiers: (body.i ?? []).map(([kind, value]) => ({ kind, value })),
    properties: propertiesOf(body),
    traits: body.t ?? {},
    context: body.c ?? {},
    masked,
  }
}

function itemOf(row: LogEventRow, body: EventBody, { sources, customers }: Names): EventItem {
  const [strongest] = byRank((body.i ?? []).map(([kind, value]) => ({ kind, value })))
  return {
    id: eventIdOf(row),
    name: row.name,
    kind: eventKindOf(row.kind),
    channel: row.channel,
    source: row.source_id === null ? null : { id: String(row.source_id), name: sources.get(row.source_id) ?? '' },
    customerId: String(row.customer_id),
    customerName: customers.get(row.customer_id) ?? null,
    who: strongest ? { kind: strongest.kind, value: strongest.value } : null,
    occurredAt: instantOf(row.occurred_at),
    receivedAt: instantOf(row.received_at),
    history: (row.flags & HISTORY) !== 0,
    clockCorrected: (row.flags & CLOCK_CORRECTED) !== 0,
    facts: factsOf(body),
  }
}

const propertiesOf = ({ p, g, s }: EventBody): JsonObject => ({
  ...p,
  ...(g === undefined ? {} : { groupId: g }),
  ...(s as JsonObject | undefined),
})

function factsOf(body: EventBody): EventItem['facts'] {
  return leavesOf(body)
    .filter(({ path, type }) => PLAIN.has(type) && !path.includes('[]'))
    .slice(0, FACTS_MAX)
    .map(({ path, value }) => ({ name: path.replace(/^traits\./, ''), value: cut(String(value)) }))
}

const cut = (text: string): string => (text.length > FACT_LENGTH_MAX ? `${text.slice(0, FACT_LENGTH_MAX - 1)}…` : text)
