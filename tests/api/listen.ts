// Reads server-sent events as a browser does: one at a time, with a deadline instead of a sleep. Only tests use it.
import type { Proof } from './house.ts'

export type ServerEvent = {
  readonly event: string
  readonly id: string
  readonly data: Readonly<Record<string, unknown>>
}
export type Listening = {
  /** The next event. @throws Error after 10 s, or when the server has hung up. */
  next(): Promise<ServerEvent>
  /** Resolves when the server hangs up. */
  ended(): Promise<void>
  close(): void
}

const PATIENCE_MS = 10_000

/** Opens a stream; the answer's status must be 200. */
export async function openEvents(url: string, headers: Proof): Promise<Listening> {
  const hangUp = new AbortController()
  const response = await fetch(url, { headers, signal: hangUp.signal })
  if (response.status !== 200 || !response.body) throw new Error(`${url} answered ${response.status}`)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const read = async (): Promise<string | undefined> => {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const block = text.slice(0, end)
        text = text.slice(end + 2)
        return block
      }
      const { done, value } = await reader.read()
      if (done) return undefined
      text += value
    }
  }
  return {
    next: () => within(nextEvent(read)),
    ended: () =>
      within(
        (async () => {
          while ((await read()) !== undefined);
        })(),
      ),
    close: () => hangUp.abort(),
  }
}

async function nextEvent(read: () => Promise<string | undefined>): Promise<ServerEvent> {
  for (;;) {
    const block = await read()
    if (block === undefined) throw new Error('the server has hung up')
    const fields = new Map(
      block
        .split('\n')
        .map((line): [string, string] => [line.split(': ', 1)[0] ?? '', line.slice(line.indexOf(': ') + 2)]),
    )
    const [event, id, data] = [fields.get('event'), fields.get('id'), fields.get('data')]
    if (event !== undefined && id !== undefined && data !== undefined) return { event, id, data: JSON.parse(data) }
  }
}

function within<T>(work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, fail) => {
    setTimeout(() => fail(new Error(`nothing came within ${PATIENCE_MS} ms`)), PATIENCE_MS).unref()
  })
  return Promise.race([work, late])
}
