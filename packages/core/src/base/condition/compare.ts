// Compares two values strictly by type (C2). Knows no operands: missing values never get here.
import type { Json } from '@lotse/protocol'
import { isList, isObject } from '../json.ts'
import { instantOf, readMoment } from './moment.ts'
import { compareText, nfc } from './text.ts'

/** How values are to be compared: `time` where one side is an instant by its nature; `zone` for dates without offset. */
export type Comparing = { readonly time: boolean; readonly zone: string }

/**
 * Whether two values are the same. Different types are different: "10" is not 10.
 * Two dates are the same where they mean the same instant.
 */
export function sameValue(left: Json, right: Json, how: Comparing): boolean {
  const order = orderOf(left, right, how)
  if (order !== undefined) return order === 0
  return left === right || sameCompound(left, right, how)
}

function sameCompound(left: Json, right: Json, how: Comparing): boolean {
  if (isList(left)) {
    if (!isList(right) || left.length !== right.length) return false
    return left.every((value, i) => sameValue(value, right[i] ?? null, how))
  }
  if (!isObject(left) || !isObject(right)) return false
  const names = Object.keys(left)
  if (names.length !== Object.keys(right).length) return false
  return names.every((name) => Object.hasOwn(right, name) && sameValue(left[name] ?? null, right[name] ?? null, how))
}

/**
 * Which value comes first: numbers by size, texts by code point after NFC, dates by instant, false before true.
 *
 * @returns negative, 0 or positive; undefined where the values have no order (different types, lists, objects).
 */
export function orderOf(left: Json, right: Json, how: Comparing): number | undefined {
  if (typeof left === 'string' && typeof right === 'string') return orderOfTexts(left, right, how)
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right)
  if (how.time) return orderInTime(left, right, how.zone)
  return undefined
}

function orderOfTexts(left: string, right: string, how: Comparing): number {
  return orderInTime(left, right, how.zone) ?? compareText(nfc(left), nfc(right))
}

function orderInTime(left: Json, right: Json, zone: string): number | undefined {
  const a = instantFrom(left, zone)
  if (a === undefined) return undefined
  const b = instantFrom(right, zone)
  return b === undefined ? undefined : a - b
}

function instantFrom(value: Json, zone: string): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return undefined
  const moment = readMoment(value)
  return moment && instantOf(moment, zone)
}
