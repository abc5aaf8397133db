// Undoing: said once it is done, never before; what failed says what to do, and is offered again where that may help.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { Refused, Unreachable } from '../api.ts'
import type { Translate } from '../words/index.ts'
import { startWords } from '../words/index.ts'
import { addToast, dropToast, type Toast, toastsNow, type Undo } from './toasts.ts'
import { takeBack } from './undoing.ts'

let t: Translate

beforeAll(async () => {
  t = (await startWords('en')).t
})
afterEach(() => {
  for (const { id } of toastsNow()) dropToast(id)
})

const shown = () => toastsNow().map(({ kind, text }) => `${kind}: ${text}`)

function offered(undo: Undo): Toast {
  addToast({ kind: 'done', text: 'Saved', undo })
  const toast = toastsNow().at(-1)
  if (toast === undefined) throw new Error('No message')
  return toast
}

test('“Undone” is said only after the answer came; until then that it is under way', async () => {
  let answer = (_: unknown): void => {}
  const undone = takeBack(
    t,
    offered(() => new Promise((done) => (answer = done))),
  )
  await Promise.resolve()
  expect(shown()).toEqual(['waiting: Undoing …'])
  answer({})
  await undone
  expect(shown()).toEqual(['done: Undone'])
  expect(toastsNow()[0]?.undo).toBeUndefined()
})

test('what failed for now says what to do, and is done by trying again', async () => {
  let tries = 0
  const undo: Undo = async () => {
    tries += 1
    if (tries === 1) throw new Unreachable('PATCH')
  }
  await takeBack(t, offered(undo))
  const [failed] = toastsNow()
  expect(failed?.text).toMatch(/^Not undone\. .*Check that Lotse is running/)
  if (failed === undefined) throw new Error('No message')
  await takeBack(t, failed)
  expect(tries).toBe(2)
  expect(shown()).toEqual(['done: Undone'])
})

test('what was refused for good says why and is not offered again', async () => {
  await takeBack(
    t,
    offered(async () => {
      throw new Refused(409, 'conflict', {})
    }),
  )
  expect(toastsNow()).toMatchObject([{ kind: 'failed', text: expect.stringMatching(/^Not undone\. .*Reload/) }])
  expect(toastsNow()[0]?.undo).toBeUndefined()
})

test('the outcome is said, too, where the message was closed meanwhile', async () => {
  let fail = (_: unknown): void => {}
  const undone = takeBack(
    t,
    offered(() => new Promise((_, failed) => (fail = failed))),
  )
  for (const { id } of toastsNow()) dropToast(id)
  fail(new Refused(503, 'server.unavailable', {}))
  await undone
  expect(toastsNow()).toMatchObject([{ kind: 'failed', text: expect.stringMatching(/^Not undone/) }])
})

test('a way back that promises nothing is not taken by the compiler', () => {
  // @ts-expect-error what returns nothing at once cannot be waited for
  const nothing: Undo = () => {}
  expect(nothing()).toBeUndefined()
})

test('no way back swallows why it failed: the message says it', () => {
  const folder = join(import.meta.dirname, '..')
  const swallowing = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
    .filter((name) =>
      offersIn(readFileSync(join(folder, name), 'utf8')).some((call) => /\.catch\(|\.mutate\(/.test(call)),
    )
  expect(swallowing).toEqual([])
  expect(offersIn('offerUndo(t("a"), () => b(1).catch(c))')).toEqual(['(t("a"), () => b(1).catch(c))'])
})

/** What stands between the parentheses of each offer, with them. */
function offersIn(text: string): string[] {
  return [...text.matchAll(/\bofferUndo(?=\()/g)].map(({ index, 0: name }) => {
    const rest = text.slice(index + name.length)
    let depth = 0
    const end = [...rest].findIndex((sign) => {
      if (sign === '(') depth += 1
      if (sign === ')') depth -= 1
      return depth === 0
    })
    return rest.slice(0, end + 1)
  })
}
