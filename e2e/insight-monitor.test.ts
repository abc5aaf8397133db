// The monitor of insights: finding, narrowing, grouping, putting in order, rating, handing on, opening; by pointer and by keyboard.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  ADMIN,
  api,
  type Console,
  follow,
  lookedAtInBoth,
  settled,
  signIn,
  startConsole,
  WITH_ADMIN,
} from './console.ts'
import { type Company, company, workOf } from './insight-stage.ts'

const SOON = { timeout: 15_000 }

let lotse: Console
let ada: Page
let staff: Company

beforeAll(async () => {
  lotse = await startConsole(WITH_ADMIN)
  ada = await lotse.open()
  await signIn(ada, ADMIN)
  staff = await company(lotse, ada)
}, 180_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('link') })
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
const names = (page: Page) => rows(page).evaluateAll((all) => all.map((one) => one.getAttribute('data-id')))
const monitor = async (page: Page, query = '') => {
  await follow(page, `/insights${query}`)
  await rows(page).first().waitFor()
}

test('[R0.11] all insights are found, narrowed by state, department and words, and counted', async () => {
  await monitor(ada)
  await ada.getByText('4 Insights').waitFor()
  expect((await names(ada)).toSorted()).toEqual(['filter', 'joy', 'label', 'tan'])
  await ada.getByRole('button', { name: 'Filter', exact: true }).click()
  await ada.getByLabel('Zuständig', { exact: true }).selectOption({ label: 'Produkt & Web (Fachbereich)' })
  await ada.getByText('2 Insights').waitFor()
  expect((await names(ada)).toSorted()).toEqual(['filter', 'tan'])
  await ada.keyboard.press('Escape')
  await ada.getByRole('searchbox').fill('TAN')
  await ada.getByText('1 Insight', { exact: true }).waitFor()
  expect(await names(ada)).toEqual(['tan'])
})

test('[R0.12] a double click opens an insight, a single one does not, and Enter does by keyboard', async () => {
  await monitor(ada)
  await row(ada, 'TAN läuft ab').getByText('Produkt & Web').click()
  expect(new URL(ada.url()).pathname).toBe('/insights')
  await row(ada, 'TAN läuft ab').getByText('Produkt & Web').dblclick()
  await ada.waitForURL('**/insights/tan')
  await ada.getByRole('heading', { name: 'TAN läuft ab', level: 1 }).waitFor()
  await monitor(ada, '?sort=name')
  await ada.keyboard.press('j')
  const first = (await names(ada))[0]
  await ada.keyboard.press('Enter')
  await ada.waitForURL(`**/insights/${first}`)
})

test('groups have exact counts, fold, and keep both in the address', async () => {
  await monitor(ada, '?group=department')
  const head = (name: string) => ada.getByRole('button', { name: `${name} 2` })
  await head('Produkt & Web').waitFor()
  await head('Logistik').click()
  await ada.waitForURL(/folded=/)
  await row(ada, 'Rücksendeschein fehlt').waitFor({ state: 'detached' })
  expect((await names(ada)).toSorted()).toEqual(['filter', 'tan'])
  expect(await head('Logistik').getAttribute('aria-expanded')).toBe('false')
  await ada.getByRole('button', { name: 'Alle zuklappen' }).click()
  await expect.poll(() => rows(ada).count(), SOON).toBe(0)
  await ada.getByText('4 Insights').waitFor()
  await ada.getByRole('button', { name: 'Alle aufklappen' }).click()
  await expect.poll(() => rows(ada).count(), SOON).toBe(4)
})

test('[R0.17] insights are scored and put in order by feasibility, relevance, resources and criteria that are added', async () => {
  const { version, scales } = await api<{ version: number; scales: { criteria: object[] } }>(
    ada,
    'GET',
    '/insight-scales',
  )
  const own = { key: 'novelty', name: { de: 'Neuheit', en: 'Novelty' }, min: 0, max: 10, step: 1 }
  await api(ada, 'PUT', '/insight-scales', { version, scales: { ...scales, criteria: [...scales.criteria, own] } })
  for (const [key, label] of [
    ['feasibility', 'Machbarkeit'],
    ['relevance', 'Relevanz'],
    ['resources', 'Verfügbare Mittel'],
    ['novelty', 'Neuheit'],
  ] as const) {
    await monitor(ada, `?cols=input.${key}&sort=-input.${key}`)
    const give = async (name: string, value: string) => {
      await row(ada, name)
        .getByRole('button', { name: `${label}: ` })
        .click()
      await ada.getByRole('spinbutton').fill(value)
      await ada.keyboard.press('Enter')
      await row(ada, name)
        .getByRole('button', { name: `${label}: ${name}: ${value}` })
        .waitFor()
    }
    await give('Rücksendeschein fehlt', '4')
    await give('Filter gehen verloren', '2')
    await expect.poll(() => names(ada), SOON).toEqual(['label', 'filter', expect.anything(), expect.anything()])
    expect((await workOf(ada, 'label')).inputs).toMatchObject({ [key]: 4 })
    await ada.getByRole('columnheader', { name: label }).getByRole('button').click()
    await expect.poll(async () => (await names(ada))[0], SOON).toBe('filter')
  }
  await ada.keyboard.press('Control+z')
  await ada
    .getByText(/^Rückgängig gemacht/)
    .first()
    .waitFor()
  await expect.poll(async () => (await workOf(ada, 'filter')).inputs['novelty'], SOON).toBeUndefined()
  expect(await ada.getByText(/Jemand hat diesen Insight/).count()).toBe(0)
})

test('[R0.11] all insights are found, narrowed, given a priority and passed on in one place, several at once, with one way back', async () => {
  await monitor(ada)
  await expect.poll(() => rows(ada).count(), SOON).toBe(4)
  await monitor(ada, `?department=${staff.web}`)
  await expect.poll(() => rows(ada).count(), SOON).toBe(2)
  await ada.getByRole('checkbox', { name: 'Alle geladenen Zeilen auswählen' }).check()
  await ada.getByRole('button', { name: 'Vorrang setzen' }).click()
  const dialog = ada.getByRole('dialog')
  await dialog.getByLabel('Vorrang').selectOption('urgent')
  await dialog.getByRole('button', { name: 'Übernehmen' }).click()
  await ada.getByText('Vorrang gesetzt.').waitFor()
  for (const id of ['tan', 'filter']) expect((await workOf(ada, id)).priority).toBe('urgent')
  await ada.keyboard.press('Control+z')
  await ada
    .getByText(/^Rückgängig gemacht/)
    .last()
    .waitFor()
  for (const id of ['tan', 'filter']) await expect.poll(async () => (await workOf(ada, id)).priority, SOON).toBeNull()
  await ada.getByRole('button', { name: 'An Fachbereich übergeben' }).click()
  await dialog.getByLabel('Zuständig').selectOption(staff.logistics)
  await dialog.getByRole('button', { name: 'Übernehmen' }).click()
  await ada.getByText('Übergeben.').waitFor()
  for (const id of ['tan', 'filter']) expect((await workOf(ada, id)).department.id).toBe(staff.logistics)
  await ada.keyboard.press('Control+z')
  await expect.poll(() => rows(ada).count(), SOON).toBe(2)
})

test('[R0.45] the department finds its own to decide, no priority to set, and what others change shows by itself', async () => {
  const { wanda } = staff
  await wanda.reload()
  await monitor(wanda, '?department=mine')
  expect((await names(wanda)).toSorted()).toEqual(['filter', 'tan'])
  await row(wanda, 'TAN läuft ab').getByRole('checkbox').check()
  expect(await wanda.getByRole('button', { name: 'Vorrang setzen' }).count()).toBe(0)
  await wanda.getByRole('button', { name: 'In den Backlog geben' }).click()
  await wanda.getByRole('dialog').getByRole('button', { name: 'Übernehmen' }).click()
  await row(wanda, 'TAN läuft ab').getByText('Im Backlog').waitFor()
  const { version } = await workOf(ada, 'tan')
  await api(ada, 'PUT', '/insights/tan/priority', { version, priority: 'high' })
  await row(wanda, 'TAN läuft ab').getByText('Hoch').waitFor()
  await wanda.getByRole('button', { name: 'Entscheiden' }).click()
  const dialog = wanda.getByRole('dialog')
  await dialog.getByLabel('Entscheidung').selectOption('accept')
  await dialog.getByRole('button', { name: 'Übernehmen' }).click()
  await row(wanda, 'TAN läuft ab').getByText('Freigegeben').waitFor()
})

test('a view keeps filters, groups and order; who only reads can change nothing', async () => {
  const { vera } = staff
  await monitor(vera, '?group=status&sort=-reach&status=open')
  await vera.getByRole('button', { name: 'Gespeicherte Ansichten' }).click()
  await vera.getByRole('menuitem', { name: /speichern/ }).waitFor()
  await vera.keyboard.press('Escape')
  expect(await vera.getByRole('checkbox').count()).toBe(0)
  expect(await vera.getByRole('button', { name: /^Schwierigkeit: / }).count()).toBe(0)
})

test('monitor looks well in both languages and themes, wide and narrow', async () => {
  await monitor(ada, '?group=status')
  await settled(ada)
  await lookedAtInBoth(lotse, ada, 'insight-monitor')
})
