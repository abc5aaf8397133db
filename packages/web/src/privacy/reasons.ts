// Why somebody is erased, as the protocol has it; written out here, because its table would bring the whole parser library along.
import type { Erasure } from '@lotse/protocol'

/** The reasons, in the order in which they are offered. */
export const erasureReasons = [
  'request',
  'withdrawal',
  'obligation',
  'other',
] as const satisfies readonly Erasure['reason'][]
