// Somebody works in two workspaces: changes by the menu and by the palette, and nothing of the one before stays, on no page of the browser.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ADMIN, api, type Console, settled, shoot, signIn, startConsole, track } from './console.ts'

let lotse: Console
let page: Page

beforeAll(async () => {
  lotse = await startConsole({ LOTSE_ADMIN_EMAIL: ADMIN.email, LOTSE_ADMIN_PASSWORD: ADMIN.password })
  page = await lotse.open()
  await signIn(page)
  await api(page, 'PATCH', '/workspace', { name: 'Nordlicht' })
  const { writeKey } = await api<{ writeKey: string }>(page, 'POST', '/sources', { name: 'Laden Nord' })
  await track(lotse.url, writeKey, { userId: 'anna', traits: { name: 'Anna aus dem Norden' } }, 'identify')
}, 180_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

const account = (on: Page) => on.getByRole('button', { name: /^Ihr Konto/ })

test('with one workspace there is nothing to choose; a second one is made and worked in from then on', async () => {
  await account(page).click()
  await page.getByRole('menuitem', { name: 'Abmelden' }).waitFor()
  expect(await page.getByText('Arbeitsbereich', { exact: true }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await page.goto('/settings/general')
  await page.getByLabel('Neuer Arbeitsbereich').fill('Südwind')
  await page.getByRole('button', { name: 'Anlegen und dorthin wechseln' }).click()
  await account(page).getByText('Südwind').waitFor()
  await page.waitForURL(/settings\/general/)
  expect(await api<{ items: unknown[] }>(page, 'GET', '/sources')).toMatchObject({ items: [] })
})

test('the menu leads to the other workspace, by keyboard, and every page of the browser comes along', async () => {
  const beside = await page.context().newPage()
  await beside.goto('/sources')
  await account(beside).getByText('Südwind').waitFor()
  await account(page).press('Enter')
  await page.getByRole('menuitemradio', { name: 'Südwind' }).waitFor()
  await shoot(page, 'workspaces-menu')
  await page.getByRole('menuitemradio', { name: 'Nordlicht' }).press('Enter')
  await account(page).getByText('Nordlicht').waitFor()
  await account(beside).getByText('Nordlicht').waitFor()
  await beside.waitForURL(({ pathname }) => pathname === '/')
  await beside.close()
})

test('by the palette and back: nothing that was seen in one is shown in the other', async () => {
  await page.goto('/customers')
  await page.getByText('Anna aus dem Norden').first().waitFor()
  await page.goto('/sources')
  await page.getByText('Laden Nord').first().waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('südwind')
  await page.getByRole('option', { name: 'Arbeitsbereich: Südwind' }).waitFor()
  await page.keyboard.press('Enter')
  await account(page).getByText('Südwind').waitFor()
  for (const name of ['Kunden', 'Quellen']) {
    await page.getByRole('link', { name }).first().click()
    await page.getByRole('heading', { name, level: 1 }).waitFor()
    await settled(page)
    expect(await page.getByText(/Anna aus dem Norden|Laden Nord/).count(), name).toBe(0)
  }
})

test('who has unsaved changes is asked first, and may stay where they are', async () => {
  await page.goto('/settings/hours')
  await page.getByRole('button', { name: 'Mo–Fr 9–17 Uhr übernehmen' }).click()
  await page.getByLabel('Montag, 1. Zeit: von').fill('8')
  await account(page).click()
  await page.getByRole('menuitemradio', { name: 'Nordlicht' }).click()
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect((await api<{ workspace: { name: string } }>(page, 'GET', '/me')).workspace.name).toBe('Südwind')
  expect(await page.getByLabel('Montag, 1. Zeit: von').inputValue()).toBe('08:00')
  expect(new URL(page.url()).pathname).toBe('/settings/hours')
})
