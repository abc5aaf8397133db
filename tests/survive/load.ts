// Sends what the crowd does, and sends each batch again with the same message ids until it is answered with 2xx. Counts nothing of the server's.
import { setTimeout as wait } from 'node:timers/promises'
import type { Crowd, Tracked } from './crowd.ts'

/** Where to send. `urls`: servers in turn; the next is tried when one does not answer. */
export type Address = { readonly urls: readonly string[]; readonly writeKey: string }

export type Load = {
  /** Batches answered with 2xx, and tries that were not. */
  readonly answered: number
  readonly repeated: number
  /** Makes up nothing new and resolves when all that was is answered. */
  stop(): Promise<void>
}

const BATCH = 20
const TIMEOUT_MS = 5000
const PAUSE_MS = 100

/**
 * Starts sending.
 *
 * @param perSecond - events a second in all, when the server lives.
 */
export function startLoad(address: Address, crowd: Crowd, perSecond: number, senders = 6): Load {
  const counts = { answered: 0, repeated: 0 }
  const pauseMs = (1000 * BATCH * senders) / perSecond
  let stopped = false
  const send = async () => {
    while (!stopped) {
      const began = performance.now()
      counts.repeated += await deliver(address, crowd.batch(BATCH))
      counts.answered += 1
      await wait(Math.max(0, pauseMs - (performance.now() - began)))
    }
  }
  const all = Promise.all(Array.from({ length: senders }, send))
  // Looked at in `stop`; until then a failed sender must not end the process without a word of where it stands.
  all.catch(() => undefined)
  return {
    get answered() {
      return counts.answered
    },
    get repeated() {
      return counts.repeated
    },
    stop: async () => {
      stopped = true
      await all
    },
  }
}

/**
 * Sends a batch until it is answered with 2xx.
 *
 * @returns how many tries were in vain.
 * @throws Error where the server refuses good events.
 */
export async function deliver({ urls, writeKey }: Address, batch: readonly Tracked[]): Promise<number> {
  const body = JSON.stringify({ batch })
  for (let tries = 0; ; tries++) {
    const answer = await post(urls[tries % urls.length] ?? '', writeKey, body)
    if (answer !== null && answer.status < 300) {
      if (answer.text.includes('refused')) throw new Error(`good events were refused: ${answer.text}`)
      return tries
    }
    if (answer !== null && answer.status < 500 && answer.status !== 429)
      throw new Error(`a good batch was answered with ${answer.status}: ${answer.text}`)
    await wait(PAUSE_MS)
  }
}

async function post(url: string, writeKey: string, body: string): Promise<{ status: number; text: string } | null> {
  try {
    const response = await fetch(`${url}/v1/batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${writeKey}:`)}` },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return { status: response.status, text: await response.text() }
  } catch {
    return null
  }
}
