// One server-sent-event connection that mends itself. Decides nothing about what it carries.

/** How the connection is. `waiting`: interrupted, trying again by itself. */
export type LiveState = 'connecting' | 'open' | 'waiting'

/** A connection's state; `since`: when it was interrupted, else null. */
export type Connection = { readonly state: LiveState; readonly since: number | null }

/** The part of EventSource that is used; tests hand in their own. */
export type EventSourceLike = {
  readonly readyState: number
  close(): void
  addEventListener(type: string, listener: (event: Event) => void): void
}

const RETRY_MS_FIRST = 1000
const RETRY_MS_MAX = 30_000
const CLOSED = 2

/** How long to wait before try number `tries` (from 0): doubled each time, at most half a minute. */
export function retryMs(tries: number): number {
  return Math.min(RETRY_MS_MAX, RETRY_MS_FIRST * 2 ** Math.min(tries, 10))
}

type Listener = {
  readonly event: string
  readonly onData: (data: unknown) => void
  readonly onState: (state: LiveState) => void
  /** Called when the server closed the connection for good, e.g. because nobody is signed in. */
  readonly onRefused: () => void
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

/**
 * Listens to a stream until stopped. Short breaks are mended by EventSource itself (with Last-Event-ID); where it gives up, a new
 * connection is made with growing pauses.
 *
 * @param path - of the stream on this server.
 * @param listener - gets parsed data and every change of the connection.
 * @param open - makes a connection.
 * @returns stops listening.
 */
export function listen(
  path: string,
  listener: Listener,
  open: (path: string) => EventSourceLike = (address) => new EventSource(address),
): () => void {
  let source: EventSourceLike
  let tries = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const connect = () => {
    source = open(path)
    source.addEventListener('open', () => {
      tries = 0
      listener.onState('open')
    })
    source.addEventListener(listener.event, (event) => {
      const data = parsed((event as MessageEvent).data)
      if (data !== undefined) listener.onData(data)
    })
    source.addEventListener('error', () => {
      listener.onState('waiting')
      if (source.readyState === CLOSED) again()
    })
  }
  const again = () => {
    listener.onRefused()
    timer = setTimeout(connect, retryMs(tries))
    tries += 1
  }
  listener.onState('connecting')
  connect()
  return () => {
    clearTimeout(timer)
    source.close()
  }
}
