// What signals do to a process that stops in order. Needs `npm run build` first.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { until } from './process.ts'

const DIST = fileURLToPath(new URL('../packages/server/dist/base/', import.meta.url))

/** A process that stops as `stop` says, and says when it began to. */
async function begin(stop: string) {
  const code = `
    const { stopOnSignal } = await import(${JSON.stringify(`${DIST}shutdown.js`)})
    const { createLog } = await import(${JSON.stringify(`${DIST}log.js`)})
    stopOnSignal(async () => { process.stdout.write('stopping '); ${stop} }, createLog('silent'))
    setInterval(() => {}, 1000)
    process.stdout.write('started ')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (data) => {
    output += data
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  expect(await until(() => output === 'started ')).toBe(true)
  return { child, ended, output: () => output }
}

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s stops in order and ends with code 0', async (signal) => {
  const { child, ended, output } = await begin(`process.stdout.write('stopped')`)
  child.kill(signal)
  expect(await ended).toBe(0)
  expect(output()).toBe('started stopping stopped')
})

test('a stop that fails ends with code 1', async () => {
  const { child, ended } = await begin(`throw new Error('broken')`)
  child.kill()
  expect(await ended).toBe(1)
})

test('the same signal passed on by npm counts once; one that comes later ends the process at once', async () => {
  const { child, ended, output } = await begin(`await new Promise(() => {})`)
  child.kill('SIGINT')
  expect(await until(() => output().includes('stopping'))).toBe(true)
  const firstAt = performance.now()
  const again = () => {
    child.kill('SIGINT')
    return child.exitCode !== null
  }
  expect(await until(again)).toBe(true)
  expect(await ended).toBe(130)
  expect(performance.now() - firstAt).toBeGreaterThan(450)
})
