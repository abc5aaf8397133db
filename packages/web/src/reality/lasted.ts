// How long a run took, in words: what is known to a second only is said as no more. Pure.
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'

const SECOND_MS = 1000

/** A length of time; a run of one visit takes none. */
export function lastedText(ms: number, { t, f }: { readonly t: Translate; readonly f: Format }): string {
  return ms < SECOND_MS ? t('reality.effort.atOnce') : f.span(ms)
}
