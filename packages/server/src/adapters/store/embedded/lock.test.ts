// The lock of a data folder, within one process; tests/database.test.ts shows it between processes.
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FolderInUse, isLocked, lockFolder } from './lock.ts'
import { startOf } from './process.ts'

const DEAD_PID = 4_194_400 // above the largest process id of Linux

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lotse-lock-'))
  file = join(folder, 'server.lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

const leave = (holder: object, secondsAgo = 0): void => {
  writeFileSync(file, JSON.stringify({ nonce: 'n', ...holder }))
  utimesSync(file, Date.now() / 1000 - secondsAgo, Date.now() / 1000 - secondsAgo)
}
const here = { host: hostname() }

test('the folder is free, then taken, then free again', () => {
  expect(isLocked(folder)).toBe(false)
  const lock = lockFolder(folder)
  expect(isLocked(folder)).toBe(true)
  expect(() => lockFolder(folder)).toThrow(FolderInUse)
  lock.release()
  expect(isLocked(folder)).toBe(false)
  expect(existsSync(file)).toBe(false)
  lockFolder(folder).release()
})

test.each([
  ['a dead process', { ...here, pid: DEAD_PID, start: 'boot 1' }],
  ['a process number that another program has now', { ...here, pid: process.pid, start: 'earlier boot 1' }],
  ['a process number of before the last boot', { ...here, pid: 1, start: 'earlier boot 1' }],
])('the lock of %s is taken over', (_, holder) => {
  leave(holder)
  expect(isLocked(folder)).toBe(false)
  lockFolder(folder).release()
})

test('a file that is no lock at all is taken over', () => {
  writeFileSync(file, '')
  lockFolder(folder).release()
})

test('the lock of a live process is respected', () => {
  leave({ ...here, pid: process.ppid, start: startOf(process.ppid) })
  expect(() => lockFolder(folder)).toThrow(`(process ${process.ppid})`)
})

test('a holder in another container counts as alive while it touches its lock, and as dead after 20 s of silence', () => {
  leave({ host: 'elsewhere', pid: 1, start: null }, 15)
  expect(() => lockFolder(folder)).toThrow('process 1 on elsewhere')
  leave({ host: 'elsewhere', pid: 1, start: null }, 25)
  lockFolder(folder).release()
})

test('releasing does not remove the lock of someone who took over', () => {
  const lock = lockFolder(folder)
  leave({ ...here, pid: process.ppid, start: startOf(process.ppid) })
  lock.release()
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.ppid })
})

test('a guard that a killed process left behind is cleared for the next try', () => {
  leave({ ...here, pid: DEAD_PID, start: 'boot 1' })
  writeFileSync(`${file}.guard`, JSON.stringify({ ...here, pid: DEAD_PID, start: 'boot 1', nonce: 'g' }))
  expect(() => lockFolder(folder)).toThrow(FolderInUse)
  lockFolder(folder).release()
})
