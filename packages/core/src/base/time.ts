// Instants and spans as plain numbers. Zones live in calendar.ts; nothing here reads a clock.

/** UTC milliseconds since 1970. */
export type Instant = number
/** A span in milliseconds. */
export type DurationMs = number

/** Spans in milliseconds. A day is 24 hours here; days of a calendar are in calendar.ts. */
export const SECOND_MS = 1000
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** The earliest instant taken from outside: 1900-01-01. */
export const INSTANT_MIN: Instant = -2_208_988_800_000
/** The latest instant taken from outside: 2200-01-01. */
export const INSTANT_MAX: Instant = 7_258_118_400_000
