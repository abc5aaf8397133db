// The console's table of operations is the protocol's; paths and refusals are as the server has them.
import { operations } from '@lotse/protocol'
import { describe, expect, test } from 'vitest'
import { pathOf, refusalOf } from './api.ts'
import { used } from './operations.ts'

test.each(Object.entries(used))('%s is the operation of that name', (name, place) => {
  const operation = operations[name as keyof typeof used]
  expect(`${operation.method} ${operation.path}`).toBe(place)
})

describe('paths', () => {
  test('parameters are encoded, so that no value can leave its place', () => {
    expect(pathOf('/api/v1/customers/{id}', { id: '../me?x=1' }, undefined)).toBe('/api/v1/customers/..%2Fme%3Fx%3D1')
  })
  test('a query leaves out what is not set', () => {
    expect(pathOf('/a', undefined, { identity: 'email:a+b@c.de', cursor: undefined, limit: 5 })).toBe(
      '/a?identity=email%3Aa%2Bb%40c.de&limit=5',
    )
  })
})

describe('refusals', () => {
  test.each([
    [401, { code: 'auth.missing' }, 'auth.missing'],
    [502, undefined, 'server.unavailable'],
    [418, 'tea', 'unknown'],
    [400, { code: 7 }, 'unknown'],
  ])('%d %j is %s', (status, answer, code) => expect(refusalOf(status, answer).code).toBe(code))
})
