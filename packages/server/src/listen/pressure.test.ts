// Back-pressure: what is asked in the background, when it refuses, and what it costs a request.

import { inputKinds } from '@lotse/core/listen'
import { expect, test } from 'vitest'
import { appendEvents } from '../adapters/store/log.ts'
import { testWorld } from '../adapters/store/testing.ts'
import { createPending } from './pending.ts'
import { watchPressure } from './pressure.ts'

const NOW = Date.UTC(2026, 10, 20, 12)
const until = async (question: () => boolean) => {
  for (const deadline = performance.now() + 10_000; !question(); await new Promise((resume) => setTimeout(resume, 5)))
    if (performance.now() > deadline) throw new Error('it did not come about in time')
}
const codeOf = (call: () => void) => {
  try {
    call()
    return null
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

test('an engine that is far behind is seen in the log, and events are refused until it has caught up', async () => {
  const { world, drop } = await testWorld({ now: () => NOW })
  const client = await world.pool.connect()
  const row = {
    workspaceId: 1,
    customerId: 1,
    kind: inputKinds.track,
    flags: 0,
    sourceId: null,
    name: 'Seen',
    channel: 'web',
    messageId: 'm1',
    occurredAt: NOW,
    receivedAt: NOW - 601_000,
    body: '{}',
  }
  await appendEvents(client, [row])
  const pressure = watchPressure(world, { lookEveryMs: 5 })
  await until(() => pressure.lagMs() > 0)
  expect(pressure.lagMs()).toBe(601_000)
  expect(codeOf(pressure.refuse)).toBe('listen.behind')
  await client.query(`update bucket set txid = e.txid, seq = e.seq from event e where e.bucket = bucket.bucket`)
  await until(() => pressure.lagMs() === 0)
  expect(codeOf(pressure.refuse)).toBeNull()
  pressure.stop()
  client.release()
  await drop()
})

test('low storage refuses before anything else, and a look that fails changes nothing', async () => {
  const { world, drop } = await testWorld({ now: () => NOW })
  let looks = 0
  const pressure = watchPressure(world, { lookEveryMs: 1 }, async () => {
    if (++looks > 1) throw new Error('the disk does not answer')
    return { lagMs: 10 ** 9, freeBytes: 1000 }
  })
  await until(() => looks > 3)
  expect(codeOf(pressure.refuse)).toBe('listen.storage_low')
  pressure.stop()
  await drop()
})

test('a group takes all its names or none, and waits for whoever has one', async () => {
  const pending = createPending()
  const first = pending.take(['a', 'b'])
  const second = pending.take(['c', 'b'])
  expect(second).toBeInstanceOf(Promise)
  const third = pending.take(['c'])
  expect(third).not.toBeInstanceOf(Promise)
  if (!(first instanceof Promise)) first.end()
  await second
  if (!(third instanceof Promise)) third.end()
  expect(pending.take(['a', 'b', 'c'])).not.toBeInstanceOf(Promise)
})
