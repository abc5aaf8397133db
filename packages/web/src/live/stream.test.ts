// The live connection: says how it is, ignores what is no JSON, comes back by itself with growing pauses, stops when told.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listen, retryMs } from './stream.ts'

/** An EventSource whose other side is the test. */
class Line extends EventTarget {
  readyState = 0
  closed = false
  close(): void {
    this.closed = true
    this.readyState = 2
  }
  say(event: string, data: string): void {
    this.dispatchEvent(new MessageEvent(event, { data }))
  }
  breakDown(forGood: boolean): void {
    this.readyState = forGood ? 2 : 0
    this.dispatchEvent(new Event('error'))
  }
}

const call = () => {
  const lines: Line[] = []
  const heard: unknown[] = []
  const states: string[] = []
  let refused = 0
  const stop = listen(
    '/live',
    {
      event: 'snapshot',
      onData: (data) => heard.push(data),
      onState: (state) => states.push(state),
      onRefused: () => {
        refused += 1
      },
    },
    () => {
      const line = new Line()
      lines.push(line)
      return line
    },
  )
  return { lines, heard, states, stop, refused: () => refused, line: () => lines.at(-1) ?? new Line() }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('data is parsed and handed on; what is no JSON is dropped', () => {
  const { line, heard } = call()
  line().say('snapshot', '{"a":1}')
  line().say('snapshot', '{"a"')
  line().say('other', '{"a":2}')
  expect(heard).toEqual([{ a: 1 }])
})

test('a short break is left to the browser, which resumes where it was', () => {
  const { lines, line, states } = call()
  line().dispatchEvent(new Event('open'))
  line().breakDown(false)
  line().dispatchEvent(new Event('open'))
  expect(states).toEqual(['connecting', 'open', 'waiting', 'open'])
  expect(lines).toHaveLength(1)
})

test('a refused connection is asked about and opened anew, later each time', () => {
  const { lines, line, refused } = call()
  line().breakDown(true)
  expect(refused()).toBe(1)
  vi.advanceTimersByTime(retryMs(0) - 1)
  expect(lines).toHaveLength(1)
  vi.advanceTimersByTime(1)
  expect(lines).toHaveLength(2)
  line().breakDown(true)
  vi.advanceTimersByTime(retryMs(1))
  expect(lines).toHaveLength(3)
})

test('pauses double and never pass half a minute', () => {
  expect([0, 1, 2, 3, 4, 5, 50].map(retryMs)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
})

test('stopping closes the line and asks no more', () => {
  const { lines, line, stop } = call()
  line().breakDown(true)
  stop()
  vi.advanceTimersByTime(60_000)
  expect(lines).toHaveLength(1)
  expect(line().closed).toBe(true)
})
