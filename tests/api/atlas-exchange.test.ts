// What people design, out and in through the API: every format, what an import would do, one change, one undo, rights, rubbish.
import {
  type AtlasEdit,
  type AtlasImport,
  atlasDocument,
  type OperationAnswer,
  type OperationInput,
  operations,
  requestOf,
} from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House, type Proof } from './house.ts'

let house: House
let count = 0
const make = (kind: string, id: string, fields: object, journey: string | null = null) =>
  ({ do: 'make', id, kind, journey, fields }) as AtlasEdit
const change = (edits: AtlasEdit[], headers = house.as('admin')) =>
  house.ok('changeAtlas', { body: { id: `c${++count}`, edits } }, headers)

beforeAll(async () => {
  house = await House.build()
  await change([
    make('channel', 'web', { name: { de: 'Netz', en: 'Web' } }),
    make('touchpoint', 'shop', {
      name: { de: 'Web-Shop' },
      about: { de: '=1+1\nZweite Zeile' },
      channels: ['web'],
      state: 'live',
    }),
    make('touchpoint', 'hotline', { name: { de: 'Hotline', en: '+49 30 1' } }),
    make('persona', 'anna', { name: { de: 'Anna' } }),
    make('process', 'pay', { name: { de: 'Bezahlen' } }),
    make('dataObject', 'card', { name: { de: 'Karte' }, personal: true }),
    make('transaction', 'debit', { name: { de: 'Abbuchen' }, process: 'pay', order: 'V', data: ['card'] }),
    make('link', 'link1', { from: 'shop', to: 'pay', how: 'uses' }),
    make('journey', 'life', { name: { de: 'Leben' } }),
    make('journey', 'buy', { name: { de: 'Im Web-Shop kaufen', en: 'Buy' }, under: 'life', personas: ['anna'] }),
    make('phase', 'p1', { name: { de: 'Kaufen' }, order: 'V' }, 'buy'),
    make(
      'step',
      's1',
      { name: { de: 'Warenkorb' }, phase: 'p1', order: 'G', binding: { on: [{ event: 'Cart Viewed' }] } },
      'buy',
    ),
    make('step', 's2', { name: { de: 'Zahlung' }, phase: 'p1', order: 'V', momentOfTruth: true }, 'buy'),
    make('lane', 'l1', { name: { de: 'Kontakt' }, type: 'touchpoint', order: 'G' }, 'buy'),
    make('lane', 'l2', { name: { de: 'Gedanken' }, type: 'text', order: 'V', height: 3 }, 'buy'),
    make('lane', 'l3', { name: { de: 'Prozess' }, type: 'process', order: 'Z' }, 'buy'),
    make('placement', 'x1', { item: 'shop', step: 's1', lane: 'l1', order: 'V', note: { de: 'zuerst' } }, 'buy'),
    make('placement', 'x2', { item: 'pay', step: 's2', lane: 'l3', order: 'V' }, 'buy'),
    make('cell', 'c.s1.l2', { step: 's1', lane: 'l2', text: { de: 'Passt alles?', en: 'Fine?' } }, 'buy'),
    make('feeling', 'f.s2.anna', { step: 's2', persona: 'anna', value: -1.5, why: { de: 'Zu viele Felder' } }, 'buy'),
    make('transition', 't1', { from: 's1', to: 's2', share: 0.8 }, 'buy'),
  ])
})
afterAll(() => house?.close())

type Got = {
  readonly status: number
  readonly bytes: Buffer
  readonly text: string
  readonly headers: Readonly<Record<string, unknown>>
}
async function fetched<N extends 'exportJourney' | 'exportRecords' | 'exportProcess'>(
  name: N,
  input: OperationInput<N>,
  proof: Proof = house.as('viewer'),
): Promise<Got> {
  const { method, path } = requestOf(name, input)
  const reply = await house.app.inject({ method: method as 'GET', url: path, headers: proof })
  return { status: reply.statusCode, bytes: reply.rawPayload, text: reply.body, headers: reply.headers }
}
const journey = async (query: OperationInput<'exportJourney'>['query'], proof?: Proof, id = 'buy') => {
  const got = await fetched('exportJourney', { params: { id }, query }, proof)
  expect(got.status, got.text.slice(0, 300)).toBe(200)
  return got
}

async function send<N extends 'previewAtlasImport' | 'importAtlas'>(
  name: N,
  bytes: Buffer | string,
  query: OperationInput<N>['query'],
  proof = house.as('admin'),
) {
  const { method, path } = requestOf(name, { query } as OperationInput<N>)
  const reply = await house.app.inject({
    method: method as 'POST',
    url: path,
    headers: { ...proof, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(bytes),
  })
  return { status: reply.statusCode, json: JSON.parse(reply.body) }
}
async function preview(bytes: Buffer | string, query: object = {}, proof?: Proof): Promise<AtlasImport> {
  const { status, json } = await send('previewAtlasImport', bytes, { id: `i${++count}`, ...query }, proof)
  expect(status, JSON.stringify(json)).toBe(200)
  return operations.previewAtlasImport.answer.parse(json)
}
async function imported(
  bytes: Buffer | string,
  query: object = {},
  proof?: Proof,
): Promise<OperationAnswer<'importAtlas'>> {
  const { status, json } = await send('importAtlas', bytes, { id: `i${++count}`, ...query }, proof)
  expect(status, JSON.stringify(json)).toBe(200)
  return operations.importAtlas.answer.parse(json)
}
const NOTHING = { added: 0, changed: 0, moved: 0, removed: 0, refused: 0 }
const lastChange = async () => (await house.ok('openJourney', { params: { id: 'buy' } })).seq

test('[R0.48] a journey leaves as a document with all that it names, and imported elsewhere leaves the same again', async () => {
  const { text, headers } = await journey({ format: 'json', language: 'de' })
  expect(headers['content-disposition']).toMatch(/^attachment; filename="im-web-shop-kaufen-\d{4}-\d\d-\d\d\.json"$/)
  const document = atlasDocument.parse(JSON.parse(text))
  expect(document.records.map(({ id }) => id).sort()).toEqual(
    [
      'anna',
      'buy',
      'c.s1.l2',
      'card',
      'debit',
      'f.s2.anna',
      'l1',
      'l2',
      'l3',
      'life',
      'link1',
      'p1',
      'pay',
      's1',
      's2',
      'shop',
      't1',
      'web',
      'x1',
      'x2',
    ].sort(),
  )
  expect(await preview(text)).toMatchObject({ format: 'json', journey: 'buy', counts: { ...NOTHING, same: 20 } })
  const there = await imported(text, {}, house.as('foreign'))
  expect(there.counts).toMatchObject({ ...NOTHING, added: 20 })
  expect((await journey({ format: 'json' }, house.as('foreign'))).text).toBe(text)
  expect((await fetched('exportJourney', { params: { id: 'nowhere' }, query: { format: 'json' } })).status).toBe(404)
})

test('[R0.48] the schema says what the document is made of', async () => {
  const schema = await house.ok('getAtlasSchema', {})
  expect(schema['$schema']).toContain('2020-12')
  expect(JSON.stringify(schema)).toContain('"const":"touchpoint"')
})

test('[R0.48] as table, workbook and records a journey comes back without a change, in either language', async () => {
  const before = await lastChange()
  for (const format of ['csv', 'xlsx'] as const)
    for (const as of ['map', 'records'] as const)
      for (const language of ['de', 'en'] as const) {
        const { bytes } = await journey({ format, as, language })
        const seen = await preview(bytes, { journey: 'buy', as })
        expect([seen.counts, seen.refused], `${format} ${as} ${language}`).toMatchObject([NOTHING, []])
        expect((await imported(bytes, { journey: 'buy' })).change, `${format} ${as} ${language}`).toBeNull()
      }
  expect(await lastChange()).toBe(before)
  const { text } = await journey({ format: 'csv', language: 'de' })
  expect(text.split('\r\n')[0]).toContain('Phasen-ID;Phase (de);Phase (en);Schritt-ID;Schritt (de)')
  expect(text).toContain('Web-Shop [shop]')
})

test('X2 [R0.48] what a table changes is seen first, done as one change, and taken back at once', async () => {
  const table =
    'Phase;Schritt;Kontakt [l1];Gedanken (de) [l2];Emotion: Anna [anna];Ideen\nKaufen;Warenkorb;Web-Shop;Ganz anders;0,5;=Neu\n'
  const query = { journey: 'buy', id: 'one' }
  const seen = await preview(`${table};Versand;Filiale;;;\n`, query)
  expect(seen.columns.map(({ column }) => column)).toEqual([
    'phase:name:de',
    'step:name:de',
    'lane:l1:items',
    'lane:l2:text:de',
    'feeling:anna:value',
    'lane::text:de',
  ])
  expect(seen.refused).toEqual([])
  expect(seen.items.map(({ what, kind, row }) => `${what} ${kind} ${row}`).sort()).toEqual(
    [
      'added cell 1',
      'added feeling 1',
      'added lane null',
      'added placement 2',
      'added step 2',
      'added touchpoint 2',
      'changed cell 1',
    ].sort(),
  )
  expect(await preview(`${table};Versand;Filiale;;;\n`, query)).toEqual(seen)
  const before = (await journey({ format: 'json' })).text
  const done = await imported(`${table};Versand;Filiale;;;\n`, query)
  expect(done.items).toEqual(seen.items)
  expect((await send('importAtlas', `${table};Versand;Filiale;;;\n`, query)).json.change.seq).toBe(done.change?.seq)
  const cell = (await house.ok('getRecord', { params: { id: 'c.s1.l2' } })).fields['text']
  expect(cell).toEqual({ de: 'Ganz anders', en: 'Fine?' })
  await house.ok('undoChange', { params: { id: 'one' }, body: { id: 'one-undo' } })
  expect((await journey({ format: 'json' })).text).toBe(before)
})

test('X3 what a document does not name stays, unless it is asked for', async () => {
  const document = JSON.parse((await journey({ format: 'json' })).text)
  const less = JSON.stringify({
    ...document,
    records: document.records.filter(({ id }: { id: string }) => id !== 't1'),
  })
  expect((await preview(less)).counts).toMatchObject(NOTHING)
  const removing = await imported(less, { absent: 'remove', id: 'less' })
  expect(removing.items.map(({ what, id }) => `${what} ${id}`)).toEqual(['removed t1'])
  await house.ok('undoChange', { params: { id: 'less' }, body: { id: 'less-undo' } })
  expect((await preview(JSON.stringify(document))).counts).toMatchObject(NOTHING)
})

test('[R0.48] a list of the library leaves and comes back, with new ones and refused ones by row', async () => {
  for (const format of ['csv', 'xlsx', 'json'] as const) {
    const { bytes, status } = await fetched('exportRecords', { query: { kind: 'touchpoint', format, language: 'de' } })
    expect(status).toBe(200)
    expect((await preview(bytes, { kind: 'touchpoint' })).counts, format).toMatchObject(NOTHING)
  }
  const { text } = await fetched('exportRecords', { query: { kind: 'touchpoint', format: 'csv', find: 'hotl' } })
  expect(text.split('\r\n').slice(1).join()).toMatch(/^hotline,/)
  expect(text).toContain("'+49 30 1")
  const list = 'Name;Stand;Kanäle\nKiosk;planned;Netz\nFax;verboten;\nPost;live;Luftpost\nHotline;live;\n'
  const seen = await preview(list, { kind: 'touchpoint' })
  expect(seen.refused.map(({ row, field, code }) => `${row} ${field} ${code}`)).toEqual([
    '3 channels atlas.value_invalid',
    '2 state atlas.value_invalid',
  ])
  const stopped = await send('importAtlas', list, { id: 'list', kind: 'touchpoint' })
  expect([stopped.status, stopped.json.code]).toEqual([422, 'atlas.import_refused'])
  const done = await imported(list, { id: 'list', kind: 'touchpoint', refused: 'skip' })
  expect(done.items.map(({ what, id }) => `${what} ${id}`)).toEqual(['added list-1', 'changed hotline'])
  expect((await house.ok('getRecord', { params: { id: 'list-1' } })).fields['channels']).toEqual(['web'])
  await house.ok('undoChange', { params: { id: 'list' }, body: { id: 'list-undo' } })
})

test('X6 [R0.48] CJML goes out and comes in as another journey; BPMN comes in as a process', async () => {
  const { text, headers } = await journey({ format: 'cjml' })
  expect(headers['content-type']).toContain('application/xml')
  expect((await preview(text)).counts).toMatchObject({ refused: 0, added: 0, removed: 0 })
  const other = await imported(text.replace('>buy<', '>unknown<'), { id: 'cjml', language: 'en' })
  expect(other).toMatchObject({ format: 'cjml', journey: 'cjml-j', counts: { refused: 0 } })
  const { records } = await house.ok('openJourney', { params: { id: 'cjml-j' } })
  expect(records.filter(({ kind }) => kind === 'step')).toHaveLength(2)
  const bpmn = `<?xml version="1.0"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"><bpmn:process id="P" name="Versand">
    <bpmn:task id="a" name="Packen"/><bpmn:task id="b" name="Senden"/><bpmn:sequenceFlow id="f" sourceRef="a" targetRef="b"/></bpmn:process></bpmn:definitions>`
  const process = await imported(bpmn, { id: 'bpmn' })
  expect(process.items.map(({ kind, name }) => `${kind} ${name['de']}`)).toEqual([
    'process Versand',
    'transaction Packen',
    'transaction Senden',
  ])
  expect((await preview(bpmn)).counts).toMatchObject({ ...NOTHING, same: 3 })
})

test('X7 a business process leaves as BPMN; here it changes nothing, elsewhere it is the same, and nobody else gets it', async () => {
  await change([
    make('transaction', 'check', { name: { de: 'Prüfen' }, process: 'pay', order: 'Z', after: ['debit'] }),
    { do: 'set', id: 'debit', field: 'role', value: { de: 'Kasse' } },
  ])
  const of = (id: string, proof?: Proof) =>
    fetched('exportProcess', { params: { id }, query: { content: 'de' } }, proof)
  const { text, headers } = await of('pay')
  expect(String(headers['content-disposition'])).toMatch(/bezahlen-[-0-9]+\.bpmn/)
  expect((await preview(text)).counts).toMatchObject({ ...NOTHING, same: 3 })
  const there = house.as('foreign')
  const elsewhere = text
    .replaceAll('Bezahlen', 'Begleichen')
    .replaceAll('Karte', 'Beleg')
    .replaceAll(':record="', ':record="x-')
  const made = await imported(elsewhere, { id: 'theirs' }, there)
  expect(made.items.map(({ kind, name }) => `${kind} ${name['de']}`)).toEqual([
    'process Begleichen',
    'dataObject Beleg',
    'transaction Abbuchen',
    'transaction Prüfen',
  ])
  const again = await of(made.items[0]?.id ?? '', there)
  const unnamed = (file: string) => file.replace(/ lotse:record="[^"]*"/g, '')
  expect(unnamed(again.text)).toBe(unnamed(elsewhere))
  for (const id of [made.items[0]?.id ?? '', 'buy']) expect((await of(id)).status).toBe(404)
})

test('[R0.48] as a picture a journey holds nothing that runs, and on paper a page for each phase', async () => {
  await change([
    make('journey', 'evil', { name: { de: '<script>alert(1)</script>' } }),
    make('phase', 'e1', { name: { de: '"><img onerror=x>' }, order: 'V' }, 'evil'),
  ])
  const { text, headers } = await journey({ format: 'svg' }, undefined, 'evil')
  expect(text).not.toMatch(/<script|<img/)
  expect(headers['content-security-policy']).toContain("default-src 'none'")
  expect((await journey({ format: 'svg', content: 'de' })).text).toContain('Warenkorb')
  for (const paper of ['A4', 'A3'] as const) {
    const { bytes } = await journey({ format: 'pdf', paper, content: 'de' })
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(bytes.toString('latin1').match(/\/Type \/Page\n/g)?.length).toBe(1)
  }
})

test('[E9] who may not design there sees it in the preview and imports nothing; each export is written down', async () => {
  const text = (await journey({ format: 'json' })).text.replace('Warenkorb', 'Korb')
  expect((await send('previewAtlasImport', text, { id: 'v1' }, house.as('viewer'))).status).toBe(403)
  await house.addMember('dora@shop.example', 'department')
  const unit = (await house.ok('createUnit', { body: { kind: 'department', name: 'Vertrieb' } })).id
  await house.world.pool.query(
    `insert into membership_unit select $1, id, $2 from member where email = 'dora@shop.example'`,
    [house.workspace, unit],
  )
  const dora = await house.signIn('dora@shop.example')
  expect((await preview(text, {}, dora)).refused).toMatchObject([{ code: 'auth.not_owner' }])
  const refused = await send('importAtlas', text, { id: 'd1' }, dora)
  expect([refused.status, refused.json.code]).toEqual([403, 'auth.not_owner'])
  const own = await imported('Name\nEigener Ort\n', { id: 'd2', kind: 'touchpoint' }, dora)
  expect((await house.ok('getRecord', { params: { id: 'd2-1' } })).ownerId).toBe(unit)
  expect(own.counts.added).toBe(1)
  const audit = await house.ok('listAudit', { query: { limit: 200 } })
  expect(
    audit.items.some(
      ({ operation, detail }) => operation === 'exportJourney' && JSON.stringify(detail).includes('pdf'),
    ),
  ).toBe(true)
})

test('[E10] rubbish is refused by name and changes nothing', async () => {
  const before = await lastChange()
  const code = async (bytes: Buffer | string, query: object = {}) =>
    (await send('importAtlas', bytes, { id: `r${++count}`, ...query })).json.code
  expect(await code('')).toBe('import.unreadable')
  expect(await code(Buffer.from([0, 1, 2, 3]))).toBe('import.unreadable')
  expect(await code('{"format":"lotse.atlas"')).toBe('import.unreadable')
  expect(await code('{"format":"lotse.atlas","version":1,"journey":null,"records":[{"id":"a b"}]}')).toBe(
    'import.unreadable',
  )
  expect(
    await code(
      JSON.stringify({
        format: 'lotse.atlas',
        version: 1,
        journey: null,
        records: [{ id: 'nul', kind: 'brand', journey: null, fields: { name: { de: 'a\0b' } } }],
      }),
    ),
  ).toBe('request.invalid')
  expect(await code(`{"a":${'['.repeat(100)}${']'.repeat(100)}}`)).toBe('request.too_deep')
  expect(await code('<html></html>')).toBe('import.unreadable')
  expect(await code('<!DOCTYPE a [<!ENTITY x "y">]><CJML/>')).toBe('import.unreadable')
  expect(await code('Schritt\nx\n', { mapping: 'no json' })).toBe('request.invalid')
  expect(await code('Schritt\nx\n', { mapping: '{"Schritt":"step:name:de"}', journey: 'shop' })).toBe(
    'atlas.import_refused',
  )
  expect(await code(Buffer.from('504b0304ffffffff', 'hex'))).toBe('import.unreadable')
  const other = (await journey({ format: 'json' })).text.replaceAll('"kind": "touchpoint"', '"kind": "application"')
  expect(await code(other)).toBe('atlas.import_refused')
  expect(await lastChange()).toBe(before)
})

test('two who import at once are done one after the other, and neither undoes the other', async () => {
  const [one, other] = await Promise.all([
    imported('Name\nA\n', { id: 'race1', kind: 'brand' }),
    imported('Name\nB\n', { id: 'race2', kind: 'brand' }),
  ])
  expect([one.counts.added, other.counts.added]).toEqual([1, 1])
  const same = await Promise.all([0, 1].map(() => imported('Name\nC\n', { id: 'race3', kind: 'brand' })))
  expect(same[0]?.change?.seq).toBe(same[1]?.change?.seq)
})

test('[R2.25] hand-overs leave with the map as they read there, and come back as nothing', async () => {
  const unit = async (name: string) => (await house.ok('createUnit', { body: { kind: 'department', name } })).id
  const [sales, store] = [await unit('Laden Nord'), await unit('Lager Ost')]
  await change([
    make('touchpoint', 'till', { name: { de: 'Kasse' } }),
    make('touchpoint', 'box', { name: { de: 'Paket' } }),
    make('journey', 'hand', { name: { de: 'Übergeben' } }),
    make('phase', 'hp', { name: { de: 'Kaufen' }, order: 'V' }, 'hand'),
    make('step', 'ha', { name: { de: 'Zahlen' }, phase: 'hp', order: 'G' }, 'hand'),
    make('step', 'hb', { name: { de: 'Packen' }, phase: 'hp', order: 'V' }, 'hand'),
    make('lane', 'ht', { type: 'touchpoint', order: 'G' }, 'hand'),
    make('lane', 'hh', { type: 'handover', order: 'V' }, 'hand'),
    make('placement', 'hx', { item: 'till', step: 'ha', lane: 'ht', order: 'V' }, 'hand'),
    make('placement', 'hy', { item: 'box', step: 'hb', lane: 'ht', order: 'V' }, 'hand'),
  ])
  await house.ok('setRecordOwner', { params: { id: 'till' }, body: { ownerId: sales } })
  await house.ok('setRecordOwner', { params: { id: 'box' }, body: { ownerId: store } })
  const said = 'Laden Nord → Lager Ost'
  // It is broken into lines where its column ends.
  const svg = (await journey({ format: 'svg', language: 'de' }, undefined, 'hand')).text
  for (const part of ['Übergabe', 'Laden Nord →', 'Lager Ost']) expect(svg).toContain(part)
  const { bytes } = await journey({ format: 'csv', language: 'de' }, undefined, 'hand')
  expect(bytes.toString()).toContain('Übergabe: von selbst [hh]')
  expect(bytes.toString()).toContain(said)
  expect((await preview(bytes, { journey: 'hand' })).counts).toMatchObject(NOTHING)
  const book = (await journey({ format: 'xlsx', language: 'en' }, undefined, 'hand')).bytes
  expect((await preview(book, { journey: 'hand' })).counts).toMatchObject(NOTHING)
  expect((await journey({ format: 'pdf' }, undefined, 'hand')).bytes.length).toBeGreaterThan(1000)
})
