// What is written, placed, felt, pasted and dragged lands where it belongs, and nothing that others wrote is lost.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copied } from './clipboard.ts'
import { bringing, clearing, feelingAt, feelingSet, placing, writing } from './contents.ts'
import { curvePath, feelingAtHeight, heightOfFeeling } from './curve.ts'
import { wishOf } from './keys.ts'
import { pasting } from './pasting.ts'
import { tableOf, tableText } from './tables.ts'
import { sampleMap } from './testing.ts'

const german = (from: string, to: string) => ({ language: 'de', from, to })
const all = { top: 2, bottom: 5, left: 0, right: 2 }

test('typing in an empty place makes it; typing in one that others changed meanwhile keeps both', () => {
  const map = sampleMap()
  map.edit(writing(map.layout(), { row: 'words', col: 'b' }, german('', 'findet'), map.making))
  expect(map.text('b', 'words')).toBe('findet')
  // Somebody else adds to the text while one types over its beginning.
  map.edit(writing(map.layout(), { row: 'words', col: 'b' }, german('findet', 'findet schnell'), map.making))
  map.edit(writing(map.layout(), { row: 'words', col: 'b' }, german('findet', 'sieht und findet'), map.making))
  expect(map.text('b', 'words')).toBe('sieht und findet schnell')
})

test('two who begin the same place at once both keep their words', () => {
  const map = sampleMap()
  const stale = map.layout()
  map.edit(writing(stale, { row: 'note', col: 'c' }, german('', 'eins'), map.making))
  map.edit(writing(stale, { row: 'note', col: 'c' }, german('', 'zwei'), map.making))
  expect(map.text('c', 'note')).toBe('eins\nzwei')
})

test('a name stays one line', () => {
  const map = sampleMap()
  map.edit(writing(map.layout(), { row: 'steps', col: 'a' }, german('Suchen', 'Suchen\n und finden'), map.making))
  expect(map.records.get('a')?.fields['name']).toEqual({ de: 'Suchen und finden' })
})

test('the same thing stands at a place once', () => {
  const map = sampleMap()
  expect(placing(map.layout(), { row: 'touch', col: 'a' }, 'shop', map.making)).toEqual([])
  map.edit(placing(map.layout(), { row: 'touch', col: 'b' }, 'shop', map.making))
  expect(map.items('b', 'touch')).toEqual(['shop'])
})

test('a feeling is said, said anew and taken away', () => {
  const map = sampleMap()
  const at = { row: 'feel', col: 'b' }
  for (const value of [1.5, -2, null, 0.5]) {
    map.edit(feelingSet(map.layout(), at, value, 'j'))
    expect(feelingAt(map.layout(), at)).toBe(value)
  }
})

test('emptying a rectangle takes words, things and feelings, and its reverse brings all back', () => {
  const map = sampleMap()
  map.edit(feelingSet(map.layout(), { row: 'feel', col: 'a' }, 1, 'j'))
  const before = copied(map.layout(), all, { language: 'de', records: map.records, journey: 'j' }).text
  expect(before.split('\n').map((row) => row.split('\t')[0])).toEqual(['tippt', '1', 'Shop', ''])
  const back = map.edit(clearing(map.layout(), all, { language: 'de', journey: 'j' }))
  expect([map.text('a', 'words'), map.items('a', 'touch'), feelingAt(map.layout(), { row: 'feel', col: 'a' })]).toEqual(
    ['', [], null],
  )
  map.edit(back)
  expect(copied(map.layout(), all, { language: 'de', records: map.records, journey: 'j' }).text).toBe(before)
})

test('steps that are emptied go as a whole, and names of lanes too', () => {
  const map = sampleMap()
  map.edit(clearing(map.layout(), { top: 1, bottom: 1, left: 0, right: 1 }, { language: 'de', journey: 'j' }))
  expect(map.steps()).toEqual(['empty:p', 'c'])
  map.edit(clearing(map.layout(), { top: 2, bottom: 2, left: -1, right: -1 }, { language: 'de', journey: 'j' }))
  expect(map.lanes()).toEqual(['feel', 'touch', 'note'])
})

test('what is dragged to a place comes behind what stands there', () => {
  const map = sampleMap()
  map.edit(writing(map.layout(), { row: 'note', col: 'a' }, german('', 'oben'), map.making))
  map.edit(bringing(map.layout(), { row: 'words', col: 'a' }, { row: 'note', col: 'a' }, 'j'))
  expect([map.text('a', 'note'), map.text('a', 'words')]).toEqual(['oben\ntippt', ''])
  map.edit(bringing(map.layout(), { row: 'touch', col: 'a' }, { row: 'touch', col: 'c' }, 'j'))
  expect([map.items('a', 'touch'), map.items('c', 'touch')]).toEqual([[], ['shop']])
})

test('a table from a spreadsheet fills words, feelings and things, makes what is unknown once, and makes steps where it is wider', () => {
  const map = sampleMap()
  const table = [
    ['liest', 'wählt', 'zahlt'],
    ['1', '-0,5', 'gut'],
    ['Shop; Filiale', 'Filiale', ''],
  ]
  const known = (_: unknown, name: string) => (name === 'Shop' ? 'shop' : undefined)
  map.edit(pasting(map.layout(), { at: { row: 'words', col: 'b' }, table, language: 'de', known }, map.making))
  const steps = map.steps()
  expect(steps).toHaveLength(4)
  const [, b = '', c = '', d = ''] = steps
  expect([b, c, d].map((step) => map.text(step, 'words'))).toEqual(['liest', 'wählt', 'zahlt'])
  expect([b, c, d].map((col) => feelingAt(map.layout(), { row: 'feel', col }))).toEqual([1, -0.5, null])
  const branch = [...map.records.values()].filter(({ kind }) => kind === 'touchpoint').map(({ id }) => id)
  expect(branch).toHaveLength(2)
  expect(new Set(map.items(b, 'touch'))).toEqual(new Set(branch))
  expect(map.items(c, 'touch')).toHaveLength(1)
})

test('a map with its heads goes out as a table, and comes in again over itself without a change', () => {
  const map = sampleMap()
  const whole = { top: 0, bottom: 2, left: 0, right: 2 }
  const { text } = copied(map.layout(), whole, { language: 'de', records: map.records, journey: 'j' })
  expect(text).toBe('Davor\t\tKaufen\nSuchen\tFinden\tZahlen\ntippt\t\t')
  const table = [['Vorher', 'zu viel', 'Kauf'], ...tableOf(text).slice(1)]
  const known = () => undefined
  map.edit(pasting(map.layout(), { at: { row: 'phases', col: 'a' }, table, language: 'de', known }, map.making))
  expect(['p', 'q', 'a'].map((id) => map.records.get(id)?.fields['name'])).toEqual([
    { de: 'Vorher' },
    { de: 'Kauf' },
    { de: 'Suchen' },
  ])
  expect(map.text('a', 'words')).toBe('tippt')
})

test('law: a table survives the clipboard', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'ü', '"', '\t', '\n', ' ', ';') })
  const rows = fc
    .integer({ min: 1, max: 4 })
    .chain((wide) => fc.array(fc.array(cell, { minLength: wide, maxLength: wide }), { minLength: 1, maxLength: 4 }))
    // A last row of one empty cell is a line end, as spreadsheets write it.
    .filter(
      (table) => table.length === 1 || (table.at(-1) ?? []).some((one) => one !== '') || (table[0] ?? []).length > 1,
    )
  fc.assert(
    fc.property(rows, (table) => {
      expect(tableOf(tableText(table))).toEqual(table)
    }),
  )
})

test('law: the curve passes through every feeling, and heights tell feelings', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 12 }), (halves) => {
      const points = halves.map((half, n) => ({ x: n * 100, y: heightOfFeeling(half / 2, 112) }))
      const numbers =
        curvePath(points)
          .match(/-?[\d.]+/g)
          ?.map(Number) ?? []
      const ends = points.map((_, n) => numbers.slice(n * 6, n * 6 + 2))
      points.forEach(({ x, y }, n) => {
        expect(ends[n]?.[0]).toBeCloseTo(x, 0)
        expect(ends[n]?.[1]).toBeCloseTo(y, 0)
        expect(feelingAtHeight(y, 112)).toBe((halves[n] ?? 0) / 2)
      })
      // Between two points the curve never leaves their heights.
      const ys = numbers.filter((_, n) => n % 2 === 1)
      expect(Math.min(...ys)).toBeGreaterThanOrEqual(Math.min(...points.map(({ y }) => y)) - 0.1)
      expect(Math.max(...ys)).toBeLessThanOrEqual(Math.max(...points.map(({ y }) => y)) + 0.1)
    }),
  )
})

test.each([
  [{ key: 'a' }, { do: 'type' }],
  [{ key: 'Dead' }, { do: 'type' }],
  [{ key: '+' }, { do: 'type' }],
  [{ key: 'z', mod: true }, { do: 'undo' }],
  [{ key: 'Z', mod: true, shift: true }, { do: 'redo' }],
  [{ key: 'y', mod: true }, { do: 'redo' }],
  [{ key: 'd', mod: true }, { do: 'duplicate' }],
  [
    { key: 'ArrowUp', alt: true },
    { do: 'shift', by: 'up' },
  ],
  [
    { key: 'End', mod: true, shift: true },
    { do: 'go', move: 'last', extend: true },
  ],
  [{ key: 'k', mod: true }, undefined],
  [{ key: 'c', mod: true }, undefined],
  [{ key: 'Shift' }, undefined],
])('key %j is the wish %j', (press, wish) => {
  expect(wishOf({ mod: false, alt: false, shift: false, ...press }, false)).toEqual(wish)
})

test('in a curve + and - raise and lower', () => {
  expect(wishOf({ key: '-', mod: false, alt: false, shift: false }, true)).toEqual({ do: 'feel', by: -0.5 })
})
