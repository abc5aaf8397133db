// The dispatcher as a role: one lane per channel, renewed claims, housekeeping; wakes when the engine queues something.
import { breakerPolicy, type RateLimit, retryPolicy } from '@lotse/core/act'
import type { Channel } from '@lotse/core/ports'
import type { Client } from 'pg'
import { channelKinds } from '../../adapters/channels/index.ts'
import { renewClaims } from '../../adapters/store/outbox.ts'
import { codeOf, createClient } from '../../adapters/store/pool.ts'
import { backoffMs } from '../../base/backoff.ts'
import type { Role } from '../../base/role.ts'
import type { World } from '../../base/world.ts'
import { createAcceptor } from '../../listen/acceptor.ts'
import { Bell } from '../engine/bell.ts'
import { TemplateBook } from '../template/index.ts'
import { Answers } from './answers.ts'
import { askConfirmations, CLAIM_MS, recover, sweepReports } from './house.ts'
import { dispatcherName, Lane, type LaneOptions } from './lane.ts'

/** What tests and measurements may set. `claimMs`: when a silent dispatcher's claims are taken over; `houseMs`: pause of housekeeping. */
export type DispatchOptions = Partial<LaneOptions> & {
  readonly claimMs?: number
  readonly houseMs?: number
  readonly channels?: readonly Channel[]
}

const SLOTS = 100
const BATCH = 100
const POLL_MS = 1000
const HOUSE_MS = 1000
const RETRY_FIRST_MS = 100
const RETRY_LONGEST_MS = 5000

/** Starts dispatching with connections of its own. */
export function startDispatch(world: World, options: DispatchOptions = {}): Role {
  const dispatch = new Dispatch(world, options)
  dispatch.start()
  return { name: 'dispatch', ready: () => dispatch.ready, stop: (deadlineMs) => dispatch.stop(deadlineMs) }
}

class Dispatch {
  readonly #world: World
  readonly #options: DispatchOptions
  readonly #by = dispatcherName()
  readonly #bell = new Bell()
  readonly #house = new Bell()
  readonly #acceptor
  readonly #answers: Answers
  readonly #channels: readonly Channel[]
  readonly #lanes: readonly Lane[]
  #loops: Promise<unknown> = Promise.resolve()
  #listener: Client | null = null
  #stopped = false

  constructor(world: World, options: DispatchOptions) {
    this.#world = world
    this.#options = options
    this.#acceptor = createAcceptor(world)
    this.#answers = new Answers(world, this.#acceptor, this.#by)
    this.#channels = options.channels ?? channelKinds.flatMap((kind) => kind.open(world) ?? [])
    const book = new TemplateBook(world.pool)
    const tools = { world, book, answers: this.#answers, bell: this.#bell, by: this.#by }
    this.#lanes = this.#channels.map(
      (channel) => new Lane({ ...tools, channel, options: this.#laneOptions(channel.name) }),
    )
  }

  get ready(): boolean {
    return !this.#stopped && this.#listener !== null
  }

  start(): void {
    if (!this.#channels.some((channel) => channel.name === 'email'))
      this.#world.log.warn('no mail server is set (LOTSE_SMTP_URL): e-mails wait in the outbox')
    const loops = [this.#keep('listen', () => this.#listen()), this.#keep('house', () => this.#keepHouse())]
    this.#loops = Promise.all([...loops, ...this.#lanes.map((lane) => this.#keep('lane', () => lane.run()))])
  }

  async stop(deadlineMs: number): Promise<void> {
    this.#stopped = true
    this.#house.ring()
    this.#bell.ring()
    const done = Promise.all(this.#lanes.map((lane) => lane.stop()))
      .then(() => this.#answers.settled())
      .then(() => this.#loops)
    const late = new Promise<void>((resolve) => setTimeout(resolve, deadlineMs * 0.8).unref())
    await Promise.race([done, late])
    await Promise.allSettled([this.#acceptor.close(), ...this.#channels.map((channel) => channel.close())])
  }

  #laneOptions(channel: Channel['name']): LaneOptions {
    const perSecond = channel === 'email' ? (this.#world.config.mail?.perSecond ?? null) : null
    const rate: RateLimit | null =
      perSecond === null ? null : { perSecond, burst: Math.max(1, Math.ceil(perSecond / 2)) }
    const plain = {
      slots: SLOTS,
      batch: BATCH,
      pollMs: POLL_MS,
      retry: retryPolicy,
      breaker: breakerPolicy,
      rate,
      random: Math.random,
    }
    return { ...plain, ...this.#options }
  }

  /** Runs a loop until we stop; what breaks it is logged and it begins again after a pause. */
  async #keep(name: string, loop: () => Promise<void>): Promise<void> {
    for (let failures = 1; !this.#stopped; failures++) {
      const began = performance.now()
      try {
        await loop()
      } catch (error) {
        if (performance.now() - began > RETRY_LONGEST_MS) failures = 1
        this.#world.log.error(
          { loop: name, code: codeOf(error), failures, err: error },
          'a loop of the dispatcher broke and begins again',
        )
        await this.#house.wait(this.#house.count, backoffMs(failures, RETRY_FIRST_MS, RETRY_LONGEST_MS))
      }
    }
  }

  /** Rings when the engine has queued something. Polling goes on without it, so a lost connection costs a second at most. */
  async #listen(): Promise<void> {
    const { config, log } = this.#world
    if (config.databaseUrl === null) throw new Error('the dispatcher needs a database')
    const client = createClient({ url: config.databaseUrl, name: 'lotse dispatch listen', log })
    let ended = false
    client.once('end', () => {
      ended = true
      this.#house.ring()
    })
    try {
      await client.connect()
      client.on('notification', () => this.#bell.ring())
      await client.query('listen lotse_outbox')
      this.#listener = client
      while (!this.#stopped && !ended) await this.#house.wait(this.#house.count, POLL_MS)
    } finally {
      this.#listener = null
      await client.end().catch(() => undefined)
    }
  }

  async #keepHouse(): Promise<void> {
    while (!this.#stopped) {
      const since = this.#house.count
      const claimed = this.#lanes.flatMap((lane) => lane.claimed)
      if (claimed.length > 0) await renewClaims(this.#world.pool, claimed, this.#by)
      const more =
        (await recover(this.#world, this.#options.claimMs ?? CLAIM_MS)) ||
        (await sweepReports(this.#world, this.#acceptor))
      if ((await askConfirmations(this.#world)) > 0) this.#bell.ring()
      if (!more) await this.#house.wait(since, this.#options.houseMs ?? HOUSE_MS)
    }
  }
}
