// The workspace's figures: one connection for all who read, closed a moment after the last, and then forgotten.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readWorkspace, workspaceNow } from './workspace.ts'

class Line extends EventTarget {
  static opened: Line[] = []
  readyState = 0
  closed = false
  readonly path: string
  constructor(path: string) {
    super()
    this.path = path
    Line.opened.push(this)
  }
  close(): void {
    this.closed = true
  }
  say(at: string): void {
    const snapshot = { at, eventsPerSecond: 2, customersMoving: 1, flows: [], lagMs: 0 }
    this.dispatchEvent(new MessageEvent('snapshot', { data: JSON.stringify(snapshot) }))
  }
}

beforeEach(() => {
  Line.opened = []
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Line)
})
afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('several readers share one connection and hear the same', () => {
  const [one, other] = [vi.fn(), vi.fn()]
  const stops = [readWorkspace(one), readWorkspace(other)]
  expect(Line.opened.map(({ path }) => path)).toEqual(['/api/v1/live'])
  const calls = one.mock.calls.length
  Line.opened[0]?.say('2026-11-22T00:00:00.000Z')
  expect(one.mock.calls.length).toBe(calls + 1)
  expect(other).toHaveBeenCalled()
  expect(workspaceNow().history.now?.eventsPerSecond).toBe(2)
  for (const stop of stops) stop()
})

test('a change of screens keeps it open; after the last reader it closes and forgets', () => {
  const stop = readWorkspace(() => {})
  Line.opened[0]?.say('2026-11-22T00:00:00.000Z')
  stop()
  vi.advanceTimersByTime(500)
  const again = readWorkspace(() => {})
  vi.advanceTimersByTime(60_000)
  expect(Line.opened).toHaveLength(1)
  expect(Line.opened[0]?.closed).toBe(false)
  again()
  vi.advanceTimersByTime(5000)
  expect(Line.opened[0]?.closed).toBe(true)
  expect(workspaceNow().history.now).toBeNull()
})
