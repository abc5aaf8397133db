// Settings of connections typed as lines.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { optionsOf, textOf } from './options.ts'

test('settings come back as they were typed, and what is no line of that form is left out', () => {
  expect(optionsOf('owner = shop\n\n nonsense \nquery = a=b\n= x')).toEqual({ owner: 'shop', query: 'a=b' })
  const word = fc.stringMatching(/^[a-z]{1,8}$/)
  fc.assert(
    fc.property(fc.dictionary(word, fc.stringMatching(/^[a-z= ]{0,8}$/)), (options) => {
      const trimmed = Object.fromEntries(Object.entries(options).map(([name, value]) => [name, value.trim()]))
      expect(optionsOf(textOf(options))).toEqual(trimmed)
    }),
  )
})
