// Someone looks for customers: by name, by a condition built by hand and as text; merges two records of one person, parts them, writes a note.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { api, type Console, faultsOf, shoot, signIn, startConsole, track, WITH_ADMIN } from './console.ts'

let lotse: Console
let signedIn: Page
let writeKey: string

beforeAll(async () => {
  lotse = await startConsole(WITH_ADMIN)
  signedIn = await lotse.open()
  await signIn(signedIn)
  writeKey = (await api<{ writeKey: string }>(signedIn, 'POST', '/sources', { name: 'Web-Shop' })).writeKey
  const identify = (userId: string, traits: object) => track(lotse.url, writeKey, { userId, traits }, 'identify')
  await identify('anna', { name: 'Anna Größe', plan: 'gold', email: 'anna@shop.example' })
  await identify('anna-2', { name: 'Anna Groesse', plan: 'silver' })
  await identify('berta', { name: 'Berta', plan: 'silver' })
  await track(lotse.url, writeKey, { event: 'Order Completed', userId: 'anna', properties: { total: 80 } })
  await untilFound(3)
}, 120_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

async function untilFound(count: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { items } = await api<{ items: unknown[] }>(signedIn, 'GET', '/customers?cond=exists(trait.plan)')
    if (items.length === count) return
    await signedIn.waitForTimeout(100)
  }
  throw new Error(`${count} customers are not there`)
}

const names = (page: Page) => page.locator('[role=row] a').allTextContents()

test('by a beginning of the name, whatever the accents, with the search kept in the address', async () => {
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto('/customers')
  await page.getByRole('searchbox', { name: 'Name, E-Mail oder Kennung' }).fill('gro')
  await page.waitForURL('**/customers?find=gro')
  await page.getByRole('link', { name: 'Anna Größe' }).waitFor()
  await page.getByText('2 Kunden').waitFor()
  await page.context().close()
})

test('by a condition: built by fields, read in words, the same as text, counted while one edits', async () => {
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto('/customers')
  await page.getByRole('button', { name: 'Bedingung', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Bedingung' })
  await dialog.getByRole('button', { name: 'Merkmal', exact: true }).click()
  await dialog.getByLabel('Name', { exact: true }).fill('plan')
  await dialog.getByLabel('Name', { exact: true }).press('Enter')
  await dialog.getByLabel('Wert').fill('silver')
  await dialog.getByLabel('Wert').press('Enter')
  const text = dialog.getByLabel('Dasselbe als Text')
  expect(await text.inputValue()).toBe('trait.plan = "silver"')
  await dialog.getByText('Kunden, für die gilt: das Merkmal „plan“ ist „silver“.').waitFor()
  await dialog.getByText('2 Kunden').waitFor()
  await text.fill('trait.plan = ')
  await dialog.getByText(/^Stelle \d+: Erwartet wird/).waitFor()
  expect(await dialog.getByRole('button', { name: 'Übernehmen' }).isDisabled()).toBe(true)
  await text.fill('count("Order Completed" within 30d) >= 1')
  await dialog.getByText('1 Kunde', { exact: true }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'condition')
  await dialog.getByRole('button', { name: 'Übernehmen' }).click()
  await page.getByText('„Order Completed“ ist mindestens 1-mal innerhalb von 30 Tagen passiert').waitFor()
  await expect.poll(() => names(page)).toEqual(['Anna Größe'])
  await page.context().close()
})

test('suggestions at the caret are taken by keyboard', async () => {
  const page = await lotse.open({ as: signedIn.context(), language: 'en' })
  await page.goto('/customers')
  await page.getByRole('button', { name: 'Condition', exact: true }).click()
  const text = page.getByLabel('The same as text')
  await text.pressSequentially('trait.pl')
  await page.getByRole('option', { name: /^plan/ }).waitFor()
  await text.press('Tab')
  expect(await text.inputValue()).toBe('trait.plan')
  await page.context().close()
})

test('two records of one person are merged after a look at what becomes of them, and taken apart again', async () => {
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto('/customers?find=anna-2')
  await page.getByRole('link', { name: 'Anna Groesse' }).click()
  await page.getByRole('button', { name: 'Weitere Aktionen' }).click()
  await page.getByRole('menuitem', { name: 'Zusammenführen …' }).click()
  await page.getByLabel('Wer ist dieselbe Person?').fill('größe')
  await page.getByRole('button', { name: /^Anna Größe/ }).click()
  await page.getByText('Achtung: Die Kennungen „userId“ unterscheiden sich').waitFor()
  await page.getByText('„plan“: silver statt gold').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Zusammenführen', exact: true }).click()
  await page
    .getByRole('region', { name: 'Zusammengeführt aus' })
    .getByRole('button', { name: 'Auftrennen …' })
    .waitFor()
  await untilFound(2)
  await page.getByRole('button', { name: 'Auftrennen …' }).click()
  await page
    .getByRole('heading', { name: /^Nr\. \d+$/ })
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Auftrennen', exact: true }).click()
  await page.getByText('Aufgetrennt.').waitFor()
  await untilFound(3)
  await page.context().close()
})

test('a note is written, changed, removed and brought back', async () => {
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto('/customers?find=berta')
  await page.getByRole('link', { name: 'Berta' }).click()
  await page.getByLabel('Notiz', { exact: true }).fill('Ruft morgen wieder an.')
  await page.getByRole('button', { name: 'Notiz schreiben' }).click()
  await page.getByRole('paragraph').filter({ hasText: 'Ruft morgen wieder an.' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Entfernen', exact: true }).click()
  await page.getByText('Notiz entfernt.').waitFor()
  await page.getByRole('button', { name: /^Rückgängig/ }).click()
  await page.getByRole('paragraph').filter({ hasText: 'Ruft morgen wieder an.' }).waitFor()
  await page.context().close()
})

test('what happened stays in sight when what stands above it comes late and is long', async () => {
  const days = Array.from({ length: 60 }, (_, day) => ({
    type: 'track',
    userId: 'clara',
    event: `Visited ${day}`,
    messageId: `clara ${day}`,
    timestamp: new Date(Date.now() - (day + 1) * 86_400_000).toISOString(),
  }))
  await track(lotse.url, writeKey, { batch: days }, 'batch')
  await track(lotse.url, writeKey, { userId: 'clara', traits: { name: 'Clara', plan: 'gold' } }, 'identify')
  await untilFound(4)
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto('/customers?find=clara')
  await page.getByRole('link', { name: 'Clara' }).click()
  await page.getByText('Visited 0', { exact: true }).waitFor()
  await page.addStyleTag({ content: 'main { padding-block-start: 3000px }' })
  await page.getByLabel('Notiz', { exact: true }).evaluate((field) => field.scrollIntoView({ block: 'start' }))
  await page.getByText('Visited 0', { exact: true }).waitFor({ timeout: 5000 })
  await page.context().close()
})
