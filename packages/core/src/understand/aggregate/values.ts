// Puts the values of properties into one strict order, so that ties never depend on which event came first.
import type { Json } from '@lotse/protocol'
import { canonicalJson, compareText, nfc } from '../../base/index.ts'

/** The longest value kept where one is kept, in characters of JSON. */
export const VALUE_LENGTH_MAX = 2000
/** The longest value kept where many are kept. */
export const LISTED_VALUE_LENGTH_MAX = 200

/**
 * A value as it is kept: text in NFC, no negative zero.
 *
 * @returns undefined where it is missing, null, or longer than allowed.
 */
export function kept(value: Json | undefined, lengthMax: number): Json | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'number') return value === 0 ? 0 : value
  if (typeof value === 'string') return value.length > lengthMax ? undefined : nfc(value)
  if (typeof value === 'boolean') return value
  return canonicalJson(value).length > lengthMax ? undefined : value
}

/** Compares any two values: booleans, numbers, texts by code point, then lists and objects by their JSON. */
export function compareValues(left: Json, right: Json): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right)
  const byType = rankOf(left) - rankOf(right)
  return byType !== 0 ? byType : compareText(canonicalJson(left), canonicalJson(right))
}

function rankOf(value: Json): number {
  if (typeof value === 'boolean') return 0
  if (typeof value === 'number') return 1
  return typeof value === 'string' ? 2 : 3
}

/** Compares dated values: by time, then by value. */
export function compareDated(leftAt: number, left: Json, rightAt: number, right: Json): number {
  return leftAt !== rightAt ? leftAt - rightAt : compareValues(left, right)
}
