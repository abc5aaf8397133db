// The token bucket: never more than burst plus rate times time, compared with a plain count.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fullBucket, take } from './rate.ts'

const limit = { perSecond: 10, burst: 20 }

test('the burst leaves at once, then ten a second', () => {
  const first = take(fullBucket(limit, 0), 50, { limit, now: 0 })
  expect(first.taken).toBe(20)
  expect(take(first.bucket, 50, { limit, now: 99 }).taken).toBe(0)
  expect(take(first.bucket, 50, { limit, now: 100 }).taken).toBe(1)
  expect(take(first.bucket, 50, { limit, now: 60_000 }).taken).toBe(20)
})

test('a clock that goes back gives nothing', () => {
  const first = take(fullBucket(limit, 1000), 20, { limit, now: 1000 })
  const back = take(first.bucket, 5, { limit, now: 0 })
  expect(back.taken).toBe(0)
  expect(take(back.bucket, 5, { limit, now: 1000 }).taken).toBe(0)
})

test('law: in any stretch of time at most burst + rate × time pass, and never more than wanted', () => {
  const asks = fc.array(fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 40 })), { maxLength: 60 })
  fc.assert(
    fc.property(asks, (steps) => {
      let bucket = fullBucket(limit, 0)
      let now = 0
      let sum = 0
      for (const [waitMs, wanted] of steps) {
        now += waitMs
        const got = take(bucket, wanted, { limit, now })
        expect(got.taken).toBeLessThanOrEqual(wanted)
        sum += got.taken
        bucket = got.bucket
        expect(sum).toBeLessThanOrEqual(limit.burst + (now / 1000) * limit.perSecond + 1e-6)
      }
    }),
  )
})
