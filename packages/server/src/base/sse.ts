// Server-sent events (WHATWG HTML, 9.2) over a request that stays open. Knows how to write and when to hang up, not what is written.
import type { ServerResponse } from 'node:http'
import { Problem } from '@lotse/core/base'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** An open stream. `lastEventId`: the last event the client got before it lost the connection, null on the first. */
export type EventStream = {
  readonly lastEventId: string | null
  /** Writes one event. A client too slow to read is hung up on; it comes back with its last id. */
  send(event: string, id: string, data: unknown): void
  onClose(act: () => void): void
  close(): void
}

/** Open streams of a process. */
export type Streams = { readonly open: Set<EventStream>; closeAll(): void }

const STREAMS_MAX = 500
const UNREAD_BYTES_MAX = 1_048_576
const HEARTBEAT_MS = 15_000
const RETRY_MS = 2000
const HANG_UP_MS = 500
const EVENT_ID = /^[\x21-\x7e]{1,100}$/

/** No open streams. */
export function createStreams(): Streams {
  const open = new Set<EventStream>()
  return {
    open,
    closeAll() {
      for (const stream of open) stream.close()
    },
  }
}

/**
 * Opens a stream as the answer of a request.
 *
 * @param streams - counted, and closed when the server stops.
 * @param present - what the client may see of an event's data.
 * @param holds - asked at every heartbeat; a caller whose session or token has ended is hung up on.
 * @throws Problem `server.unavailable` when too many are open.
 */
export function openStream(
  request: FastifyRequest,
  reply: FastifyReply,
  {
    streams,
    holds,
    present,
  }: {
    readonly streams: Streams
    readonly holds: () => Promise<boolean>
    readonly present: (data: unknown) => unknown
  },
): EventStream {
  if (streams.open.size >= STREAMS_MAX) throw new Problem('server.unavailable', { retryAfterS: 10 })
  const socket = beginAnswer(reply)
  const stream: EventStream = {
    lastEventId: lastEventIdOf(request),
    send(event, id, data) {
      if (socket.writableEnded || socket.destroyed) return
      socket.write(`event: ${event}\nid: ${id}\ndata: ${JSON.stringify(present(data))}\n\n`)
      if (socket.writableLength > UNREAD_BYTES_MAX) socket.destroy()
    },
    onClose: (act) => void socket.once('close', act),
    close: () => hangUp(socket),
  }
  const heartbeat = setInterval(() => void beat(), HEARTBEAT_MS)
  const beat = async () => {
    // A database that is away for a moment is no reason to hang up.
    if (await holds().catch(() => true)) socket.write(': \n\n')
    else hangUp(socket)
  }
  streams.open.add(stream)
  stream.onClose(() => {
    clearInterval(heartbeat)
    streams.open.delete(stream)
  })
  return stream
}

/** Ends the answer; a client that does not read it to the end is cut off. */
function hangUp(socket: ServerResponse): void {
  socket.end()
  setTimeout(() => socket.destroy(), HANG_UP_MS).unref()
}

function beginAnswer(reply: FastifyReply): ServerResponse {
  reply.hijack()
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value)
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  })
  reply.raw.write(`retry: ${RETRY_MS}\n\n`)
  return reply.raw
}

function lastEventIdOf(request: FastifyRequest): string | null {
  const sent = request.headers['last-event-id']
  return typeof sent === 'string' && EVENT_ID.test(sent) ? sent : null
}
