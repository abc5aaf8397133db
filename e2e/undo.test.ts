// Undoing in the settings: it is said once the server has answered and not before; what failed says what to do and is tried again.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { api, type Console, faultsOf, shoot, signIn, startConsole, WITH_ADMIN } from './console.ts'

const SLOW_MS = 180_000
const MEMBER = { name: 'Selin Aydın', email: 'selin@example.org', password: 'nine tall ships' } as const

let lotse: Console
let page: Page

beforeAll(async () => {
  lotse = await startConsole(WITH_ADMIN)
  page = await lotse.open()
  await signIn(page)
  await api(page, 'POST', '/units', { kind: 'department', name: 'Logistik' })
  const { link } = await api<{ link: string }>(page, 'POST', '/invitations', { email: MEMBER.email, roles: ['viewer'] })
  const joining = await lotse.open()
  await joining.goto(new URL(link).pathname + new URL(link).hash)
  await joining.locator('[name=name]').fill(MEMBER.name)
  await joining.locator('[name=password]').fill(MEMBER.password)
  await joining.locator('button[type=submit]').click()
  await joining.waitForURL(({ pathname }) => pathname === '/')
  await joining.context().close()
}, SLOW_MS)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

const button = (name: string | RegExp) => page.getByRole('button', { name })
const message = (text: string | RegExp) => page.getByRole('listitem').filter({ hasText: text })

/** A change with a way back: where it is made, how, what is said then, and what the way back asks the server for. */
type Case = {
  readonly name: string
  readonly at: string
  readonly change: () => Promise<void>
  readonly said: RegExp
  readonly asks: string
}

const cases: readonly Case[] = [
  {
    name: 'general',
    at: 'general',
    change: async () => {
      await page.getByLabel('Name', { exact: true }).first().fill('Nordlicht')
      await button('Speichern').first().click()
    },
    said: /Arbeitsbereich gespeichert/,
    asks: '**/api/v1/workspace',
  },
  {
    name: 'languages',
    at: 'general',
    change: async () => {
      await page.getByRole('combobox', { name: 'Sprache hinzufügen' }).selectOption({ label: 'Deutsch' })
    },
    said: /Sprachen gespeichert/,
    asks: '**/api/v1/workspace',
  },
  {
    name: 'brand',
    at: 'brand',
    change: async () => {
      await page.getByLabel('Name für Kunden').fill('Nordlicht Reisen')
      await button('Speichern').click()
    },
    said: /Auftritt gespeichert/,
    asks: '**/api/v1/workspace/brand',
  },
  {
    name: 'unit, archived',
    at: 'units',
    change: () => button('Archivieren').click(),
    said: /ist archiviert/,
    asks: '**/api/v1/units/*/restore',
  },
  {
    name: 'unit, renamed',
    at: 'units',
    change: async () => {
      await button('Ändern').click()
      await page.getByRole('dialog').getByLabel('Name').fill('Lager')
      await page.getByRole('dialog').getByRole('button', { name: 'Speichern' }).click()
    },
    said: /„Lager“ gespeichert/,
    asks: '**/api/v1/units/*',
  },
  {
    name: 'member, changed',
    at: 'members',
    change: async () => {
      await page.getByText(MEMBER.name).first().click()
      await page.getByRole('dialog').getByLabel('Logistik').check()
      await page.getByRole('dialog').getByRole('button', { name: 'Speichern' }).click()
    },
    said: /Rollen und Zugehörigkeit gespeichert/,
    asks: '**/api/v1/members/*',
  },
  {
    name: 'member, removed',
    at: 'members',
    change: async () => {
      await page.getByText(MEMBER.name).first().click()
      await button('Aus dem Arbeitsbereich entfernen').click()
    },
    said: /ist kein Mitglied mehr/,
    asks: '**/api/v1/members/*/restore',
  },
]

test.each(cases)('$name: “undone” waits for the server', async ({ at, change, said, asks }) => {
  await page.goto(`/settings/${at}`)
  await change()
  await message(said).waitFor()
  let answer = (): void => {}
  const held = new Promise<void>((done) => (answer = done))
  await page.route(asks, async (route) => {
    if (route.request().method() !== 'GET') await held
    await route.continue()
  })
  await message(said)
    .getByRole('button', { name: /^Rückgängig/ })
    .click()
  await message('Wird rückgängig gemacht').waitFor()
  expect(await message('Rückgängig gemacht').filter({ hasNotText: 'Wird' }).count()).toBe(0)
  answer()
  await message(/^Rückgängig gemacht/).waitFor()
  expect(await message('Wird rückgängig gemacht').count()).toBe(0)
  await page.unrouteAll({ behavior: 'wait' })
})

test('what could not be undone says what to do, and is undone by trying again', async () => {
  await page.goto('/settings/general')
  const name = page.getByLabel('Name', { exact: true }).first()
  const before = await name.inputValue()
  await name.fill('Südwind')
  await button('Speichern').first().click()
  await message(/Arbeitsbereich gespeichert/).waitFor()
  await page.route('**/api/v1/workspace', (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  )
  await page.keyboard.press('Control+z')
  const failed = message(/^Nicht rückgängig gemacht\. Der Server ist nicht erreichbar/)
  await failed.waitFor()
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'undo-failed')
  expect((await api<{ name: string }>(page, 'GET', '/workspace')).name).toBe('Südwind')
  await page.unrouteAll({ behavior: 'wait' })
  await failed.getByRole('button', { name: /^Erneut versuchen/ }).click()
  await message(/^Rückgängig gemacht/).waitFor()
  expect((await api<{ name: string }>(page, 'GET', '/workspace')).name).toBe(before)
})
