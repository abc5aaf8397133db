// Pictures in a map, calls on the start page, and a shared journey within pages of other origins: in a real browser, with real other pages.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { samplePng } from '../packages/server/src/pictures/pictures.fixture.ts'
import { api, type Console, faultsOf, joined, lookedAt, shoot, signIn, startConsole, WITH_ADMIN } from './console.ts'

const BEN = { name: 'Ben Hansen', email: 'ben@example.org', password: 'harbour light at dawn', role: 'cx' }
const servers: Server[] = []

let lotse: Console
let ada: Page
let ben: Page

vi.setConfig({ testTimeout: 180_000 })

const make = (kind: string, id: string, fields: object) => ({
  do: 'make',
  id,
  kind,
  journey: kind === 'journey' || kind === 'touchpoint' ? null : 'buy',
  fields,
})

beforeAll(async () => {
  lotse = await startConsole(WITH_ADMIN)
  ada = await lotse.open()
  await signIn(ada)
  ben = await joined(lotse, ada, BEN, { language: 'en' })
  const edits = [
    make('journey', 'buy', { name: { de: 'Im Laden kaufen' } }),
    make('touchpoint', 'shop', { name: { de: 'Laden' } }),
    make('phase', 'before', { name: { de: 'Vorher' }, order: 'G' }),
    make('step', 'search', { name: { de: 'Suchen' }, phase: 'before', order: 'G' }),
    make('step', 'wait', { name: { de: 'Warten' }, phase: 'before', order: 'V' }),
    make('lane', 'shots', { name: { de: 'Bilder' }, type: 'image', order: 'G' }),
    make('lane', 'points', { name: { de: 'Kontakte' }, type: 'touchpoint', order: 'V' }),
    make('placement', 'place1', { item: 'shop', step: 'wait', lane: 'points', order: 'V' }),
  ]
  await api(ada, 'POST', '/atlas/changes', { id: 'begin', edits })
}, 180_000)
afterAll(async () => {
  for (const server of servers) server.close()
  await lotse?.close()
})
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

const cellAt = (page: Page, row: string, col: string) =>
  page.locator(`[role=gridcell][data-row=${row}][data-col=${col}]`)
const shown = (page: Page, col: string) =>
  cellAt(page, 'shots', col)
    .locator('img')
    .evaluate((image: HTMLImageElement) => image.decode().then(() => [image.naturalWidth, image.alt]))

test('a picture is put at a place by keyboard with what it shows, is seen by others, and taken back and done again', async () => {
  await ada.goto('/journeys/buy')
  await ben.goto('/journeys/buy')
  await cellAt(ada, 'shots', 'wait').click()
  await ada.keyboard.press('Enter')
  const dialog = ada.getByRole('dialog')
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'x.svg',
    mimeType: 'image/svg+xml',
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  })
  await dialog.getByLabel('Was ist zu sehen?').fill('Eine Zeichnung')
  await dialog.getByRole('button', { name: 'Bild übernehmen' }).click()
  await dialog.getByText('nicht als Bild zeigen').waitFor()
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'queue.png', mimeType: 'image/png', buffer: samplePng(40) })
  await dialog.getByLabel('Was ist zu sehen?').fill('Schlange an der Kasse')
  await lookedAt(ada, 'picture-dialog')
  await dialog.getByRole('button', { name: 'Bild übernehmen' }).click()
  await dialog.waitFor({ state: 'detached' })
  for (const page of [ada, ben]) expect(await shown(page, 'wait')).toEqual([40, 'Schlange an der Kasse'])
  await ada.keyboard.press('Control+z')
  await cellAt(ben, 'shots', 'wait').locator('img').waitFor({ state: 'detached' })
  await ada.keyboard.press('Control+y')
  expect(await shown(ben, 'wait')).toEqual([40, 'Schlange an der Kasse'])
  expect(await faultsOf(ada)).toEqual([])
  await shoot(ada, 'picture-map')
})

/** A picture as a browser hands it over, by pasting or by dropping. */
const handOver = (page: Page, how: 'paste' | 'drop', target: string) =>
  page.evaluate(
    ([kind, selector, base64]) => {
      const raw = new Blob([Uint8Array.from(atob(base64 ?? ''), (sign) => sign.charCodeAt(0))])
      const data = new DataTransfer()
      data.items.add(new File([raw], 'picture.png', { type: 'image/png' }))
      const event =
        kind === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
      document.querySelector(selector ?? '')?.dispatchEvent(event)
    },
    [how, target, samplePng(30).toString('base64')],
  )

test('a picture comes by pasting and by dropping, and is asked what it shows; emptying the place takes it away', async () => {
  await cellAt(ada, 'shots', 'search').click()
  for (const how of ['paste', 'drop'] as const) {
    await handOver(ada, how, how === 'paste' ? '[role=grid]' : '[data-row=shots][data-col=search]')
    const dialog = ada.getByRole('dialog')
    await dialog.getByLabel('Was ist zu sehen?').fill(`Regal, ${how}`)
    await dialog.getByRole('button', { name: 'Bild übernehmen' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => shown(ada, 'search')).toEqual([30, `Regal, ${how}`])
  }
  await ada.keyboard.press('Delete')
  await cellAt(ada, 'shots', 'search').locator('img').waitFor({ state: 'detached' })
  // In a lane of things nothing is opened for a picture.
  await handOver(ada, 'drop', '[data-row=points][data-col=wait]')
  expect(await ada.getByRole('dialog').count()).toBe(0)
})

test('who is called finds it on the start page with the way to its place, and it is gone once they were there', async () => {
  const { items } = await api<{ items: { id: string; name: string }[] }>(ada, 'GET', '/members')
  const mentions = items.filter(({ name }) => name === 'Ben Hansen').map(({ id }) => id)
  await ben.goto('/journeys/buy?talk=all')
  await api(ada, 'POST', '/atlas/comments', { record: 'wait', lane: 'points', text: 'Nur für alle.' })
  // By the stream, not by asking again some time.
  await ben.getByText('Nur für alle.').waitFor({ timeout: 5000 })
  await ben.goto('/')
  await api(ada, 'POST', '/atlas/comments', {
    record: 'wait',
    lane: 'points',
    text: 'Ist das der richtige Laden?',
    mentions,
  })
  await api(ada, 'POST', '/atlas/comments', { record: 'shop', text: 'Noch offen?', mentions })
  await ben.reload()
  const card = ben.getByRole('region', { name: /Who wants something of you/ })
  await card.getByText('Ist das der richtige Laden?').waitFor()
  await ben.getByRole('navigation').first().getByRole('link', { name: 'Home' }).getByText('2').waitFor()
  await lookedAt(ben, 'home-called')
  await card.getByRole('listitem').filter({ hasText: 'richtige Laden' }).getByRole('link', { name: 'Go there' }).click()
  await ben.getByRole('complementary', { name: 'Comments' }).getByText('Ist das der richtige Laden?').waitFor()
  await expect.poll(() => cellAt(ben, 'points', 'wait').getAttribute('aria-selected'), { timeout: 20_000 }).toBe('true')
  await ben.goto('/')
  await card.getByText('Noch offen?').waitFor()
  expect(await card.getByText('Ist das der richtige Laden?').count()).toBe(0)
  await card.getByRole('link', { name: 'Go there' }).click()
  const talk = ben.getByRole('region', { name: 'Comments' })
  await talk.getByText('Noch offen?').waitFor()
  await talk.getByRole('button', { name: 'Answer', exact: true }).click()
  await ben.keyboard.type('Ja, bis acht.')
  await ben.keyboard.press('Control+Enter')
  await talk.getByText('Ja, bis acht.').waitFor()
  await lookedAt(ben, 'record-talk')
  await ben.goto('/')
  await ben.getByRole('heading', { name: 'Needs you' }).or(ben.locator('h1')).first().waitFor()
  expect(await card.count()).toBe(0)
})

test('a persona gets a picture on its page, which is taken back and given again, and stands before its name in the map and on the one page', async () => {
  const edits = [
    { ...make('persona', 'anna', { name: { de: 'Anna' } }), journey: null },
    make('lane', 'who', { name: { de: 'Wer' }, type: 'persona', order: 'X' }),
    make('placement', 'place2', { item: 'anna', step: 'wait', lane: 'who', order: 'V' }),
  ]
  await api(ada, 'POST', '/atlas/changes', { id: 'people', edits })
  await ada.goto('/journeys/library/anna')
  const face = ada.getByRole('img', { name: 'Bild von Anna' })
  await givePicture()
  await face.waitFor()
  await ada
    .getByRole('button', { name: /^Rückgängig/ })
    .last()
    .click()
  await face.waitFor({ state: 'detached' })
  await givePicture()
  await face.waitFor()
  await lookedAt(ada, 'persona-picture')
  await ben.goto('/journeys/buy')
  const inMap = cellAt(ben, 'who', 'wait').locator('img')
  expect(await inMap.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(50)
  await ben.goto('/journeys/buy?view=canvas')
  await ben.getByRole('region', { name: 'Customer Experience Canvas' }).locator('img').waitFor()
})

async function givePicture(): Promise<void> {
  await ada.getByRole('button', { name: 'Bild hinzufügen' }).click()
  const dialog = ada.getByRole('dialog')
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'anna.png', mimeType: 'image/png', buffer: samplePng(50) })
  expect(await dialog.getByLabel('Was ist zu sehen?').count()).toBe(0)
  await dialog.getByRole('button', { name: 'Bild übernehmen' }).click()
}

test('what somebody says about a thing of the library is there at once on its open page', async () => {
  await ben.goto('/journeys/library/shop')
  await ben.getByRole('region', { name: 'Comments' }).waitFor()
  // Until the stream is open; then it must come by that, not by asking again some time.
  await ben.waitForTimeout(1500)
  await api(ada, 'POST', '/atlas/comments', { record: 'shop', text: 'Neue Regale kommen.' })
  await ben.getByText('Neue Regale kommen.').waitFor({ timeout: 5000 })
})

/** A page of another origin with something in it. */
async function pageOf(html: string): Promise<{ readonly origin: string; show(html: string): void }> {
  let shows = html
  const server = createServer((_, reply) => {
    reply.setHeader('content-type', 'text/html; charset=utf-8')
    reply.end(`<!doctype html><title>Wiki</title><h1>Wiki</h1>${shows}`)
  })
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    show: (next) => {
      shows = next
    },
  }
}

test('a page that the link names shows the journey, any other an empty frame, and both once it was withdrawn', async () => {
  const [wiki, other] = [await pageOf(''), await pageOf('')]
  await ada.goto('/journeys/buy?share=on')
  const dialog = ada.getByRole('dialog')
  await dialog.getByLabel('Für wen er ist').fill('Wiki')
  await dialog.getByText('Auf anderen Seiten zeigen').click()
  await dialog.getByRole('button', { name: 'Link anlegen' }).click()
  await dialog.getByText('Nennen Sie mindestens eine Seite').waitFor()
  await dialog.getByLabel(/Auf welchen Seiten/).fill(`${wiki.origin}/start`)
  await dialog.getByLabel('Kontakte').uncheck()
  // On a phone that is turned, what was written stays in sight.
  await ada.setViewportSize({ width: 390, height: 844 })
  await ada.getByRole('button', { name: 'Vorführen' }).waitFor({ state: 'hidden' })
  await dialog.getByLabel('Für wen er ist').waitFor()
  expect(await dialog.getByLabel('Für wen er ist').inputValue()).toBe('Wiki')
  await ada.setViewportSize({ width: 1440, height: 900 })
  await lookedAt(ada, 'share-embed')
  await dialog.getByRole('button', { name: 'Link anlegen' }).click()
  const line = await dialog.locator('code').last().innerText()
  await dialog.getByText(`auf ${new URL(wiki.origin).host} · ohne 1 Zeile`).waitFor()
  await lookedAt(ada, 'share-embed-made')
  wiki.show(line)
  other.show(line)
  const context = await lotse.browser.newContext({ viewport: { width: 1200, height: 800 }, locale: 'de-DE' })
  const page = await context.newPage()
  await page.goto(wiki.origin)
  const frame = page.frameLocator('iframe')
  await frame.getByRole('grid').waitFor()
  await frame.getByRole('img', { name: 'Schlange an der Kasse' }).waitFor()
  expect(await frame.getByText('Kontakte').count()).toBe(0)
  await frame.getByText('Tabelle').click()
  await frame.getByRole('table').waitFor()
  await shoot(page, 'embedded')
  const inside = () => page.frames()[1]?.url() ?? ''
  await page.goto(other.origin)
  await expect.poll(inside).toMatch(/^chrome-error:/)
  // No other address of ours stands in a frame, not even on the page that is named.
  wiki.show(line.replace(/\/embed\/[^#]+/, '/shared'))
  await page.goto(wiki.origin)
  await expect.poll(inside).toMatch(/^chrome-error:/)
  wiki.show(line)
  await ada.getByRole('button', { name: 'Zurückziehen' }).first().click()
  await ada.getByRole('dialog').last().getByRole('button', { name: 'Zurückziehen' }).click()
  await ada.getByText('Der Link „Wiki“ ist zurückgezogen.').waitFor()
  await page.goto(wiki.origin)
  await expect.poll(inside).toMatch(/^chrome-error:/)
  await context.close()
})
