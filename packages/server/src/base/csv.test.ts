// CSV as spreadsheets read it, checked with another writer's reader.
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Cell, csvLines, unguarded } from './csv.ts'

const german = csvLines({ language: 'de', zone: 'Europe/Berlin' })
const english = csvLines({ language: 'en', zone: 'UTC' })

test('German spreadsheets get semicolons, decimal commas, local time and German words', () => {
  const at = new Date('2026-03-29T01:00:00Z')
  expect(german([1.5, at, true, null, 'Größe'])).toBe('"1,5";2026-03-29 03:00:00;ja;;Größe\r\n')
  expect(english([1.5, at, false, null, 'a,b'])).toBe('1.5,2026-03-29 01:00:00,no,,"a,b"\r\n')
})

test('no cell begins a formula, and a negative number stays one', () => {
  for (const text of ['=1+1', '+49 151', '-2', '@SUM(A1)', '\t=1', '\r=1', '＝1'])
    expect(parse(english([text, 'x']))[0]?.[0], text).toBe(`'${text}`)
  expect(english([-2])).toBe('-2\r\n')
})

test('law: whatever stands in the cells, a reader gets the same cells back', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('"', ';', ',', '\r\n', ' a ', '"";', "'=1", "''+", "'a"),
  )
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1 }), (rows) => {
      const text = rows.map((row: readonly Cell[]) => german(row)).join('')
      const back: string[][] = parse(text, { delimiter: ';', record_delimiter: '\r\n' })
      expect(back.map((row) => row.map(unguarded))).toEqual(rows)
    }),
  )
})
