// The values in an example with their paths, and values at paths. Pure.
import type { MappingReading } from '@lotse/protocol'
import { isRead, type Target } from '../mapping/draft.ts'

/** A value with its path, as mappings name it: `order.items.0.price`. */
export type PathValue = { readonly path: string; readonly value: unknown }

/** Deeper and further values cannot be chosen; the example shows them still. */
const DEPTH_MAX = 8
const VALUES_MAX = 500

/** Every value that is no object and no list. */
export function pathsIn(example: unknown): readonly PathValue[] {
  const found: PathValue[] = []
  const visit = (value: unknown, path: string, depth: number) => {
    if (found.length >= VALUES_MAX || depth > DEPTH_MAX) return
    if (typeof value !== 'object' || value === null) return void found.push({ path, value })
    for (const [name, inner] of Object.entries(value)) visit(inner, path === '' ? name : `${path}.${name}`, depth + 1)
  }
  if (typeof example === 'object' && example !== null) visit(example, '', 0)
  return found
}

/** The value at a path, as a mapping finds it. */
export function valueAt(example: unknown, path: string): unknown {
  if (isMembers(example) && Object.hasOwn(example, path)) return example[path]
  return path
    .split('.')
    .reduce<unknown>((at, step) => (isMembers(at) && Object.hasOwn(at, step) ? at[step] : undefined), example)
}

function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** Records that a delivery's body stands for; none where it is no JSON. */
export function recordsIn(body: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(body)
    return Array.isArray(parsed) ? parsed : [parsed]
  } catch {
    return []
  }
}

const DIGITS = /^\d{9,13}$/
const MILLISECONDS_FROM = 100_000_000_000

/** How a value that somebody has chosen for a place is likely written. */
export function likelyReading(target: Target, value: unknown): MappingReading {
  const text = textOf(value)
  if (target === 'timestamp') {
    if (!DIGITS.test(text)) return 'dayFirst'
    return Number(text) < MILLISECONDS_FROM ? 'seconds' : 'milliseconds'
  }
  const isAmount = typeof value === 'string' && /^-?\d{1,3}(\.?\d{3})*,\d+$/.test(value)
  return isAmount && isRead(target) ? 'comma' : 'text'
}

/** A value as one line of text. */
export function textOf(value: unknown): string {
  return value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)
}
