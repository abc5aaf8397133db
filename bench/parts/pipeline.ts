// Drives events through a whole server and watches how far its engine is. The load comes from a process of its own on the same cores.
import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { batchMaker } from './batches.ts'
import { SHOP_NAMES } from './flows.ts'
import { type LoadResult, sendLoad } from './load.ts'

/** What the generator is told; its messages begin to count at `run`. */
export type Drive = {
  readonly url: string
  readonly writeKey: string
  readonly run: string
  readonly customers: number
  readonly size: number
  readonly batches: number
  readonly connections: number
  readonly perSecond?: number
  /** Events that may be accepted and not yet processed; the generator waits while there are more. */
  readonly backlog?: number
}

/** Figures of one drive. `lags`: events accepted and not processed, sampled twice a second. */
export type Driven = { readonly load: LoadResult; readonly tookMs: number; readonly lags: readonly number[] }

const SAMPLE_MS = 100
const FOR_MS = 15 * 60_000

/** Events that the engine has processed so far. */
export async function processedEvents(client: pg.Client): Promise<number> {
  const { rows } = await client.query(
    `select coalesce(sum(count), 0)::float8 as n from engine_count where what = 'events'`,
  )
  return rows[0].n
}

/**
 * Sends all batches and waits until the engine has processed them.
 *
 * @param entrance - the measurement's own file; called with `drive` as its first argument it must call {@link generate}.
 */
export async function drive(entrance: string, client: pg.Client, options: Drive): Promise<Driven> {
  const before = await processedEvents(client)
  const child = fork(fileURLToPath(entrance), ['drive', JSON.stringify(options)])
  const result = resultOf(child)
  const startedAt = performance.now()
  const lags: number[] = []
  const all = options.batches * options.size
  for (let processed = 0; processed < all; ) {
    await wait(SAMPLE_MS)
    processed = (await processedEvents(client)) - before
    if (child.connected) child.send({ processed })
    lags.push(processed)
  }
  const tookMs = performance.now() - startedAt
  return { load: await result, tookMs, lags }
}

function resultOf(child: ChildProcess): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    child.once('message', (result) => resolve(result as LoadResult))
    child.once('exit', (code) => code !== 0 && reject(new Error(`the load generator ended with ${code}`)))
  })
}

/** The generator's process. */
export async function generate(options: Drive): Promise<void> {
  const { size, backlog } = options
  const batch = batchMaker({ customers: options.customers, size, run: options.run, names: SHOP_NAMES })
  let processed = 0
  let open: (() => void)[] = []
  process.on('message', (message: { readonly processed: number }) => {
    processed = message.processed
    for (const resume of open) resume()
    open = []
  })
  const gate = async (number: number): Promise<void> => {
    while (backlog !== undefined && number * size - processed > backlog)
      await new Promise<void>((resume) => open.push(resume))
  }
  const result = await sendLoad({ ...options, forMs: FOR_MS, batch, gate })
  process.send?.(result, () => process.disconnect())
}
