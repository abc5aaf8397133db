// The engine of one thread: holds leases, drives two lanes, sleeps when there is nothing to do. Decides nothing about customers.
import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { trace } from '@opentelemetry/api'
import type pg from 'pg'
import { BEAT_MS, dropLeases, type Holding, holdLeases, releaseLeases } from '../../adapters/store/engine/lease.ts'
import { LeaseLost } from '../../adapters/store/engine/write.ts'
import { oldestWaiting } from '../../adapters/store/log.ts'
import { codeOf, createClient } from '../../adapters/store/pool.ts'
import { backoffMs } from '../../base/backoff.ts'
import {
  engineBatchInputs,
  engineBatchSeconds,
  engineBuckets,
  engineInputs,
  engineLagSeconds,
  engineSetAside,
} from '../../base/metrics.ts'
import type { Role } from '../../base/role.ts'
import type { World } from '../../base/world.ts'
import type { BatchResult } from './batch.ts'
import { Bell } from './bell.ts'
import { CatalogBook } from './catalogs.ts'
import { Lane } from './lane.ts'

const LANES = 2
/** Rows over which the counters of a flow are spread. */
const SLOTS = 64
/** Without a ring the log is looked at this often: soon after there was work, seldom when all is quiet. */
const BUSY_MS = 20
const QUIET_MS = 100
const QUIET_AFTER_MS = 2000
const FAIL_MS_FIRST = 50
const FAIL_MS_MAX = 5000

/**
 * A lost batch is done again from the log; what leaves the house is claimed by a commit that waits for the disk. Plans are made once, by
 * index: the planner would else choose by what it knew of the tables when they were small.
 */
const LANE_SETTINGS =
  'set synchronous_commit = off; set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set max_parallel_workers_per_gather = 0; set jit = off'

const tracer = trace.getTracer('lotse')

/** Starts the engine of this thread. */
export function startWorker(world: World): Role {
  const engine = new EngineWorker(world)
  const life = engine.live()
  return {
    name: 'engine',
    ready: () => engine.leased,
    stop: async (deadlineMs) => {
      engine.stop()
      await Promise.race([life, sleep(deadlineMs, undefined, { ref: false })])
    },
  }
}

/** Lives until stopped: connects, works, and begins anew when the database went away. */
class EngineWorker {
  readonly #world: World
  readonly #owner = randomUUID()
  readonly #bell = new Bell()
  readonly #beatBell = new Bell()
  #stopped = false
  leased = false

  constructor(world: World) {
    this.#world = world
  }

  stop(): void {
    this.#stopped = true
    this.#bell.ring()
    this.#beatBell.ring()
  }

  async live(): Promise<void> {
    for (let failures = 0; !this.#stopped; ) {
      const began = performance.now()
      try {
        await this.#work()
      } catch (error) {
        failures = performance.now() - began > FAIL_MS_MAX ? 1 : failures + 1
        const pauseMs = backoffMs(failures, FAIL_MS_FIRST, FAIL_MS_MAX)
        this.#world.log.warn(
          { code: codeOf(error), err: error, pauseMs },
          'the engine lost its footing and begins anew',
        )
        await this.#beatBell.wait(this.#beatBell.count, pauseMs)
      }
      this.leased = false
      engineBuckets.set(0)
    }
  }

  async #work(): Promise<void> {
    const clients = Array.from({ length: LANES + 1 }, () => this.#client())
    try {
      await Promise.all(clients.map((client) => client.connect()))
      await this.#drive(clients)
    } finally {
      await Promise.allSettled(clients.map((client) => client.end()))
    }
  }

  #client(): pg.Client {
    const { config, log } = this.#world
    if (config.databaseUrl === null) throw new Error('the engine needs a database')
    return createClient({ url: config.databaseUrl, name: 'lotse engine', log })
  }

  async #drive([beat, ...others]: pg.Client[]): Promise<void> {
    if (beat === undefined) throw new Error('the engine needs a connection')
    beat.on('notification', () => this.#bell.ring())
    await beat.query('listen lotse_event; listen lotse_catalog')
    await Promise.all(others.map((client) => client.query(LANE_SETTINGS)))
    const drive: Drive = { lanes: others.map((client) => this.#lane(client)), over: false }
    const loops = [this.#beat(beat, drive), ...drive.lanes.map((lane) => this.#loop(lane, drive))]
    try {
      await Promise.all(loops)
      await dropLeases(beat, this.#owner)
    } finally {
      drive.over = true
      this.#bell.ring()
      this.#beatBell.ring()
      await Promise.allSettled(loops)
    }
  }

  #lane(client: pg.Client): Lane {
    const { clock } = this.#world
    return new Lane({ client, book: new CatalogBook(), slot: randomInt(SLOTS), now: () => clock.now() })
  }

  /** Says that we are alive, and shares the buckets out: among workers, then among lanes. */
  async #beat(client: pg.Client, drive: Drive): Promise<void> {
    while (!drive.over && !this.#stopped) {
      const since = this.#beatBell.count
      const holding = await holdLeases(client, this.#owner)
      hold(drive.lanes, holding)
      if (holding.surplus > 0) await this.#giveBack(client, drive.lanes, holding)
      this.leased = true
      engineBuckets.set(holding.leases.length - holding.surplus)
      this.#bell.ring()
      engineLagSeconds.set(await this.#lagSeconds(client))
      await this.#beatBell.wait(since, BEAT_MS)
    }
  }

  async #lagSeconds(client: pg.Client): Promise<number> {
    const oldest = await oldestWaiting(client)
    return oldest === null ? 0 : Math.max(0, (this.#world.clock.now() - oldest) / 1000)
  }

  /** Gives away what others should have, once no batch works on it. */
  async #giveBack(client: pg.Client, lanes: readonly Lane[], { leases, surplus }: Holding): Promise<void> {
    const buckets = leases.slice(-surplus).map(({ bucket }) => bucket)
    await Promise.all(lanes.map((lane) => lane.letGo(buckets)))
    await releaseLeases(client, this.#owner, buckets)
  }

  async #loop(lane: Lane, drive: Drive): Promise<void> {
    let workedAt = 0
    while (!drive.over && !this.#stopped) {
      const since = this.#bell.count
      const worked = await this.#step(lane)
      // What this batch's transaction kept from the other lane's sight is visible now.
      if (worked) {
        workedAt = performance.now()
        this.#bell.ring()
      } else await this.#bell.wait(since, performance.now() - workedAt < QUIET_AFTER_MS ? BUSY_MS : QUIET_MS)
    }
  }

  async #step(lane: Lane): Promise<boolean> {
    const began = performance.now()
    try {
      const result = await lane.step()
      if (result.events + result.timers === 0 && !result.swept) return false
      measure(result, began)
      return true
    } catch (error) {
      return this.#recover(lane, error)
    }
  }

  async #recover(lane: Lane, error: unknown): Promise<boolean> {
    if (error instanceof LeaseLost) {
      lane.forget()
      this.#beatBell.ring()
      return false
    }
    if (isConnectionFault(error)) throw error
    this.#world.log.error({ code: codeOf(error), err: error }, 'a batch failed and is taken apart')
    await lane.stepCarefully((fault) => fault instanceof LeaseLost || isConnectionFault(fault))
    return true
  }
}

type Drive = { readonly lanes: readonly Lane[]; over: boolean }

function hold(lanes: readonly Lane[], { leases }: Holding): void {
  for (const [i, lane] of lanes.entries()) lane.hold(leases.filter(({ bucket }) => bucket % lanes.length === i))
}

/** SQLSTATE classes that tell of what was to be written (21, 22, 23) or of its size (54). All others tell of the database; it may mend itself. */
const DATA_CLASSES = new Set(['21', '22', '23', '54'])

function isConnectionFault(error: unknown): boolean {
  const code = codeOf(error)
  const isOurs =
    code.startsWith('ERR_') ||
    (code === 'unknown' && !(error instanceof Error && /connection|terminated|timeout/i.test(error.message)))
  return !isOurs && !DATA_CLASSES.has(code.slice(0, 2))
}

function measure({ events, timers, setAside }: BatchResult, began: number): void {
  const durationMs = performance.now() - began
  engineBatchSeconds.observe(durationMs / 1000)
  engineBatchInputs.observe(events + timers)
  engineSetAside.inc(setAside)
  if (events > 0) engineInputs.inc({ kind: 'event' }, events)
  if (timers > 0) engineInputs.inc({ kind: 'timer' }, timers)
  const span = tracer.startSpan('engine batch', { startTime: Date.now() - durationMs, attributes: { events, timers } })
  span.end()
}
