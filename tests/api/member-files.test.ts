// Members and barred addresses as files: what stands in them, in German form, and who gets which.
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House, type Reply } from './house.ts'

let house: House
const MEMBERS = 620
const ADDRESSES = 1203
const rowsOf = ({ text }: Reply): Record<string, string>[] => parse(text, { bom: true, columns: true, delimiter: ';' })

beforeAll(async () => {
  house = await House.build()
  const { pool } = house.world
  await pool.query(
    `with new as (insert into member (email, name, password_hash, created_at)
       select 'm' || n || '@shop.example', case when n = 7 then '=SUM(A1)' else 'Größe ' || n end, '', 0 from generate_series(1, $2) n returning id)
     insert into membership (workspace_id, member_id, role, joined_at) select $1, id, 'sales', $3 from new`,
    [house.workspace, MEMBERS, house.now],
  )
  const { rows } = await pool.query<{ id: number }>(
    `insert into unit (workspace_id, kind, name, created_at) values ($1, 'team', 'Süd; West', 0) returning id`,
    [house.workspace],
  )
  await pool.query(
    `insert into membership_unit select $1, id, $2 from member where email in ('m1@shop.example', 'm2@shop.example')`,
    [house.workspace, rows[0]?.id],
  )
  await pool.query(
    `insert into suppression select $1, 'email', 'a' || n || '@shop.example', 'hard_bounce', $3::bigint + n from generate_series(1, $2) n`,
    [house.workspace, ADDRESSES, house.now],
  )
})
afterAll(() => house.close())

test('members stand in the file once each, with roles, units and second factor, in the form of German spreadsheets', async () => {
  const file = await house.call('exportMembers', { query: { language: 'de' } })
  expect(file.headers['content-disposition']).toContain('members-2026-11-20.csv')
  const rows = rowsOf(file)
  expect(new Set(rows.map((row) => row['E-Mail'])).size).toBe(MEMBERS + 1)
  expect(rows.find((row) => row['E-Mail'] === 'm1@shop.example')).toEqual({
    Name: 'Größe 1',
    'E-Mail': 'm1@shop.example',
    Rollen: 'sales',
    Einheiten: 'Süd; West',
    'Dabei seit': '2026-11-20 13:00:00',
    'Zuletzt aktiv': '',
    'Zweiter Faktor': 'nein',
  })
  expect(rows.find((row) => row['E-Mail'] === 'm7@shop.example')?.['Name']).toBe(`'=SUM(A1)`)
  expect(
    rowsOf(await house.call('exportMembers', { query: { language: 'de', find: 'größe 12', role: 'sales' } })).length,
  ).toBe(11)
})

test('E9 who does not manage members gets names without addresses, and another workspace its own', async () => {
  const seen = await house.call('exportMembers', { query: { format: 'json' } }, house.as('viewer'))
  expect(seen.text).toContain('Größe 1')
  expect(seen.text).not.toContain('@shop.example')
  expect((await house.call('exportMembers', { query: { format: 'ndjson' } }, house.as('foreign'))).text).toBe('')
})

test('barred addresses stand in the file once each, the last barred first; a beginning narrows them', async () => {
  const rows = rowsOf(await house.call('exportSuppressions', { query: { language: 'de' } }))
  expect(rows.length).toBe(ADDRESSES)
  expect(rows[0]).toEqual({
    Adresse: `a${ADDRESSES}@shop.example`,
    Kanal: 'email',
    Grund: 'hard_bounce',
    'Gesperrt seit': '2026-11-20 13:00:01',
  })
  expect(rowsOf(await house.call('exportSuppressions', { query: { language: 'de', find: 'A120' } })).length).toBe(5)
})

test('E9 PD1 who may not read personal data gets no addresses, and another workspace none of ours', async () => {
  for (const role of ['viewer', 'leadership'] as const)
    expect((await house.call('exportSuppressions', {}, house.as(role))).json.code).toBe('auth.forbidden')
  expect((await house.call('exportSuppressions', { query: { format: 'ndjson' } }, house.as('foreign'))).text).toBe('')
})
