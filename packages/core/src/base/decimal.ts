// Sums of numbers that come out the same in every order, exact to a millionth. Never a floating-point running total.

/** Numbers beyond ± this are not added up: a double no longer holds a millionth of them. */
export const ADDABLE_MAX = 1e15
const MILLION = 1e6
const LOW_MAX = 1e12
// Below 2^32 doubles stand less than a millionth apart.
const ROUNDS_TO_MICROS_MAX = 4e9
const EXACT_MICROS_MAX = Number.MAX_SAFE_INTEGER

/**
 * A sum, short because it is stored with every customer: `h` whole millions, `l` the rest in millionths, 0 ≤ l < 10^12; missing is 0.
 * Both are integers, so adding is exact and commutes.
 */
export type Decimal = { h?: number; l?: number }

/** Whether a number can be added up. */
export function isAddable(value: number): boolean {
  return value <= ADDABLE_MAX && value >= -ADDABLE_MAX
}

/**
 * Adds a number, rounded to a millionth by itself (so the order of additions never matters).
 *
 * @param sum - changed in place.
 * @param value - within ± {@link ADDABLE_MAX}; what counts is the decimal number people see, not its binary neighbour.
 */
export function addNumber(sum: Decimal, value: number): void {
  if (value > ROUNDS_TO_MICROS_MAX || value < -ROUNDS_TO_MICROS_MAX) {
    addText(sum, value)
    return
  }
  const high = Math.floor(value / MILLION)
  addParts(sum, high, Math.round((value - high * MILLION) * MILLION))
}

/** Large doubles stand further apart than two millionths, so their decimal text tells which decimal number was meant. */
function addText(sum: Decimal, value: number): void {
  const [whole = '0', fraction = ''] = String(Math.abs(value)).split('.')
  const units = Number(whole)
  const sign = value < 0 ? -1 : 1
  const high = Math.floor(units / MILLION)
  addParts(sum, sign * high, sign * ((units - high * MILLION) * MILLION + Number(fraction.padEnd(6, '0').slice(0, 6))))
}

/**
 * Adds the parts of another sum.
 *
 * @param sum - changed in place.
 * @param high - whole millions, an integer.
 * @param low - millionths, an integer within ± 10^12.
 */
export function addParts(sum: Decimal, high: number, low: number): void {
  let units = (sum.h ?? 0) + high
  let micros = (sum.l ?? 0) + low
  if (micros >= LOW_MAX) {
    micros -= LOW_MAX
    units += 1
  } else if (micros < 0) {
    micros += LOW_MAX
    units -= 1
  }
  sum.h = units
  sum.l = micros
}

/** The number nearest to a sum. */
export function toNumber(sum: Readonly<Decimal>): number {
  const { h = 0, l = 0 } = sum
  const micros = h * LOW_MAX + l
  if (Math.abs(micros) <= EXACT_MICROS_MAX) return micros / MILLION
  return Number(`${BigInt(h) * BigInt(LOW_MAX) + BigInt(l)}e-6`)
}
