// Passes over what cannot be written whatever is tried: an entry is set aside and the position moved, a timer is put off (B2).
import type { ClientBase } from 'pg'
import type { Lease } from './lease.ts'
import { readDue, readLog } from './read.ts'
import { type SetAsideRow, writeBatch } from './write.ts'

const EMPTY = {
  states: [],
  timers: [],
  doneTimers: [],
  runs: [],
  messages: [],
  cancels: [],
  appends: [],
  clocks: [],
  moves: [],
  motions: [],
  decisions: [],
  journeyCounts: [],
  places: [],
  gone: [],
  fills: [],
  minutes: [],
  flowCounts: [],
}

/** When a customer whose time could not be looked at, or not be written, is tried again by itself; its bucket goes on meanwhile. */
export const TIME_RETRY_MS = 3_600_000

/**
 * Sets the next entry of a bucket aside.
 *
 * @param error - why it cannot be written.
 * @throws the error itself where there is no entry to pass over.
 */
export async function skipNext(client: ClientBase, lease: Lease, error: unknown, now: number): Promise<void> {
  const [row] = await readLog(client, [lease], 1)
  if (row === undefined) throw error
  const { txid, seq, workspace, customer, bucket } = row
  const aside = { workspace, customer, bucket, seq, dueAt: null }
  await writeBatch(client, {
    ...EMPTY,
    ...asideOf(aside, error),
    progress: [{ from: lease, to: { ...lease, txid, seq } }],
    slot: 0,
    now,
  })
  lease.txid = txid
  lease.seq = seq
}

/**
 * Puts off the next customer of a bucket who has something due, because it cannot be written.
 *
 * @throws the error itself where nothing is due.
 */
export async function putOffNext(client: ClientBase, lease: Lease, error: unknown, now: number): Promise<void> {
  const [due] = await readDue(client, [lease], now, 1)
  if (due === undefined) throw error
  const { customer, workspace, bucket } = due
  const aside = { workspace, customer, bucket, seq: null, dueAt: now }
  const timers = [{ customer, workspace, bucket, dueAt: now + TIME_RETRY_MS }]
  await writeBatch(client, {
    ...EMPTY,
    ...asideOf(aside, error),
    timers,
    progress: [{ from: lease, to: lease }],
    slot: 0,
    now,
  })
}

function asideOf(place: Omit<SetAsideRow, 'reason' | 'stack' | 'state'>, error: unknown) {
  const reason = error instanceof Error ? error.message : String(error)
  const counts = [{ workspace: place.workspace, what: 'set_aside', count: 1 }]
  return { setAside: [{ ...place, reason, stack: '', state: '' }], counts }
}
