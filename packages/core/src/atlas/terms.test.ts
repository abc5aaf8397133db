// The words a company agreed on: what may stand where, what is flagged, and one term in the place of another.
import type { AtlasKind, AtlasRecord } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { faultsOfTerms, refusedTerms, termReview, termsWith } from './terms.ts'

const make = (kind: AtlasKind, id: string, fields: AtlasRecord['fields'], removed = false): AtlasRecord => ({
  id,
  kind,
  journey: null,
  fields,
  removed,
})
const term = (id: string, fields: AtlasRecord['fields'], removed = false) =>
  make('term', id, { taxonomy: 'phases', ...fields }, removed)
const vocabulary = new Map(
  [
    make('taxonomy', 'phases', {
      name: { de: 'Phasen' },
      policy: 'refuse',
      of: ['phase'],
      expected: true,
      single: true,
    }),
    make('taxonomy', 'topics', { name: { de: 'Themen' }, policy: 'flag' }),
    term('buy', { name: { de: 'Kaufen', en: 'Buying' }, synonyms: { de: 'Erwerb, Shopping\nEinkauf' } }),
    term('use', { name: { de: 'Nutzen' } }),
    term('own', { name: { de: 'Besitzen' }, replacedBy: 'have' }),
    term('have', { name: { de: 'Haben' }, replacedBy: 'use' }),
    term('lost', { name: { de: 'Verloren' } }, true),
    term('ring', { name: { de: 'Ring' }, replacedBy: 'ring2' }),
    term('ring2', { name: { de: 'Ring zwei' }, replacedBy: 'ring' }),
    term('price', { name: { de: 'Preis' }, taxonomy: 'topics' }),
    term('dear', { name: { de: 'Teuer' }, taxonomy: 'topics', replacedBy: 'price' }),
  ].map((record) => [record.id, record]),
)
const phase = (terms: string[], name = 'Irgendwas') => make('phase', 'p', { name: { de: name }, order: 'V', terms })
const faults = (record: AtlasRecord) =>
  faultsOfTerms(record, vocabulary).map(({ what, term: of, instead }) => [what, of, instead].filter(Boolean).join(' '))

test.each([
  ['one that stands', ['buy'], []],
  ['one that was put aside', ['lost'], ['gone lost']],
  ['one that another replaced, and that one another', ['own'], ['replaced own use']],
  ['some that replace each other in a ring', ['ring'], ['replaced ring ring2']],
  ['a second one', ['buy', 'use'], ['several use']],
  ['one of another taxonomy for all', ['price', 'buy'], []],
] as const)('A8 a term on a record: %s', (_, terms, found) => {
  expect(faults(phase([...terms]))).toEqual(found)
})

test('A8 a term whose taxonomy is for other records is foreign', () => {
  expect(faults(make('step', 's', { terms: ['buy', 'price'] }))).toEqual(['foreign buy'])
})

test('A8 a taxonomy that refuses refuses what a change brings, and leaves alone what stood there', () => {
  const refused = (before: string[] | undefined, after: string[], removed = false) =>
    refusedTerms({ before: before && phase(before), after: { ...phase(after), removed } }, vocabulary).map(
      ({ what }) => what,
    )
  expect(refused(undefined, ['own'])).toEqual(['replaced'])
  expect(refused(['own'], ['own'])).toEqual([])
  expect(refused(['own'], ['own', 'price'])).toEqual([])
  expect(refused(['buy'], ['use', 'buy'])).toEqual(['several'])
  expect(refused(['buy', 'use'], ['buy', 'use'])).toEqual([])
  expect(refused([], ['dear'])).toEqual([])
  expect(refused([], ['own'], true)).toEqual([])
})

test('A8 A9 a review names what is missing and what is called otherwise than agreed', () => {
  const review = termReview(vocabulary)
  const seen = (record: AtlasRecord) =>
    review(record).map(({ what, instead }) => [what, instead].filter(Boolean).join(' '))
  expect(seen(phase(['buy'], 'Kaufen'))).toEqual([])
  expect(seen(phase([], 'Kaufen'))).toEqual(['missing'])
  expect(seen(phase(['buy'], ' SHOPPING '))).toEqual(['wording buy'])
  expect(seen(phase(['use'], 'Besitzen'))).toEqual(['wording use'])
  expect(seen(make('step', 's', { name: { de: 'Shopping' } }))).toEqual([])
  expect(seen(make('step', 's', { name: { de: 'teuer' } }))).toEqual(['wording price'])
})

test('A9 a term takes the place of another where it stood, once', () => {
  expect(termsWith(phase(['a', 'b', 'c']), { old: 'b', by: 'd' })).toEqual(['a', 'd', 'c'])
  expect(termsWith(phase(['a', 'b', 'c']), { old: 'b', by: 'a' })).toEqual(['a', 'c'])
  expect(termsWith(phase(['a']), { old: 'b', by: 'a' })).toBeUndefined()
})
