// Agreed words are found in texts with what is meant by them.
import type { AtlasRecord } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { meaningsOf } from './meanings.ts'

const term = (id: string, fields: AtlasRecord['fields']): AtlasRecord => ({
  id,
  kind: 'term',
  journey: null,
  fields,
  removed: false,
})
const terms = [
  term('delivery', {
    name: { de: 'Lieferung', en: 'Delivery' },
    about: { de: 'Bis es beim Kunden ist.' },
    synonyms: { de: 'Zustellung, Versand' },
  }),
  term('old', { name: { de: 'Warensendung' }, replacedBy: 'delivery' }),
  term('bare', { name: { de: 'Retoure' } }),
  term('odd', { name: { de: 'C++ (neu)' }, about: { de: 'Eine Sprache.' } }),
]
const sentence = (name: string) => `Vereinbart: ${name}.`
const { split, termsIn } = meaningsOf({ taxonomies: [], terms }, { language: 'de', sentence })
const meant = 'Bis es beim Kunden ist.'

test('[R1.16] a term says what is meant where its word stands, in any case and language', () => {
  expect(split('Die Lieferung kommt')).toEqual(['Die ', { word: 'Lieferung', meaning: meant }, ' kommt'])
  expect(split('DELIVERY!')).toEqual([{ word: 'DELIVERY', meaning: meant }, '!'])
  expect(split('Lieferung')).toEqual([{ word: 'Lieferung', meaning: meant }])
})

test('[R1.16] synonyms and what was replaced say which word is agreed, too', () => {
  const instead = `Vereinbart: Lieferung. ${meant}`
  expect(split('Zustellung, Warensendung')).toEqual([
    { word: 'Zustellung', meaning: instead },
    ', ',
    { word: 'Warensendung', meaning: instead },
  ])
  expect(termsIn('Versand und Lieferung und C++ (neu)').map(({ id }) => id)).toEqual(['delivery', 'odd'])
})

test('parts of other words, words without a meaning and plain texts stay as they are', () => {
  expect(split('Versandkosten')).toEqual(['Versandkosten'])
  expect(split('Retoure')).toEqual(['Retoure'])
  expect(split('')).toEqual([''])
  expect(split('Nichts davon')).toBe(split('Nichts davon'))
  expect(split('in C++ (neu) geschrieben')[1]).toEqual({ word: 'C++ (neu)', meaning: 'Eine Sprache.' })
  const none = meaningsOf({ taxonomies: [], terms: [] }, { language: 'de', sentence })
  expect(none.split('Lieferung')).toEqual(['Lieferung'])
  expect(none.termsIn('Lieferung')).toEqual([])
})
