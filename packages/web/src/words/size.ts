// Sizes of files as people read them. Pure.
import type { Format } from './format-in.ts'

const UNITS = ['kB', 'MB', 'GB', 'TB'] as const
const STEP = 1000

/** A number of bytes in its largest fitting unit: 42 kB, 1,3 GB. Never below one kilobyte, because nothing of interest is. */
export function sizeText(f: Pick<Format, 'number' | 'whole'>, bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3) - 1))
  const value = bytes / STEP ** (power + 1)
  const shown = value >= 100 ? f.whole(value) : f.number(Math.round(value * 10) / 10)
  return `${shown} ${UNITS[power]}`
}
