// A journey beside what customers really did: ways under the steps, deviations with the people behind them, figures, live and by keyboard.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { api, type Console, faultsOf, shoot, signIn, startConsole, track, WITH_ADMIN } from './console.ts'

const HOUR_MS = 3_600_000
const PATIENCE_MS = 120_000
const SOON = { timeout: 20_000 }

let lotse: Console
let page: Page
let writeKey: string

vi.setConfig({ testTimeout: PATIENCE_MS })

const make = (id: string, kind: string, fields: object) => ({
  do: 'make',
  id,
  kind,
  journey: kind === 'journey' ? null : 'buy',
  fields,
})
const step = (id: string, order: string, de: string, event: string) =>
  make(id, 'step', { name: { de }, phase: 'p', order, binding: { on: [{ event }] } })

const seen = (userId: string, event: string, hours: number) =>
  track(lotse.url, writeKey, { userId, event, timestamp: new Date(Date.now() + hours * HOUR_MS).toISOString() })

beforeAll(async () => {
  lotse = await startConsole(WITH_ADMIN)
  page = await lotse.open({ language: 'de' })
  await signIn(page)
  writeKey = (await api<{ writeKey: string }>(page, 'POST', '/sources', { name: 'Shop' })).writeKey
  const edits = [
    make('buy', 'journey', { name: { de: 'Kaufen' } }),
    make('p', 'phase', { name: { de: 'Kaufen' }, order: 'V' }),
    step('look', 'G', 'Ansehen', 'Product Viewed'),
    step('cart', 'V', 'Warenkorb', 'Product Added'),
    step('pay', 'n', 'Bezahlen', 'Order Completed'),
    make('words', 'lane', { name: { de: 'Tut' }, type: 'text', order: 'G' }),
  ]
  await api(page, 'POST', '/atlas/changes', { id: 'begin', edits })
}, PATIENCE_MS)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

test('a journey that is not measured says so, and leads to where measuring is set up', async () => {
  await page.goto('/journeys/buy?view=figures')
  await page.getByRole('button', { name: 'Messen einrichten' }).click()
  await page.getByRole('button', { name: 'So messen, wie sie ist' }).waitFor()
  await page.goto('/journeys/buy')
  await page.getByRole('switch', { name: 'Wirklichkeit' }).click()
  await page.getByText('Noch nicht gemessen', { exact: true }).waitFor()
})

test('[R1.21] reality shows ways and deviations, and each deviation the customers behind it', async () => {
  await track(lotse.url, writeKey, { userId: 'ben', traits: { name: 'Ben Hansen' } }, 'identify')
  await Promise.all([
    seen('anna', 'Product Viewed', -9),
    seen('ben', 'Product Viewed', -8),
    seen('cleo', 'Product Viewed', -7),
  ])
  await Promise.all([seen('anna', 'Product Added', -6), seen('ben', 'Order Completed', -5)])
  await seen('anna', 'Order Completed', -4)
  await api(page, 'POST', '/atlas/journeys/buy/editions')
  await expect
    .poll(async () => (await api<{ started: number }>(page, 'GET', '/atlas/journeys/buy/numbers')).started, SOON)
    .toBe(3)
  await page.goto('/journeys/buy?real=on')
  await page.getByRole('button', { name: '„Warenkorb“ übersprungen 1' }).waitFor()
  expect(await page.locator('path[data-kind=unexpected] title').allTextContents()).toContain(
    'Ansehen → Bezahlen: 1, 50\u00a0% von dort, nicht vorgesehen',
  )
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'reality')
  await page.getByRole('button', { name: '„Warenkorb“ übersprungen 1' }).press('Enter')
  const ben = page.getByRole('link', { name: 'Ben Hansen' })
  await ben.waitFor()
  expect(new URL(page.url()).searchParams.get('behind')).toBe('skipped.cart')
  await ben.press('Enter')
  await page.getByRole('heading', { name: 'Ben Hansen' }).waitFor()
})

test('what happens shows on the map within seconds, while somebody looks', async () => {
  await page.goto('/journeys/buy?real=on')
  const mark = page.getByTitle(/^„Ansehen“: /)
  await expect.poll(() => mark.innerText(), SOON).toBe('3')
  await seen('dora', 'Product Viewed', 0)
  await expect.poll(() => mark.innerText(), SOON).toBe('4')
})

test('figures tell how far customers come, and compare times and channels', async () => {
  await page.goto('/journeys/buy?view=figures')
  await page.getByText('2 von 4 begonnenen').waitFor()
  const rows = page.getByRole('table', { name: 'Wie weit Kunden kommen' }).getByRole('row')
  // The line of the phase stands above those of its steps.
  await expect.poll(() => rows.count(), SOON).toBe(5)
  await page.getByRole('row', { name: /^Kaufen mind\. 4 / }).waitFor()
  await page.getByRole('table', { name: 'Im Vergleich' }).getByRole('row', { name: 'Begonnen 4 0' }).waitFor()
  await page.getByText('Ausgabe', { exact: true }).click()
  await page.getByText('Es gibt erst eine Ausgabe.').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'figures')
})

test('J13 a segment gets its condition on its page; measured anew, figures stand beside everybody’s and narrow to it', async () => {
  await api(page, 'POST', '/atlas/changes', {
    id: 'segments',
    edits: [
      { do: 'make', id: 'club', kind: 'segment', journey: null, fields: { name: { de: 'Mitglieder' } } },
      { do: 'set', id: 'buy', field: 'segments', value: ['club'] },
    ],
  })
  await page.goto('/journeys/buy?view=figures&by=segment')
  await page.getByRole('link', { name: 'Zu den Segmenten' }).press('Enter')
  await page.getByRole('link', { name: 'Mitglieder' }).click()
  const text = page.getByLabel('Dasselbe als Text')
  await text.fill('count("Order Completed") > 0')
  await page.getByText('Ein Segment fragt nach dem, was von einem Kunden bekannt ist').waitFor()
  const keep = page.getByRole('button', { name: 'Bedingung speichern' })
  expect(await keep.isDisabled()).toBe(true)
  await text.fill('trait.name = "Ben Hansen"')
  await page.getByRole('status').getByText('1 Kunde', { exact: true }).waitFor(SOON)
  await keep.press('Enter')
  await page.getByText('Für alle Journeys gespeichert.').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'segment')
  await api(page, 'POST', '/atlas/journeys/buy/editions')
  await expect
    .poll(async () => (await api<{ started: number }>(page, 'GET', '/atlas/journeys/buy/numbers')).started, SOON)
    .toBe(4)
  await page.goto('/journeys/buy?view=figures&by=segment')
  const beside = page.getByRole('table', { name: 'Im Vergleich' })
  await beside.getByRole('row', { name: 'Begonnen 4 1' }).waitFor(SOON)
  expect(await beside.getByRole('columnheader').allInnerTexts()).toEqual(['Zahl', 'Alle', 'Mitglieder'])
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'figures-by-segment')
  await page.getByRole('combobox', { name: 'Segment' }).selectOption('Mitglieder')
  await page.getByText('1 von 1 begonnenen').waitFor(SOON)
  expect(new URL(page.url()).searchParams.get('seg')).toBe('club')
  await page.getByRole('link', { name: 'Bezahlen', exact: true }).click()
  await page.getByRole('heading', { name: 'Bezahlen', level: 1 }).waitFor()
  expect(new URL(page.url()).searchParams.get('seg')).toBe('club')
  await page.goto('/journeys/buy?real=on&seg=club')
  await expect.poll(() => page.getByTitle(/^„Ansehen“: /).innerText(), SOON).toBe('1')
  await page.getByRole('button', { name: '„Warenkorb“ übersprungen 1' }).press('Enter')
  await page.getByRole('link', { name: 'Ben Hansen' }).waitFor()
})

test('[R2.23] a step has a page with its figures, the ways to and from it, who strayed there, and what is known of it', async () => {
  await page.goto('/journeys/buy?view=figures')
  await page.getByRole('link', { name: 'Ansehen', exact: true }).click()
  await page.getByRole('heading', { name: 'Ansehen', level: 1 }).waitFor()
  const on = page.getByRole('table', { name: 'Wohin Kunden von hier gehen' })
  await on.getByRole('row', { name: 'Warenkorb wie entworfen 1 50' }).waitFor(SOON)
  await on.getByRole('row', { name: 'Bezahlen nicht vorgesehen 1 50' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'step')
  await page.getByRole('link', { name: 'Danach: Warenkorb' }).press('Enter')
  await page.getByRole('heading', { name: 'Warenkorb', level: 1 }).waitFor()
  await page.getByRole('button', { name: '„Warenkorb“ übersprungen 1' }).press('Enter')
  await page.getByRole('link', { name: 'Ben Hansen' }).waitFor()
  expect(new URL(page.url()).searchParams.get('behind')).toBe('skipped.cart')
  await page.getByLabel('Ereignisse, die ein Besuch sind').waitFor()
})

test('on a phone the head of a journey is its name and its views; all else unfolds behind one button, next by keyboard', async () => {
  const phone = await lotse.open({ language: 'de', width: 390, as: page.context() })
  await phone.goto('/journeys/buy')
  const more = phone.getByRole('button', { name: 'Mehr zu dieser Journey' })
  await more.waitFor()
  expect(await phone.getByRole('button', { name: 'Exportieren' }).isVisible()).toBe(false)
  await more.press('Enter')
  await phone.getByRole('button', { name: 'Exportieren' }).waitFor()
  expect(await more.getAttribute('aria-expanded')).toBe('true')
  await more.press('Tab')
  expect(await phone.evaluate(() => document.activeElement?.closest('[data-whole] > [id]') !== null)).toBe(true)
  expect(await faultsOf(phone)).toEqual([])
  await phone.close()
})

test('[R2.4] where one customer stands on the map of a journey shows on their page, and moves while one looks', async () => {
  await seen('emil', 'Product Viewed', 0)
  const found = async () =>
    (await api<{ items: { id: string }[] }>(page, 'GET', '/customers?identity=userId:emil')).items
  await expect.poll(async () => (await found()).length, SOON).toBe(1)
  const [emil] = await found()
  await page.goto(`/customers/${emil?.id}`)
  const map = page.getByRole('list', { name: 'Schritte von „Kaufen“' })
  const here = () => map.locator('[aria-current=step]').innerText()
  await expect.poll(here, SOON).toBe('„Ansehen“: jetzt hier')
  await seen('emil', 'Product Added', 0)
  await expect.poll(here, SOON).toBe('„Warenkorb“: jetzt hier')
  expect(await map.getByRole('listitem').allInnerTexts()).toEqual([
    '„Ansehen“: war hier',
    '„Warenkorb“: jetzt hier',
    '„Bezahlen“: noch nicht',
  ])
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'customer-on-map')
  await map.getByRole('link', { name: '„Bezahlen“' }).press('Enter')
  await expect.poll(() => new URL(page.url()).searchParams.get('open')).toBe('pay')
})

test('[R2.12] what customers are asked about is said beside the map, measured anew, and stands in the figures with today’s answers', async () => {
  await page.goto('/journeys/buy?open=pay')
  await page.getByRole('button', { name: 'Antwort hinzufügen' }).click()
  const asks = page.getByRole('region', { name: 'Antworten von Kunden' })
  await asks.getByLabel('Ereignis', { exact: true }).fill('Survey Answered')
  await asks.getByLabel('Eigenschaft mit der Zahl').fill('stars')
  await asks.getByLabel('Eigenschaft mit der Zahl').press('Tab')
  await page.getByText('Alles gespeichert').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'asks')
  await api(page, 'POST', '/atlas/journeys/buy/editions')
  for (const stars of [5, 5, 4, 4, 3])
    await track(lotse.url, writeKey, { userId: `a${Math.random()}`, event: 'Survey Answered', properties: { stars } })
  await page.goto('/journeys/buy?view=figures')
  const answers = page.getByRole('table', { name: 'Was Kunden antworten' })
  await answers.getByRole('row', { name: 'Bezahlen Zufriedenheit (CSAT) 80' }).waitFor(SOON)
  await page.getByText('Vom Anfang bis zum Ende').first().waitFor()
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'answers')
  await page.goto('/journeys/buy?real=on')
  await page.getByText('gefühlt +1,2').waitFor(SOON)
})
