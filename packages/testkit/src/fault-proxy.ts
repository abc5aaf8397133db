// Stands between a client and a real server: hands every call on, records it, and fails where a test says so. Changes no call.
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'

/**
 * A way to fail. `status`: answered without asking the server. `lost`: the server does it and its answer never arrives. `times`: how often; without it always.
 * `method`: only calls with it.
 */
export type ProxyFault = (
  | {
      readonly kind: 'status'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }
  | { readonly kind: 'lost' }
) & { readonly times?: number; readonly method?: string }

/** A call that came, with its path and query. */
export type ProxyCall = { readonly method: string; readonly path: string }

/** The proxy. */
export type FaultProxy = {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly calls: readonly ProxyCall[]
  setFault(fault: ProxyFault | null): void
  clear(): void
  down(): Promise<void>
  up(): Promise<void>
  close(): Promise<void>
}

type State = {
  readonly target: string
  readonly calls: ProxyCall[]
  readonly sockets: Set<Socket>
  fault: ProxyFault | null
  left: number
}

/** Starts a proxy on the loopback interface before a server at `target` (`http://HOST:PORT`). */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const state: State = { target, calls: [], sockets: new Set(), fault: null, left: 0 }
  let server = await listen(state, 0)
  const { port } = server.address() as AddressInfo
  const stop = () => stopServer(server, state)
  return {
    url: `http://127.0.0.1:${port}`,
    get calls() {
      return state.calls
    },
    setFault: (fault) => {
      state.fault = fault
      state.left = fault?.times ?? Number.POSITIVE_INFINITY
    },
    clear: () => state.calls.splice(0),
    down: stop,
    up: async () => {
      if (!server.listening) server = await listen(state, port)
    },
    close: stop,
  }
}

async function listen(state: State, port: number): Promise<Server> {
  const server = createServer((incoming, response) => {
    pass(state, incoming, response).catch(() => response.destroy())
  })
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

async function stopServer(server: Server, state: State): Promise<void> {
  if (!server.listening) return
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  for (const socket of state.sockets) socket.destroy()
  await closed
}

async function pass(state: State, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await buffer(incoming)
  const [method, path] = [incoming.method ?? 'GET', incoming.url ?? '/']
  state.calls.push({ method, path })
  const fault = faultFor(state, method)
  if (fault?.kind === 'status') {
    response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers }).end(fault.body ?? '{}')
    return
  }
  const answer = await hand(state.target + path, { method, headers: incoming.headers, body })
  if (fault?.kind === 'lost') incoming.socket.destroy()
  else response.writeHead(answer.status, answer.headers).end(answer.body)
}

function faultFor(state: State, method: string): ProxyFault | null {
  const { fault } = state
  if (fault === null || (fault.method !== undefined && fault.method !== method)) return null
  return state.left-- > 0 ? fault : null
}

type Handed = { readonly method: string; readonly headers: IncomingMessage['headers']; readonly body: Buffer }
type Answered = { readonly status: number; readonly headers: IncomingMessage['headers']; readonly body: Buffer }

function hand(url: string, { method, headers, body }: Handed): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method, headers: { ...headers, connection: 'close' } }, (answer) => {
      buffer(answer).then((bytes) => {
        const { 'transfer-encoding': _, connection: __, ...rest } = answer.headers
        resolve({ status: answer.statusCode ?? 502, headers: rest, body: bytes })
      }, reject)
    })
    call.once('error', reject)
    call.end(body)
  })
}
