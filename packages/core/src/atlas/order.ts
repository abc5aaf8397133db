// Places in an order as texts, so that something can be put between two others without moving any. Knows nothing of what is ordered.

/** Digits in the order of their code points. A key never ends with the first one: nothing would fit below it. */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const BASE = DIGITS.length

const digitAt = (key: string, place: number): number => DIGITS.indexOf(key[place] ?? '0')

/** Whether a text can be a key. */
export function isOrderKey(text: string): boolean {
  return /^[0-9A-Za-z]*[1-9A-Za-z]$/.test(text)
}

/**
 * A key between two others, as short as can be and near their middle.
 *
 * @param low - the key before, or null at the beginning.
 * @param high - the key behind, greater than `low`, or null at the end.
 * @throws RangeError where nothing lies between.
 */
export function keyBetween(low: string | null, high: string | null): string {
  if (low !== null && high !== null && !(low < high)) throw new RangeError(`no key lies between ${low} and ${high}`)
  let key = ''
  let open = high === null
  for (let place = 0; ; place++) {
    const from = digitAt(low ?? '', place)
    const to = open ? BASE : digitAt(high ?? '', place)
    if (to - from > 1) {
      // At the end of a list new ones follow closely, so that keys grow slowly.
      const step = high === null && low !== null ? 1 : (to - from) >> 1
      return key + DIGITS[from + step]
    }
    key += DIGITS[from]
    if (to > from) open = true
  }
}

/** So many keys between two others, in order. */
export function keysBetween(low: string | null, high: string | null, count: number): string[] {
  if (count === 0) return []
  const middle = keyBetween(low, high)
  const before = (count - 1) >> 1
  return [...keysBetween(low, middle, before), middle, ...keysBetween(middle, high, count - 1 - before)]
}

/**
 * Keys of things one after the other.
 *
 * @param kept - the keys that some have already: those in order stay, the others get new ones between them.
 */
export function keysKeeping(kept: readonly (string | undefined)[]): string[] {
  let last: string | null = null
  const fixed = kept.map((key) => {
    if (key === undefined || (last !== null && key <= last)) return undefined
    last = key
    return key
  })
  const keys: string[] = []
  for (let at = 0; at < fixed.length; ) {
    const key = fixed[at]
    if (key !== undefined) {
      keys.push(key)
      at += 1
      continue
    }
    const found = fixed.findIndex((one, index) => index > at && one !== undefined)
    const end = found < 0 ? fixed.length : found
    keys.push(...keysBetween(keys.at(-1) ?? null, fixed[end] ?? null, end - at))
    at = end
  }
  return keys
}
