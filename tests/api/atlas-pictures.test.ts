// Pictures of maps, through the API: bringing them, placing them, looking at them as a member and by a link, and what becomes of those nobody places.
import { requestOf } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pngChunk, sampleJpeg, samplePng } from '../../packages/server/src/pictures/pictures.fixture.ts'
import { sweepAllPictures } from '../../packages/server/src/pictures/sweep.ts'
import { House, type Proof } from './house.ts'

let house: House
let made = 0
const DAY_MS = 86_400_000

const bring = (bytes: Buffer, as: Proof = house.as('admin')) => {
  const { method, path } = requestOf('addPicture', {})
  return house.app.inject({
    method,
    url: path,
    payload: bytes,
    headers: { ...as, 'content-type': 'application/octet-stream' },
  })
}
const brought = async (bytes: Buffer): Promise<string> => (await bring(bytes)).json().id
const change = (edits: object[], as?: Proof) =>
  house.call('changeAtlas', { body: { id: `p${++made}`, base: 0, edits } as never }, as)
const cell = (id: string, image: string) => ({
  do: 'make',
  id,
  kind: 'cell',
  journey: 'buy',
  fields: { step: 's1', lane: 'l1', image, alt: { de: 'Die Kasse' } },
})
const look = (id: string, as: Proof = house.as('admin')) =>
  house.app.inject({ url: requestOf('getPicture', { params: { id } }).path, headers: as })
const sweep = () => sweepAllPictures(house.world)

beforeAll(async () => {
  house = await House.build()
  await change([
    { do: 'make', id: 'buy', kind: 'journey', journey: null, fields: { name: { de: 'Kaufen' } } },
    { do: 'make', id: 'p1', kind: 'phase', journey: 'buy', fields: { order: 'V' } },
    { do: 'make', id: 's1', kind: 'step', journey: 'buy', fields: { name: { de: 'Korb' }, phase: 'p1', order: 'V' } },
    { do: 'make', id: 'l1', kind: 'lane', journey: 'buy', fields: { type: 'image', order: 'V' } },
    { do: 'make', id: 'anna', kind: 'persona', journey: null, fields: { name: { de: 'Anna' } } },
  ])
})
afterAll(() => house?.close())

test('P2 the same picture is kept once, and anybody who reads the atlas sees it, running nothing', async () => {
  const first = await bring(samplePng(5))
  expect([first.statusCode, first.json()]).toMatchObject([201, { type: 'image/png', width: 5, height: 1 }])
  expect((await bring(samplePng(5))).json()).toEqual(first.json())
  const { id } = first.json()
  const reply = await look(id, house.as('viewer'))
  expect(reply.statusCode).toBe(200)
  expect(reply.rawPayload.equals(samplePng(5))).toBe(true)
  expect(reply.headers).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': 'inline',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  })
})

test('[E9] P3 nobody sees pictures of another workspace, none without proof, and viewers bring none', async () => {
  const id = await brought(samplePng(6))
  expect((await look(id, house.as('foreign'))).statusCode).toBe(404)
  expect((await look(id, {})).statusCode).toBe(401)
  expect((await look('x'.repeat(22))).statusCode).toBe(404)
  expect((await look('../../etc/passwd')).statusCode).toBe(400)
  expect((await bring(samplePng(6), house.as('viewer'))).json().code).toBe('auth.forbidden')
  expect((await bring(samplePng(6), {})).statusCode).toBe(401)
})

test('P1 what is no picture is refused and leaves nothing', async () => {
  for (const bytes of [
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    Buffer.from('GIF89a'),
    Buffer.alloc(1),
  ])
    expect((await bring(bytes)).json()).toMatchObject({ status: 422, code: 'picture.invalid', why: 'form' })
  const large = Buffer.concat([samplePng(2), Buffer.alloc(5 * 1024 * 1024)])
  expect((await bring(large)).json()).toMatchObject({ code: 'picture.invalid', why: 'size' })
})

test('P2 a change brings only pictures that are kept in this workspace, to records of any kind that show one', async () => {
  const id = await brought(sampleJpeg())
  expect((await change([cell('c0', 'x'.repeat(22))])).json).toMatchObject({ status: 422, code: 'picture.unknown' })
  const theirs = (await bring(samplePng(9), house.as('foreign'))).json()
  expect((await change([{ do: 'set', id: 'anna', field: 'picture', value: theirs.id }])).json.code).toBe(
    'picture.unknown',
  )
  expect((await change([{ do: 'set', id: 'anna', field: 'picture', value: id }])).status).toBe(200)
  expect((await change([cell('c1', id)])).status).toBe(200)
  const { records } = await house.ok('openJourney', { params: { id: 'buy' } })
  expect(records.find((one) => one.id === 'c1')?.fields).toMatchObject({ image: id, alt: { de: 'Die Kasse' } })
})

test('P3 whoever has a link sees the pictures it shows, by addresses that end with it', async () => {
  const id = await brought(samplePng(11))
  const other = await brought(samplePng(12))
  await change([{ do: 'make', id: 'l2', kind: 'lane', journey: 'buy', fields: { type: 'image', order: 'W' } }])
  await change([{ ...cell('c2', id), fields: { step: 's1', lane: 'l2', image: id } }])
  const { share, address } = await house.ok('createShare', { params: { id: 'buy' }, body: { name: 'Agentur' } })
  const body = { secret: new URL(address).hash.slice(1) }
  const { pictures } = (await house.call('openShare', { body }, {})).json as { pictures: Record<string, string> }
  const src = pictures[id] ?? ''
  const t = new URL(src, 'https://lotse.example').searchParams.get('t') ?? ''
  expect(src).toBe(requestOf('getSharedPicture', { params: { id }, query: { t } }).path)
  const seen = await house.app.inject({ url: src })
  expect(seen.rawPayload.equals(samplePng(11))).toBe(true)
  expect(seen.headers['cache-control']).toMatch(/^private, max-age=\d+, immutable$/)
  // Another picture by the same token, a token changed, and none at all.
  expect((await house.app.inject({ url: src.replace(id, other) })).json().code).toBe('share.not_valid')
  expect((await house.app.inject({ url: src.replace(/t=\d+/, 't=999') })).json().code).toBe('share.not_valid')
  expect((await house.app.inject({ url: src.split('?')[0] ?? '' })).statusCode).toBe(400)
  const less = await house.ok('createShare', { params: { id: 'buy' }, body: { name: 'Knapp', without: ['l2'] } })
  const few = await house.call('openShare', { body: { secret: new URL(less.address).hash.slice(1) } }, {})
  expect(few.json['pictures']).not.toHaveProperty(id)
  await house.ok('revokeShare', { params: { id: 'buy', share: share.id } })
  expect((await house.app.inject({ url: src })).json().code).toBe('share.not_valid')
})

test('P4 a picture is forgotten 30 days after nothing names it; put-aside records and versions still name theirs', async () => {
  const [loose, aside, kept] = [
    await brought(samplePng(21)),
    await brought(samplePng(22)),
    await brought(samplePng(23)),
  ]
  await change([
    { ...cell('c4', aside), fields: { step: 's1', lane: 'l1', image: aside } },
    { do: 'remove', id: 'c4' },
  ])
  await change([{ ...cell('c5', kept), fields: { step: 's1', lane: 'l1', image: kept } }])
  await house.ok('createVersion', { params: { id: 'buy' }, body: { name: 'Vorher' } })
  await change([{ ...cell('c3', loose), fields: { step: 's1', lane: 'l1', image: loose } }])
  await sweep()
  await change([
    { do: 'set', id: 'c3', field: 'image', value: null },
    { do: 'set', id: 'c5', field: 'image', value: null },
  ])
  await sweep()
  house.now += 29 * DAY_MS
  await sweep()
  expect((await look(loose)).statusCode).toBe(200)
  house.now += 2 * DAY_MS
  // What comes back in time begins anew.
  const back = await brought(samplePng(24))
  await sweep()
  expect((await look(loose)).statusCode).toBe(404)
  for (const id of [aside, kept, back]) expect((await look(id)).statusCode).toBe(200)
  expect((await look((await bring(samplePng(21))).json().id)).statusCode).toBe(200)
})

const exported = async (format: 'svg' | 'pdf') => {
  const { path } = requestOf('exportJourney', { params: { id: 'buy' }, query: { format, language: 'de' } })
  const reply = await house.app.inject({ url: path, headers: house.as('viewer') })
  expect(reply.statusCode).toBe(200)
  return reply.rawPayload
}

test('pictures of a map stand in what is exported to show it; of a hidden lane none does', async () => {
  const image = await brought(samplePng(39))
  const makes = { do: 'make', id: 'l7', kind: 'lane', journey: 'buy', fields: { type: 'image', order: 'X' } }
  await change([makes, { ...cell('c7', image), fields: { ...cell('c7', image).fields, lane: 'l7' } }])
  const address = `data:image/png;base64,${samplePng(39).toString('base64')}`
  expect((await exported('svg')).toString()).toContain(address)
  const pages = (await exported('pdf')).toString('latin1')
  expect(pages).toContain('/Subtype /Image')
  expect(pages).toContain('/Width 39')
  await change([{ do: 'set', id: 'l7', field: 'hidden', value: true }])
  expect((await exported('svg')).toString()).not.toContain(address)
  expect((await exported('pdf')).toString('latin1')).not.toContain('/Width 39')
  await change([{ do: 'remove', id: 'l7' }])
})

const imagesIn = (pages: string): number => pages.split('/Subtype /Image').length

test('a picture that only looks like one harms no export: it is told in words', async () => {
  const alpha = Buffer.alloc(13)
  alpha.writeUInt32BE(2, 0)
  alpha.writeUInt32BE(2, 4)
  alpha.set([8, 6, 0, 0, 0], 8)
  const broken = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', alpha),
    pngChunk('IDAT', Buffer.from('no picture at all')),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
  const before = imagesIn((await exported('pdf')).toString('latin1'))
  const image = await brought(broken)
  const makes = { do: 'make', id: 'l8', kind: 'lane', journey: 'buy', fields: { type: 'image', order: 'Y' } }
  await change([makes, { ...cell('c8', image), fields: { ...cell('c8', image).fields, lane: 'l8' } }])
  const pages = (await exported('pdf')).toString('latin1')
  expect(pages).toContain('%%EOF')
  expect(imagesIn(pages)).toBe(before)
  await change([{ do: 'remove', id: 'l8' }])
})

test('P3 a picture that a link no longer shows since it was changed is had by it no longer', async () => {
  const image = await brought(samplePng(41))
  const makes = { do: 'make', id: 'l9', kind: 'lane', journey: 'buy', fields: { type: 'image', order: 'Z' } }
  await change([makes, { ...cell('c9', image), fields: { ...cell('c9', image).fields, lane: 'l9' } }])
  const { share, address } = await house.ok('createShare', { params: { id: 'buy' }, body: { name: 'Agentur' } })
  const secret = new URL(address).hash.slice(1)
  const open = async () =>
    (await house.call('openShare', { body: { secret } }, {})).json as { pictures: Record<string, string> }
  const url = (await open()).pictures[image] ?? ''
  expect((await house.app.inject({ url })).statusCode).toBe(200)
  await house.ok('updateShare', { params: { id: 'buy', share: share.id }, body: { without: ['l9'] } })
  expect((await house.app.inject({ url })).statusCode).toBe(404)
  expect((await open()).pictures[image]).toBeUndefined()
  await change([{ do: 'remove', id: 'l9' }])
})
