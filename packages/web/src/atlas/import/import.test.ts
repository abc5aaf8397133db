// What columns are offered and say, what is asked of the server, how changes read, what a new journey is called.
import { atlasKinds } from '@lotse/protocol'
import { describe, expect, test } from 'vitest'
import { mapColumnsOffered, mapMeaning, recordColumnsOffered, recordMeaning } from './columns.ts'
import { calledIn, changesIn } from './values.ts'
import { askedOf, type ImportChoices, titleOf } from './wish.ts'

const PLAIN: ImportChoices = {
  as: null,
  kind: null,
  journey: null,
  title: '',
  language: 'de',
  mapping: {},
  removesAbsent: false,
  ownerId: null,
}

describe('columns', () => {
  test.each([
    ['', { of: 'nothing' }],
    ['phase:id', { of: 'phaseId' }],
    ['phase:name:de', { of: 'phase', language: 'de' }],
    ['step:name:en', { of: 'step', language: 'en' }],
    ['step:about:de', { of: 'field', field: 'about', language: 'de' }],
    ['step:actor', { of: 'field', field: 'actor' }],
    ['lane:l1:items', { of: 'items' }],
    ['lane::text:de', { of: 'texts', language: 'de' }],
    ['feeling:anna:value', { of: 'feeling' }],
    ['feeling::why:de', { of: 'why', language: 'de' }],
  ])('of a journey, %s says %j', (text, meaning) => expect(mapMeaning(text)).toEqual(meaning))

  test('of a journey are offered once each, and all of them say something but the empty one', () => {
    const offered = mapColumnsOffered()
    expect(new Set(offered).size).toBe(offered.length)
    expect(offered.filter((one) => mapMeaning(one).of === 'nothing')).toEqual([''])
    expect(offered).toContain('step:motive:en')
    expect(offered).toContain('step:actor')
  })

  test('of records are the fields of the kind, texts in each language, nothing that stays where it is', () => {
    const offered = recordColumnsOffered('persona')
    expect(offered).toEqual(expect.arrayContaining(['', 'name:de', 'name:en', 'quote:de', 'share', 'id']))
    expect(offered).not.toContain('picture')
    expect(offered).not.toContain('kind')
    expect(offered).not.toContain('journey')
    expect(recordColumnsOffered('step')).toContain('journey')
    expect(recordMeaning('name:de')).toEqual({ of: 'field', field: 'name', language: 'de' })
  })

  test('of records of any kind are the fields of all', () => {
    const offered = new Set(recordColumnsOffered(null))
    for (const { fields } of Object.values(atlasKinds))
      for (const [field, { type }] of Object.entries(fields))
        if (type !== 'member' && type !== 'file')
          expect(offered.has(type === 'text' || type === 'prose' ? `${field}:de` : field), field).toBe(true)
    expect(offered.has('kind')).toBe(true)
  })
})

describe('the question to the server', () => {
  test('says no more than was chosen', () => {
    expect(askedOf('c1', PLAIN)).toEqual({ id: 'c1', language: 'de', absent: 'keep' })
  })
  test('of a list has its kind and no journey', () => {
    expect(askedOf('c1', { ...PLAIN, kind: 'touchpoint', journey: 'buy', title: 'Liste' })).toEqual({
      id: 'c1',
      language: 'de',
      absent: 'keep',
      kind: 'touchpoint',
    })
  })
  test('of a journey has its name and no kind', () => {
    const choices = { ...PLAIN, as: 'map', kind: 'touchpoint', title: ' Kaufen ', removesAbsent: true } as const
    expect(askedOf('c1', { ...choices, mapping: { Notiz: '' } })).toEqual({
      id: 'c1',
      language: 'de',
      absent: 'remove',
      as: 'map',
      title: 'Kaufen',
      mapping: '{"Notiz":""}',
    })
  })
})

test.each([
  ['im-web-shop-kaufen-2026-11-22.xlsx', 'im-web-shop-kaufen'],
  ['Reise_2 (1).csv', 'Reise 2'],
  ['ohne Endung', 'ohne Endung'],
  ['.csv', ''],
])('a journey from %s is called “%s”', (file, title) => expect(titleOf(file)).toBe(title))

describe('changes', () => {
  const words = { yes: 'ja', no: 'nein' }
  const changed = (field: string, before: unknown, after: unknown) =>
    changesIn({ what: 'changed', fields: [{ field, before: before as null, after: after as null }] }, words)

  test('of texts are told by language, only those that differ', () => {
    expect(changed('name', { de: 'Kauf', en: 'Buy' }, { de: 'Kauf', en: 'Purchase', fr: 'Achat' })).toEqual([
      { field: 'name', language: 'en', before: 'Buy', after: 'Purchase' },
      { field: 'name', language: 'fr', before: null, after: 'Achat' },
    ])
    expect(changed('about', null, { de: 'Neu' })).toEqual([
      { field: 'about', language: 'de', before: null, after: 'Neu' },
    ])
  })
  test('of other values are told as words, figures, lists; what is bound as it is', () => {
    expect(changed('start', null, true)).toEqual([{ field: 'start', language: null, before: null, after: 'ja' }])
    expect(changed('value', -1.5, 0)).toEqual([{ field: 'value', language: null, before: '-1.5', after: '0' }])
    expect(changed('channels', ['web'], ['web', 'app'])[0]?.after).toBe('web, app')
    expect(changed('binding', null, { on: [] })[0]?.after).toBe('{"on":[]}')
  })
  test('of where something stands are not told, nor what all is new', () => {
    expect(changed('order', 'V', 'Z')).toEqual([])
    expect(changesIn({ what: 'added', fields: [{ field: 'name', before: null, after: { de: 'A' } }] }, words)).toEqual(
      [],
    )
  })
  test('a record without a name is called by what it says', () => {
    const cell = { name: {}, fields: [{ field: 'text', before: null, after: { en: 'Fine?' } }] }
    expect(calledIn(cell, 'de')).toBe('Fine?')
    expect(calledIn({ name: { de: 'Kauf', en: 'Buy' }, fields: [] }, 'en')).toBe('Buy')
    expect(calledIn({ name: {}, fields: [] }, 'de')).toBe('')
  })
})
