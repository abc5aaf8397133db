// Which segments of customers an edition counts apart, and who is in them. Keeps nobody and counts nothing.
import type { JourneyDocument } from '@lotse/protocol'
import { compileProfile, type Facts } from '../../base/index.ts'

/** A segment, ready to be asked who is in it. */
export type CompiledSegment = { readonly id: string; readonly holds: (facts: Facts) => boolean }

/**
 * The segments of a frozen journey.
 *
 * @throws Problem `condition.out_of_reach`, `condition.too_complex`, `condition.pattern_invalid` for documents that freezing would have refused.
 */
export function compileSegments({ segments = [] }: Pick<JourneyDocument, 'segments'>): CompiledSegment[] {
  return segments.map(({ id, where }) => {
    const compiled = compileProfile(where)
    return { id, holds: (facts) => compiled.test(facts) === true }
  })
}

/** The segments somebody is in, as bits: the first of the edition is the lowest (J13). */
export function segmentsHolding(segments: readonly CompiledSegment[], facts: Facts): number {
  let bits = 0
  for (const [place, { holds }] of segments.entries()) if (holds(facts)) bits |= 1 << place
  return bits
}

/** Under which number counters of a segment are kept; undefined where the edition does not count it apart. Those of everybody have 0. */
export function segmentNumber({ segments = [] }: Pick<JourneyDocument, 'segments'>, id: string): number | undefined {
  const place = segments.findIndex((one) => one.id === id)
  return place < 0 ? undefined : place + 1
}

/** The numbers under which what has these bits is kept: 0, that of everybody, and that of each segment. */
export function segmentNumbers(bits: number): number[] {
  const numbers = [0]
  for (let rest = bits, number = 1; rest > 0; rest >>= 1, number++) if (rest & 1) numbers.push(number)
  return numbers
}
