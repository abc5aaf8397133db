// Values of conditions as people type them: plain where that is clear, else as JSON. Pure.
import type { Condition } from '@lotse/protocol'

/** A value as conditions hold it. */
export type Value = Extract<Condition, { readonly values: unknown }>['values'][number]

const BETWEEN = ', '

/** A value as it stands in a field: text without quotes, unless it would be read as something else. */
export function valueText(value: Value): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  return readValue(value) === value ? value : JSON.stringify(value)
}

/** What someone means who types this: JSON where it is JSON, else the text itself. */
export function readValue(text: string): Value {
  const plain = text.trim()
  if (plain === '' || plain !== text) return text === plain ? '' : readsAs(plain, text)
  return readsAs(plain, text)
}

function readsAs(plain: string, text: string): Value {
  try {
    return JSON.parse(plain) as Value
  } catch {
    return text
  }
}

/** Several values in one field. Texts with commas stand in quotes. */
export function listText(values: readonly Value[]): string {
  return values
    .map((value) =>
      typeof value === 'string' && /[,"[\]{}]|^\s|\s$/.test(value) ? JSON.stringify(value) : valueText(value),
    )
    .join(BETWEEN)
}

/** Reads several values: a JSON list, or parts between commas. */
export function readList(text: string): readonly Value[] {
  const whole = readsAs(`[${text}]`, '')
  if (Array.isArray(whole) && whole.length > 0) return whole as readonly Value[]
  return splitAt(text).map((part) => readValue(part.trim()))
}

/** Splits at commas outside of quotes and brackets. */
function splitAt(text: string): string[] {
  const parts: string[] = ['']
  let depth = 0
  let quoted = false
  let escaped = false
  for (const sign of text) {
    if (sign === '"' && !escaped) quoted = !quoted
    escaped = sign === '\\' && !escaped
    if (!quoted && (sign === '[' || sign === '{')) depth += 1
    if (!quoted && (sign === ']' || sign === '}')) depth -= 1
    if (sign === ',' && depth === 0 && !quoted) parts.push('')
    else parts[parts.length - 1] += sign
  }
  return parts
}
