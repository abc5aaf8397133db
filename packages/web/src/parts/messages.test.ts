// Messages and questions: few at a time, each told to who draws them, each question answered once.
import { afterEach, describe, expect, test, vi } from 'vitest'
import { askedNow, confirmed } from './confirm.ts'
import { addToast, dropToast, toastsNow, watchToasts } from './toasts.ts'

afterEach(() => {
  for (const { id } of toastsNow()) dropToast(id)
  askedNow()?.answer(false)
})

describe('messages', () => {
  test('at most three stand there; the oldest goes first', () => {
    for (const text of ['a', 'b', 'c', 'd']) addToast({ kind: 'done', text })
    expect(toastsNow().map(({ text }) => text)).toEqual(['b', 'c', 'd'])
  })
  test('coming and going is told, until nobody wants to hear it', () => {
    const told = vi.fn()
    const stop = watchToasts(told)
    addToast({ kind: 'done', text: 'a' })
    dropToast(toastsNow()[0]?.id ?? -1)
    expect(told).toHaveBeenCalledTimes(2)
    expect(toastsNow()).toEqual([])
    stop()
    addToast({ kind: 'done', text: 'b' })
    expect(told).toHaveBeenCalledTimes(2)
  })
})

describe('questions', () => {
  const question = { title: 'Remove?', action: 'Remove' }
  test('are answered with yes or no, and gone', async () => {
    const first = confirmed(question)
    askedNow()?.answer(true)
    expect(await first).toBe(true)
    expect(askedNow()).toBeNull()
  })
  test('a new question answers the open one with no', async () => {
    const first = confirmed(question)
    const second = confirmed({ ...question, title: 'Erase?' })
    expect(await first).toBe(false)
    expect(askedNow()?.title).toBe('Erase?')
    askedNow()?.answer(true)
    expect(await second).toBe(true)
  })
})
