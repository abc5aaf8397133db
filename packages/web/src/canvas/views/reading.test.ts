import type { AtlasRecord } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { layoutOf } from '../layout.ts'
import { feelingText, laneName, type Read, readAt } from './reading.ts'

const f = { number: (value: number) => value.toLocaleString('de-DE') }
const record = (kind: AtlasRecord['kind'], id: string, fields: AtlasRecord['fields']): AtlasRecord => ({
  id,
  kind,
  journey: kind === 'persona' || kind === 'touchpoint' ? null : 'j',
  fields,
  removed: false,
})
const shop = { ...record('touchpoint', 'shop', { name: { de: 'Web-Shop' } }), ownerId: '7' }
const all = [
  record('phase', 'p', { name: { de: 'Kauf' }, order: 'V' }),
  record('step', 's', { name: { de: 'Zahlen' }, phase: 'p', order: 'G' }),
  record('step', 't', { name: { de: 'Warten' }, phase: 'p', order: 'V' }),
  record('persona', 'anna', { name: { de: 'Anna' } }),
  record('lane', 'felt', { name: { de: 'Gefühl' }, type: 'emotion', persona: 'anna', order: 'B' }),
  record('lane', 'here', { name: { de: 'Jetzt hier' }, type: 'live', order: 'C' }),
  record('lane', 'whose', { type: 'owner', order: 'D' }),
  record('lane', 'met', { name: { de: 'Kontakt' }, type: 'touchpoint', order: 'E' }),
  record('feeling', 'f1', { step: 's', persona: 'anna', value: -1.5 }),
  record('placement', 'x', { item: 'shop', step: 's', lane: 'met', order: 'V' }),
  shop,
]
const records = new Map(all.map((one) => [one.id, one]))
const unitName = (id: string) => (id === '7' ? 'Vertrieb' : undefined)
const read: Read = {
  layout: layoutOf(all, 'de', { unitName }),
  records,
  language: 'de',
  unitName,
  here: new Map([['s', 12]]),
}
const at = (lane: string, step: string) => {
  const row = read.layout.rows.find((one) => one.lane?.id === lane)
  return row === undefined ? null : readAt(read, { row, step }, f)
}

test('feelings have a sign, and their lane says whose they are', () => {
  expect([feelingText(1, f), feelingText(0, f), feelingText(-1.5, f)]).toEqual(['+1', '0', '−1,5'])
  const felt = records.get('felt')
  expect(felt && laneName(felt, read, 'Gefühl')).toBe('Gefühl · Anna')
  expect([at('felt', 's'), at('felt', 't')]).toEqual(['−1,5', ''])
})

test('lanes that say something by themselves say it in tables, too: who is there, and who is responsible', () => {
  expect([at('here', 's'), at('here', 't')]).toEqual(['12', ''])
  expect([at('whose', 's'), at('whose', 't')]).toEqual(['Vertrieb', ''])
  expect(at('met', 's')).toBe('Web-Shop')
})
