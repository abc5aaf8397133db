// Through whose hands a journey passes, and where the map says that one hands over to another.
import { byItself, handovers, handoverWords, partsOf } from '@lotse/core/atlas'
import type { AtlasRecord } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { layoutOf } from './layout.ts'
import { sampleMap, sampleRecords } from './testing.ts'

type Owned = AtlasRecord & { readonly ownerId?: string | null }

const UNITS: Readonly<Record<string, string>> = { u1: 'Vertrieb', u2: 'Logistik', u3: 'Service' }
const unitName = (id: string) => UNITS[id]

/** A touchpoint of a unit at each step. */
function owned(units: Readonly<Record<string, readonly string[]>>): Owned[] {
  return Object.entries(units).flatMap(([step, owners]) =>
    owners.flatMap((ownerId, n): Owned[] => {
      const item = `${step}.${ownerId}`
      return [
        { id: item, kind: 'touchpoint', journey: null, removed: false, fields: { name: { de: item } }, ownerId },
        {
          id: `at.${item}`,
          kind: 'placement',
          journey: 'j',
          removed: false,
          fields: { item, step, lane: 'touch', order: `V${n}` },
        },
      ]
    }),
  )
}

function known(units: Readonly<Record<string, readonly string[]>>) {
  const map = sampleMap([...sampleRecords(), ...owned(units)])
  return { map: map.layout().map, records: map.records, unitName }
}

const line = (units: Readonly<Record<string, readonly string[]>>) =>
  partsOf(known(units)).map((part) => [part.units.join('+'), part.steps.map(({ id }) => id).join('')])

test('[R2.25] what runs through three departments is one line with the owner of each part', () => {
  expect(line({ a: ['u1'], b: ['u2'], c: ['u3'] })).toEqual([
    ['Vertrieb', 'a'],
    ['Logistik', 'b'],
    ['Service', 'c'],
  ])
})

test('steps in a row of the same owners are one part, and who is not named stays with those before', () => {
  expect(line({ a: ['u1', 'u2'], b: ['u2', 'u1'] })).toEqual([['Vertrieb+Logistik', 'abc']])
  expect(line({ b: ['u2'] })).toEqual([['Logistik', 'abc']])
  expect(line({})).toEqual([['', 'abc']])
})

test('it is handed over where somebody comes in, not where one of several leaves', () => {
  const of = (units: Readonly<Record<string, readonly string[]>>) =>
    handovers(partsOf(known(units))).map(({ from, to, step }) => [from.join('+'), to.join('+'), step.id])
  expect(of({ a: ['u1'], b: ['u1', 'u2'], c: ['u2'] })).toEqual([['Vertrieb', 'Logistik', 'b']])
  expect(of({ a: ['u1'], c: ['u1'] })).toEqual([])
})

test('[R1.33] the lane of hand-overs shows both owners where one hands over to the other, unless somebody wrote more', () => {
  const units = { a: ['u1'], b: ['u2'], c: ['u3'] }
  expect([...handoverWords(known(units))]).toEqual([
    ['b', 'Vertrieb → Logistik'],
    ['c', 'Logistik → Service'],
  ])
  const records = [...sampleRecords(), ...owned(units)]
  const lane: AtlasRecord = {
    id: 'over',
    kind: 'lane',
    journey: 'j',
    removed: false,
    fields: { type: 'handover', order: 'ZZ' },
  }
  expect(layoutOf(records, 'de', { unitName }).handovers.size).toBe(0)
  expect(layoutOf([...records, lane], 'de', { unitName }).handovers.get('b')).toBe('Vertrieb → Logistik')
})

test('lanes of hand-overs and of who is responsible say so by themselves, and no others', () => {
  const says = byItself(known({ a: ['u1'], b: ['u2', 'u1'] }))
  expect([says('handover', 'a'), says('handover', 'b')]).toEqual(['', 'Vertrieb → Logistik'])
  expect([says('owner', 'b'), says('owner', 'c'), says('text', 'b')]).toEqual(['Logistik\nVertrieb', '', ''])
})
