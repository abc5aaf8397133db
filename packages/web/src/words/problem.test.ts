// Every refusal that the console explains exists, and each failure gets a sentence in both languages.
import { problems } from '@lotse/core/base'
import { expect, test } from 'vitest'
import { Refused, Unreachable } from '../api.ts'
import { startWords } from './index.ts'
import { explained, problemText, worthRetrying } from './problem.ts'

test('every explained code stands in the table of problems', () => {
  expect(Object.keys(explained).filter((code) => !(code in problems))).toEqual([])
})

test('a wrong password is explained in the language of the reader', async () => {
  const failure = new Refused(401, 'auth.wrong_password', {})
  const { t: de } = await startWords('de')
  const { t: en } = await startWords('en')
  expect(problemText(de, failure)).toMatch(/^E-Mail oder Passwort stimmt nicht/)
  expect(problemText(en, failure)).toMatch(/^E-mail or password is wrong/)
})

test('an unexplained refusal is shown with the server’s own title', async () => {
  const { t } = await startWords('en')
  const failure = new Refused(422, 'flow.invalid', { title: 'The flow has faults' })
  expect(problemText(t, failure)).toBe('The server refused this: The flow has faults.')
})

test('a dead network says what to check, a bug says to reload', async () => {
  const { t } = await startWords('en')
  expect(problemText(t, new Unreachable('x'))).toMatch(/Check that Lotse is running/)
  expect(problemText(t, new TypeError('x'))).toMatch(/Reload/)
})

test('only what may pass by itself is worth another try', () => {
  expect(worthRetrying(new Refused(403, 'auth.forbidden', {}))).toBe(false)
  expect(worthRetrying(new Refused(429, 'auth.too_many_tries', {}))).toBe(true)
  expect(worthRetrying(new Refused(503, 'server.unavailable', {}))).toBe(true)
  expect(worthRetrying(new Unreachable('x'))).toBe(true)
})
