// One batch of a lane: read what is next, let customers take their turns, write all of it in one transaction. The engine's heart.
import type { ClientBase } from 'pg'
import { type FillPiece, nextFill } from '../../adapters/store/engine/journeys.ts'
import type { Lease } from '../../adapters/store/engine/lease.ts'
import {
  type DueRow,
  type LogRow,
  loadCustomers,
  readDue,
  readLog,
  type StoredCustomer,
} from '../../adapters/store/engine/read.ts'
import { type Progress, writeBatch } from '../../adapters/store/engine/write.ts'
import type { CatalogBook } from './catalogs.ts'
import type { DecisionSampler } from './decisions.ts'
import { Gathering } from './gather.ts'
import { Histories } from './histories.ts'
import { draftOf, type Part, takeTurn, upcomingOf } from './turns.ts'

/** How much a batch may take; of a sweep for a new edition of a journey `swept` customers. Timers have a share of their own, so that a burst of them does not keep fresh events waiting. */
export type BatchLimits = { readonly perBucket: number; readonly timers: number; readonly swept: number }

export type BatchContext = {
  readonly client: ClientBase
  readonly leases: readonly Lease[]
  readonly book: CatalogBook
  readonly limits: BatchLimits
  /** Which of the counters' rows this worker writes. */
  readonly slot: number
  readonly now: number
  /** Whether timers are looked at this time. */
  readonly timed: boolean
  readonly sampler: DecisionSampler
}

/** What a batch did. `swept`: whether it took a piece of a sweep. `messages`: the dispatcher has something new. `setAside`: inputs that made a rule throw. */
export type BatchResult = {
  readonly events: number
  readonly timers: number
  readonly swept: boolean
  readonly messages: boolean
  readonly setAside: number
}

const IDLE: BatchResult = { events: 0, timers: 0, swept: false, messages: false, setAside: 0 }

/** Works through one batch. Where it throws nothing has changed, neither in the database nor in the leases. */
export async function runBatch(context: BatchContext): Promise<BatchResult> {
  const { client, leases, book, limits, now } = context
  await book.refresh(client, now)
  const rows = await readLog(client, leases, limits.perBucket)
  const due = context.timed ? await readDue(client, leases, now, limits.timers) : []
  const fill = limits.swept > 0 ? await pieceOf(context) : null
  if (rows.length === 0 && due.length === 0 && fill === null) return IDLE
  const timed = [...due, ...(fill?.customers ?? [])]
  const positions = positionsAfter(leases, rows, timed)
  const gathering = await takeTurns(partsOf(rows, timed, positions), context)
  if (fill) gathering.fills.push(fill)
  await writeBatch(client, gathering.write(progressOf(leases, positions), context.slot, now))
  for (const lease of leases) moveTo(lease, positions.get(lease.bucket))
  const { messages, setAside } = gathering
  return {
    events: rows.length,
    timers: due.length,
    swept: fill !== null,
    messages: messages.length > 0,
    setAside: setAside.length,
  }
}

/** A piece of a sweep. Whoever is looked at before the edition counts learns nothing and is not looked at again; so nobody is. */
async function pieceOf({ client, leases, book, limits, now }: BatchContext): Promise<FillPiece | null> {
  const buckets = leases.map(({ bucket }) => bucket)
  const piece = await nextFill(client, buckets, { now, limit: limits.swept })
  return piece && book.of(piece.workspace).wasMeasured(piece, now) ? piece : null
}

/** The buckets a batch touches, with their positions after it. */
function positionsAfter(leases: readonly Lease[], rows: readonly LogRow[], due: readonly DueRow[]): Map<number, Lease> {
  const touched = new Set([...rows, ...due].map(({ bucket }) => bucket))
  const positions = new Map(
    leases.filter(({ bucket }) => touched.has(bucket)).map((lease) => [lease.bucket, { ...lease }]),
  )
  for (const { bucket, txid, seq } of rows) Object.assign(positions.get(bucket) ?? {}, { txid, seq })
  return positions
}

function progressOf(leases: readonly Lease[], positions: ReadonlyMap<number, Lease>): Progress[] {
  return leases.flatMap((from) => {
    const to = positions.get(from.bucket)
    return to ? [{ from, to }] : []
  })
}

function moveTo(lease: Lease, position: Lease | undefined): void {
  if (position === undefined) return
  lease.txid = position.txid
  lease.seq = position.seq
}

function partsOf(
  rows: readonly LogRow[],
  due: readonly DueRow[],
  positions: ReadonlyMap<number, Lease>,
): Map<number, Part> {
  const parts = new Map<number, Part>()
  const partFor = ({ customer, workspace, bucket }: DueRow): Part => {
    const known = parts.get(customer)
    if (known) return known
    const part: Part = {
      customer,
      workspace,
      bucket,
      rows: [],
      timed: false,
      end: positions.get(bucket) ?? { txid: '0', seq: 0 },
    }
    parts.set(customer, part)
    return part
  }
  for (const row of rows) partFor(row).rows.push(row)
  for (const row of due) partFor(row).timed = true
  return parts
}

async function takeTurns(
  parts: ReadonlyMap<number, Part>,
  { client, book, now, sampler }: BatchContext,
): Promise<Gathering> {
  const startedAt = performance.now()
  const gathering = new Gathering()
  const histories = new Histories(client)
  const stored = await loadCustomers(client, [...parts.keys()])
  const decidedAt = () => now + performance.now() - startedAt
  const all = [...parts.values()]
  for (let from = 0; from < all.length; from += DRAFTS_MAX) {
    const drafts = all.slice(from, from + DRAFTS_MAX).map((part) =>
      draftOf(part, stored.get(part.customer) ?? UNKNOWN, {
        catalogs: book.of(part.workspace),
        heard: sampler.hasRoom(part.workspace, now),
      }),
    )
    await histories.prefetch(drafts.map((draft) => upcomingOf(draft, now)))
    for (const draft of drafts)
      await takeTurn(draft, { catalogs: draft.turn.catalogs, gathering, histories, now, decidedAt, sampler })
  }
  return gathering
}

/** Customers who are drafted at once. Drafts of a whole batch would live so long that the collector copied them again and again. */
const DRAFTS_MAX = 200

const UNKNOWN: StoredCustomer = { state: null, dueAt: null, runs: [] }
