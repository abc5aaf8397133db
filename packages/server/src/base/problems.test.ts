// Which errors are answered as "try again", and how the answer says when.
import { expect, test } from 'vitest'
import { refusalOf } from './problems.ts'

const coded = (code: string, more: object = {}) => Object.assign(new Error(code), { code }, more)

test.each([
  ['a connection that the database ended', new Error('Connection terminated unexpectedly')],
  ['no connection in time', new Error('timeout exceeded when trying to connect')],
  ['no answer to a new connection', new Error('timeout expired')],
  ['a database that shuts down', coded('57P01')],
  ['too many clients', coded('53300')],
  ['nobody listens', coded('ECONNREFUSED')],
  ['a socket that is not there yet', coded('ENOENT', { syscall: 'connect' })],
])('E10 %s is answered as passing, with the time to wait', (_, error) => {
  expect(refusalOf(error)).toMatchObject({ code: 'server.unavailable', status: 503, facts: { retryAfterS: 2 } })
})

test.each([
  ['a missing file', coded('ENOENT', { syscall: 'open' })],
  ['a query that is wrong', coded('42601')],
  ['anything else', new TypeError('x is not a function')],
  ['what is no error', 'Connection terminated'],
])('%s is a fault of ours', (_, error) => {
  expect(refusalOf(error)).toBeUndefined()
})
