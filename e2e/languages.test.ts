// An admin chooses the languages customers are written to in: adds, makes one the default, takes one away and brings it back.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ADMIN, api, type Console, faultsOf, overflowOf, settled, shoot, signIn, startConsole } from './console.ts'

let lotse: Console
let page: Page

beforeAll(async () => {
  lotse = await startConsole({ LOTSE_ADMIN_EMAIL: ADMIN.email, LOTSE_ADMIN_PASSWORD: ADMIN.password })
  page = await lotse.open()
  await signIn(page)
}, 180_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

const chosen = async () =>
  (await api<{ settings: { languages: string[] } }>(page, 'GET', '/workspace')).settings.languages

test('languages are added, ordered and taken away at once, each with the way back', async () => {
  await page.goto('/settings/general')
  await page.getByText(/^Noch keine gewählt/).waitFor()
  const add = page.getByRole('combobox', { name: 'Sprache hinzufügen' })
  await add.selectOption({ label: 'Deutsch' })
  await page.getByText('Standard', { exact: true }).waitFor()
  await add.selectOption({ label: 'Englisch' })
  await page.getByRole('button', { name: 'Englisch als Standard' }).press('Enter')
  await expect.poll(chosen).toEqual(['en', 'de'])
  await page.getByRole('button', { name: 'Deutsch entfernen' }).press('Enter')
  await expect.poll(chosen).toEqual(['en'])
  await page.keyboard.press('Control+z')
  await expect.poll(chosen).toEqual(['en', 'de'])
})

test('accessible and as wide as its window, by day and by night, wide and narrow', async () => {
  for (const way of [
    { language: 'en', dark: true },
    { language: 'de', width: 390 },
  ] as const) {
    const look = await lotse.open({ ...way, as: page.context() })
    await look.goto('/settings/general')
    await settled(look)
    await look.getByRole('list', { name: /Sprachen für Kunden|Languages for customers/ }).waitFor()
    expect(await faultsOf(look)).toEqual([])
    expect(await overflowOf(look)).toBeLessThanOrEqual(0)
    await shoot(look, `languages-${way.language}`)
    await look.context().close()
  }
}, 120_000)
