// The words of conditions as lists and types. Loads no parser, so that a browser that knows the words need not load one.

/** How two values are compared; text comparisons are by code point after NFC, `*_ignore_case` fold case first (C2). */
export const comparators = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'] as const
/** How two texts are compared. `matches` takes a pattern of RE2. */
export const textOperators = [
  'contains',
  'starts_with',
  'ends_with',
  'eq_ignore_case',
  'contains_ignore_case',
  'matches',
] as const
/** What an aggregate makes of a customer's events. */
export const aggregateFunctions = ['count', 'sum', 'min', 'max', 'average', 'first', 'last', 'distinct'] as const
/** Parts of a local date and time in the customer's zone. `weekday` is 1 (Monday) to 7. `date` is "2026-03-29", `time` "09:00". */
export const calendarParts = ['hour', 'minute', 'weekday', 'day', 'month', 'year', 'date', 'time'] as const
/** Facts of the event at hand that are no property. Instants are epoch milliseconds. */
export const eventFacts = ['name', 'channel', 'occurredAt', 'receivedAt'] as const

export type Comparator = (typeof comparators)[number]
export type TextOperator = (typeof textOperators)[number]
export type AggregateFunction = (typeof aggregateFunctions)[number]
export type CalendarPart = (typeof calendarParts)[number]
export type EventFact = (typeof eventFacts)[number]
