// "The latest statement wins", so that the order of arrival never shows (I4). Ties are broken by value, which is arbitrary but the same for everyone.
import type { Json } from '@lotse/protocol'
import type { Instant } from '../base/index.ts'
import { type ConsentState, supersedes } from '../listen/index.ts'
import type { Dated } from './state.ts'

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** Whether a new statement replaces the one that stands. */
export function replaces<T extends Json>(standing: Dated<T> | undefined, value: T, at: Instant): boolean {
  if (standing === undefined || at > standing[1]) return true
  return at === standing[1] && textOf(value) > textOf(standing[0])
}

/**
 * Puts a statement into a record of dated facts.
 *
 * @param limit - how many names the record may hold.
 * @returns false where the name is new and the record is full.
 */
export function putLatest<T extends Json>(
  record: Record<string, Dated<T>>,
  name: string,
  [value, at]: Dated<T>,
  limit: number,
): boolean {
  if (name === '__proto__') return false
  const standing = Object.hasOwn(record, name) ? record[name] : undefined
  if (standing === undefined && Object.keys(record).length >= limit) return false
  if (replaces(standing, value, at)) record[name] = [value, at]
  return true
}

/** Whether a statement of consent replaces the one that stands (I4). */
export function consentReplaces(standing: Dated<ConsentState> | undefined, state: ConsentState, at: Instant): boolean {
  return standing === undefined || supersedes({ state, statedAt: at }, { state: standing[0], statedAt: standing[1] })
}
