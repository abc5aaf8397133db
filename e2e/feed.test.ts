// Feeds in the browser: what is new comes by itself to whom it belongs, leads to its record, is marked as seen and taken back.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import {
  api,
  type Console,
  faultsOf,
  joined,
  overflowOf,
  shoot,
  signIn,
  startConsole,
  track,
  WITH_ADMIN,
} from './console.ts'

const PASSWORD = 'harbour light at dawn'
const WANDA = { name: 'Wanda Web', email: 'wanda@example.org', password: PASSWORD, role: 'department' }
const LARS = { name: 'Lars Lager', email: 'lars@example.org', password: PASSWORD, role: 'department' }

let lotse: Console
let ada: Page
let wanda: Page
let lars: Page
let writeKey: string

vi.setConfig({ testTimeout: 180_000 })

const touchpoint = (id: string, name: string, event: string) => ({
  do: 'make',
  id,
  kind: 'touchpoint',
  journey: null,
  fields: { name: { de: name }, binding: { on: [], asks: [{ kind: 'csat', event, property: 'stars' }] } },
})

/** A member of a department of their own, which owns a touchpoint. */
async function department(name: string, member: typeof WANDA, edit: object): Promise<Page> {
  const { id: unit } = await api<{ id: string }>(ada, 'POST', '/units', { kind: 'department', name, parentId: null })
  await api(ada, 'POST', '/atlas/changes', { id: `make-${name}`, edits: [edit], ownerId: unit })
  const page = await joined(lotse, ada, member)
  const { items } = await api<{ items: { id: string }[] }>(ada, 'GET', `/members?find=${member.email}`)
  await api(ada, 'PATCH', `/members/${items[0]?.id}`, { unitIds: [unit] })
  return page
}

const rated = (event: string, userId: string, stars: number) =>
  track(lotse.url, writeKey, { userId, event, properties: { stars } })

beforeAll(async () => {
  lotse = await startConsole(WITH_ADMIN)
  ada = await lotse.open()
  await signIn(ada)
  writeKey = (await api<{ writeKey: string }>(ada, 'POST', '/sources', { name: 'Shop' })).writeKey
  wanda = await department('Web', WANDA, touchpoint('checkout', 'Kasse', 'Checkout Rated'))
  lars = await department('Logistik', LARS, touchpoint('parcel', 'Paket', 'Parcel Rated'))
}, 180_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

const list = (page: Page) => page.getByRole('main').getByRole('listitem')

test('[R0.36] what happens at a touchpoint comes by itself to who owns it, while they look, and to nobody else', async () => {
  await wanda.goto('/feed')
  await wanda.getByText('Noch nichts Neues').waitFor()
  await lars.goto('/feed')
  await rated('Checkout Rated', 'anna', 5)
  await rated('Checkout Rated', 'bela', 1)
  await wanda.getByText('Schlechte Antwort: Zufriedenheit 1').waitFor()
  await wanda.getByText('2 Antworten: Zufriedenheit im Mittel 3').waitFor()
  expect(await list(wanda).count()).toBe(2)
  expect(await faultsOf(wanda)).toEqual([])
  await lars.reload()
  await lars.getByText('Noch nichts Neues').waitFor()
  expect(await list(lars).count()).toBe(0)
})

test('[R1.31] an alert leads to its customer and to its touchpoint, and stands on the start page', async () => {
  await wanda.goto('/')
  const news = wanda.getByRole('region', { name: 'Neu bei Ihren Touchpoints' })
  await news.getByText('Schlechte Antwort: Zufriedenheit 1').waitFor()
  await news.getByRole('link', { name: 'Zum Kunden' }).click()
  await wanda.waitForURL('**/customers/*')
  await wanda.goto('/feed?what=alert')
  expect(await list(wanda).count()).toBeLessThan(2)
  await list(wanda).getByRole('link', { name: 'Kasse' }).click()
  await wanda.getByRole('heading', { name: 'Kasse', level: 1 }).waitFor()
})

test('everything is marked as seen at once, and that is taken back', async () => {
  await wanda.goto('/feed')
  await wanda.getByRole('button', { name: 'Alles als gesehen markieren' }).click()
  await wanda.getByText('Alles ist als gesehen markiert.').waitFor()
  await wanda.getByRole('button', { name: 'Alles als gesehen markieren' }).waitFor({ state: 'detached' })
  await wanda
    .getByRole('button', { name: /^Rückgängig/ })
    .last()
    .click()
  await wanda.getByText(/^Rückgängig gemacht/).waitFor()
  await wanda.getByRole('button', { name: 'Alles als gesehen markieren' }).waitFor()
  await wanda.getByRole('switch', { name: 'Nur was für mich neu ist' }).focus()
  await wanda.keyboard.press('Space')
  await wanda.waitForURL('**/feed?unread=true')
  await wanda
    .getByRole('button', { name: /^Als gesehen markieren/ })
    .first()
    .click()
  await vi.waitFor(async () => expect(await list(wanda).count()).toBe(1), 20_000)
})

test('[R0.32] a digest is wished for and taken back; an address for programs is made, read and withdrawn', async () => {
  await wanda.goto('/feed')
  await wanda.getByRole('link', { name: 'Wie es zu Ihnen kommt' }).click()
  await wanda.getByLabel('Zusammenfassung').selectOption('daily')
  await wanda.getByLabel('Ab', { exact: true }).selectOption('7')
  await wanda.getByRole('button', { name: 'Speichern' }).click()
  await wanda.getByText('Ist vermerkt.').waitFor()
  await wanda.reload()
  await vi.waitFor(async () => expect(await wanda.getByLabel('Zusammenfassung').inputValue()).toBe('daily'), 20_000)
  await wanda.getByLabel('Zusammenfassung').selectOption('weekly')
  await wanda.getByRole('button', { name: 'Speichern' }).click()
  await wanda
    .getByRole('button', { name: /^Rückgängig/ })
    .last()
    .click()
  await wanda.getByText(/^Rückgängig gemacht/).waitFor()
  await vi.waitFor(async () => expect(await wanda.getByLabel('Zusammenfassung').inputValue()).toBe('daily'), 20_000)
  await wanda.getByLabel('Wofür').fill('Wandbildschirm')
  await wanda.keyboard.press('Enter')
  await wanda.getByText('„Wandbildschirm“ ist angelegt.').waitFor()
  const address = (await wanda.locator('pre').last().innerText()).trim()
  expect(await (await fetch(address)).text()).toContain('Kasse: schlechte Antwort')
  expect(await faultsOf(wanda)).toEqual([])
  await wanda.getByRole('button', { name: 'Zurückziehen: Wandbildschirm' }).click()
  await wanda.getByRole('dialog').getByRole('button', { name: 'Zurückziehen' }).click()
  await wanda.getByText('„Wandbildschirm“ ist zurückgezogen.').waitFor()
  expect((await fetch(address)).status).toBe(404)
})

test('it fits a wide window and a phone, in the light and in the dark', async () => {
  for (const way of [{}, { language: 'en', dark: true }, { language: 'en', dark: true, width: 390 }] as const) {
    const page = await lotse.open({ as: wanda.context(), ...way })
    await page.goto('/feed/delivery')
    await page.getByRole('button', { name: /^(Adresse anlegen|Make an address)$/ }).waitFor()
    expect(await overflowOf(page)).toBeLessThanOrEqual(0)
    expect(await faultsOf(page)).toEqual([])
    await page.goto('/feed')
    await list(page).first().waitFor()
    expect(await overflowOf(page)).toBeLessThanOrEqual(0)
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, `feed-${'language' in way ? way.language : 'de'}-${'width' in way ? way.width : 1440}`)
    await page.context().close()
  }
})
