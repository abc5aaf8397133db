// Asks one question again and again for everybody who listens: one asker however many listeners, none without. Knows no question.
import type { Logger } from 'pino'

/** What listeners get. `latest`: the newest answer while somebody listens, else undefined. */
export type Poller<T> = {
  readonly latest: T | undefined
  /** Hears every answer from now on. Call what comes back to stop. */
  listen(hear: (answer: T) => void): () => void
}

const FAILURE_PAUSE_MS = 5000

/**
 * A poller that is asleep until the first listener comes.
 *
 * @param ask - the question; never asked twice at the same time.
 * @param everyMs - pause between an answer and the next question.
 * @param onIdle - the last listener has gone.
 */
export function createPoller<T>({
  ask,
  everyMs,
  log,
  onIdle,
}: {
  readonly ask: () => Promise<T>
  readonly everyMs: number
  readonly log: Logger
  readonly onIdle?: () => void
}): Poller<T> {
  const listeners = new Set<(answer: T) => void>()
  let latest: T | undefined
  let awake = false

  const turn = async (): Promise<number> => {
    try {
      const answer = await ask()
      latest = answer
      for (const hear of listeners) hear(answer)
      return everyMs
    } catch (error) {
      log.warn({ err: error }, 'a live question was not answered')
      return FAILURE_PAUSE_MS
    }
  }
  const goOn = async (): Promise<void> => {
    const pauseMs = await turn()
    if (listeners.size > 0) setTimeout(() => void goOn(), pauseMs).unref()
    else {
      awake = false
      latest = undefined
      onIdle?.()
    }
  }
  return {
    get latest() {
      return latest
    },
    listen(hear) {
      listeners.add(hear)
      if (!awake) {
        awake = true
        void goOn()
      }
      return () => void listeners.delete(hear)
    },
  }
}
