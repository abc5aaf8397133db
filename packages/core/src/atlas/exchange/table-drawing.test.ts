import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TableCell } from './cells.ts'
import { kindTitle, matrixTitle } from './kind-titles.ts'
import type { Drawing } from './shapes.ts'
import type { Table } from './table.ts'
import { drawTable, drawTablePages, shownTable } from './table-drawing.ts'

const look = { title: 'Touchpoints', labels: 1, words: 'de' } as const
const PAGE = { width: 700, height: 400 }

const textsOf = ({ shapes }: Drawing): string[] => shapes.flatMap((shape) => (shape.is === 'text' ? [shape.text] : []))

test('a table is drawn with its title, heads, texts, yes and no, and numbers as they are read', () => {
  const table: Table = {
    name: 't',
    headings: ['Name', 'Live', 'Kosten'],
    rows: [
      ['Web-Shop', true, 1.236],
      ['Filiale', false, null],
    ],
  }
  expect(textsOf(drawTable(table, look))).toEqual([
    'Touchpoints',
    'Name',
    'Live',
    'Kosten',
    'Web-Shop',
    'Ja',
    '1,24',
    'Filiale',
    'Nein',
    '',
  ])
  expect(textsOf(drawTable(table, { ...look, words: 'en' }))).toEqual(expect.arrayContaining(['Yes', 'No', '1.24']))
})

test('counts have a tint where that is wished, sums at the end have none', () => {
  const table: Table = { name: 't', headings: ['', 'a', 'Summe'], rows: [['buy', 2, 2]] }
  const tints = (tinted: boolean) =>
    drawTable(table, { ...look, tinted }).shapes.filter((shape) => shape.is === 'box').length
  expect(tints(true) - tints(false)).toBe(1)
})

test('what nobody needs to see is left out: columns that say nothing, and ids behind names', () => {
  const table: Table = {
    name: 't',
    headings: ['Name', 'Leer', 'Kanäle'],
    rows: [['Kiosk', null, 'Netz [web]\nApp [app.1]']],
  }
  expect(shownTable(table)).toEqual({ name: 't', headings: ['Name', 'Kanäle'], rows: [['Kiosk', 'Netz\nApp']] })
})

const words = fc.array(fc.constantFrom('Kasse', 'Rückgabe', 'Lieferverzögerungsbenachrichtigung', 'a/b'), {
  maxLength: 12,
})
const tables = fc
  .record({
    columns: fc.integer({ min: 1, max: 14 }),
    rows: fc.integer({ min: 0, max: 25 }),
    texts: fc.array(words, { minLength: 1, maxLength: 9 }),
  })
  .map(({ columns, rows, texts }): Table => {
    const cell = (row: number, column: number): TableCell =>
      column === 0 ? `Zeile${row}` : (texts[(row * 7 + column) % texts.length] ?? []).join(' ')
    return {
      name: 't',
      headings: Array.from({ length: columns }, (_, at) => `S${at}`),
      rows: Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, at) => cell(row, at))),
    }
  })

test('law: pages never stand over their edges, show every row with its label on each page beside, and every column once', () => {
  fc.assert(
    fc.property(tables, (table) => {
      const pages = drawTablePages(table, look, PAGE)
      expect(pages.length).toBeGreaterThan(0)
      const seen = new Map<string, number>()
      for (const page of pages) {
        expect(page.width).toBeLessThanOrEqual(PAGE.width)
        expect(page.height).toBeLessThanOrEqual(PAGE.height + 1)
        for (const text of textsOf(page)) seen.set(text, (seen.get(text) ?? 0) + 1)
        for (const shape of page.shapes) if (shape.is === 'text') expect(shape.y).toBeLessThanOrEqual(page.height)
      }
      const beside = table.rows.length === 0 ? pages.length : (seen.get('Zeile0') ?? 0)
      const below = pages.length / beside
      expect(Number.isInteger(below)).toBe(true)
      for (const [row] of table.rows.entries()) expect(seen.get(`Zeile${row}`)).toBe(beside)
      for (let at = 1; at < table.headings.length; at++) expect(seen.get(`S${at}`)).toBe(below)
    }),
  )
})

test('kinds and matrices have names in both languages', () => {
  expect([kindTitle('channel', 'de'), kindTitle('channel', 'en')]).toEqual(['Kanäle', 'Channels'])
  expect(matrixTitle('owner.journey', 'de')).toBe('Fachbereiche × Journeys')
})
