// Law: whatever happened, in whatever pieces the engine did it, the log gives exactly the stored states and runs again.
import { flowEvents, randomFlow } from '@lotse/testkit'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { HandEngine } from '../../packages/server/src/act/engine/testing.ts'
import { type TestDatabase, testDatabase } from '../../packages/server/src/adapters/store/testing.ts'
import { countReplay } from './account-replay.ts'

vi.setConfig({ testTimeout: 240_000 })

const CUSTOMERS = 4
const HISTORIES = 25

let db: TestDatabase

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

const customer = fc.integer({ min: 1, max: CUSTOMERS })
const span = fc.constantFrom(0, 1, 900, 1000, 5000, 10_000, 30_000, 60_000, 300_000)
const deed = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      what: fc.constant('event' as const),
      customer,
      name: fc.constantFrom(...flowEvents),
      n: fc.integer({ min: 0, max: 5 }),
      lateMs: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, span),
      history: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('reachable' as const), customer }) },
  { weight: 6, arbitrary: fc.record({ what: fc.constant('pass' as const), ms: span }) },
  { weight: 6, arbitrary: fc.record({ what: fc.constant('work' as const) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('restart' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('publish' as const), flow: fc.nat(1), document: randomFlow() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('change' as const),
      flow: fc.nat(1),
      action: fc.constantFrom('hold', 'resume', 'discard'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('merge' as const), customer }) },
  // The machine's clock is put back; what customers lived through already does not happen again.
  { weight: 1, arbitrary: fc.record({ what: fc.constant('back' as const), ms: span }) },
)
const deedsOf = fc.array(deed, { minLength: 30, maxLength: 90 })
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never

/** One workspace that lives through deeds. Customers who merged are spoken of by their survivor, as the acceptor does. */
class Life {
  readonly engine: HandEngine
  readonly #versions = [0, 0]
  readonly #survivors = new Map<number, number>()
  /** The latest the clock ever said; a change of the catalog never takes effect before it. */
  #latest = 0

  constructor(engine: HandEngine) {
    this.engine = engine
  }

  #id(customer: number): number {
    let id = this.engine.workspace * 1000 + customer
    for (let next = this.#survivors.get(id); next !== undefined; next = this.#survivors.get(id)) id = next
    return id
  }

  #flow(flow: number): string {
    return `f${this.engine.workspace}-${flow}`
  }

  async live(deed: Deed): Promise<void> {
    const { engine } = this
    this.#latest = Math.max(this.#latest, engine.now)
    if (deed.what === 'event') {
      const { name, n, lateMs, history } = deed
      const occurredAt = engine.now - lateMs
      await engine.append(this.#id(deed.customer), name, { properties: { n }, occurredAt, history })
    } else if (deed.what === 'reachable') await engine.reachable(this.#id(deed.customer))
    else if (deed.what === 'pass') engine.now += deed.ms
    else if (deed.what === 'back') engine.now -= deed.ms
    else if (deed.what === 'work') await engine.step()
    else if (deed.what === 'restart') await engine.restart()
    else if (deed.what === 'merge') await this.#merge(this.#id(deed.customer), this.#id(1))
    else await this.#change(deed)
  }

  async #merge(one: number, other: number): Promise<void> {
    if (one === other) return
    const [survivor, loser] = [Math.min(one, other), Math.max(one, other)]
    await this.engine.append(loser, '', { kind: 'leave', body: { to: survivor } })
    this.#survivors.set(loser, survivor)
  }

  async #change(deed: Extract<Deed, { what: 'publish' | 'change' }>): Promise<void> {
    const { engine } = this
    engine.now = Math.max(engine.now, this.#latest) + 1000
    // What arrived before the change is applied before it, as the second between publishing and taking effect makes sure.
    const version = this.#versions[deed.flow] ?? 0
    if (deed.what === 'publish') {
      this.#versions[deed.flow] = version + 1
      await engine.publish(this.#flow(deed.flow), deed.document, version + 1)
    } else if (version > 0) {
      const detail = deed.action === 'resume' ? { spreadMs: 5000 } : {}
      await engine.change(this.#flow(deed.flow), deed.action, version, detail)
    }
  }
}

test('E1 law: replaying the log gives the stored states and runs, through restarts, pauses, merges, new versions and clocks put back', async () => {
  let runs = 0
  await fc.assert(
    fc.asyncProperty(randomFlow(), randomFlow(), deedsOf, async (first, second, deeds) => {
      const engine = await HandEngine.on(db.url)
      try {
        const life = new Life(engine)
        await life.live({ what: 'publish', flow: 0, document: { ...first, trigger: { event: 'A' } } })
        await life.live({ what: 'publish', flow: 1, document: second })
        for (const one of deeds) await life.live(one)
        await engine.rest()
        const lines = await countReplay(engine.client, engine.workspace)
        for (const { promise, broken } of lines) expect(broken, promise).toEqual([])
        const aside = await engine.client.query('select reason, stack from set_aside where workspace_id = $1', [
          engine.workspace,
        ])
        expect(aside.rows).toEqual([])
        runs += lines.at(-1)?.checked ?? 0
      } finally {
        await engine.close()
      }
    }),
    { numRuns: HISTORIES, endOnFailure: true },
  )
  expect(runs).toBeGreaterThan(HISTORIES)
})
