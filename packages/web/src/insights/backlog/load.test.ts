// What lies before departments: each counted once.
import type { DepartmentFilter } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadOf, withBelow } from './load.ts'

const filter = (more: Partial<DepartmentFilter>): DepartmentFilter => ({
  unitId: '1',
  own: false,
  from: null,
  mode: 'person',
  approvers: [],
  capacity: null,
  waiting: 0,
  longest: null,
  median: null,
  underWay: 0,
  ...more,
})

test('the longest of all waits longest, and the middle is told of one alone', () => {
  const web = filter({ waiting: 2, longest: '2026-11-01T00:00:00Z', median: '2026-11-05T00:00:00Z', underWay: 1 })
  const shop = filter({ waiting: 1, longest: '2026-10-01T00:00:00Z', median: '2026-10-01T00:00:00Z', underWay: 3 })
  expect(loadOf([web])).toMatchObject({ waiting: 2, median: web.median })
  expect(loadOf([web, shop])).toEqual({
    waiting: 3,
    longest: shop.longest,
    median: null,
    underWay: 4,
    capacity: null,
  })
})

test('a capacity that was inherited counts once, where it was said', () => {
  expect(loadOf([filter({ own: true, capacity: 5 }), filter({ from: '1', capacity: 5 })]).capacity).toBe(5)
})

test('a unit comes with all below it and nothing else, whatever the order', () => {
  const law = fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 20 }), (parents) => {
    // Each unit stands under an earlier one, or under none.
    const units = parents.map((parent, at) => ({ id: String(at), parentId: parent < at ? String(parent) : null }))
    const under = (id: string | null): boolean =>
      id === '0' || (id !== null && under(units.find((one) => one.id === id)?.parentId ?? null))
    const expected = units.filter(({ id }) => under(id)).map(({ id }) => id)
    expect([...withBelow(units.toReversed(), '0')].toSorted()).toEqual(expected.toSorted())
  })
  fc.assert(law)
})
