// Uploading a file, looking at it, importing it: real files of every kind, bad ones, stops, repeats, strangers.
import { gzipSync } from 'node:zlib'
import { type FileImport, type Mapping, type OperationAnswer, operations, requestOf } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeImport } from '../../packages/server/src/adapters/store/file-imports.ts'
import type { Acceptor } from '../../packages/server/src/listen/acceptor.ts'
import { importAll } from '../../packages/server/src/listen/files/job.ts'
import { eraseAll } from '../../packages/server/src/privacy/erasure/job.ts'
import { House, type Proof, type Reply } from './house.ts'
import { workbook } from './workbook.ts'

let house: House
let sourceId = ''
const running = new AbortController().signal

beforeAll(async () => {
  house = await House.build()
  sourceId = (await house.ok('createSource', { body: { name: 'Kasse', kind: 'file' } })).id
  await house.ok('updateWorkspace', { body: { zone: 'Europe/Berlin' } })
})
afterAll(() => house.close())

async function upload(
  bytes: Buffer | string,
  { name = 'kunden.csv', proof = house.as('admin'), to = sourceId } = {},
): Promise<Reply> {
  const { method, path } = requestOf('uploadFile', { params: { id: to }, query: { name } })
  const reply = await house.app.inject({
    method: method as 'POST',
    url: path,
    headers: { ...proof, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(bytes),
  })
  return { status: reply.statusCode, headers: reply.headers, text: reply.body, json: JSON.parse(reply.body) }
}
async function uploaded(bytes: Buffer | string, name?: string): Promise<FileImport> {
  const reply = await upload(bytes, name === undefined ? {} : { name })
  expect(reply.status, reply.text).toBe(201)
  return operations.uploadFile.answer.parse(reply.json)
}
const previewOf = (file: FileImport, query = {}) => house.ok('previewImport', { params: { id: file.id }, query })
async function start(file: FileImport, given?: Mapping): Promise<OperationAnswer<'previewImport'>> {
  const preview = await previewOf(file)
  const body = { mapping: given ?? preview.mapping, reading: preview.reading }
  expect(await house.ok('startImport', { params: { id: file.id }, body })).toMatchObject({ state: 'waiting' })
  return preview
}
const work = (acceptor: Acceptor = house.acceptor) => importAll(house.world, acceptor, running)
const importOf = async (file: FileImport) =>
  (await house.ok('listImports', { params: { id: sourceId } })).items.find(({ id }) => id === file.id)
const parts = async (file: FileImport) =>
  (await house.world.pool.query('select from file_part where import_id = $1', [file.id])).rowCount

const CUSTOMERS = `Kundennummer;Name;E-Mail;Umsatz;Kunde seit
4711;Jörg Größe;joerg@example.org;1.234,50;24.12.2020
4712;Ada;ada@example.org;7,00;01.02.2021
`

test('[R2.1] L95 L97 a German table becomes customers: looked at, checked, imported, and gone', async () => {
  const file = await uploaded(CUSTOMERS)
  expect(file).toMatchObject({ state: 'ready', format: 'csv', reading: { encoding: 'utf-8', delimiter: ';' } })
  const preview = await previewOf(file)
  expect(preview.columns).toEqual(['Kundennummer', 'Name', 'E-Mail', 'Umsatz', 'Kunde seit'])
  expect(preview.rows[0]).toEqual(['4711', 'Jörg Größe', 'joerg@example.org', '1.234,50', '24.12.2020'])
  const body = { mapping: preview.mapping, reading: preview.reading }
  expect(await house.ok('checkImport', { params: { id: file.id }, body })).toEqual({
    checked: 2,
    complete: true,
    good: 2,
    bad: 0,
    faults: [],
  })
  await start(file)
  expect(await work()).toBe(1)
  await house.settle()
  expect(await importOf(file)).toMatchObject({ state: 'done', rows: 2, refused: 0, known: 0, share: 1 })
  expect(await parts(file)).toBe(0)
  const { items } = await house.ok('listCustomers', { query: { identity: 'userId:4711' } })
  expect(items[0]?.traits).toMatchObject({
    name: 'Jörg Größe',
    Umsatz: 1234.5,
    'Kunde seit': '2020-12-23T23:00:00.000Z',
  })
  const remembered = await previewOf(await uploaded(`${CUSTOMERS}4713;Bo;;1,00;\n`))
  expect(remembered).toMatchObject({ remembered: true, mapping: preview.mapping })
})

test.each([
  ['Windows-1252', Buffer.from('Kundennummer;Ort\n1;K\xf6ln\n', 'latin1'), 'windows-1252', ';'],
  ['UTF-8 with a mark', Buffer.from('\ufeffKundennummer,Ort\n1,Köln\n'), 'utf-8', ','],
  ['UTF-16', Buffer.from('\ufeffKundennummer\tOrt\n1\tKöln\n', 'utf16le'), 'utf-16le', '\t'],
  ['gzip', gzipSync('Kundennummer|Ort\n1|Köln\n'), 'utf-8', '|'],
] as const)('L96 %s is known by its own bytes', async (_, bytes, encoding, delimiter) => {
  const file = await uploaded(bytes, 'irgendwas.bin')
  expect(file.reading).toEqual({ encoding, delimiter })
  const preview = await previewOf(file)
  expect([preview.columns, preview.rows]).toEqual([['Kundennummer', 'Ort'], [['1', 'Köln']]])
})

test('L96 somebody who knows better says how a file is read', async () => {
  const file = await uploaded(Buffer.from('Kundennummer;Ort\n1;K\xf6ln\n', 'latin1'))
  const preview = await previewOf(file, { encoding: 'utf-8', delimiter: ',' })
  expect(preview.columns).toEqual(['Kundennummer;Ort'])
  expect(preview.rows[0]?.[0]).toContain('\ufffd')
})

test('L96 a workbook is read: texts, numbers, dates by the clocks of its workspace', async () => {
  const sheet = workbook([
    ['Kundennummer', 'Aktion', 'Zeitpunkt', 'Betrag'],
    ['901', 'Order "Paid"; twice', { serial: 46204.5 }, 12.5],
  ])
  const file = await uploaded(sheet, 'umsatz.xlsx')
  expect(file.format).toBe('xlsx')
  const preview = await previewOf(file)
  expect(preview.rows).toEqual([['901', 'Order "Paid"; twice', '2026-07-01 12:00:00', '12.5']])
  await start(file)
  await work()
  const { rows } = await house.world.pool.query(
    `select name, occurred_at, body from event where name like 'Order "Paid"%'`,
  )
  expect(rows).toEqual([
    {
      name: 'Order "Paid"; twice',
      occurred_at: Date.parse('2026-07-01T10:00:00Z'),
      body: expect.stringContaining('12.5'),
    },
  ])
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])],
  ['half a workbook', workbook([['a'], ['b']]).subarray(0, 200)],
  ['a ZIP that is no workbook', workbook([['a']], { only: 'readme.txt' })],
  ['broken gzip', Buffer.concat([gzipSync('a;b\n1;2\n').subarray(0, 15), Buffer.from('xxxx')])],
])('L96 %s is refused and leaves nothing', async (_, bytes) => {
  const before = (await house.world.pool.query('select from file_import')).rowCount
  expect((await upload(bytes)).json).toMatchObject({ status: 422, code: 'import.unreadable' })
  expect((await house.world.pool.query('select from file_import')).rowCount).toBe(before)
})

test('L96 what would unpack to more than allowed is refused, zipped once or in a workbook', {
  timeout: 180_000,
}, async () => {
  const bomb = gzipSync(Buffer.alloc(110_000_000, 'a'))
  expect((await upload(bomb)).json).toMatchObject({ status: 413, code: 'request.too_large' })
  const sheet = workbook([['a']], { padding: 230_000_000 })
  expect(sheet.length).toBeLessThan(1_000_000)
  expect((await upload(sheet)).json).toMatchObject({ status: 413, code: 'request.too_large' })
})

test('only operations that take files take bytes, and those take nothing else', async () => {
  const bytes = { ...house.as('admin'), 'content-type': 'application/octet-stream' }
  expect((await house.send('POST', '/api/v1/sources', { body: 'x', headers: bytes })).status).toBe(415)
  const path = `/api/v1/sources/${sourceId}/imports?name=a`
  expect((await house.send('POST', path, { body: '{}', headers: house.as('admin') })).json.code).toBe(
    'request.wrong_type',
  )
})

const MIXED = `userId,event,timestamp\n${Array.from({ length: 2500 }, (_, n) =>
  n % 100 === 7 ? ',Seen,1.1.2026' : n === 20 ? `u20,Seen,gestern` : `u${n % 40},Seen ${n},1.1.2026 10:00`,
).join('\n')}\n`
const seen = async () => (await house.world.pool.query(`select from event where name like 'Seen %'`)).rowCount

test('L94 L97 an import that is killed at the worst moment is taken over, and every row counts once', async () => {
  const file = await uploaded(MIXED)
  const preview = await previewOf(file)
  const body = { mapping: preview.mapping, reading: preview.reading }
  const check = await house.ok('checkImport', { params: { id: file.id }, body })
  expect(check).toMatchObject({ checked: 2500, good: 2474, bad: 26, complete: true })
  expect(check.faults.slice(0, 2)).toEqual([
    { row: 8, code: 'listen.no_identity', field: 'userId', detail: 'the event names no customer' },
    { row: 21, code: 'listen.event_invalid', field: 'timestamp', detail: expect.stringContaining('ISO 8601') },
  ])
  await start(file)
  let calls = 0
  const breaking: Acceptor = {
    ...house.acceptor,
    accept: async (events) => {
      const accepted = await house.acceptor.accept(events)
      if (++calls === 2) throw new Error('killed')
      return accepted
    },
  }
  await work(breaking)
  expect(await importOf(file)).toMatchObject({ state: 'running', rows: 1000 })
  expect(await work(), 'who works on it may be alive').toBe(0)
  house.now += 61_000
  expect(await work()).toBe(1)
  expect(await importOf(file)).toMatchObject({ state: 'done', rows: 2500, refused: 26 })
  expect(await seen()).toBe(2474)
  const { items } = await house.ok('listRefusedEvents', { query: { source: sourceId, limit: 200 } })
  expect(items).toHaveLength(26)
  const csv = await house.call('exportImportErrors', { params: { id: file.id }, query: { language: 'de' } })
  const [heading, first] = csv.text.replace('\ufeff', '').split('\r\n')
  expect(heading).toBe('Zeile;Feld;Grund;Code;Inhalt')
  expect(first).toMatch(/^8;userId;record 8: the event names no customer;/)
})

test('L94 the same content uploaded again is the same file, and imported again adds nothing', async () => {
  const again = await uploaded(MIXED, 'anders.csv')
  const twin = await uploaded(MIXED, 'zwilling.csv')
  expect(twin.id).toBe(again.id)
  await start(again)
  await work()
  expect(await importOf(again)).toMatchObject({ state: 'done', known: 2474, refused: 26 })
  expect(await seen()).toBe(2474)
  expect((await house.ok('listRefusedEvents', { query: { source: sourceId, limit: 200 } })).items).toHaveLength(26)
})

test('L99 refused rows are judged again by the mapping that the source has by then', async () => {
  const { items } = await house.ok('listRefusedEvents', { query: { source: sourceId, limit: 200 } })
  const bad = items.find(({ field }) => field === 'timestamp')
  const params = { id: bad?.id ?? '' }
  expect((await house.call('replayRefusedEvent', { params, body: {} })).json).toMatchObject({ field: 'timestamp' })
  const mapping: Mapping = { userId: 'userId', event: 'event' }
  await house.ok('updateSource', { params: { id: sourceId }, body: { mapping } })
  expect(await house.ok('replayRefusedEvent', { params, body: {} })).toMatchObject({ replayedAt: expect.any(String) })
  await house.ok('replayRefusedEvent', { params, body: {} })
  const { rows } = await house.world.pool.query(`select message_id from event where name = 'Seen'`)
  expect(rows).toEqual([{ message_id: expect.stringMatching(/^import:[0-9a-f]{24}:21$/) }])
})

test('L97 an import is cancelled before and while it runs; what was imported stays, and it cannot be started again', async () => {
  const before = await uploaded('userId,event\nu1,Early\n')
  expect(await house.ok('cancelImport', { params: { id: before.id } })).toMatchObject({ state: 'cancelled' })
  expect(await parts(before)).toBe(0)
  const params = { id: before.id }
  const body = { mapping: {}, reading: before.reading }
  expect((await house.call('startImport', { params, body })).json.code).toBe('import.wrong_state')
  expect((await house.call('cancelImport', { params })).json.code).toBe('import.wrong_state')
  expect((await house.call('previewImport', { params })).json.code).toBe('import.wrong_state')
  const file = await uploaded(`userId,event\n${'u1,Halfway\n'.repeat(3000)}`)
  await start(file)
  const cancelling: Acceptor = {
    ...house.acceptor,
    accept: async (events) => {
      const accepted = await house.acceptor.accept(events)
      await house.ok('cancelImport', { params: { id: file.id } })
      return accepted
    },
  }
  await work(cancelling)
  expect(await importOf(file)).toMatchObject({ state: 'cancelled' })
  expect((await house.world.pool.query(`select from event where name = 'Halfway'`)).rowCount).toBe(1000)
})

test('L97 of two workers one takes an import; one whose source was revoked fails and says so', async () => {
  const gone = await house.ok('createSource', { body: { name: 'Fort', kind: 'file' } })
  const reply = await upload('userId,event\nu1,Lost\n', { to: gone.id })
  const file = operations.uploadFile.answer.parse(reply.json)
  const preview = await previewOf(file)
  const params = { id: file.id }
  await house.ok('startImport', { params, body: { mapping: preview.mapping, reading: preview.reading } })
  await house.ok('revokeSource', { params: { id: gone.id } })
  const taken = await Promise.all([1, 2].map(() => takeImport(house.world.pool, { now: house.now, silent: 0 })))
  expect(taken.filter((one) => one !== undefined)).toHaveLength(1)
  house.now += 61_000
  await work()
  const { items } = await house.ok('listImports', { params: { id: gone.id } })
  expect(items).toMatchObject([{ state: 'failed', fault: 'not_found' }])
})

test('E9 files of another workspace are not there, and roles that may not, do not', async () => {
  const file = await uploaded('userId,event\nu1,Ours\n')
  const params = { id: file.id }
  const foreign: Proof = house.as('foreign')
  expect((await upload('userId\n1\n', { proof: foreign })).status).toBe(404)
  expect((await upload('userId\n1\n', { proof: house.as('cx') })).status).toBe(403)
  expect((await house.call('listImports', { params: { id: sourceId } }, foreign)).status).toBe(404)
  expect((await house.call('previewImport', { params }, foreign)).status).toBe(404)
  expect((await house.call('cancelImport', { params }, foreign)).status).toBe(404)
  const body = { mapping: {}, reading: file.reading }
  expect((await house.call('checkImport', { params, body }, foreign)).status).toBe(404)
  expect((await house.call('startImport', { params, body }, foreign)).status).toBe(404)
  expect((await house.call('exportImportErrors', { params }, foreign)).status).toBe(404)
})

test('a mapping is tried on records before anything is taken', async () => {
  const mapping: Mapping = { userId: 'customer.id', event: { value: 'Order Paid' }, properties: { total: 'total' } }
  const records = [{ customer: { id: 7 }, total: 5 }, { total: 5 }, 'rubbish']
  const { items } = await house.ok('tryMapping', { body: { mapping, records } })
  expect(items).toEqual([
    { messages: [{ type: 'track', userId: 7, event: 'Order Paid', properties: { total: 5 } }], fault: null },
    { messages: [expect.anything()], fault: expect.objectContaining({ code: 'listen.no_identity' }) },
    { messages: [], fault: expect.objectContaining({ code: 'listen.event_invalid' }) },
  ])
})

test('L96 PD10 an uploaded file that names an erased person is thrown away, and brings nobody back', async () => {
  await house.track([{ type: 'identify', userId: 'mia-4000', traits: { email: 'mia@planted.example' } }])
  await house.settle()
  const file = await uploaded('userId;event;E-Mail\nmia-4000;Bought;mia@planted.example\n')
  const started = await uploaded('userId;event\nmia-4000;Returned\n')
  await start(started)
  const id = await house.customer('mia-4000')
  house.now += 1000
  await house.ok('eraseCustomer', { params: { id }, body: { confirm: id, reason: 'request' } })
  expect(await eraseAll(house.world, running)).toBe(1)
  expect(await importOf(file)).toMatchObject({ state: 'cancelled' })
  expect(await parts(file)).toBe(0)
  await work()
  const late = await uploaded('userId;event;timestamp\nmia-4000;Late;01.01.2026\n')
  await start(late, { userId: 'userId', event: 'event', timestamp: { column: 'timestamp', as: 'dayFirst' } })
  await work()
  expect((await house.call('listCustomers', { query: { identity: 'userId:mia-4000' } })).json).toMatchObject({
    items: [],
  })
})
