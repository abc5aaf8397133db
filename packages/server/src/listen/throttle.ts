// Calls a function at most once per span, and always once more after the last request. Keeps no process alive.

/**
 * @param spanMs - shortest span between two calls.
 * @param call - must not throw.
 * @returns asks for a call: at once where the last was long enough ago, else at the end of the span.
 */
export function throttle(spanMs: number, call: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  let last = Number.NEGATIVE_INFINITY
  const fire = () => {
    timer = undefined
    last = performance.now()
    call()
  }
  return () => {
    if (timer) return
    const wait = last + spanMs - performance.now()
    if (wait <= 0) fire()
    else timer = setTimeout(fire, wait).unref()
  }
}
