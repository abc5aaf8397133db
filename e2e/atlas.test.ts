// Two people at one journey, by keyboard alone: what one writes the other sees, undo takes back one's own alone, and a table from a spreadsheet lands in the map.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import {
  api,
  type Console,
  faultsOf,
  joined,
  settled,
  shoot,
  signIn,
  startConsole,
  track,
  WITH_ADMIN,
} from './console.ts'

/** How soon others see what somebody does, and how long writing one place may take, at most, on a busy machine. */
const SEEN_MS = 2000
const WRITE_MS = 1500
const BEN = { name: 'Ben Hansen', email: 'ben@example.org', password: 'harbour light at dawn', role: 'cx' }

/** How long a test, and one look at the other's map, may take on a busy machine. */
const PATIENCE_MS = 180_000
const SOON = { timeout: 15_000 }

let lotse: Console
let ada: Page
let ben: Page
let path: string

vi.setConfig({ testTimeout: PATIENCE_MS })

beforeAll(async () => {
  lotse = await startConsole(WITH_ADMIN)
  ada = await lotse.open()
  await signIn(ada)
  ben = await joined(lotse, ada, BEN, { language: 'en' })
}, 180_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

const grid = (page: Page) => page.getByRole('grid')
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
const steps = (page: Page) => page.locator('[role=columnheader][data-row=steps] bdi').allInnerTexts()
const cell = (page: Page, text: string) => page.getByRole('gridcell', { name: text })
const active = (page: Page) =>
  grid(page).evaluate(
    (element) => document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.innerText,
  )

test('[R0.44] a journey is started and its map of phases, steps and lanes is filled without a pointer', async () => {
  await ada.goto('/journeys')
  await ada.getByText('Noch keine Journeys').waitFor()
  await press(ada, 'n')
  await ada.getByLabel('Name').fill('Im Web-Shop kaufen')
  await press(ada, 'Enter')
  await grid(ada).waitFor()
  path = new URL(ada.url()).pathname
  await grid(ada).focus()
  expect(await active(ada)).toBe('Bedarf spüren')
  await press(ada, 'ArrowDown')
  const began = Date.now()
  await ada.keyboard.type('Sucht im Katalog')
  await press(ada, 'Tab')
  await cell(ada, 'Sucht im Katalog').waitFor()
  expect(Date.now() - began).toBeLessThan(WRITE_MS)
  await ada.keyboard.type('Vergleicht Preise')
  await press(ada, 'Enter', '+', '+', 'ArrowDown')
  await ada.keyboard.type('Produktseite')
  await press(ada, 'Enter')
  await cell(ada, 'Produktseite').waitFor()
  await press(ada, 'Escape')
  await ada.getByText('Alles gespeichert').waitFor()
  await cell(ada, '+1').waitFor()
  await shoot(ada, 'map-filled')
})

test('two at one map see each other, and what each writes', async () => {
  await ben.goto(path)
  await grid(ben).waitFor()
  await ada.getByTitle('Ben Hansen').first().waitFor()
  await grid(ben).focus()
  await press(ben, 'ArrowDown', 'End')
  const began = Date.now()
  await ben.keyboard.type('Schreibt dem Service')
  await press(ben, 'Enter')
  await cell(ada, 'Schreibt dem Service').waitFor()
  expect(Date.now() - began).toBeLessThan(SEEN_MS + WRITE_MS)
  // Where Ben stands is framed in Ada's map.
  await grid(ada).getByText('BH', { exact: true }).waitFor()
  await shoot(ada, 'map-two')
})

test('both write at the same place at once, and no word is lost', async () => {
  for (const page of [ada, ben]) {
    await grid(page).focus()
    await press(page, 'Control+Home', 'ArrowDown', 'ArrowDown', 'End', 'ArrowLeft')
  }
  await Promise.all([ada.keyboard.type('vorsichtig'), ben.keyboard.type('gemeinsam')])
  await Promise.all([press(ada, 'Enter'), press(ben, 'Enter')])
  for (const page of [ada, ben]) {
    await cell(page, 'vorsichtig').waitFor()
    await cell(page, 'gemeinsam').waitFor()
  }
})

test('undo takes back one’s own change and leaves the other’s; redo does it again', async () => {
  await grid(ada).focus()
  await press(ada, 'Control+Home', 'ArrowDown', 'Control+d')
  await expect.poll(() => steps(ben), SOON).toHaveLength(7)
  await grid(ben).focus()
  await press(ben, 'Control+Home', 'ArrowDown', 'End', 'F2')
  await ben.keyboard.type(' am Telefon')
  await press(ben, 'Enter')
  await expect.poll(async () => (await steps(ada)).at(-1), SOON).toContain('am Telefon')
  await press(ada, 'Control+z')
  await expect.poll(() => steps(ben), SOON).toHaveLength(6)
  expect((await steps(ben)).at(-1)).toContain('am Telefon')
  await press(ada, 'Control+y')
  await expect.poll(() => steps(ben), SOON).toHaveLength(7)
  await press(ada, 'Control+z')
  await expect.poll(() => steps(ada), SOON).toHaveLength(6)
})

test('steps move by Alt and arrow, and several places are emptied at once', async () => {
  await grid(ada).focus()
  await press(ada, 'Control+Home', 'ArrowDown', 'Alt+ArrowRight')
  await expect.poll(async () => (await steps(ben)).slice(0, 2), SOON).toEqual(['Vergleichen', 'Bedarf spüren'])
  await press(ada, 'ArrowDown', 'Shift+ArrowLeft', 'Delete')
  await cell(ben, 'Sucht im Katalog').waitFor({ state: 'detached' })
  await press(ada, 'Control+z')
  await cell(ben, 'Sucht im Katalog').waitFor()
})

test('a step is dragged before another, and what stands at a place to the next lane', async () => {
  const head = (name: string) => ada.getByRole('columnheader', { name }).locator('[data-content=true]')
  const pull = async (from: { x: number; y: number }, to: { x: number; y: number }) => {
    await ada.mouse.move(from.x, from.y)
    await ada.mouse.down()
    for (const part of [0.3, 0.7, 1])
      await ada.mouse.move(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part)
    await ada.waitForTimeout(100)
    await ada.mouse.up()
  }
  const middle = async (of: ReturnType<typeof head>) => {
    const box = await of.boundingBox()
    return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 }
  }
  const first = await ada.getByRole('columnheader', { name: 'Vergleichen' }).boundingBox()
  await pull(await middle(head('Bedarf spüren')), { x: (first?.x ?? 0) + 10, y: (first?.y ?? 0) + 20 })
  await expect.poll(async () => (await steps(ben)).slice(0, 2), SOON).toEqual(['Bedarf spüren', 'Vergleichen'])
  const held = cell(ada, 'Sucht im Katalog').locator('[data-content=true]')
  const needs = await ada.getByRole('rowheader', { name: 'Bedürfnisse' }).boundingBox()
  const from = await middle(held)
  await pull(from, { x: from.x, y: (needs?.y ?? 0) + 20 })
  const needed = ben.getByRole('row').filter({ has: ben.getByRole('rowheader', { name: 'Bedürfnisse' }) })
  await needed.getByText('Sucht im Katalog').waitFor()
  await grid(ada).focus()
  await press(ada, 'Control+z', 'Control+z')
  await expect.poll(async () => (await steps(ben)).slice(0, 2), SOON).toEqual(['Vergleichen', 'Bedarf spüren'])
})

test('a table goes out to a spreadsheet and comes back in', async () => {
  await grid(ada).focus()
  await press(ada, 'Control+Home', 'ArrowDown', 'ArrowDown', 'Shift+ArrowRight')
  const text = await grid(ada).evaluate((element) => {
    const clipboardData = new DataTransfer()
    element.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }))
    return clipboardData.getData('text/plain')
  })
  expect(text).toBe('Vergleicht Preise\tSucht im Katalog')
  await grid(ada).evaluate((element) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'liest nach\tfragt\n1,5\t-2\nProduktseite\tHotline; Chat')
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await cell(ben, 'fragt').waitFor()
  await grid(ben).getByText('Hotline', { exact: true }).waitFor()
  await grid(ben).getByText('Chat', { exact: true }).waitFor()
  await ada.goto('/journeys/touchpoints')
  await ada.getByRole('row', { name: 'Hotline' }).waitFor()
  // What was there already was placed, not made again.
  expect(await ada.getByRole('link', { name: 'Produktseite' }).count()).toBe(1)
})

test('[R0.2] [R3.1] a touchpoint tells where it stands and how far it is built, and a new name shows in every map', async () => {
  await ada.getByRole('link', { name: 'Produktseite' }).click()
  await ada.getByRole('heading', { name: 'Produktseite', level: 1 }).waitFor()
  await ada.getByRole('link', { name: 'Im Web-Shop kaufen' }).first().waitFor()
  await ada.getByLabel('Name').fill('Produktseite im Shop')
  await press(ada, 'Tab')
  await cell(ben, 'Produktseite im Shop').first().waitFor()
  await ada.getByLabel('Zustand').selectOption('building')
  await ada.getByText('Für alle Journeys gespeichert').last().waitFor()
  await expect.poll(() => ada.getByLabel('Zustand').inputValue()).toBe('building')
  await shoot(ada, 'touchpoint')
  await ada.goto('/journeys/touchpoints')
  await ada.getByRole('row', { name: 'Produktseite im Shop' }).getByText('In Arbeit').waitFor()
})

test('[R1.13] a blueprint shows processes and systems under the customer’s step; every view is accessible', async () => {
  const edits = [
    { do: 'make', id: 'pay', kind: 'process', journey: null, fields: { name: { de: 'Zahlung abwickeln' } } },
    { do: 'make', id: 'erp', kind: 'application', journey: null, fields: { name: { de: 'ERP' } } },
  ]
  await api(ada, 'POST', '/atlas/changes', { id: 'blueprint', edits })
  await ada.goto(path)
  await grid(ada).focus()
  for (const [type, name] of [
    ['Prozesse', 'Zahlung abwickeln'],
    ['Applikationen', 'ERP'],
  ] as const) {
    await ada.getByRole('button', { name: 'Zeile' }).click()
    await ada.getByRole('menuitem', { name: type }).click()
    await grid(ada).focus()
    await press(ada, 'Home', 'ArrowRight')
    await ada.keyboard.type(name)
    await press(ada, 'Enter', 'Escape')
    await cell(ada, name).waitFor()
  }
  await ada.getByText('Alles gespeichert').waitFor()
  for (const view of ['map', 'table', 'curve', 'blueprint']) {
    await ada.goto(`${path}?view=${view}`)
    await settled(ada)
    await ada.getByText('Vergleichen').first().waitFor()
    expect(await faultsOf(ada), view).toEqual([])
    await shoot(ada, `journey-${view}`)
  }
  const rows = await ada.getByRole('row').allInnerTexts()
  const at = (word: string) => rows.findIndex((row) => row.includes(word))
  expect(at('Linie der Sichtbarkeit')).toBeGreaterThan(at('Linie der Interaktion'))
  expect(at('Zahlung abwickeln')).toBeGreaterThan(at('Linie der Sichtbarkeit'))
  expect(at('ERP')).toBeGreaterThan(at('Linie der internen Interaktion'))
})

test('[R1.3] [R1.12] a step tells feeling, motive and who acts, and Escape leads back to the map and out of it', async () => {
  await ada.goto(path)
  await grid(ada).focus()
  await press(ada, 'Control+Home', 'ArrowDown', ' ')
  const panel = ada.getByRole('complementary')
  await panel.waitFor()
  await panel.getByLabel('Wie es sich anfühlt').fill('Unsicher, ob es passt')
  await panel.getByLabel('Warum Kunden das tun').fill('Der Urlaub naht')
  await press(ada, 'Tab')
  await panel.getByLabel('Wer handelt').selectOption('partner')
  await ada.getByText('Alles gespeichert').waitFor()
  expect(await faultsOf(ada)).toEqual([])
  await shoot(ada, 'step-panel')
  await press(ada, 'Escape')
  expect(await grid(ada).evaluate((element) => element === document.activeElement)).toBe(true)
  const { records } = await api<{ records: { fields: Record<string, unknown> }[] }>(
    ada,
    'GET',
    `/atlas/journeys/${path.split('/').at(-1)}`,
  )
  expect(records.map(({ fields }) => fields)).toContainEqual(
    expect.objectContaining({
      feeling: { de: 'Unsicher, ob es passt' },
      motive: { de: 'Der Urlaub naht' },
      actor: 'partner',
    }),
  )
  await press(ada, 'Escape', 'Shift+Tab')
  expect(await grid(ada).evaluate((element) => element === document.activeElement)).toBe(false)
})

test('[R2.3] a step bound to an event shows how many customers stand there, live', async () => {
  const { writeKey } = await api<{ writeKey: string }>(ada, 'POST', '/sources', { name: 'Web-Shop' })
  await ada.goto(path)
  await grid(ada).focus()
  await press(ada, 'Control+Home', 'ArrowDown', ' ')
  await ada.getByLabel('Ereignisse, die ein Besuch sind').fill('Product Compared')
  await press(ada, 'Tab')
  await ada.getByText('Alles gespeichert').waitFor()
  await ada.getByRole('button', { name: 'Einzelheiten der Journey' }).click()
  await ada.getByRole('button', { name: 'So messen, wie sie ist' }).click()
  await ada.getByText('Ausgabe 1 wird ab jetzt gemessen.').waitFor()
  expect(await faultsOf(ada)).toEqual([])
  await ada.getByRole('button', { name: 'Zeile', exact: true }).click()
  await ada.getByRole('menuitem', { name: 'Jetzt hier' }).click()
  const live = ada.getByRole('row').filter({ has: ada.getByRole('rowheader', { name: 'Jetzt hier' }) })
  await live.getByText('0', { exact: true }).first().waitFor()
  for (const userId of ['anna', 'ben']) await track(lotse.url, writeKey, { userId, event: 'Product Compared' })
  await live.getByText('2', { exact: true }).waitFor()
  await shoot(ada, 'map-live')
})

test('a journey is presented phase by phase', async () => {
  await ada.getByRole('button', { name: 'Vorführen' }).click()
  await ada.getByRole('dialog').waitFor()
  await ada.getByRole('heading', { name: 'Davor' }).waitFor()
  await press(ada, 'ArrowRight')
  await ada.getByRole('heading', { name: 'Kaufen', exact: true }).waitFor()
  expect(await faultsOf(ada)).toEqual([])
  await shoot(ada, 'presentation')
  await press(ada, 'Escape')
  await grid(ada).waitFor()
})

test('who may not edit reads the map and changes nothing', async () => {
  const members = await api<{ items: { id: string; email: string }[] }>(ada, 'GET', '/members')
  const id = members.items.find(({ email }) => email === BEN.email)?.id ?? ''
  await api(ada, 'PATCH', `/members/${id}`, { roles: ['viewer'] })
  await ben.goto(path)
  await grid(ben).waitFor()
  await grid(ben).focus()
  const before = await steps(ben)
  await press(ben, 'Delete', 'x', 'Control+d')
  expect(await grid(ben).locator('textarea').count()).toBe(0)
  expect(await steps(ben)).toEqual(before)
  expect(await ben.getByRole('button', { name: /^(Step|Schritt)$/ }).count()).toBe(0)
})
