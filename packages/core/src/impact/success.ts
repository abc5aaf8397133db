// How often improving works: of the measures that were judged, how many helped. Judges none itself.
import type { ImpactVerdict } from '@lotse/protocol'

/** `rate`: of those judged, the share that helped; null where none is. */
export type Success = {
  readonly verified: number
  readonly refuted: number
  readonly notYet: number
  readonly rate: number | null
}

/** The rate of success (IM8): what is not judged yet counts on neither side. */
export function successOf(verdicts: readonly ImpactVerdict[]): Success {
  const count = (wanted: ImpactVerdict) => verdicts.filter((one) => one === wanted).length
  const [verified, refuted] = [count('verified'), count('refuted')]
  const judged = verified + refuted
  return { verified, refuted, notYet: count('notYet'), rate: judged === 0 ? null : verified / judged }
}
