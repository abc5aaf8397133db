// Keys of an order: whatever is put wherever, everything keeps its place.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOrderKey, keyBetween, keysBetween, keysKeeping } from './order.ts'

test('law: A1 a key lies between its neighbours, wherever one puts things for however long', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 120 }), (places) => {
      const keys: string[] = []
      for (const place of places) {
        const at = place % (keys.length + 1)
        const key = keyBetween(keys[at - 1] ?? null, keys[at] ?? null)
        expect(isOrderKey(key)).toBe(true)
        keys.splice(at, 0, key)
      }
      expect(keys).toEqual([...new Set(keys)].sort((a, b) => (a < b ? -1 : 1)))
    }),
  )
})

test('A1 a thousand at the end keep short keys, and many at once too', () => {
  let last: string | null = null
  for (let n = 0; n < 1000; n++) last = keyBetween(last, null)
  expect(last?.length).toBeLessThanOrEqual(20)
  const many = keysBetween(null, null, 1000)
  expect(Math.max(...many.map(({ length }) => length))).toBeLessThanOrEqual(4)
  expect(many).toEqual([...many].sort((a, b) => (a < b ? -1 : 1)))
})

test('A1 between equal keys, or keys the wrong way round, there is nothing', () => {
  expect(() => keyBetween('a', 'a')).toThrow(RangeError)
  expect(() => keyBetween('b', 'a')).toThrow(RangeError)
})

test('what has a key keeps it where the order allows, and the rest stands between', () => {
  expect(keysKeeping([])).toEqual([])
  expect(keysKeeping([undefined, undefined])).toEqual(keysBetween(null, null, 2))
  expect(keysKeeping(['G', undefined, 'V', undefined])).toEqual(['G', expect.any(String), 'V', expect.any(String)])
  const keys = keysKeeping([undefined, 'V', undefined, 'G', undefined])
  expect(keys[1]).toBe('V')
  expect(keys).toEqual(keys.toSorted())
  expect(new Set(keys).size).toBe(5)
})
