// Pictures of insights and insights on paper, through the API: brought, shown to members, behind links and in PDF, put aside, brought back, forgotten.
import { inflateSync } from 'node:zlib'
import { type OperationInput, requestOf } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleGif, sampleJpeg, samplePng } from '../../packages/server/src/pictures/pictures.fixture.ts'
import { sweepAllPictures } from '../../packages/server/src/pictures/sweep.ts'
import type { House } from './house.ts'
import { InsightStage, make } from './insight-stage.ts'

let stage: InsightStage
let house: House
const DAY_MS = 86_400_000

beforeAll(async () => {
  stage = await InsightStage.build()
  house = stage.house
  const about = { de: 'Viele brechen ab' }
  const slow = { name: { de: 'Bezahlen dauert' }, about, sort: 'painPoint', concerns: ['checkout', 'pay'] }
  await stage.change([make('insight', 'slow', slow), make('insight', 'bare', {})])
}, 60_000)
afterAll(() => stage?.close())

const bring = (bytes: Buffer, caption: string, who = 'wanda', id = 'slow') => {
  const { method, path } = requestOf('addInsightPicture', { params: { id }, query: { caption } })
  const headers = { ...stage.as(who), 'content-type': 'application/octet-stream' }
  return house.app.inject({ method: method as 'POST', url: path, payload: bytes, headers })
}
const captions = async (id = 'slow') =>
  (await house.ok('listInsightPictures', { params: { id } }, house.as('viewer'))).items.map(({ caption }) => caption)

async function paper(id: string, query: OperationInput<'exportInsight'>['query'] = {}, who = 'boss') {
  const { method, path } = requestOf('exportInsight', { params: { id }, query })
  const reply = await house.app.inject({ method: method as 'GET', url: path, headers: stage.as(who) })
  const bytes = reply.rawPayload
  return { status: reply.statusCode, headers: reply.headers, bytes, text: printedIn(bytes) }
}

/** All texts that a PDF prints, out of its packed streams. */
function printedIn(bytes: Buffer): string {
  const parts = bytes
    .toString('latin1')
    .split(/(?<!end)stream\n/)
    .slice(1)
  const pages = parts.map((part) => unpacked(Buffer.from(part.split('\nendstream', 1)[0] ?? '', 'latin1')))
  return pages
    .flatMap((page) => [...page.matchAll(/\[([^\]]*)\] TJ/g)].map(([, shown = '']) => letters(shown)))
    .join('\n')
}
const letters = (shown: string): string =>
  [...shown.matchAll(/<([0-9a-f]+)>/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1')).join('')
function unpacked(part: Buffer): string {
  try {
    return inflateSync(part).toString('latin1')
  } catch {
    return ''
  }
}
const picturesIn = (bytes: Buffer): number => bytes.toString('latin1').match(/\/Subtype \/Image/g)?.length ?? 0

test('[R0.14] a picture that is attached to an insight stands on its page, in its PDF and on the page behind its link', async () => {
  const added = await bring(samplePng(7), 'Die Fehlermeldung')
  expect([added.statusCode, added.json()]).toMatchObject([
    201,
    { caption: 'Die Fehlermeldung', by: 'wanda', picture: { type: 'image/png', width: 7 } },
  ])
  await bring(sampleJpeg(), 'Die Kasse', 'cora')
  // On the page: listed, and to be looked at by whoever reads insights.
  expect(await captions()).toEqual(['Die Fehlermeldung', 'Die Kasse'])
  const url = requestOf('getPicture', { params: { id: added.json().picture.id } }).path
  expect((await house.app.inject({ url, headers: stage.as('boss') })).rawPayload.equals(samplePng(7))).toBe(true)
  // In the PDF.
  const printed = await paper('slow', { language: 'de' })
  expect(printed.text).toContain('Die Fehlermeldung')
  expect(picturesIn(printed.bytes)).toBeGreaterThan(picturesIn((await paper('bare')).bytes))
  // Behind the link, for somebody without an account, until it is withdrawn.
  const body = { name: 'Agentur' }
  const made = await house.ok('createInsightLink', { params: { id: 'slow' }, body }, stage.as('cora'))
  const secret = new URL(made.address).hash.slice(1)
  const { pictures } = await house.ok('openInsightLink', { body: { secret } }, {})
  expect(pictures.map(({ caption }) => caption)).toEqual(['Die Fehlermeldung', 'Die Kasse'])
  const address = pictures[0]?.address ?? ''
  expect((await house.app.inject({ url: address })).rawPayload.equals(samplePng(7))).toBe(true)
  await house.ok('revokeInsightLink', { params: { id: 'slow', link: made.link.id } }, stage.as('cora'))
  expect((await house.app.inject({ url: address })).statusCode).toBe(404)
})

test('what paper cannot show is refused, as is a picture from whoever is not in charge', async () => {
  for (const bytes of [sampleGif(), Buffer.from('<svg/>')])
    expect((await bring(bytes, 'x')).json()).toMatchObject({ code: 'picture.invalid', why: 'form' })
  expect((await bring(samplePng(3), 'x', 'lars')).json().code).toBe('auth.not_owner')
  expect((await bring(samplePng(3), 'x', 'boss')).json().code).toBe('auth.forbidden')
  expect((await bring(samplePng(3), 'x', 'cora', 'buy')).statusCode).toBe(404)
  const of = (id: string) => house.call('listInsightPictures', { params: { id } }, house.as('foreign'))
  expect((await of('slow')).status).toBe(404)
})

test('[R0.28] a single insight leaves as PDF with what is known of it, for whoever reads insights', async () => {
  await stage.score('slow', { impact: 4 })
  await stage.move('slow', 'cora', { step: 'submit' })
  await stage.decide('slow', stage.as('wanda'), { verdict: 'accept', reason: 'Groß und günstig' })
  const evidence = { kind: 'research', title: 'Zehn Gespräche' } as const
  await house.ok('addEvidence', { params: { id: 'slow' }, body: evidence }, stage.as('cora'))
  await house.ok('createComment', { body: { record: 'slow', text: 'Intern: teuer' } })
  const { status, headers, bytes, text } = await paper('slow', { language: 'de' })
  expect([status, headers['content-type']]).toEqual([200, 'application/pdf'])
  expect(headers['content-disposition']).toMatch(/^attachment; filename="bezahlen-dauert-[\d-]+\.pdf"$/)
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  for (const told of ['Bezahlen dauert', 'Viele brechen ab', 'Freigegeben: Groß und günstig', 'Zehn Gespräche', 'Shop'])
    expect(text).toContain(told)
  expect(text).not.toContain('Intern')
  expect((await paper('slow', { language: 'de', talk: 'yes' })).text).toContain('Intern: teuer')
  expect((await paper('nowhere')).status).toBe(404)
  const { items } = await house.ok('listAudit', { query: { operation: 'exportInsight', limit: 1 } })
  expect(items[0]?.detail).toMatchObject({ format: 'pdf' })
})

test('an insight of any length and script is printed over as many pages as it needs', async () => {
  const about = { de: `${'Ein langer Satz über das Bezahlen. '.repeat(400)}\n\n中文 العربية` }
  await stage.change([make('insight', 'long', { name: { de: 'x'.repeat(200) }, about })])
  const { status, bytes } = await paper('long', { language: 'de' })
  expect(status).toBe(200)
  expect(bytes.toString('latin1').match(/\/Type \/Page\n/g)?.length).toBeGreaterThan(2)
})

test('a picture is put aside and comes back, and is forgotten once nothing shows it for long', async () => {
  const one = (await bring(samplePng(9), 'Vorübergehend')).json()
  const params = { id: 'slow', picture: one.id }
  await house.ok('removeInsightPicture', { params }, stage.as('wanda'))
  expect(await captions()).not.toContain('Vorübergehend')
  await sweepAllPictures(house.world)
  await house.ok('restoreInsightPicture', { params }, stage.as('wanda'))
  expect(await captions()).toContain('Vorübergehend')
  // As long as an insight shows it, it stays.
  house.now += 40 * DAY_MS
  await sweepAllPictures(house.world)
  house.now += 40 * DAY_MS
  await sweepAllPictures(house.world)
  expect(await captions()).toContain('Vorübergehend')
  await house.ok('removeInsightPicture', { params })
  await sweepAllPictures(house.world)
  house.now += 40 * DAY_MS
  await sweepAllPictures(house.world)
  expect((await house.call('restoreInsightPicture', { params })).status).toBe(404)
})
