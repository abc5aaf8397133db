// What a record names, for pages that tell where something stands.
import type { AtlasRecord } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { usesOf } from './uses.ts'

const uses = (kind: AtlasRecord['kind'], fields: AtlasRecord['fields']) =>
  usesOf({ kind, fields }).map(({ field, item }) => `${field} ${item}`)

test('A7 what stands in a journey uses the library records that it names, not what holds the journey together', () => {
  expect(uses('placement', { item: 'shop', step: 's', lane: 'l', order: 'V' })).toEqual(['item shop'])
  expect(uses('feeling', { step: 's', persona: 'anna', value: 1 })).toEqual(['persona anna'])
  expect(uses('step', { phase: 'p', order: 'V' })).toEqual([])
  expect(uses('transition', { from: 's', to: 't' })).toEqual([])
})

test('A7 a library record uses everything that it names, each once a field', () => {
  expect(uses('journey', { personas: ['anna', 'ben', 'anna'], ofStep: 's', under: 'life' })).toEqual([
    'under life',
    'ofStep s',
    'personas anna',
    'personas ben',
  ])
  expect(uses('link', { from: 'crm', to: 's', how: 'supports' })).toEqual(['from crm', 'to s'])
  expect(uses('touchpoint', { name: { de: 'Filiale' } })).toEqual([])
})
