// The table of operations as a whole: that each can be described, addressed and refused.
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { actions, mayRole, type Operation, operations, permissions, requestOf, roles } from './index.ts'

const all = Object.entries(operations).map(([name, operation]): [string, Operation] => [name, operation])

describe.each(all)('%s', (_, operation) => {
  test('every shape can be written as JSON Schema', () => {
    for (const shape of [operation.params, operation.query, operation.body])
      if (shape) expect(z.toJSONSchema(shape, { io: 'input' })).toBeTypeOf('object')
    for (const shape of [operation.answer, operation.stream, operation.download])
      if (shape) expect(z.toJSONSchema(shape)).toBeTypeOf('object')
  })

  test('the parameters of the path are those of the shape', () => {
    const named = [...operation.path.matchAll(/\{(\w+)\}/g)].map((found) => found[1])
    const shape = operation.params instanceof z.ZodObject ? Object.keys(operation.params.shape) : []
    expect(named).toEqual(shape)
  })

  test('it answers one thing: a document, a stream, a file, or nothing with 204', () => {
    const { answer, stream, download, file, status } = operation
    const kinds = [
      answer !== undefined,
      stream !== undefined,
      download !== undefined,
      file !== undefined,
      status === 204,
    ]
    expect(kinds.filter(Boolean)).toHaveLength(1)
  })

  test('whoever may call it stands in the table of permissions', () => {
    if (operation.allow !== 'public' && operation.allow !== 'member')
      expect(permissions).toHaveProperty([operation.allow])
  })
})

test('every file can be asked for in each form and language', () => {
  for (const [name, { download, query }] of all)
    if (download) expect(query?.parse({ format: 'ndjson', language: 'de' }), name).toMatchObject({ language: 'de' })
})

test('no two operations share method and path', () => {
  const places = all.map(([, operation]) => `${operation.method} ${operation.path}`)
  expect(new Set(places).size).toBe(places.length)
})

test('an admin may do everything, a viewer changes nothing', () => {
  for (const action of actions) expect(mayRole('admin', action)).toBe(true)
  for (const action of actions) if (mayRole('viewer', action)) expect(action).toMatch(/\.read$/)
})

test('every role may see the figures', () => {
  for (const role of roles) expect(mayRole(role, 'stats.read')).toBe(true)
})

test('a request names its parameters, query and body; text is encoded, what is undefined is left out', () => {
  expect(requestOf('listCustomers', { query: { identity: 'email:a+b@c', cursor: undefined } })).toEqual({
    method: 'GET',
    path: '/api/v1/customers?identity=email%3Aa%2Bb%40c',
    body: undefined,
  })
  expect(requestOf('pauseFlow', { params: { id: 'cart' }, body: { mode: 'hold' } })).toEqual({
    method: 'POST',
    path: '/api/v1/flows/cart/pause',
    body: '{"mode":"hold"}',
  })
})
