// Numbers of ways between what people write and what is kept. Pure.

/** Shares are written of a hundred. */
export const SHARE_MAX = 100
/** The longest time a way may take: 366 days. */
export const WITHIN_MS_MAX = 31_622_400_000

/** The units in which such times are written, in milliseconds. */
export const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const
/** One of them. */
export type Unit = keyof typeof UNITS

/** The unit in which a time is shortest to write; days where nothing is said. */
export function unitOf(spanMs: number | null): Unit {
  if (spanMs === null || spanMs % UNITS.d === 0) return 'd'
  return spanMs % UNITS.h === 0 ? 'h' : 'm'
}

/** A number as people write it, with comma or point; null: nothing; undefined: none, or one that is too large. */
export function numberIn(text: string, most: number): number | null | undefined {
  const plain = text.trim().replace(/[%\s]/gu, '').replace(',', '.')
  if (plain === '') return null
  const value = /^\d+(\.\d+)?$/u.test(plain) ? Number(plain) : Number.NaN
  return value <= most ? value : undefined
}
