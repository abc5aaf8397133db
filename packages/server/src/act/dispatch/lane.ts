// One channel's way out: claims what is due, prepares it, hands it over, and answers for it. Holds back when the provider asks for it.
import { randomUUID } from 'node:crypto'
import {
  afterCall,
  type Breaker,
  type BreakerPolicy,
  closedBreaker,
  fullBucket,
  outcomeOf,
  passing,
  type RateLimit,
  type RetryPolicy,
  type TokenBucket,
  take,
} from '@lotse/core/act'
import type { Channel, Delivery, OutgoingMessage } from '@lotse/core/ports'
import { LRUCache } from 'lru-cache'
import { type ClaimedMessage, claimMessages, handMessages, nextDue } from '../../adapters/store/outbox.ts'
import { sendSeconds } from '../../base/metrics.ts'
import type { World } from '../../base/world.ts'
import type { Bell } from '../engine/bell.ts'
import type { TemplateBook } from '../template/index.ts'
import type { Answers } from './answers.ts'
import { packed } from './kept.ts'
import { prepare, type Ready } from './prepare.ts'

/** How a lane behaves. `slots`: tries at a time; `batch`: most messages of one claim; `pollMs`: longest sleep without a ring. */
export type LaneOptions = {
  readonly slots: number
  readonly batch: number
  readonly pollMs: number
  readonly retry: RetryPolicy
  readonly breaker: BreakerPolicy
  readonly rate: RateLimit | null
  /** 0 to below 1; spreads waits. */
  readonly random: () => number
}

export type LaneTools = {
  readonly world: World
  readonly channel: Channel
  readonly book: TemplateBook
  readonly answers: Answers
  readonly bell: Bell
  readonly by: string
  readonly options: LaneOptions
}

/** Hosts whose state is remembered; the least used is forgotten, which only means another try. */
const HOSTS_MAX = 2000

/** A name for one dispatcher in `claimed_by`. */
export const dispatcherName = (): string => `dispatch-${randomUUID()}`

/** A lane claims on its own; several, in several processes, share one outbox. */
export class Lane {
  readonly #tools: LaneTools
  readonly #inFlight = new Map<number, Promise<void>>()
  readonly #hosts = new LRUCache<string, Breaker>({ max: HOSTS_MAX })
  #provider: Breaker = closedBreaker
  #bucket: TokenBucket | null
  #stopped = false
  #freed: (() => void) | null = null

  constructor(tools: LaneTools) {
    this.#tools = tools
    const { rate } = tools.options
    this.#bucket = rate && fullBucket(rate, tools.world.clock.now())
  }

  /** Ids of the messages claimed and not yet answered. */
  get claimed(): readonly number[] {
    return [...this.#inFlight.keys()]
  }

  /** Works until stopped. What the database refuses passes on to the caller. */
  async run(): Promise<void> {
    const { bell } = this.#tools
    while (!this.#stopped) {
      const since = bell.count
      const claimed = await this.turn()
      if (claimed === 0 && !this.#stopped) await bell.wait(since, await this.#sleepMs())
    }
  }

  /** Claims and sends once; answers how many were claimed. Sends go on after it returns. */
  async turn(): Promise<number> {
    await this.#room()
    const limit = this.#allowance()
    if (limit === 0 || this.#stopped) return 0
    const before = this.#provider
    const gated = passing(before, limit, this.#tools.world.clock.now()).breaker
    this.#provider = gated
    let handed = 0
    try {
      const claimed = await this.#claim(limit)
      handed = await this.#handOver(claimed)
      return claimed.length
    } finally {
      // A probe that was not sent has no outcome to wait for.
      if (handed === 0 && this.#provider === gated) this.#provider = before
    }
  }

  async #claim(limit: number): Promise<readonly ClaimedMessage[]> {
    const { world, channel, by } = this.#tools
    const claimed = await claimMessages(world.pool, { channel: channel.name, now: world.clock.now(), limit, by })
    this.#spend(claimed.length)
    return claimed
  }

  /** Answers how many were handed over; what may not leave is answered for at once. */
  async #handOver(claimed: readonly ClaimedMessage[]): Promise<number> {
    if (claimed.length === 0) return 0
    const { world } = this.#tools
    const { ready, held } = await prepare({ world, book: this.#tools.book }, claimed)
    const byId = new Map(claimed.map((message) => [message.id, message]))
    for (const outcome of held) {
      const message = byId.get(outcome.id)
      if (message) this.#follow(message.id, this.#tools.answers.put({ message, outcome, address: null }))
    }
    return this.#hand(ready)
  }

  /** No new claims; resolves when all tries under way are answered. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#tools.bell.ring()
    this.#freed?.()
    await Promise.all(this.#inFlight.values())
  }

  /** Waits until half of the slots are free, so that claims stay large. */
  async #room(): Promise<void> {
    const { slots } = this.#tools.options
    while (this.#inFlight.size > slots / 2 && !this.#stopped)
      await new Promise<void>((freed) => {
        this.#freed = freed
      })
  }

  #allowance(): number {
    const { options, world } = this.#tools
    const now = world.clock.now()
    const free = Math.min(options.batch, options.slots - this.#inFlight.size)
    const rated = this.#bucket && options.rate ? take(this.#bucket, free, { limit: options.rate, now }).taken : free
    return passing(this.#provider, rated, now).allowed
  }

  #spend(sent: number): void {
    const { options, world } = this.#tools
    if (this.#bucket && options.rate)
      this.#bucket = take(this.#bucket, sent, { limit: options.rate, now: world.clock.now() }).bucket
  }

  async #sleepMs(): Promise<number> {
    const { world, channel, options } = this.#tools
    const now = world.clock.now()
    if (this.#provider.kind !== 'closed') return Math.min(options.pollMs, Math.max(10, this.#provider.until - now))
    const due = await nextDue(world.pool, channel.name)
    const waitMs = due === null ? options.pollMs : due - now
    // Due already and yet not claimed: the rate limit, or another dispatcher has it.
    return Math.min(options.pollMs, waitMs <= 0 ? 50 : waitMs)
  }

  async #hand(ready: readonly Ready[]): Promise<number> {
    if (ready.length === 0) return 0
    const { world, by } = this.#tools
    const messages = ready.map(({ claimed, address, outgoing }) => ({
      id: claimed.id,
      address,
      kept: packed(outgoing),
    }))
    const handed = await handMessages(world.pool, messages, { by, now: world.clock.now() })
    for (const one of ready) if (handed.has(one.claimed.id)) this.#follow(one.claimed.id, this.#try(one))
    return handed.size
  }

  #follow(id: number, work: Promise<void>): void {
    const followed = work.finally(() => {
      this.#inFlight.delete(id)
      this.#freed?.()
    })
    this.#inFlight.set(id, followed)
  }

  async #try(ready: Ready): Promise<void> {
    const { world, answers, options } = this.#tools
    const { claimed, address, leaveUnknown } = ready
    const delivery = await this.#send(ready.outgoing)
    const now = world.clock.now()
    const facts = { attempts: claimed.attempts, now, random: options.random(), policy: options.retry, leaveUnknown }
    await answers.put({ message: claimed, outcome: { id: claimed.id, ...outcomeOf(delivery, facts) }, address })
  }

  async #send(message: OutgoingMessage): Promise<Delivery> {
    const { channel, world } = this.#tools
    const host = hostOf(message)
    const gate = passing(this.#breakerOf(host), 1, world.clock.now())
    if (host !== null && gate.allowed === 0) return { kind: 'later', why: 'circuit_open', retryMs: null, down: true }
    if (host !== null) this.#hosts.set(host, gate.breaker)
    const ended = sendSeconds.startTimer({ channel: channel.name })
    const delivery = await channel.send(message)
    ended()
    this.#learn(host, delivery)
    return delivery
  }

  /** E-mail goes to one server; each webhook's host is a provider of its own. */
  #breakerOf(host: string | null): Breaker {
    return host === null ? this.#provider : (this.#hosts.get(host) ?? closedBreaker)
  }

  #learn(host: string | null, delivery: Delivery): void {
    const { world, options } = this.#tools
    const up =
      delivery.kind === 'accepted' || delivery.kind === 'refused' || (delivery.kind === 'later' && !delivery.down)
    const next = afterCall(this.#breakerOf(host), up, { now: world.clock.now(), policy: options.breaker })
    if (host === null) this.#provider = next
    else this.#hosts.set(host, next)
  }
}

function hostOf(message: OutgoingMessage): string | null {
  if (message.channel !== 'webhook') return null
  return URL.canParse(message.url) ? new URL(message.url).host : ''
}
