// Waits until a server has nothing left to do: no event unapplied, no run under way, no message open, no result untold. Changes nothing.
import type { ClientBase } from 'pg'
import { oldestWaiting } from '../../packages/server/src/adapters/store/log.ts'
import { until } from '../process.ts'

/** What is still open, each a count; all 0 at rest. */
export type Open = {
  readonly unapplied: number
  readonly runs: number
  readonly timers: number
  readonly messages: number
  readonly untold: number
}

const OPEN = `select
  (select count(*) from run where ended_at is null) as runs,
  (select count(*) from timer) as timers,
  (select count(*) from message where state in ('queued', 'claimed', 'handed', 'unknown')) as messages,
  (select count(*) from message where not reported and attempts > 0
     and state in ('accepted', 'refused', 'suppressed', 'dead', 'delivered', 'bounced', 'complained', 'opened', 'clicked')) as untold`

/**
 * Waits for rest.
 *
 * @returns what is still open when the time is over; undefined at rest.
 */
export async function untilAtRest(client: ClientBase, timeoutMs: number): Promise<Open | undefined> {
  let open: Open | undefined
  let quiet = 0
  // Twice in a row, because what is told at last may set something going.
  await until(async () => {
    open = await lookAt(client)
    quiet = Object.values(open).every((count) => count === 0) ? quiet + 1 : 0
    return quiet >= 2
  }, timeoutMs)
  return quiet >= 2 ? undefined : open
}

async function lookAt(client: ClientBase): Promise<Open> {
  const { rows } = await client.query<Omit<Open, 'unapplied'>>(OPEN)
  const [row] = rows
  if (row === undefined) throw new Error('a count without an answer')
  return { unapplied: (await oldestWaiting(client)) === null ? 0 : 1, ...row }
}
