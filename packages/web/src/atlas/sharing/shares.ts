// What links to a journey are called in the cache, and whether one still opens it. Pure.
import type { AtlasShare } from '@lotse/protocol'
import type { MarkTone } from '../../parts/tone.ts'

/** Names the links of a journey in the cache. */
export const sharesKey = (journey: string): readonly string[] => ['shares', journey]

/** Whether a link still opens the journey. */
export type ShareState = 'valid' | 'ended' | 'revoked'

/** @param now - milliseconds since 1970. */
export function shareState(
  { revokedAt, expiresAt }: Pick<AtlasShare, 'revokedAt' | 'expiresAt'>,
  now: number,
): ShareState {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && Date.parse(expiresAt) <= now ? 'ended' : 'valid'
}

/** How states look. */
export const shareTones: Readonly<Record<ShareState, MarkTone>> = {
  valid: 'proof',
  ended: 'attention',
  revoked: 'plain',
}
