// Which colour a message's state has: the same on every screen. The order is the way a message goes.
import type { ApiMessage } from '@lotse/protocol'
import type { MarkTone } from '../parts/tone.ts'

/** Every state with its tone. */
export const messageTones: Record<ApiMessage['state'], MarkTone> = {
  queued: 'plain',
  claimed: 'plain',
  handed: 'plain',
  held: 'attention',
  accepted: 'info',
  delivered: 'proof',
  opened: 'proof',
  clicked: 'proof',
  suppressed: 'attention',
  unknown: 'attention',
  bounced: 'attention',
  complained: 'harm',
  refused: 'harm',
  dead: 'harm',
  cancelled: 'plain',
}
