// An HTTP server of another company, played for tests: hands each call with its JSON to a function and answers what that says. Knows no company.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A call as it came. `json`: undefined where there is none. Names of headers are in lower case. */
export type PlayedCall = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly json: unknown
}

/** What is answered; 200 unless it says otherwise. */
export type PlayedAnswer = {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
}

/** A running one. */
export type PlayedServer = {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  close(): Promise<void>
}

/** Starts one on the loopback interface. */
export async function startPlayed(answer: (call: PlayedCall) => PlayedAnswer): Promise<PlayedServer> {
  const server = createServer((incoming, response) => {
    play(incoming, response, answer).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeAllConnections()
    await closed
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

async function play(
  incoming: IncomingMessage,
  response: ServerResponse,
  answer: (call: PlayedCall) => PlayedAnswer,
): Promise<void> {
  const body = await text(incoming)
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://played')
  const json: unknown = body === '' ? undefined : JSON.parse(body)
  const path = decodeURIComponent(pathname)
  const call = { method: incoming.method ?? 'GET', path, query: searchParams, headers: incoming.headers, json }
  const { status = 200, headers = {}, json: said } = answer(call)
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(said === undefined ? '' : JSON.stringify(said))
}
