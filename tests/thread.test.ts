// Threads of the built server: they answer, break, come back, stop. Needs `npm run build` first.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLog } from '../packages/server/dist/base/log.js'
import { registry, scrape } from '../packages/server/dist/base/metrics.js'
import { startThread } from '../packages/server/dist/base/thread.js'
import { createWorld } from '../packages/server/dist/base/world.js'
import { readConfig } from '../packages/server/dist/config.js'
import { until } from './process.ts'

const DIST = fileURLToPath(new URL('../packages/server/dist/base/', import.meta.url))

let folder: string
let lines: Record<string, unknown>[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lotse-thread-'))
  lines = []
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Starts a thread whose role is written here; `count` counts the thread's starts, across restarts. */
const begin = (role: string) => {
  const module = join(folder, 'role.mjs')
  writeFileSync(
    module,
    `import { appendFileSync, readFileSync } from 'node:fs'
     import { runInThread } from ${JSON.stringify(`${DIST}thread.js`)}
     import { engineInputs, engineLagSeconds } from ${JSON.stringify(`${DIST}metrics.js`)}
     appendFileSync(${JSON.stringify(join(folder, 'starts'))}, 'x')
     const count = readFileSync(${JSON.stringify(join(folder, 'starts'))}).length
     await runInThread((world) => (${role}))`,
  )
  const config = {
    ...readConfig({ LOTSE_DATA: folder }),
    databaseUrl: 'postgres://nobody@127.0.0.1:1/none',
    secret: 's'.repeat(32),
  }
  const log = createLog('debug', { write: (line) => void lines.push(JSON.parse(line)) })
  return startThread('trial', pathToFileURL(module), createWorld(config, { name: 'test', log }))
}

test('a thread is ready when its role is, and stops when asked', async () => {
  const role = begin(`{ name: 'trial', ready: () => world.config.secret.length === 32, stop: async () => {} }`)
  expect(await until(() => role.ready())).toBe(true)
  await role.stop(5000)
  expect(await role.ready()).toBe(false)
  expect(lines).toEqual([])
})

test('a thread that breaks is logged without taking the process along, and started again', async () => {
  const role = begin(
    `(count === 1 && setTimeout(() => { throw new Error('broken') }, 50), { name: 'trial', ready: () => count === 2, stop: async () => {} })`,
  )
  expect(await until(() => role.ready())).toBe(true)
  expect(lines).toEqual([
    expect.objectContaining({
      level: 'error',
      thread: 'trial',
      msg: 'a thread broke',
      err: expect.objectContaining({ message: 'broken' }),
    }),
    expect.objectContaining({
      level: 'error',
      thread: 'trial',
      msg: 'a thread ended and will be started again',
      failures: 1,
    }),
  ])
  await role.stop(5000)
})

test('a thread that cannot start is tried again, each time after a longer pause', async () => {
  const role = begin(`{ get name() { throw new Error('never') }, ...(() => { throw new Error('never') })() }`)
  const pauses = () => lines.flatMap(({ pauseMs }) => (typeof pauseMs === 'number' ? [pauseMs] : []))
  expect(await until(() => pauses().length === 3)).toBe(true)
  expect(pauses()).toEqual([200, 400, 800])
  await role.stop(1000)
})

test('a thread that does not stop in time is ended by force', async () => {
  const role = begin(`{ name: 'trial', ready: () => true, stop: () => new Promise(() => {}) }`)
  expect(await until(() => role.ready())).toBe(true)
  await role.stop(200)
  expect(lines).toEqual([expect.objectContaining({ msg: 'a thread did not stop in time and was ended' })])
})

test('a thread that hangs is not ready, and does not hold up the figures', async () => {
  const role = begin(
    `(setTimeout(() => { for (;;); }, 20), { name: 'trial', ready: () => true, stop: async () => {} })`,
  )
  expect(await until(async () => !(await role.ready()))).toBe(true)
  expect((await scrape()).text).toContain('lotse_events_accepted_total')
  await role.stop(200)
})

test('figures of all threads are summed, lag is the worst', async () => {
  registry.resetMetrics()
  const source = (inputs: number, lag: number) =>
    `(engineInputs.inc({ kind: 'event' }, ${inputs}), engineLagSeconds.set(${lag}), { name: 'trial', ready: () => true, stop: async () => {} })`
  const first = begin(source(3, 5))
  expect(await until(() => first.ready())).toBe(true)
  const second = begin(source(4, 2))
  expect(await until(() => second.ready())).toBe(true)
  const { text } = await scrape()
  expect(text).toContain('lotse_engine_inputs_total{kind="event"} 7')
  expect(text).toContain('lotse_engine_lag_seconds 5')
  await Promise.all([first.stop(5000), second.stop(5000)])
})
