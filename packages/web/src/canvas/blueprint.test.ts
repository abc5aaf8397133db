// The blueprint puts what is placed where it belongs, and guests stand where they said.
import { expect, test } from 'vitest'
import { blueprintCell, blueprintParts } from './blueprint.ts'
import { guestAt, guestsBySpot } from './presence.ts'
import { sampleMap, sampleRecords } from './testing.ts'

test('things stand in the part of their kind, each once, and a step in the part of who acts', () => {
  const map = sampleMap([
    ...sampleRecords(),
    { id: 'erp', kind: 'application', journey: null, fields: { name: { de: 'ERP' } }, removed: false },
    {
      id: 'x2',
      kind: 'placement',
      journey: 'j',
      fields: { item: 'erp', step: 'a', lane: 'note', order: 'V' },
      removed: false,
    },
    {
      id: 'x3',
      kind: 'placement',
      journey: 'j',
      fields: { item: 'shop', step: 'a', lane: 'note', order: 'Z' },
      removed: false,
    },
  ])
  map.edit([{ do: 'set', id: 'b', field: 'actor', value: 'employee' }])
  const layout = map.layout()
  const at = (id: string) =>
    blueprintParts.map((part) => {
      const step = map.records.get(id)
      if (step === undefined) throw new Error('no such step')
      const { step: own, items } = blueprintCell(layout, { step, part }, map.records)
      return [own?.id ?? '', ...items.map((item) => item.id)].join(' ').trim()
    })
  expect(at('a')).toEqual(['a', 'shop', '', 'erp'])
  expect(at('b')).toEqual(['', 'b', '', ''])
})

test('somebody is framed where they stand, and nobody where they are nowhere', () => {
  const guest = (id: string, row: string | null) => ({
    id,
    name: id,
    initials: id,
    of: id,
    hue: 1,
    spot: row === null ? null : { row, col: 'a' },
  })
  const by = guestsBySpot([guest('ben', 'words'), guest('eva', null)])
  expect(guestAt(by, 'words', 'a')?.id).toBe('ben')
  expect(guestAt(by, 'words', 'b')).toBeNull()
})
