import { QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { Answers } from './answers.ts'

/** A question whose answers come when the test lets them, each with what was true when it was asked. */
function question() {
  let truth = 'before'
  const open: (() => void)[] = []
  const client = new Answers({ defaultOptions: { queries: { retry: false } } })
  const queryFn = () => {
    const known = truth
    return new Promise<string>((resolve) => open.push(() => resolve(known)))
  }
  const observer = new QueryObserver(client, { queryKey: ['notes', 1], queryFn })
  const leave = observer.subscribe(() => {})
  return {
    client,
    leave,
    shown: () => observer.getCurrentResult().data,
    asked: () => open.length,
    change: () => {
      truth = 'after'
    },
    answer: (index: number) => open[index]?.(),
  }
}

test('what is changed while the first answer is under way is shown all the same', async () => {
  const { client, leave, shown, asked, change, answer } = question()
  change()
  const fresh = client.invalidateQueries({ queryKey: ['notes'] })
  answer(0)
  await expect.poll(asked).toBe(2)
  expect(shown()).toBe('before')
  answer(1)
  await fresh
  expect(shown()).toBe('after')
  leave()
})

test('an answer that had come is asked for again once, not twice', async () => {
  const { client, leave, shown, asked, change, answer } = question()
  answer(0)
  await expect.poll(shown).toBe('before')
  change()
  const fresh = client.invalidateQueries({ queryKey: ['notes'] })
  answer(1)
  await fresh
  expect([shown(), asked()]).toEqual(['after', 2])
  leave()
})

test('questions of another name are left alone', async () => {
  const { client, leave, asked, answer } = question()
  const fresh = client.invalidateQueries({ queryKey: ['others'] })
  answer(0)
  await fresh
  expect(asked()).toBe(1)
  leave()
})
