// The list of insights for management, as files: over all journeys with one request, a column for each fact, cut by department, narrowed as the screen is.
import { inflateRawSync } from 'node:zlib'
import { type OperationInput, requestOf } from '@lotse/protocol'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { workbookTables } from '../../packages/server/src/atlas/exchange/table-files.ts'
import type { House, Proof } from './house.ts'
import { InsightStage, make } from './insight-stage.ts'

let stage: InsightStage
let house: House
beforeAll(async () => {
  stage = await InsightStage.build()
  house = stage.house
  await stage.change([
    make('journey', 'return', {}),
    make('phase', 'q', { order: 'V' }, 'return'),
    make('step', 'pack', { phase: 'q', order: 'V' }, 'return'),
    make('insight', 'slow', { sort: 'painPoint', about: { de: 'Es dauert' }, concerns: ['checkout', 'pay'] }),
    make('insight', 'lost', { sort: 'painPoint', concerns: ['parcel', 'pack'] }),
    make('insight', 'idea', { sort: 'idea' }),
    make('insight', 'risky', { name: { de: '=cmd' }, sort: 'risk', concerns: ['pack', 'pay'] }),
  ])
  await stage.score('slow', { impact: 4, difficulty: 2 })
  const { version } = await stage.work('slow')
  const params = { id: 'slow' }
  await house.ok('setInsightPriority', { params, body: { version, priority: 'high' } }, stage.as('cora'))
  const body = { version: version + 1, memberId: stage.id('wanda') }
  await house.ok('setInsightAddressee', { params, body }, stage.as('cora'))
}, 60_000)
afterAll(() => stage?.close())

async function list(query: NonNullable<OperationInput<'exportInsightList'>['query']>, proof: Proof = stage.as('boss')) {
  const { method, path } = requestOf('exportInsightList', { query })
  const reply = await house.app.inject({ method: method as 'GET', url: path, headers: proof })
  return { status: reply.statusCode, bytes: reply.rawPayload, text: reply.body, headers: reply.headers }
}
const rowsOf = (text: string): Record<string, string>[] => parse(text, { bom: true, columns: true, delimiter: ';' })

/** The parts of a ZIP file, by its directory. */
function unzipped(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const parts = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
    const [packed, letters, from] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt32LE(at + 42),
    ]
    const begin = from + 30 + bytes.readUInt16LE(from + 26) + bytes.readUInt16LE(from + 28)
    parts.set(bytes.toString('utf8', at + 46, at + 46 + letters), inflateRawSync(bytes.subarray(begin, begin + packed)))
    at += 46 + letters
  }
  return parts
}

test('[R0.6] [R0.8] one request gives management all pain points of all journeys as a workbook, with pain point, journeys, type and department in columns of their own', async () => {
  const { status, bytes, headers } = await list({ language: 'de' })
  expect(status).toBe(200)
  expect(headers['content-disposition']).toMatch(/^attachment; filename="insights-\d{4}-\d\d-\d\d\.xlsx"$/)
  const [table] = await workbookTables(bytes)
  const cell = (id: string, heading: string) => {
    const row = table?.rows.find((cells) => cells[table.headings.indexOf('ID')] === id)
    return row?.[table?.headings.indexOf(heading) ?? -1]
  }
  expect(table?.rows).toHaveLength(4)
  expect([cell('slow', 'Pain Point'), cell('slow', 'Beschreibung'), cell('slow', 'Insight-Typ')]).toEqual([
    'slow',
    'Es dauert',
    'Pain Point',
  ])
  expect([cell('slow', 'Journeys'), cell('slow', 'Schritte'), cell('slow', 'Touchpoints')]).toEqual([
    'buy',
    'pay',
    'checkout',
  ])
  expect([cell('slow', 'Abteilung'), cell('slow', 'Adressat'), cell('slow', 'Vorrang')]).toEqual([
    'Shop',
    'wanda',
    'Hoch',
  ])
  expect([cell('slow', 'Wirkung'), cell('slow', 'Wirkung (Score)'), cell('slow', 'Evidenz')]).toEqual([
    4,
    75,
    'Vermutet',
  ])
  expect(cell('risky', 'Journeys')).toBe('buy; return')
  expect([cell('lost', 'Wirkung'), cell('idea', 'Abteilung')]).toEqual([null, null])
  // What is dealt with first comes first, as on the screen.
  expect(table?.rows[0]?.at(-1)).toBe('slow')
  const { items } = await house.ok('listAudit', { query: { operation: 'exportInsightList', limit: 1 } })
  expect(items[0]?.detail).toEqual({ format: 'xlsx', language: 'de', split: 'none', rows: 4, filters: [] })
})

test('the list leaves as CSV that runs no formula, and as JSON with everything', async () => {
  const csv = await list({ format: 'csv', language: 'de', order: 'name' })
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(rowsOf(csv.text).map((row) => row['Pain Point'])).toEqual(["'=cmd", 'idea', 'lost', 'slow'])
  const json = JSON.parse((await list({ format: 'json', department: stage.units.web })).text)
  expect(json.items).toMatchObject([
    { id: 'slow', departmentName: 'Shop', addresseeName: 'wanda', work: { priority: 'high', inputs: { impact: 4 } } },
  ])
})

test('the list holds what the filter lets through, for whoever reads insights', async () => {
  const ids = async (query: NonNullable<OperationInput<'exportInsightList'>['query']>, who = 'boss') =>
    rowsOf((await list({ format: 'csv', language: 'de', ...query }, stage.as(who))).text)
      .map((row) => row['ID'])
      .toSorted()
  expect(await ids({ sort: 'idea' })).toEqual(['idea'])
  expect(await ids({ at: 'return' })).toEqual(['lost', 'risky'])
  expect(await ids({ department: 'mine' }, 'lars')).toEqual(['lost'])
  expect(await ids({ department: 'mine' }, 'wanda')).toEqual(['slow'])
  expect(await ids({ ownerId: 'none' })).toEqual(['idea', 'lost', 'risky', 'slow'])
  expect(rowsOf((await list({ format: 'csv', language: 'de' }, house.as('foreign'))).text)).toEqual([])
})

test('[R0.7] cut by departments each gets its own rows and nobody else’s; a team’s are its department’s', async () => {
  const { status, bytes, headers } = await list({ split: 'department', format: 'xlsx', language: 'de' })
  expect([status, headers['content-type']]).toEqual([200, 'application/zip'])
  const parts = unzipped(bytes)
  const told = new Map<string, unknown[]>()
  for (const [name, part] of parts) {
    const [table] = await workbookTables(part)
    told.set(
      name,
      (table?.rows ?? []).map((row) => row.at(-1)),
    )
  }
  expect([...told].toSorted()).toEqual([
    ['Logistik.xlsx', ['lost']],
    ['Ohne Abteilung.xlsx', expect.arrayContaining(['idea', 'risky'])],
    ['Produkt & Web.xlsx', ['slow']],
  ])
})
