// Whoever is fast is not told that they themselves were faster; whoever was slower than somebody else is.
import { expect, test } from 'vitest'
import { inTurn } from './in-turn.ts'

/** A server that refuses every version but the newest. */
function server() {
  let version = 0
  const change = async (named: number) => {
    await Promise.resolve()
    if (named !== version) throw new Error(`conflict at ${version}`)
    version += 1
    return { version }
  }
  const byAnother = () => {
    version += 1
  }
  return { change, byAnother }
}

test('two changes of one person at once both hold, in their order', async () => {
  const { change } = server()
  const shown = { id: 'fast', version: 0 }
  expect(await Promise.all([inTurn(shown, change), inTurn(shown, change), inTurn(shown, change)])).toEqual([
    { id: 'fast', version: 1 },
    { id: 'fast', version: 2 },
    { id: 'fast', version: 3 },
  ])
})

test('what somebody else changed since is refused, also after changes of one’s own', async () => {
  const { change, byAnother } = server()
  const shown = { id: 'slow', version: 0 }
  await inTurn(shown, change)
  byAnother()
  await expect(inTurn(shown, change)).rejects.toThrow('conflict at 2')
  expect(await inTurn({ id: 'slow', version: 2 }, change)).toEqual({ id: 'slow', version: 3 })
  // What was shown before the other's change is not taken for one's own.
  await expect(inTurn({ id: 'slow', version: 1 }, change)).rejects.toThrow('conflict at 3')
})

test('a change that was refused does not hold up the next', async () => {
  const { change } = server()
  const shown = { id: 'refused', version: 0 }
  const refused = inTurn(shown, () => Promise.reject(new Error('no')))
  const next = inTurn(shown, change)
  await expect(refused).rejects.toThrow('no')
  expect(await next).toEqual({ id: 'refused', version: 1 })
})
