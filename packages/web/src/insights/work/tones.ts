// The tones of states and priorities of insights. Colour is never alone: the word says the same.
import type { EvidenceLevel, InsightState, Priority } from '@lotse/protocol'
import type { MarkTone } from '../../parts/tone.ts'

/** Of states. */
export const stateTones: Readonly<Record<InsightState, MarkTone>> = {
  new: 'plain',
  backlog: 'info',
  accepted: 'info',
  ticket: 'info',
  inProgress: 'attention',
  solved: 'proof',
  verified: 'proof',
  deferred: 'plain',
  rejected: 'plain',
}

/** Of priorities. */
export const priorityTones: Readonly<Record<Priority, MarkTone>> = {
  urgent: 'harm',
  high: 'attention',
  normal: 'plain',
  low: 'plain',
}

/** Of how well something is known. */
export const levelTones: Readonly<Record<EvidenceLevel, MarkTone>> = {
  assumed: 'plain',
  stale: 'attention',
  researched: 'info',
  measured: 'proof',
}
