// Ids and instants between the API's text and the database's numbers. Only turns one into the other.
import { Problem } from '@lotse/core/base'

/** The largest value of PostgreSQL's integer. */
const INTEGER_MAX = 2_147_483_647

/**
 * The number of an id that is stored as `integer`.
 *
 * @param text - digits only.
 * @throws Problem `not_found`, because no such id was ever given.
 */
export function integerId(text: string): number {
  const id = Number(text)
  if (!Number.isInteger(id) || id > INTEGER_MAX) throw new Problem('not_found')
  return id
}

/** The number of an id that is stored as `bigint`. @throws Problem `not_found`. */
export function bigId(text: string): number {
  const id = Number(text)
  if (!Number.isSafeInteger(id)) throw new Problem('not_found')
  return id
}

/** An instant as the API shows it. */
export function instantOf(ms: number): string {
  return new Date(ms).toISOString()
}

/** An instant that may be absent. */
export function instantOrNull(ms: number | null): string | null {
  return ms === null ? null : instantOf(ms)
}
