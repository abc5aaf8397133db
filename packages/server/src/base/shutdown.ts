// Stops the process on a signal: once in order, at once when asked again. Knows no parts; it is handed what to do.
import type { Logger } from 'pino'

/** The whole stop, database included, must be over by then. */
export const STOP_MS = 9500
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const
/** Ctrl-C reaches the whole process group, and npm passes it on once more: what comes so soon is the same wish. */
const SAME_WISH_MS = 500
const EXIT_FORCED = 130

/**
 * Waits for the first signal, then stops and ends the process with code 0; with 1 when stopping failed or took too long.
 *
 * @param stop - stops everything in order.
 */
export function stopOnSignal(stop: () => Promise<void>, log: Logger): void {
  let askedAt = Number.POSITIVE_INFINITY
  const onSignal = (signal: NodeJS.Signals) => {
    const sinceMs = performance.now() - askedAt
    if (sinceMs > SAME_WISH_MS) process.exit(EXIT_FORCED)
    if (sinceMs >= 0) return
    askedAt = performance.now()
    log.info({ signal }, 'stopping')
    setTimeout(() => exit(log, 'stopping took too long'), STOP_MS).unref()
    stop().then(
      () => process.exit(0),
      (error: unknown) => exit(log, 'stopping failed', error),
    )
  }
  for (const signal of SIGNALS) process.on(signal, onSignal)
}

function exit(log: Logger, sentence: string, error?: unknown): never {
  log.error({ err: error }, sentence)
  process.exit(1)
}
