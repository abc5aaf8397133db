// Which days figures are of: spans of whole days (UTC) that end today, and the same number of days before them. Pure.

/** Spans, as they stand in the address. */
export const spans = ['7d', '30d', '90d', '365d', 'all'] as const
/** One of them. */
export type Span = (typeof spans)[number]

/** The span that holds where the address says nothing. */
const USUAL: Span = '30d'
const DAY_MS = 86_400_000

/** The span of an address. */
export const spanOf = (text: string | undefined): Span => spans.find((span) => span === text) ?? USUAL

/** As the address says it; nothing for the usual one. */
export const spanText = (span: Span): Span | undefined => (span === USUAL ? undefined : span)

/** Days, both included; nothing: all there are. */
export type Days = { readonly from?: string; readonly until?: string }

const dayText = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The days of a span. @param now - milliseconds since 1970. */
export function daysOf(span: Span, now: number): Days {
  return span === 'all' ? {} : { from: dayText(now - (Number.parseInt(span, 10) - 1) * DAY_MS) }
}

/** As many days before a span; null where there is nothing before. */
export function daysBefore(span: Span, now: number): Days | null {
  if (span === 'all') return null
  const days = Number.parseInt(span, 10)
  return { from: dayText(now - (2 * days - 1) * DAY_MS), until: dayText(now - days * DAY_MS) }
}
