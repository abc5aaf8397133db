// Paths of an example are those by which mappings find its values again.
import { expect, test } from 'vitest'
import { likelyReading, pathsIn, recordsIn, textOf, valueAt } from './paths.ts'

const EXAMPLE = { id: 7, customer: { email: 'a@b.de', tags: ['vip', 'new'] }, 'a.b': 1, nothing: null, empty: {} }

test('every value has a path, and is found by it', () => {
  const paths = pathsIn(EXAMPLE)
  expect(paths.map(({ path }) => path)).toEqual([
    'id',
    'customer.email',
    'customer.tags.0',
    'customer.tags.1',
    'a.b',
    'nothing',
  ])
  for (const { path, value } of paths) expect(valueAt(EXAMPLE, path)).toBe(value)
})

test('what is not there is not found; what every object has is not there either', () => {
  expect(valueAt(EXAMPLE, 'customer.name')).toBeUndefined()
  expect(valueAt(EXAMPLE, 'constructor.name')).toBeUndefined()
  expect(pathsIn('text')).toEqual([])
})

test('bodies are read as one record, several, or none', () => {
  expect(recordsIn('{"id":1}')).toEqual([{ id: 1 }])
  expect(recordsIn('[1,2]')).toEqual([1, 2])
  expect(recordsIn('rubbish')).toEqual([])
  expect(textOf({ a: 1 })).toBe('{"a":1}')
})

test.each([
  ['timestamp', 1_700_000_000, 'seconds'],
  ['timestamp', '1700000000000', 'milliseconds'],
  ['timestamp', '31.12.2026 14:05', 'dayFirst'],
  ['timestamp', '2026-11-19T10:00:00Z', 'dayFirst'],
  ['property', '1.234,50', 'comma'],
  ['property', 49.9, 'text'],
  ['userId', '1,5', 'text'],
] as const)('a %s like %s is read as %s', (target, value, reading) => {
  expect(likelyReading(target, value)).toBe(reading)
})
