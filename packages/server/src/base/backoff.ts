// How long to wait before trying again what keeps failing: twice as long each time, up to a limit. Reads no clock.

/**
 * @param failures - how many tries failed in a row, from 1.
 * @param firstMs - the wait after the first failure.
 * @param longestMs - no wait is longer.
 */
export function backoffMs(failures: number, firstMs: number, longestMs: number): number {
  return Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 30))
}
