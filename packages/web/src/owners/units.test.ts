// Whose things may be, and who loses what they hand over.
import type { Unit } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { losesIt, unitsFor, usualOwner } from './units.ts'
import { ownerAsked } from './use-units.ts'

const unit = (id: string, parentId: string | null = null, archivedAt: string | null = null): Unit => ({
  id,
  kind: 'team',
  name: `Unit ${id}`,
  parentId,
  archivedAt,
  members: 0,
  flows: 0,
  templates: 0,
})
const own = (id: string, direct = true) => ({ id, kind: 'team' as const, name: `Unit ${id}`, direct })

test('O3 somebody who reaches own things is offered their units and those below, nobody an archived one', () => {
  const units = [unit('1'), unit('2', '1'), unit('3', null, '2026-01-01T00:00:00.000Z'), unit('4')]
  const offered = (reach: 'all' | 'own') =>
    unitsFor(units, { reach, own: [own('1'), own('2', false), own('3')] }).map((placed) => placed.unit.id)
  expect(offered('all')).toEqual(['1', '2', '4'])
  expect(offered('own')).toEqual(['1', '2'])
})

test('O3 something new is given to the only unit its maker belongs to, else to nobody before they choose', () => {
  expect(usualOwner([own('1'), own('2', false)])).toBe('1')
  expect(usualOwner([own('1'), own('2')])).toBeNull()
  expect(usualOwner([])).toBeNull()
})

test('O4 who reaches own things alone loses what goes to others or to nobody', () => {
  expect(losesIt('own', [own('1')], '2')).toBe(true)
  expect(losesIt('own', [own('1')], null)).toBe(true)
  expect(losesIt('own', [own('1'), own('2', false)], '2')).toBe(false)
  expect(losesIt('all', [], null)).toBe(false)
})

test('an address with rubbish as owner filters nothing', () => {
  expect(['mine', 'none', '17'].map(ownerAsked)).toEqual(['mine', 'none', '17'])
  expect(['', '0', 'x', "1'", undefined].map(ownerAsked)).toEqual(Array(5).fill(undefined))
})
