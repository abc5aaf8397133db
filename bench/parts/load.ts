// Sends batches over plain sockets, one request in flight on each, as fast as they are answered or at a given rate. Checks every answer's status.
import { connect, type Socket } from 'node:net'

export type LoadOptions = {
  readonly url: string
  readonly writeKey: string
  readonly connections: number
  /** Ends after this time. */
  readonly forMs: number
  /** Ends after so many batches. */
  readonly batches?: number
  /** JSON of the n-th batch. */
  readonly batch: (number: number, now: string) => string
  /** Batches a second over all connections; as fast as possible by default. */
  readonly perSecond?: number
  /** Waited for before each batch, so that a measurement can keep what is not processed yet within bounds. */
  readonly gate?: (number: number) => Promise<void>
}

/** What was answered. `secondsOf`: batches answered with 200, by second since the start. */
export type LoadResult = {
  readonly answered: number
  readonly failed: number
  readonly tookMs: number
  readonly perSecond: readonly number[]
  /** Milliseconds from sending to the answer. */
  readonly latencyMs: { readonly p50: number; readonly p99: number }
}

/** Sends until time or batches run out; resolves when every request is answered. */
export async function sendLoad(options: LoadOptions): Promise<LoadResult> {
  const startedAt = performance.now()
  const state: State = { startedAt, next: 0, answered: 0, failed: 0, perSecond: [], latencies: [] }
  await Promise.all(Array.from({ length: options.connections }, () => runConnection(options, state)))
  const tookMs = performance.now() - startedAt
  const sorted = state.latencies.sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  const { answered, failed, perSecond } = state
  return { answered, failed, tookMs, perSecond, latencyMs: { p50: at(0.5), p99: at(0.99) } }
}

type State = {
  readonly startedAt: number
  next: number
  answered: number
  failed: number
  readonly perSecond: number[]
  readonly latencies: number[]
}

async function runConnection(options: LoadOptions, state: State): Promise<void> {
  const { hostname, port, host } = new URL(options.url)
  const socket = connect(Number(port), hostname)
  socket.setNoDelay(true)
  const answers = readAnswers(socket)
  const key = Buffer.from(`${options.writeKey}:`).toString('base64')
  const head = `POST /v1/batch HTTP/1.1\r\nhost: ${host}\r\nauthorization: Basic ${key}\r\ncontent-type: application/json\r\ncontent-length: `
  for (let number = state.next++; mayGoOn(options, state, number); number = state.next++) {
    await paced(options, state, number)
    await options.gate?.(number)
    const body = options.batch(number, new Date().toISOString())
    const sentAt = performance.now()
    socket.write(`${head}${Buffer.byteLength(body)}\r\n\r\n${body}`)
    note(state, await answers(), sentAt)
  }
  socket.destroy()
}

function mayGoOn(options: LoadOptions, state: State, number: number): boolean {
  return performance.now() - state.startedAt < options.forMs && number < (options.batches ?? Number.POSITIVE_INFINITY)
}

async function paced(options: LoadOptions, state: State, number: number): Promise<void> {
  if (options.perSecond === undefined) return
  const dueMs = state.startedAt + (number / options.perSecond) * 1000 - performance.now()
  if (dueMs > 0) await new Promise((resume) => setTimeout(resume, dueMs))
}

function note(state: State, status: number, sentAt: number): void {
  const now = performance.now()
  if (status !== 200) {
    state.failed++
    return
  }
  state.answered++
  state.latencies.push(now - sentAt)
  const second = Math.floor((now - state.startedAt) / 1000)
  state.perSecond[second] = (state.perSecond[second] ?? 0) + 1
}

const HEAD_END = '\r\n\r\n'

/** The status of each answer in turn. Bodies are skipped by their content-length. */
function readAnswers(socket: Socket): () => Promise<number> {
  let text = ''
  let deliver: ((status: number) => void) | undefined
  let fail: ((error: Error) => void) | undefined
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    text += chunk
    const end = text.indexOf(HEAD_END)
    if (end < 0) return
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
    if (text.length < end + HEAD_END.length + length) return
    const status = Number(text.slice(9, 12))
    text = ''
    deliver?.(status)
  })
  socket.on('error', (error) => fail?.(error))
  socket.on('close', () => fail?.(new Error('the server closed the connection')))
  return () =>
    new Promise((resolve, reject) => {
      deliver = resolve
      fail = reject
    })
}
