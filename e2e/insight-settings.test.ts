// The settings of insights: scales and formulas that people change themselves, and filters of departments.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { api, joined, lookedAt } from './console.ts'
import { insight, type Stage, startStage } from './deciding-stage.ts'

vi.setConfig({ testTimeout: 180_000 })

let stage: Stage
let ada: Page

beforeAll(async () => {
  stage = await startStage()
  ada = stage.ada
  await insight(ada, 'pain', 'Zahlung bricht ab')
  await api(ada, 'PUT', '/insights/pain/scores', { version: 0, inputs: { impact: 5, feasibility: 3 } })
}, 180_000)
afterAll(() => stage?.lotse.close())
afterEach(() => expect(stage.lotse.complaints.splice(0)).toEqual([]))

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
const table = (page: Page, name: string) => page.getByRole('table', { name, exact: true })

test('a criterion is added and switched off, and a formula over it shows what it makes of insights that stand', async () => {
  await ada.goto('/settings/weighing')
  await ada.getByRole('button', { name: 'Skala hinzufügen' }).click()
  const dialog = ada.getByRole('dialog')
  await dialog.getByLabel('Name auf Deutsch').fill('Rechtliches Risiko')
  await dialog.getByLabel('Name auf Englisch').fill('Legal risk')
  await dialog.getByLabel('Bis', { exact: true }).fill('10')
  await dialog.getByLabel('In Schritten von').fill('1')
  await dialog.getByRole('button', { name: 'Speichern' }).click()
  await row(ada, 'Rechtliches Risiko').getByText('Von 1 bis 10').waitFor()

  await ada.getByRole('button', { name: 'Formel hinzufügen' }).click()
  await dialog.getByLabel('Name auf Deutsch').fill('Lohnt sich')
  await dialog.getByLabel('Name auf Englisch').fill('Worth it')
  await dialog.getByLabel('Gewicht von Schwierigkeit').fill('0')
  await dialog.getByLabel('Gewicht von Wirkung').fill('3')
  await dialog.getByLabel('Gewicht von Machbarkeit').fill('1')
  // Three quarters of the most, and one quarter of the middle.
  await row(ada, 'Zahlung bricht ab').getByText('87,5').waitFor()
  await dialog.getByRole('button', { name: 'Speichern' }).click()
  await table(ada, 'Formeln').getByText('3 × Wirkung + Machbarkeit').waitFor()
  const { items } = await api<{ items: { work: { scores: Record<string, number> } }[] }>(
    ada,
    'GET',
    '/insights?order=score.worthIt&direction=down',
  )
  expect(items[0]?.work.scores['worthIt']).toBe(87.5)

  await ada.getByRole('button', { name: 'Rechtliches Risiko ausschalten' }).click()
  await ada.getByRole('button', { name: 'Rechtliches Risiko einschalten' }).waitFor()
  await ada.keyboard.press('Control+z')
  await ada.getByText(/^Rückgängig gemacht/).waitFor()
  await ada.getByRole('button', { name: 'Rechtliches Risiko ausschalten' }).waitFor()
  await lookedAt(ada, 'settings-weighing')
})

test('scales that nothing could be weighed by are refused in words', async () => {
  await ada.goto('/settings/weighing')
  await ada.getByRole('button', { name: 'Aufwand in Tagen ändern' }).click()
  const dialog = ada.getByRole('dialog')
  await dialog.getByLabel('Von', { exact: true }).fill('0')
  await dialog.getByRole('button', { name: 'Speichern' }).click()
  await dialog.getByText(/Nach diesen Skalen und Formeln ließe sich nichts bewerten/).waitFor()
  await ada.keyboard.press('Escape')
})

test('a department switches its filter off: what is submitted passes, and that nobody decided is kept', async () => {
  await ada.goto('/settings/release')
  await ada.getByRole('button', { name: 'Freigabe von Produkt & Web ändern' }).click()
  const dialog = ada.getByRole('dialog')
  await dialog.getByLabel('Eigene Angaben').check()
  await dialog.getByLabel('Was eingereicht wird').selectOption({ label: 'Geht gleich durch' })
  await dialog.getByLabel('Wie viel zugleich in Arbeit sein kann').fill('3')
  await dialog.getByRole('button', { name: 'Speichern' }).click()
  await row(ada, 'Produkt & Web').getByText('Geht gleich durch').waitFor()
  await row(ada, 'Produkt & Web').getByText('0 von 3').waitFor()
  await api(ada, 'PUT', '/insights/pain/department', { version: 1, unitId: stage.web })
  await ada.goto('/insights/pain')
  await ada.getByRole('button', { name: 'In den Backlog' }).click()
  await ada.getByText('Durchgelassen, die Freigabe war aus').waitFor()
  await ada.goto('/settings/release')
  await row(ada, 'Produkt & Web').getByText('1 von 3').waitFor()
  await row(ada, 'Logistik').getByText('Ein Mensch entscheidet').waitFor()
  await lookedAt(ada, 'settings-release')
})

test('who may not change them reads them, without a button', async () => {
  const rita = { name: 'Rita Rad', email: 'rita@example.org', password: 'harbour light at noon', role: 'viewer' }
  const viewer = await joined(stage.lotse, ada, rita)
  for (const path of ['/settings/weighing', '/settings/release']) {
    await viewer.goto(path)
    await viewer.getByRole('table').first().waitFor()
    expect(await viewer.getByRole('button', { name: /hinzufügen|ändern|schalten|Speichern|Entfernen/ }).count()).toBe(0)
  }
  await viewer.context().close()
})
