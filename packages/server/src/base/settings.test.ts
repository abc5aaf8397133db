// Settings as they are stored, whoever stored them.
import { expect, test } from 'vitest'
import { settingsOf } from './settings.ts'

const DEFAULTS = {
  ...{ topics: [], contactsIdentify: true, blockedIdentities: [], country: null, pageTexts: {} },
  languages: [],
}

test.each([undefined, null, 'x', {}])('%j is all as by default', (stored) => {
  expect(settingsOf(stored)).toEqual(DEFAULTS)
})

test('one that cannot be read does not take the others along', () => {
  expect(settingsOf({ topics: 'news', blockedIdentities: ['guest'], later: 1 })).toEqual({
    ...DEFAULTS,
    blockedIdentities: ['guest'],
  })
})
