// A real HTTP server for tests of webhooks: records calls and fails in the ways real receivers do. Checks no signature itself.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/**
 * A way to answer. `status`: with a code and headers; `cut`: reads the call and breaks off; `slow`: answers after `delayMs`;
 * `endless`: answers 200 and a body that never ends. `times`: how often, then 200 again.
 */
export type WebhookFault =
  | {
      readonly kind: 'status'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly times?: number
    }
  | { readonly kind: 'cut'; readonly times?: number }
  | { readonly kind: 'slow'; readonly delayMs: number; readonly times?: number }
  | { readonly kind: 'endless'; readonly times?: number }

/** One call that arrived whole. */
export type CaughtCall = {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The server, with what it received. */
export type WebhookSink = {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly calls: readonly CaughtCall[]
  setFault(fault: WebhookFault | null): void
  clear(): void
  down(): Promise<void>
  up(): Promise<void>
  close(): Promise<void>
}

const BODY_BYTES_MAX = 1_000_000

/** Starts a sink on the loopback interface. `port` 0 takes any free one. */
export async function startWebhookSink(options: { readonly port?: number } = {}): Promise<WebhookSink> {
  const state = new WebhookState()
  let server = await listen(state, options.port ?? 0)
  const { port } = server.address() as AddressInfo
  const stop = () => stopServer(server, state)
  return {
    url: `http://127.0.0.1:${port}`,
    get calls() {
      return state.calls
    },
    setFault: (fault) => state.setFault(fault),
    clear: () => state.calls.splice(0),
    down: stop,
    up: async () => {
      server = await listen(state, port)
    },
    close: stop,
  }
}

class WebhookState {
  readonly calls: CaughtCall[] = []
  readonly sockets = new Set<Socket>()
  fault: WebhookFault | null = null
  left = 0

  setFault(fault: WebhookFault | null): void {
    this.fault = fault
    this.left = fault?.times ?? Number.POSITIVE_INFINITY
  }

  take(): WebhookFault | null {
    return this.fault !== null && this.left-- > 0 ? this.fault : null
  }
}

async function listen(state: WebhookState, port: number): Promise<Server> {
  const server = createServer((request, response) => catchCall(state, request, response))
  server.on('connection', (socket) => {
    state.sockets.add(socket)
    socket.once('close', () => state.sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return server
}

async function stopServer(server: Server, state: WebhookState): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  for (const socket of state.sockets) socket.destroy()
  await closed
}

function catchCall(state: WebhookState, request: IncomingMessage, response: ServerResponse): void {
  const parts: Buffer[] = []
  let size = 0
  request.on('data', (part: Buffer) => {
    size += part.length
    if (size <= BODY_BYTES_MAX) parts.push(part)
  })
  request.once('end', () => {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    state.calls.push({
      method: request.method ?? '',
      path: request.url ?? '',
      headers,
      body: Buffer.concat(parts).toString('utf8'),
    })
    answer(state.take(), request, response)
  })
}

function answer(fault: WebhookFault | null, request: IncomingMessage, response: ServerResponse): void {
  if (fault === null) response.writeHead(200).end('ok')
  else if (fault.kind === 'status') response.writeHead(fault.status, { ...fault.headers }).end()
  else if (fault.kind === 'cut') request.socket.resetAndDestroy()
  else if (fault.kind === 'slow') setTimeout(() => response.writeHead(200).end(), fault.delayMs)
  else trickle(response)
}

function trickle(response: ServerResponse): void {
  response.writeHead(200)
  const timer = setInterval(() => response.write('x'.repeat(1000)), 20)
  response.once('close', () => clearInterval(timer))
}
