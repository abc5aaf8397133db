// What the address of the events asks for, as the server understands it. Pure: "now" is an argument.
import type { OperationQuery } from '@lotse/protocol'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'

/** The texts of the address. */
export type EventSearch = {
  readonly name?: string | undefined
  readonly source?: string | undefined
  readonly channel?: string | undefined
  readonly customer?: string | undefined
  readonly property?: string | undefined
  readonly since?: string | undefined
  readonly until?: string | undefined
}

/** What the tail and the list have in common. */
export type EventQuery = Pick<OperationQuery<'listEvents'>, 'name' | 'source' | 'channel' | 'customer' | 'property'>

const HOUR_MS = 3_600_000

/** Spans that can be chosen, in milliseconds. */
export const spans = { m15: HOUR_MS / 4, h1: HOUR_MS, h24: 24 * HOUR_MS, d7: 7 * 24 * HOUR_MS } as const
type Span = keyof typeof spans

const isSpan = (text: string): text is Span => Object.hasOwn(spans, text)

/** The filter without its time; what cannot be one is left out. */
export function queryOf({ name, source, channel, customer, property }: EventSearch): EventQuery {
  return {
    ...(name === undefined ? {} : { name }),
    ...(source !== undefined && /^([1-9]\d{0,15}|own)$/.test(source) ? { source } : {}),
    ...(channel === undefined ? {} : { channel }),
    ...(customer !== undefined && /^[1-9]\d{0,15}$/.test(customer) ? { customer } : {}),
    ...(property !== undefined && /^[^=]+=/.test(property) ? { property } : {}),
  }
}

/** From when to when: a span before now, an instant, or a day where the reader is. */
export function timesOf({ since, until }: EventSearch, now: number): { since?: string; until?: string } {
  const from = since === undefined ? undefined : instantOf(since, now, 0)
  const to = until === undefined ? undefined : instantOf(until, now, 1)
  return { ...(from === undefined ? {} : { since: from }), ...(to === undefined ? {} : { until: to }) }
}

function instantOf(text: string, now: number, daysLater: number): string | undefined {
  if (isSpan(text)) return new Date(now - spans[text]).toISOString()
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  const at = day ? new Date(Number(day[1]), Number(day[2]) - 1, Number(day[3]) + daysLater) : new Date(text)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

/** The spans as choices; an instant that came by a link is one more, so that its chip says when. */
export function sinceChoices(t: Translate, f: Format, since: string | undefined): { value: string; label: string }[] {
  const usual = (Object.keys(spans) as Span[]).map((value) => ({ value, label: t(`events.since.${value}`) }))
  const at = since === undefined || isSpan(since) ? Number.NaN : Date.parse(since)
  return since === undefined || Number.isNaN(at) ? usual : [...usual, { value: since, label: f.minute(at) }]
}
