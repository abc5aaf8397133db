// Cursors as opaque text: what goes in comes out, and nothing else gets in.
import { Problem } from '@lotse/core/base'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cursorOf, pageOf, positionOf } from './cursor.ts'

test('law: a position survives its cursor', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.string({ maxLength: 100 }), (at, key) => {
      expect(positionOf(cursorOf([at, key]), 'number', 'string')).toEqual([at, key])
    }),
  )
})

test('law: no text makes it throw anything but a problem naming the cursor', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json().map((text) => Buffer.from(text).toString('base64url')),
      ),
      (text) => {
        try {
          positionOf(text, 'number')
        } catch (error) {
          expect(error).toBeInstanceOf(Problem)
          expect(error).toMatchObject({ code: 'request.invalid', facts: { field: 'cursor' } })
        }
      },
    ),
  )
})

test('the last page has no next, also when it is full', () => {
  const page = (rows: number[]) => pageOf(rows, { limit: 2, show: String, place: (row) => [row] })
  expect(page([])).toEqual({ items: [], next: null })
  expect(page([9, 8])).toEqual({ items: ['9', '8'], next: null })
  expect(page([9, 8, 7])).toEqual({ items: ['9', '8'], next: cursorOf([8]) })
})
