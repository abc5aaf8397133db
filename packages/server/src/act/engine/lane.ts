// A lane: half of a worker's buckets on a connection of its own, so that one lane computes while the other waits for the database.
import type { ClientBase } from 'pg'
import { wakeForChange } from '../../adapters/store/engine/catalog.ts'
import type { Lease } from '../../adapters/store/engine/lease.ts'
import { putOffNext, skipNext } from '../../adapters/store/engine/skip.ts'
import { type BatchLimits, type BatchResult, runBatch } from './batch.ts'
import type { CatalogBook } from './catalogs.ts'
import { DecisionSampler } from './decisions.ts'

/** Entries a batch takes from one bucket; a lane has some 128 of them. */
const PER_BUCKET = 64
/** Timers of a batch: fresh events wait no longer than these take. */
const TIMERS = 500
/** Customers whom a batch takes of a sweep for a new edition of a journey. */
const SWEPT = 200
/** How often it is looked whether there is a sweep, while there was none. */
const SWEEP_LOOK_MS = 1000
/** How often timers are looked at; within E4's second there is room for a slow batch. */
const TIMER_LOOK_MS = 100

export type LaneContext = {
  readonly client: ClientBase
  readonly book: CatalogBook
  readonly slot: number
  readonly now: () => number
}

/** Works on its leases, batch by batch. */
export class Lane {
  readonly #context: LaneContext
  readonly #sampler = new DecisionSampler()
  #leases: readonly Lease[] = []
  #underWay: Promise<unknown> = Promise.resolve()
  #timersLookedAt = Number.NEGATIVE_INFINITY
  #sweepsLookedAt = Number.NEGATIVE_INFINITY

  constructor(context: LaneContext) {
    this.#context = context
  }

  get buckets(): readonly number[] {
    return this.#leases.map(({ bucket }) => bucket)
  }

  /** Takes its leases as the database has them; the positions of those it has already are newer here. */
  hold(leases: readonly Lease[]): void {
    const known = new Map(this.#leases.map((lease) => [lease.bucket, lease]))
    this.#leases = leases.map((lease) => {
      const mine = known.get(lease.bucket)
      return mine?.epoch === lease.epoch ? mine : lease
    })
  }

  /** Lets go of some buckets; returns when no batch works on them any more. */
  async letGo(buckets: readonly number[]): Promise<void> {
    this.#leases = this.#leases.filter(({ bucket }) => !buckets.includes(bucket))
    await Promise.allSettled([this.#underWay])
  }

  /** Forgets all leases, after one was lost; the next beat brings those that are left. */
  forget(): void {
    this.#leases = []
  }

  /** Runs one batch. */
  step(): Promise<BatchResult> {
    const step = this.#step(this.#leases, { perBucket: PER_BUCKET, timers: TIMERS, swept: SWEPT })
    this.#underWay = step
    return step
  }

  /**
   * After a batch that could not be written: one entry, then one timer of one bucket at a time; what still fails is passed over (B2).
   *
   * @param isFatal - tells faults of the connection, which are thrown, from those of the data.
   */
  async stepCarefully(isFatal: (error: unknown) => boolean): Promise<void> {
    for (const lease of this.#leases) {
      await this.#stepOr(lease, { perBucket: 1, timers: 0, swept: 0 }, skipNext, isFatal)
      await this.#stepOr(lease, { perBucket: 0, timers: 1, swept: 0 }, putOffNext, isFatal)
    }
  }

  /** Without a journey there is nothing to sweep for; while a sweep goes on, every batch takes a piece of it. */
  #sweepsDue(at: number): boolean {
    return this.#context.book.hasJourneys && Math.abs(at - this.#sweepsLookedAt) >= SWEEP_LOOK_MS
  }

  async #stepOr(
    lease: Lease,
    limits: BatchLimits,
    passOver: typeof skipNext,
    isFatal: (error: unknown) => boolean,
  ): Promise<void> {
    this.#timersLookedAt = Number.NEGATIVE_INFINITY
    const step = this.#step([lease], limits)
    this.#underWay = step
    try {
      await step
    } catch (error) {
      if (isFatal(error)) throw error
      await passOver(this.#context.client, lease, error, this.#context.now())
    }
  }

  async #step(leases: readonly Lease[], limits: BatchLimits): Promise<BatchResult> {
    const { client, book, slot, now } = this.#context
    const at = now()
    const timed = Math.abs(at - this.#timersLookedAt) >= TIMER_LOOK_MS
    await this.#wakeForChanges(leases, at)
    const swept = this.#sweepsDue(at) ? limits.swept : 0
    const result = await runBatch({
      client,
      leases,
      book,
      limits: { ...limits, swept },
      slot,
      now: at,
      timed,
      sampler: this.#sampler,
    })
    // A full share of timers means that more are due: look again at once.
    if (swept > 0 && !result.swept) this.#sweepsLookedAt = at
    if (timed && result.timers < limits.timers) this.#timersLookedAt = at
    if (result.messages) await client.query(`select pg_notify('lotse_outbox', '')`)
    return result
  }

  /** Lets customers know of changes that became effective: a resumed or emptied flow has something to do for them. */
  async #wakeForChanges(leases: readonly Lease[], now: number): Promise<void> {
    const { client, book } = this.#context
    await book.refresh(client, now)
    for (const change of book.changes) {
      if (change.effectiveAt > now) continue
      const behind = leases.filter((lease) => lease.catalogSeq < change.seq)
      if (behind.length === 0) continue
      await wakeForChange(client, change, behind)
      for (const lease of behind) lease.catalogSeq = change.seq
    }
  }
}
