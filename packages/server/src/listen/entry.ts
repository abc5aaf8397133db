// An accepted event while it waits for its commit: its JSON written once, its size known. Holds no connection.
import type { ConsentStatement, EventBody, IncomingEvent } from '@lotse/core/listen'

/** An event without its content, which stands as JSON beside it: the parsed objects would be kept alive, and copied, for nothing. */
export type EventHead = Omit<IncomingEvent, 'body'> & { readonly statement?: ConsentStatement }

/** One event in the queue. `bytes`: about what it holds in memory. */
export type Entry = { readonly event: EventHead; readonly body: string; readonly bytes: number }

/** Bytes an entry holds besides its body. */
const OVERHEAD_BYTES = 600

/** Writes the body with the identifiers that the event names. */
export function entryOf(event: IncomingEvent): Entry {
  const body = JSON.stringify(bodyOf(event))
  return { event: headOf(event), body, bytes: body.length + OVERHEAD_BYTES }
}

function headOf({ body, ...head }: IncomingEvent): EventHead {
  return body.s ? { ...head, statement: body.s } : head
}

function bodyOf(event: IncomingEvent): EventBody {
  if (event.identifiers.length === 0 && event.previousId === undefined) return event.body
  const named = event.identifiers.map(({ kind, value }): readonly [string, string] => [kind, value])
  if (event.previousId !== undefined) named.push(['previousId', event.previousId])
  return { ...event.body, i: named }
}
