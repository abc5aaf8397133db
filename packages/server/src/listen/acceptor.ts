// The one way into the log. Groups concurrent callers into shared commits, bounds what waits, outlasts a database restart. Checks no event.
import { Problem } from '@lotse/core/base'
import type { IncomingEvent } from '@lotse/core/listen'
import type { IdentityLock } from '../adapters/store/ingest.ts'
import { wakeEngine } from '../adapters/store/log.ts'
import { isPassing } from '../adapters/store/passing.ts'
import { codeOf } from '../adapters/store/pool.ts'
import { backoffMs } from '../base/backoff.ts'
import { acceptGroupEvents, acceptSeconds, eventsAccepted, eventsDuplicate } from '../base/metrics.ts'
import type { World } from '../base/world.ts'
import { type Entry, entryOf } from './entry.ts'
import { commitGroup } from './group.ts'
import { noteFilter } from './notes.ts'
import { createPending } from './pending.ts'
import { RacesLost } from './recognise.ts'
import { throttle } from './throttle.ts'

/** What came of a call: how many of its events were known by their message id. */
export type Accepted = { readonly duplicates: number }

export type Acceptor = {
  /**
   * Makes events durable. Resolves after the commit, in which they stand in the order given.
   *
   * @param events - at most `groupEvents`.
   * @throws Problem `listen.queue_full`, `server.unavailable` (the database does not come back in time, or the server stops).
   */
  accept(events: readonly IncomingEvent[]): Promise<Accepted>
  /** Events that wait for their commit. */
  depth(): number
  /** Refuses new events and resolves when all that were taken are settled. */
  close(): Promise<void>
}

/** Limits of the acceptor; times in milliseconds. */
export type AcceptorLimits = {
  /** Longest wait for company. */
  readonly waitMs: number
  readonly groupEvents: number
  readonly groupBytes: number
  readonly inFlight: number
  readonly queueEvents: number
  readonly queueBytes: number
  /** How long a group is tried again while the database is away. */
  readonly patienceMs: number
  /** Shortest span between two wake-ups of the engine. */
  readonly wakeMs: number
}

export const acceptorLimits: AcceptorLimits = {
  waitMs: 4,
  groupEvents: 2000,
  groupBytes: 8 * 1024 * 1024,
  inFlight: 2,
  queueEvents: 40_000,
  queueBytes: 64 * 1024 * 1024,
  patienceMs: 10_000,
  wakeMs: 10,
}

const RETRY_FIRST_MS = 20
const RETRY_LONGEST_MS = 500
const RETRY_AFTER_S = 5

type Call = {
  readonly entries: readonly Entry[]
  readonly bytes: number
  readonly at: number
  readonly settle: (accepted: Accepted) => void
  readonly fail: (error: unknown) => void
}

/**
 * The acceptor of a process. Uses up to `limits.inFlight` connections of the world's pool.
 *
 * @param limits - what differs from `acceptorLimits`.
 */
export function createAcceptor(world: World, limits: Partial<AcceptorLimits> = {}): Acceptor {
  const line = new Line(world, { ...acceptorLimits, ...limits })
  return {
    accept: (events) => line.accept(events),
    depth: () => line.depth,
    close: () => line.close(),
  }
}

/** The waiting line and the groups under way. */
class Line {
  depth = 0
  private readonly world: World
  private readonly limits: AcceptorLimits
  private readonly wake: () => void
  private readonly noteworthy = noteFilter()
  private readonly pending = createPending()
  private waiting: Call[] = []
  private waitingEvents = 0
  private bytes = 0
  private inFlight = 0
  private lock: IdentityLock = 'shared'
  private timer: NodeJS.Timeout | undefined
  private closed = false
  private idle: (() => void) | undefined

  constructor(world: World, limits: AcceptorLimits) {
    this.world = world
    this.limits = limits
    this.wake = throttle(limits.wakeMs, () => {
      // The engine looks by itself once in a while; a lost wake-up only costs that wait.
      wakeEngine(world.pool).catch((error: unknown) =>
        world.log.debug({ code: codeOf(error) }, 'the engine was not woken'),
      )
    })
  }

  accept(events: readonly IncomingEvent[]): Promise<Accepted> {
    if (events.length === 0) return Promise.resolve({ duplicates: 0 })
    if (this.closed) return Promise.reject(new Problem('server.unavailable', { retryAfterS: RETRY_AFTER_S }))
    const entries = events.map(entryOf)
    if (entries.length > this.limits.groupEvents)
      return Promise.reject(new Error('a call holds more events than a group'))
    const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0)
    if (this.isFull(entries.length, bytes)) return Promise.reject(new Problem('listen.queue_full', { retryAfterS: 1 }))
    return new Promise((settle, fail) => {
      this.enter({ entries, bytes, at: performance.now(), settle, fail })
    })
  }

  async close(): Promise<void> {
    this.closed = true
    if (this.depth > 0) {
      this.start()
      await new Promise<void>((done) => {
        this.idle = done
      })
    }
  }

  /** A single call larger than the whole line is taken when nothing else waits: it could never enter otherwise. */
  private isFull(events: number, bytes: number): boolean {
    if (this.depth === 0) return false
    return this.depth + events > this.limits.queueEvents || this.bytes + bytes > this.limits.queueBytes
  }

  private enter(call: Call): void {
    this.waiting.push(call)
    this.waitingEvents += call.entries.length
    this.depth += call.entries.length
    this.bytes += call.bytes
    if (this.waitingEvents >= this.limits.groupEvents) this.start()
    else this.timer ??= setTimeout(() => this.start(), this.limits.waitMs)
  }

  private start(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    while (this.waiting.length > 0 && this.inFlight < this.limits.inFlight) {
      this.inFlight++
      this.run(this.nextGroup()).finally(() => {
        this.inFlight--
        this.start()
      })
    }
  }

  /** Whole calls up to the limits, but at least one. */
  private nextGroup(): readonly Call[] {
    let events = 0
    let bytes = 0
    const fits = this.waiting.findIndex((call) => {
      events += call.entries.length
      bytes += call.bytes
      return events > this.limits.groupEvents || bytes > this.limits.groupBytes
    })
    const group = this.waiting.splice(0, fits === -1 ? this.waiting.length : Math.max(1, fits))
    this.waitingEvents -= group.reduce((sum, call) => sum + call.entries.length, 0)
    return group
  }

  /** Never rejects. A group that fails for a reason that does not pass is taken apart, so that one bad call fails alone. */
  private async run(group: readonly Call[]): Promise<void> {
    try {
      await this.commit(group)
    } catch (error) {
      if (group.length > 1 && !(error instanceof Problem)) for (const call of group) await this.run([call])
      else for (const call of group) this.leave(call, () => call.fail(error))
    }
  }

  private async commit(group: readonly Call[]): Promise<void> {
    const entries = group.flatMap((call) => call.entries)
    const { duplicates, regrouped } = await this.persist(entries)
    // Identities change hands in bursts; taking the exclusive lock at once then saves going back for it.
    this.lock = regrouped ? 'exclusive' : 'shared'
    this.wake()
    eventsAccepted.inc(entries.length - duplicates.size)
    eventsDuplicate.inc(duplicates.size)
    acceptGroupEvents.observe(entries.length)
    let from = 0
    for (const call of group) {
      const known = countWithin(duplicates, from, call.entries.length)
      from += call.entries.length
      acceptSeconds.observe((performance.now() - call.at) / 1000)
      this.leave(call, () => call.settle({ duplicates: known }))
    }
  }

  private leave(call: Call, tell: () => void): void {
    this.depth -= call.entries.length
    this.bytes -= call.bytes
    tell()
    if (this.depth === 0) this.idle?.()
  }

  /** Tries again while the reason may pass: the database restarts, two writers block each other, an identity race is lost. */
  private async persist(entries: readonly Entry[]): ReturnType<typeof commitGroup> {
    const until = performance.now() + this.limits.patienceMs
    for (let failures = 1; ; failures++) {
      try {
        return await this.tryOnce(entries)
      } catch (error) {
        if (!(error instanceof RacesLost) && !isPassing(error)) throw error
        const pause = backoffMs(failures, RETRY_FIRST_MS, RETRY_LONGEST_MS)
        this.world.log.warn({ code: codeOf(error), failures }, 'a group of events is tried again')
        if (performance.now() + pause > until) throw new Problem('server.unavailable', { retryAfterS: RETRY_AFTER_S })
        await new Promise((resume) => setTimeout(resume, pause))
      }
    }
  }

  private async tryOnce(entries: readonly Entry[]): ReturnType<typeof commitGroup> {
    const client = await this.world.pool.connect()
    let broken = true
    try {
      const { clock } = this.world
      const tools = {
        client,
        now: () => clock.now(),
        lock: this.lock,
        noteworthy: this.noteworthy,
        pending: this.pending,
        secrets: this.world.secrets,
      }
      const committed = await commitGroup(tools, entries)
      broken = false
      return committed
    } finally {
      // After an error the connection's state is unknown; a fresh one is cheap.
      client.release(broken)
    }
  }
}

function countWithin(positions: ReadonlySet<number>, from: number, length: number): number {
  if (positions.size === 0) return 0
  let found = 0
  for (let at = from; at < from + length; at++) if (positions.has(at)) found++
  return found
}
