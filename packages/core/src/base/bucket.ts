// Which bucket a customer belongs to (B1). Fixed for ever: a change would tear every log apart.

/** The number of buckets. */
export const BUCKETS = 256

const mix = (h: number, word: number): number => {
  let x = Math.imul(h ^ word, 0x85ebca6b)
  x ^= x >>> 13
  x = Math.imul(x, 0xc2b2ae35)
  return x ^ (x >>> 16)
}

/**
 * The bucket of a customer: MurmurHash3's finaliser over workspace and both halves of the id.
 *
 * @param workspaceId - positive integer below 2^31.
 * @param customerId - positive integer below 2^53.
 * @returns 0 to 255.
 */
export function bucketOf(workspaceId: number, customerId: number): number {
  const low = customerId | 0
  const high = Math.floor(customerId / 0x1_0000_0000)
  return (mix(mix(mix(0x9747b28c, workspaceId), high), low) >>> 24) & 0xff
}
