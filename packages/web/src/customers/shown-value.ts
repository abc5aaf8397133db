// A value of a trait or property as text: as it is, or as people read it. Pure.
import type { JsonObject } from '@lotse/protocol'
import type { Format } from '../words/format-in.ts'

/** A JSON value on one line: texts as they are, the rest as JSON. */
export const valueText = (value: JsonObject[string] | undefined): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null)

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/** A JSON value as people read it: instants in the reader's language and zone, numbers with its marks, the rest on one line. */
export function shownValue(f: Format, value: JsonObject[string] | undefined): string {
  if (typeof value === 'number') return f.number(value)
  const at = typeof value === 'string' && INSTANT.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? valueText(value) : f.instant(at)
}
