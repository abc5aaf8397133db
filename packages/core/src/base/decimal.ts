// Sums of numbers that come out the same in every order, exact to a millionth. Never a floating-point running total.

/** Numbers beyond ± this are not added up: a double no longer holds a millionth of them. */
export const ADDABLE_MAX = 1e15
const MILLION = 1e6
const LOW_MAX = 1e12
const EXACT_MICROS_MAX = Number.MAX_SAFE_INTEGER

/** A sum: whole millions, and the rest in millionths, 0 ≤ low < 10^12. Both are integers, so adding is exact and commutes. */
export type Decimal = { high: number; low: number }

/** Whether a number can be added up. */
export function isAddable(value: number): boolean {
  return value <= ADDABLE_MAX && value >= -ADDABLE_MAX
}

/** Nothing, to add to. */
export function zero(): Decimal {
  return { high: 0, low: 0 }
}

/**
 * Adds a number, rounded to a millionth by itself (so the order of additions never matters).
 *
 * @param sum - changed in place.
 * @param value - within ± {@link ADDABLE_MAX}.
 * @param sign - 1 adds, -1 takes away what was added before.
 */
export function addNumber(sum: Decimal, value: number, sign: 1 | -1): void {
  const high = Math.floor(value / MILLION)
  const low = Math.round((value - high * MILLION) * MILLION)
  addParts(sum, sign * high, sign * low)
}

/**
 * Adds the parts of another sum.
 *
 * @param sum - changed in place.
 * @param high - whole millions, an integer.
 * @param low - millionths, an integer within ± 10^12.
 */
export function addParts(sum: Decimal, high: number, low: number): void {
  sum.high += high
  sum.low += low
  if (sum.low >= LOW_MAX) {
    sum.low -= LOW_MAX
    sum.high += 1
  } else if (sum.low < 0) {
    sum.low += LOW_MAX
    sum.high -= 1
  }
}

/** The number nearest to a sum. */
export function toNumber(sum: Readonly<Decimal>): number {
  const micros = sum.high * LOW_MAX + sum.low
  if (Math.abs(micros) <= EXACT_MICROS_MAX) return micros / MILLION
  return Number((BigInt(sum.high) * BigInt(LOW_MAX) + BigInt(sum.low)).toString().concat('e-6'))
}
