// Every change that can be made has words of its own in the log.
import { operations } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { partsOf } from './operation.ts'

/** Asks and tries without changing anything, or is logged as a sign-in. */
const NOT_LOGGED = new Set([
  ...['signIn', 'signOut', 'signInWithPasskey', 'finishProviderSignIn', 'setUp'],
  ...['startPasskeySignIn', 'startProviderSignIn', 'startPasskeyProof', 'proveIdentity', 'proveWithPasskey'],
  ...['askPasswordReset', 'checkImport', 'checkProvider', 'lookAtInvitation', 'tryMapping', 'validateFlow'],
  ...['parseCondition', 'printCondition', 'previewTemplate', 'previewPublicPage', 'previewWorkingCalendar'],
  ...['previewAtlasImport', 'openShare', 'openInsightLink', 'tellPlace'],
])

test('every operation that changes something is written in words', () => {
  const changing = Object.entries(operations).filter(([, { method }]) => (method as string) !== 'GET')
  const wordless = changing.map(([name]) => name).filter((name) => !NOT_LOGGED.has(name) && partsOf(name) === undefined)
  expect(changing.length).toBeGreaterThan(50)
  expect(wordless).toEqual([])
})
