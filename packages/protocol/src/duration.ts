// Durations as people write them in documents: "15m", "36h", "30d". Never calendar units, whose length varies.
import { z } from 'zod'

const MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const
const SHAPE = /^(\d{1,9})(ms|s|m|h|d|w)$/

/** A span of time as text: digits and one unit of ms, s, m, h, d, w. */
export type DurationText = string

/** The parser of a duration text in a document. */
export const durationText = z.string().regex(SHAPE, 'a duration such as "15m", "36h" or "30d"').meta({ id: 'Duration' })

/**
 * The length of a duration text.
 *
 * @param text - digits and one unit, e.g. `30d`.
 * @returns milliseconds, or undefined where the text is no duration.
 */
export function durationMs(text: DurationText): number | undefined {
  const found = SHAPE.exec(text)
  return found ? Number(found[1]) * MS[found[2] as keyof typeof MS] : undefined
}
