// Passes over an entry that cannot be written whatever is tried: sets it aside with its reason and moves the position (B2).
import type { ClientBase } from 'pg'
import type { Lease } from './lease.ts'
import { readLog } from './read.ts'
import { LeaseLost, type SetAsideRow, writeBatch } from './write.ts'

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
  minutes: [],
  flowCounts: [],
}

/**
 * Sets the next entry of a bucket aside. Without one, it was time that failed: the customers' timers stay, the fault is the caller's.
 *
 * @param error - why it cannot be written.
 * @throws the error itself where there is no entry to pass over.
 */
export async function skipNext(client: ClientBase, lease: Lease, error: unknown, now: number): Promise<void> {
  const [row] = await readLog(client, [lease], 1)
  if (row === undefined || error instanceof LeaseLost) throw error
  const { txid, seq, workspace, customer, bucket } = row
  const reason = error instanceof Error ? error.message : String(error)
  const aside: SetAsideRow = { workspace, customer, bucket, seq, dueAt: null, reason, stack: '', state: '' }
  const counts = [{ workspace, what: 'set_aside', count: 1 }]
  await writeBatch(client, { ...EMPTY, leases: [{ ...lease, txid, seq }], setAside: [aside], counts, slot: 0, now })
  lease.txid = txid
  lease.seq = seq
}
