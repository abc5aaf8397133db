// Who is in charge, and whose filter holds, in random trees of units.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chargeOf, FIRST_FILTER, filterFor, lineOf } from './charge.ts'

/** Units 0 to n, each below one with a lesser number or below none. */
const trees = fc
  .array(fc.integer({ min: -1, max: 30 }), { minLength: 1, maxLength: 30 })
  .map((above) => new Map(above.map((one, id) => [id, one < 0 || one >= id ? null : one] as const)))
const some = fc.array(fc.integer({ min: 0, max: 29 }), { maxLength: 6 })

test('I18 who is named is in charge, else whoever owns what is concerned, else whose it is', () => {
  const parents = new Map([
    [1, null],
    [2, 1],
    [3, 1],
    [4, null],
  ])
  expect(chargeOf({ named: 4, owners: [2], own: 1 }, parents)).toEqual({ unit: 4, why: 'named' })
  expect(chargeOf({ named: null, owners: [2, 2], own: 4 }, parents)).toEqual({ unit: 2, why: 'concerned' })
  expect(chargeOf({ named: null, owners: [2, 1, 3], own: 4 }, parents)).toEqual({ unit: 1, why: 'concerned' })
  expect(chargeOf({ named: null, owners: [2, 3], own: 4 }, parents)).toEqual({ unit: null, why: 'several' })
  expect(chargeOf({ named: null, owners: [], own: 4 }, parents)).toEqual({ unit: 4, why: 'own' })
  expect(chargeOf({ named: null, owners: [], own: null }, parents)).toEqual({ unit: null, why: 'nobody' })
})

test('law: I18 of several owners the one in charge is one of them and above all of them; the order does not show', () => {
  fc.assert(
    fc.property(trees, some, (parents, owners) => {
      const { unit, why } = chargeOf({ named: null, owners, own: null }, parents)
      const above = owners.filter((one) => owners.every((other) => lineOf(other, parents).includes(one)))
      expect(new Set(above).size).toBeLessThanOrEqual(1)
      expect(unit).toBe(above[0] ?? null)
      expect(why).toBe(owners.length === 0 ? 'nobody' : unit === null ? 'several' : 'concerned')
      expect(chargeOf({ named: null, owners: owners.toReversed(), own: null }, parents)).toEqual({ unit, why })
    }),
  )
})

test('law: I19 a unit has its own filter, else that of the nearest above, else a person decides', () => {
  fc.assert(
    fc.property(trees, some, fc.integer({ min: 0, max: 29 }), (parents, having, unit) => {
      const filters = new Map(having.map((id) => [id, { ...FIRST_FILTER, capacity: id + 1 }]))
      const { filter, of } = filterFor(unit, filters, parents)
      let at: number | null = unit
      while (at !== null && !filters.has(at)) at = parents.get(at) ?? null
      expect(of).toBe(at)
      expect(filter.capacity).toBe(at === null ? null : at + 1)
    }),
  )
  expect(filterFor(null, new Map([[1, FIRST_FILTER]]), new Map())).toEqual({ filter: FIRST_FILTER, of: null })
  // A ring cannot be, and still it ends.
  expect(
    lineOf(
      1,
      new Map([
        [1, 2],
        [2, 1],
      ]),
    ),
  ).toEqual([1, 2])
})
