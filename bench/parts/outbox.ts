// Looks at the outbox all the time and notes how old each row is when it is first seen. Takes part in nothing.
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

const LOOK_MS = 3

/** Ages of outbox rows when they were first seen, in milliseconds after the arrival of the event that asked for them. */
export type Ages = { readonly p50: number; readonly p99: number; readonly max: number; readonly count: number }

/**
 * Watches from now on.
 *
 * @param from - rows of events that arrived earlier do not count.
 */
export async function watchOutbox(databaseUrl: string, from: number): Promise<{ stop(): Promise<Ages> }> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  // Planned while the table is empty, the look would else read all of it for ever.
  await client.query('set enable_seqscan = off')
  const ages: number[] = []
  let over = false
  const life = (async () => {
    // Ids of two workers' rows may become visible out of order, so the last ones are looked at again.
    const seen = new Set<number>()
    for (let last = 0; !over; await wait(LOOK_MS)) {
      const { rows } = await client.query({
        name: 'look',
        text: 'select id::float8 as id, created_at::float8 as at from message where id > $1',
        values: [last - 1000],
      })
      const now = Date.now()
      for (const { id, at } of rows) {
        if (seen.has(id)) continue
        seen.add(id)
        last = Math.max(last, id)
        if (at >= from) ages.push(now - at)
      }
    }
  })()
  const stop = async (): Promise<Ages> => {
    over = true
    await life
    await client.end()
    ages.sort((a, b) => a - b)
    const at = (share: number) => ages[Math.min(ages.length - 1, Math.floor(ages.length * share))] ?? Number.NaN
    return { p50: at(0.5), p99: at(0.99), max: at(1), count: ages.length }
  }
  return { stop }
}
