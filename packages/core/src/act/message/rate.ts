// A rate limit as a token bucket: `perSecond` on average, `burst` at once. Pure: the caller brings the time.
import { type Instant, SECOND_MS } from '../../base/index.ts'

/** `perSecond`: calls per second, above 0 (fractions allowed); `burst`: calls at once after a quiet time, 1 or more. */
export type RateLimit = { readonly perSecond: number; readonly burst: number }

/** What is left, and when that was true. */
export type TokenBucket = { readonly tokens: number; readonly at: Instant }

/** A full bucket. */
export function fullBucket(limit: RateLimit, now: Instant): TokenBucket {
  return { tokens: limit.burst, at: now }
}

/**
 * Takes up to `wanted` tokens.
 *
 * @returns how many were `taken`, and the bucket afterwards. A clock that went back adds nothing.
 */
export function take(
  bucket: TokenBucket,
  wanted: number,
  { limit, now }: { readonly limit: RateLimit; readonly now: Instant },
): { readonly taken: number; readonly bucket: TokenBucket } {
  const grown = (Math.max(0, now - bucket.at) / SECOND_MS) * limit.perSecond
  const tokens = Math.min(limit.burst, bucket.tokens + grown)
  const taken = Math.max(0, Math.min(Math.floor(tokens), Math.floor(wanted)))
  return { taken, bucket: { tokens: tokens - taken, at: Math.max(now, bucket.at) } }
}
