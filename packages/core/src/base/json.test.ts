// Paths into JSON, and its canonical text.
import { expect, test } from 'vitest'
import { atPath, canonicalJson } from './json.ts'

const json = JSON.parse('{"a":{"b":{"c":1}},"list":[{"x":"y"},2],"__proto__":{"own":true},"n":null,"":{"":5}}')

test.each([
  ['a.b.c', 1],
  ['list.0.x', 'y'],
  ['list.1', 2],
  ['n', null],
  ['.', 5],
  ['__proto__.own', true],
])('%s is found', (path, value) => {
  expect(atPath(json, path)).toEqual(value)
})

test.each([
  'a.x',
  'a.b.c.d',
  'list.2',
  'list.-1',
  'list.00',
  'list.length',
  'n.x',
  'a.',
  'toString',
  'a.constructor',
  'a.__proto__',
  'a.b.hasOwnProperty',
])('%s is missing: own properties only', (path) => {
  expect(atPath(json, path)).toBeUndefined()
})

test('paths of absurd length find nothing', () => {
  expect(atPath({ ['a'.repeat(201)]: 1 }, 'a'.repeat(201))).toBeUndefined()
  expect(atPath(undefined, 'a')).toBeUndefined()
})

test('the order of names does not show in canonical JSON', () => {
  expect(canonicalJson({ b: [1, { d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[1,{"c":null,"d":1}]}')
})
