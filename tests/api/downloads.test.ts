// Files that lists are downloaded as: their form, that each is written down, and what happens when somebody stops reading or may no longer.

import { requestOf } from '@lotse/protocol'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { workbookSheets } from '../../packages/server/src/listen/files/workbook.ts'
import { House, type Reply } from './house.ts'

let house: House
const ENTRIES = 1203

beforeAll(async () => {
  house = await House.build()
  await house.world.pool.query(
    `insert into audit_entry (workspace_id, done_at, operation, target)
     select $1, $2::bigint + n, 'updateFlow', jsonb_build_object('id', 'flow-' || n) from generate_series(1, ${ENTRIES}) n`,
    [house.workspace, house.now],
  )
})
afterAll(() => house.close())

const audit = async () =>
  (await house.ok('listAudit', { query: { operation: 'exportAudit', limit: 200 } })).items.map((entry) => entry.detail)
const ask = (query: object): Promise<Reply> =>
  house.call('exportAudit', { query: { operation: 'updateFlow', ...query } })

test('a file holds every row once, over many pages, in each form', async () => {
  await house.ok('exportAudit', {})
  const csv = await ask({ language: 'de' })
  expect(csv.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="audit-2026-11-20.csv"',
    'cache-control': 'no-store',
  })
  expect(csv.text.startsWith('\uFEFFZeitpunkt;Mitglied;')).toBe(true)
  const rows: Record<string, string>[] = parse(csv.text, { bom: true, columns: true, delimiter: ';' })
  expect(new Set(rows.map((row) => row['Betrifft'])).size).toBe(ENTRIES)
  expect(rows[0]).toMatchObject({ Zeitpunkt: '2026-11-20 13:00:01', Betrifft: `flow-${ENTRIES}` })

  const lines = (await ask({ format: 'ndjson' })).text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map((entry) => entry.target.id)).toEqual(rows.map((row) => row['Betrifft']))
  expect(JSON.parse((await ask({ format: 'json' })).text)).toEqual(lines)
  expect(JSON.parse((await ask({ format: 'json', operation: 'nothing' })).text)).toEqual([])
})

test('[R0.48] every list leaves as a workbook, too, with its texts as texts', async () => {
  const { method, path } = requestOf('exportAudit', {
    query: { operation: 'updateFlow', format: 'xlsx', language: 'de' },
  })
  const reply = await house.app.inject({ method: method as 'GET', url: path, headers: house.as('admin') })
  expect(reply.headers['content-disposition']).toBe('attachment; filename="audit-2026-11-20.xlsx"')
  const [sheet] = await workbookSheets(reply.rawPayload)
  expect([sheet?.name, sheet?.rows.length]).toEqual(['audit', ENTRIES + 1])
  expect(sheet?.rows[0]?.slice(0, 2)).toEqual(['Zeitpunkt', 'Mitglied'])
  expect(sheet?.rows[1]).toEqual(expect.arrayContaining(['2026-11-20 13:00:01', `flow-${ENTRIES}`]))
  expect((await audit())[0]).toEqual({ rows: ENTRIES, complete: true })
})

test('E9 PD6 every file is written down with its form, the names of its filters and how many rows went out', async () => {
  await ask({ format: 'json', target: 'flow-7' })
  expect((await audit()).slice(0, 2)).toEqual([
    { rows: 1, complete: true },
    { began: true, format: 'json', language: 'en', filters: ['operation', 'target'] },
  ])
})

test('E9 who may not read the list may not have it as a file, and another workspace gets its own', async () => {
  expect((await house.call('exportAudit', {}, house.as('viewer'))).json.code).toBe('auth.forbidden')
  const foreign = await house.call('exportAudit', { query: { format: 'ndjson' } }, house.as('foreign'))
  expect(foreign.text).not.toContain('flow-')
})

test('a bad filter is refused before the file begins', async () => {
  const refused = await ask({ memberId: '99999999999' })
  expect([refused.status, refused.json.code]).toEqual([404, 'not_found'])
})

test('somebody who stops reading ends the work, and what had gone out is written down', async () => {
  const url = await house.app.listen({ port: 0 })
  await house.world.pool.query(
    `insert into audit_entry (workspace_id, done_at, operation, target)
     select $1, 0, 'heavy', jsonb_build_object('id', repeat('x', 2000)) from generate_series(1, 20000) n`,
    [house.workspace],
  )
  const gone = new AbortController()
  const headers = { ...house.as('admin') }
  const answer = await fetch(`${url}/api/v1/audit/export?operation=heavy`, { headers, signal: gone.signal })
  await answer.body?.getReader().read()
  gone.abort()
  const ended = async () => (await audit()).find(({ complete }) => complete === false)
  await expect.poll(ended, { timeout: 5000 }).toBeDefined()
  expect(Number((await ended())?.['rows'])).toBeLessThan(20_000)
})
