// Counting failed tries in a real database: borders, races between processes, and one law against a slow and obvious count.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { World } from '../../base/world.ts'
import { createDb, createPool } from './pool.ts'
import { testWorld } from './testing.ts'
import { beginTry, forgetTries, type Pace, takeBackTry } from './tries.ts'

const PACE: Pace = { free: 3, firstMs: 1000, longestMs: 8000, forgetMs: 60_000 }
let world: World
let drop: () => Promise<void>
let keys = 0
const freshKey = () => Buffer.from(`key ${keys++}`)

beforeAll(async () => {
  ;({ world, drop } = await testWorld())
})
afterAll(() => drop())

test('SI2 some failures are free, then each try waits twice as long, up to the longest', async () => {
  const key = freshKey()
  const waits: number[] = []
  for (let tries = 0, now = 1_000_000; tries < 9; tries += 1) {
    const waitMs = await beginTry(world.db, key, PACE, now)
    if (waitMs > 0) expect(await beginTry(world.db, key, PACE, now + waitMs)).toBe(0)
    waits.push(waitMs)
    now += waitMs
  }
  expect(waits).toEqual([0, 0, 0, 0, 1000, 2000, 4000, 8000, 8000])
})

test('SI2 a refused try is not counted, and after a span without failures all is forgotten', async () => {
  const key = freshKey()
  for (let tries = 0; tries < 4; tries += 1) await beginTry(world.db, key, PACE, 0)
  for (let refused = 0; refused < 20; refused += 1) expect(await beginTry(world.db, key, PACE, 999)).toBe(1)
  expect(await beginTry(world.db, key, PACE, 1000)).toBe(0)
  expect(await beginTry(world.db, key, PACE, 1001)).toBe(1999)
  for (let tries = 0; tries < 4; tries += 1) expect(await beginTry(world.db, key, PACE, 61_000)).toBe(0)
})

test('SI1 fifty tries at once, at two processes, get no further than one after the other', async () => {
  const key = freshKey()
  const other = createPool({ url: world.config.databaseUrl ?? '', name: 'other process' })
  const databases = [world.db, createDb(other)]
  const all = Array.from({ length: 50 }, (_, at) => beginTry(databases[at % 2] ?? world.db, key, PACE, 5))
  const waits = await Promise.all(all)
  await other.end()
  expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(PACE.free + 1)
})

test('SI6 success forgets a key; of a shared one it takes one failure back', async () => {
  const [own, shared] = [freshKey(), freshKey()]
  for (const key of [own, shared]) for (let tries = 0; tries < 4; tries += 1) await beginTry(world.db, key, PACE, 0)
  await forgetTries(world.db, own)
  await takeBackTry(world.db, shared)
  for (let tries = 0; tries < 4; tries += 1) expect(await beginTry(world.db, own, PACE, 0)).toBe(0)
  expect(await beginTry(world.db, shared, PACE, 0)).toBe(0)
  expect(await beginTry(world.db, shared, PACE, 0)).toBe(1000)
})

type Step = { readonly key: 0 | 1; readonly what: 'try' | 'forget' | 'back'; readonly afterMs: number }
const steps = fc.array(
  fc.record({
    key: fc.constantFrom(0 as const, 1 as const),
    what: fc.constantFrom('try' as const, 'try' as const, 'try' as const, 'forget' as const, 'back' as const),
    afterMs: fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.constantFrom(0, 8000, 59_999, 60_000, 70_000)),
  }),
  { maxLength: 25 },
)

/** Counts in memory, one step after the other. */
function oracle(): (step: Step, now: number) => number {
  const kept = new Map<number, { failures: number; nextAt: number; forgetAt: number }>()
  return ({ key, what }, now) => {
    const found = kept.get(key)
    if (what === 'forget') kept.delete(key)
    if (what === 'back' && found) kept.set(key, { ...found, failures: Math.max(0, found.failures - 1), nextAt: 0 })
    if (what !== 'try') return 0
    if (found && found.nextAt > now) return found.nextAt - now
    const failures = (found && found.forgetAt > now ? found.failures : 0) + 1
    const over = failures - PACE.free
    const pauseMs = over <= 0 ? 0 : Math.min(PACE.longestMs, PACE.firstMs * 2 ** (over - 1))
    kept.set(key, { failures, nextAt: now + pauseMs, forgetAt: now + PACE.forgetMs })
    return 0
  }
}

test('SI2 law: whatever happens in whatever order, the database counts as one counts by hand', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      const expected = oracle()
      const own = [freshKey(), freshKey()] as const
      let now = 1_000_000
      for (const step of history) {
        now += step.afterMs
        const key = own[step.key]
        const waitMs = step.what === 'try' ? await beginTry(world.db, key, PACE, now) : 0
        if (step.what === 'forget') await forgetTries(world.db, key)
        if (step.what === 'back') await takeBackTry(world.db, key)
        expect(waitMs).toBe(expected(step, now))
      }
    }),
    { numRuns: 60 },
  )
}, 60_000)
