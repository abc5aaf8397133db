// Hands messages to the tracking API over HTTP, as any shop would: in batches, again when asked to wait. Judges nothing.
import { setTimeout as wait } from 'node:timers/promises'
import { trackLimits } from '@lotse/protocol'
import type { SourceName } from './company.ts'
import type { Outgoing } from './messages.ts'

/** The write keys of the company's sources. */
export type WriteKeys = Readonly<Record<SourceName, string>>

/** Where to send. `signal` ends every try. */
export type Target = { readonly url: string; readonly writeKeys: WriteKeys; readonly signal: AbortSignal }

/** The addresses of the tracking API: `batch` for what happens now, `import` for the past, which starts no flow. */
export type TrackingPath = 'batch' | 'import'

const BATCH_EVENTS = 400
/** Batches of the past on the way at a time. */
const AT_ONCE = 4
const TRIES_MAX = 20
const RETRY_MS = 500
const RETRY_MS_MAX = 30_000

/** The API did not take a batch. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken'
}

/**
 * Sends messages in their order, each source in batches of its own.
 *
 * @throws NotTaken where a batch is refused, or not taken after many tries; the abort reason when ended.
 */
export async function sendNow(target: Target, messages: readonly Outgoing[]): Promise<void> {
  for (const batch of batchesOf(messages)) await post(target, 'batch', batch)
}

/** Sends the past, several batches at a time. @throws as {@link sendNow}. */
export async function sendPast(target: Target, messages: readonly Outgoing[]): Promise<void> {
  const waiting = batchesOf(messages)
  const work = async () => {
    for (let batch = waiting.shift(); batch; batch = waiting.shift()) await post(target, 'import', batch)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

type Batch = { readonly source: SourceName; readonly messages: readonly Outgoing[] }

function batchesOf(messages: readonly Outgoing[]): Batch[] {
  const size = Math.min(BATCH_EVENTS, trackLimits.batchEvents)
  const sources = [...new Set(messages.map(({ source }) => source))]
  return sources.flatMap((source) => {
    const own = messages.filter((message) => message.source === source)
    const count = Math.ceil(own.length / size)
    return Array.from({ length: count }, (_, i) => ({ source, messages: own.slice(i * size, (i + 1) * size) }))
  })
}

async function post(target: Target, path: TrackingPath, batch: Batch): Promise<void> {
  for (let tries = 1; ; tries++) {
    const answer = await tryPost(target, path, batch)
    if (answer === 'taken') return
    if (tries >= TRIES_MAX) throw new NotTaken(`the tracking API did not take a batch in ${tries} tries`)
    await wait(answer.retryMs, undefined, { signal: target.signal })
  }
}

async function tryPost({ url, writeKeys, signal }: Target, path: TrackingPath, { source, messages }: Batch) {
  const headers = {
    authorization: `Basic ${Buffer.from(`${writeKeys[source]}:`).toString('base64')}`,
    'content-type': 'application/json',
  }
  const body = JSON.stringify({ batch: messages.map(({ message }) => message) })
  const response = await fetch(`${url}/v1/${path}`, { method: 'POST', headers, body, signal }).catch(
    (error: unknown) => {
      if (signal.aborted) throw error
      return undefined
    },
  )
  if (response === undefined) return { retryMs: RETRY_MS }
  const text = await response.text()
  if (response.ok && !text.includes('"refused"')) return 'taken'
  if (response.status !== 429 && response.status < 500)
    throw new NotTaken(`answered ${response.status}: ${text.slice(0, 500)}`)
  const waitS = Number(response.headers.get('retry-after') ?? 0)
  return { retryMs: Math.min(RETRY_MS_MAX, Math.max(RETRY_MS, waitS * 1000)) }
}
