// Work in turn: never more at once than allowed, in the order of coming, the surplus refused.
import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

/** Work that ends when told so. */
function held(): { readonly work: () => Promise<void>; end(): void; readonly begun: () => boolean } {
  let end = (): void => undefined
  let begun = false
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const work = () => {
    begun = true
    return ended
  }
  return { work, end: () => end(), begun: () => begun }
}

test('one at a time, the next when it ends, one too many is told to come back', async () => {
  const inTurn = createTurns({ atOnce: 1, waiting: 1, retryAfterS: 5 })
  const [first, second] = [held(), held()]
  const one = inTurn(first.work)
  const two = inTurn(second.work)
  await expect(inTurn(async () => 3)).rejects.toMatchObject({ code: 'server.unavailable', facts: { retryAfterS: 5 } })
  expect([first.begun(), second.begun()]).toEqual([true, false])
  first.end()
  await one
  expect(second.begun()).toBe(true)
  second.end()
  await two
  expect(await inTurn(async () => 4)).toBe(4)
})

test('work that fails makes room', async () => {
  const inTurn = createTurns({ atOnce: 1, waiting: 0, retryAfterS: 5 })
  await expect(inTurn(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await inTurn(async () => 1)).toBe(1)
})
