// Keys of scales: always ones that the server takes, never one that stands.
import { scaleKey } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyFor } from './keys.ts'

test.each([
  ['Legal risk', [], 'legalRisk'],
  ['Größe', [], 'grosse'],
  ['Impact', ['impact'], 'impact2'],
  ['Impact', ['impact', 'impact2'], 'impact3'],
  ['5 Sterne', [], 'scale5Sterne'],
  ['影響', [], 'scale'],
  ['constructor', [], 'constructor2'],
])('%s beside %j becomes %s', (name, taken, key) => {
  expect(keyFor(name, taken)).toBe(key)
})

test('whatever is typed, the key is one and is free', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string()), (name, taken) => {
      const key = keyFor(name, taken)
      expect(scaleKey.safeParse(key).success).toBe(true)
      expect(taken).not.toContain(key)
    }),
  )
})
