// Tables through real files and back, whatever their texts look like; XML of others as a tree, and nothing of it followed.
import {
  applyEdits,
  documentOf,
  importPlan,
  languagesOf,
  namesIn,
  readRecordTables,
  recordTable,
  type Table,
} from '@lotse/core/atlas'
import { type AtlasDocument, type AtlasRecord, atlasKindNames } from '@lotse/protocol'
import { RANDOM_JOURNEY, randomAtlas } from '@lotse/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { workbookFile } from '../../base/sheets.ts'
import { csvFile, csvTable, workbookTables } from './table-files.ts'
import { xmlTree } from './xml-file.ts'

function tablesOf(document: AtlasDocument, mixed: boolean): Table[] {
  const { records } = document
  const style = { words: 'de', languages: languagesOf(records, ['de', 'en']), nameOf: namesIn(document, 'de') } as const
  const kinds = atlasKindNames.filter((kind) => records.some((one) => one.kind === kind))
  if (mixed) return [recordTable('', { kinds, records, mixed: true }, style)]
  return kinds.map((kind) =>
    recordTable(kind, { kinds: [kind], records: records.filter((one) => one.kind === kind) }, style),
  )
}

function documentFrom(tables: readonly Table[]): AtlasDocument {
  const named = tables.map((table) => ({ ...table, kind: atlasKindNames.find((kind) => kind === table.name) }))
  const nobody = { nameOf: () => undefined, isKnown: () => false, called: () => [] }
  const read = readRecordTables(named, {
    journey: null,
    language: 'de',
    mapping: {},
    prefix: 'new',
    standing: () => undefined,
    lookup: nobody,
  })
  const plan = importPlan([], { ...read, absent: [] })
  expect(plan.refused).toEqual([])
  const made: readonly AtlasRecord[] = applyEdits(() => undefined, plan.edits).records
  return documentOf(RANDOM_JOURNEY, made)
}

test('law: X4 [R0.48] records come back from CSV exactly, German or English', () => {
  fc.assert(
    fc.property(randomAtlas({ each: 2 }), fc.constantFrom('de' as const, 'en' as const), (world, language) => {
      const document = documentOf(RANDOM_JOURNEY, world)
      const files = tablesOf(document, true).map((table) => csvFile(table, language))
      expect(documentFrom(files.map((text) => csvTable(Buffer.from(text))))).toEqual(document)
    }),
    { numRuns: 15 },
  )
})

test('law: X4 [R0.48] records come back from a workbook exactly', async () => {
  await fc.assert(
    fc.asyncProperty(randomAtlas({ each: 2 }), async (world) => {
      const document = documentOf(RANDOM_JOURNEY, world)
      expect(documentFrom(await workbookTables(await workbookFile(tablesOf(document, false))))).toEqual(document)
    }),
    { numRuns: 8 },
  )
})

test('no text of a workbook is a formula, and one that no cell holds is refused', async () => {
  const table: Table = {
    name: 'a/b',
    headings: ['x'],
    rows: [
      ['=1+1'],
      ['2026-01-02'],
      [' a '],
      ['toString'],
      ['__proto__'],
      [-0.5],
      [false],
      ['a\uFFFDb\u0080\u0085\uFDD0\u{1FFFE}\u{1F600}'],
      [null],
    ],
  }
  const [back] = await workbookTables(await workbookFile([table]))
  expect(back).toEqual({ ...table, name: 'a b', rows: table.rows.slice(0, -1) })
  await expect(workbookFile([{ ...table, rows: [['x'.repeat(32_768)]] }])).rejects.toMatchObject({
    code: 'download.cell_too_long',
  })
})

test('CSV of others is read by its separator and encoding', () => {
  const latin = Buffer.from('Name;Preis\r\nGr\xf6\xdfe;"1,5"\r\n\r\n', 'latin1')
  expect(csvTable(latin)).toEqual({ name: '', headings: ['Name', 'Preis'], rows: [['Größe', '1,5']] })
  expect(() => csvTable(Buffer.from('a,b\n"x,y'))).toThrow()
})

test('XML is a tree without prefixes; what declares entities, nests too deep or is none is refused', () => {
  const tree = xmlTree('<b:a xmlns:b="urn:x" b:id="1">x<![CDATA[<y>]]><c/></b:a>')
  expect(tree).toEqual({
    name: 'a',
    attributes: { id: '1' },
    text: 'x<y>',
    children: [{ name: 'c', attributes: {}, text: '', children: [] }],
  })
  const refused = [
    '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
    '<a>&unknown;</a>',
    '<a><b></a>',
    '',
    '<a>'.repeat(101) + '</a>'.repeat(101),
  ]
  for (const text of refused)
    expect(() => xmlTree(text), text.slice(0, 40)).toThrow(expect.objectContaining({ code: 'import.unreadable' }))
})
