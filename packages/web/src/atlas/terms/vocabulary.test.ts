import type { AtlasKind, AtlasRecord } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { agreedIn, replacedBy, termsOn, termsToGive } from './vocabulary.ts'

const record = (kind: AtlasKind, id: string, fields: AtlasRecord['fields'] = {}): AtlasRecord => ({
  id,
  kind,
  journey: null,
  fields: { name: { de: id }, ...fields },
  removed: false,
})
const taxonomies = [
  record('taxonomy', 'Themen', { of: ['step', 'insight'] }),
  record('taxonomy', 'Gefühl', { single: true }),
]
const terms = [
  record('term', 'Versand', { taxonomy: 'Themen', order: 'A', replacedBy: 'Lieferung' }),
  record('term', 'Öffnung', { taxonomy: 'Themen' }),
  record('term', 'Abholung', { taxonomy: 'Themen' }),
  record('term', 'Lieferung', { taxonomy: 'Themen', order: 'G' }),
  record('term', 'Freude', { taxonomy: 'Gefühl' }),
  record('term', 'Ärger', { taxonomy: 'Gefühl' }),
]
const agreed = agreedIn({ taxonomies, terms }, 'de')
const ids = (of: readonly { taxonomy: AtlasRecord; terms: readonly AtlasRecord[] }[]) =>
  of.map(({ taxonomy, terms: own }) => [taxonomy.id, own.map(({ id }) => id)])

test('terms stand under their taxonomies, in their order, then by name as the language has it; replaced ones last', () => {
  expect(ids(agreed)).toEqual([
    ['Gefühl', ['Ärger', 'Freude']],
    ['Themen', ['Lieferung', 'Abholung', 'Öffnung', 'Versand']],
  ])
})

test('a record is offered what is for its kind, not replaced and not there yet', () => {
  expect(ids(termsToGive(record('step', 's', { terms: ['Abholung'] }), agreed))).toEqual([
    ['Gefühl', ['Ärger', 'Freude']],
    ['Themen', ['Lieferung', 'Öffnung']],
  ])
  expect(ids(termsToGive(record('touchpoint', 't'), agreed))).toEqual([['Gefühl', ['Ärger', 'Freude']]])
  expect(ids(termsToGive(record('touchpoint', 't', { terms: ['Freude'] }), agreed))).toEqual([])
})

test('what stands in a field otherwise than agreed is no term', () => {
  expect(termsOn(record('step', 's', { terms: ['a', 1, null] }))).toEqual(['a'])
  expect(termsOn(record('step', 's', { terms: 'a' }))).toEqual([])
  expect(replacedBy(record('term', 't'))).toBeNull()
  expect(replacedBy(record('term', 't', { replacedBy: 'u' }))).toBe('u')
})
