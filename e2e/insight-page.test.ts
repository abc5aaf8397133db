// The page of one insight: everything about it in one place, changed there, and traced from its source to its outcome.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { api, faultsOf, joined, lookedAt } from './console.ts'
import { colleague, insight, type Stage, startStage, WANDA } from './deciding-stage.ts'

vi.setConfig({ testTimeout: 180_000 })

let stage: Stage
let ada: Page
let wanda: Page

beforeAll(async () => {
  stage = await startStage()
  ada = stage.ada
  wanda = await colleague(stage, WANDA, [stage.web])
  const about = { de: 'Beim zweiten Versuch ist der Warenkorb leer.' }
  await insight(ada, 'pain', 'Zahlung bricht auf dem Handy ab', { about })
  await insight(ada, 'other', 'Karte wird nicht erkannt')
}, 180_000)
afterAll(() => stage?.lotse.close())
afterEach(() => expect(stage.lotse.complaints.splice(0)).toEqual([]))

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
type Work = { work: { status: string; addresseeId: string | null; priority: string | null; inputs: object } }
const work = async (id: string) => (await api<Work>(ada, 'GET', `/insights/${id}`)).work
const stations = (page: Page) =>
  page
    .getByRole('list', { name: 'Von der Quelle bis zur Wirkung' })
    .getByRole('listitem')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-state')).join(' '))

test('[R0.13] [R0.15] the page shows what it says and where it arose; the record in the library leads to it', async () => {
  await ada.goto('/journeys/library/pain')
  await ada.waitForURL('**/insights/pain')
  await ada.getByRole('heading', { name: 'Zahlung bricht auf dem Handy ab', level: 1 }).waitFor()
  const known = ada.getByLabel('Beschreibung')
  expect(await known.inputValue()).toBe('Beim zweiten Versuch ist der Warenkorb leer.')
  const arose = card(ada, 'Wo er entstanden ist')
  await arose.getByRole('link', { name: 'Kaufen › Bezahlen › Karte eingeben' }).waitFor()
  await arose.getByRole('link', { name: 'Kasse' }).waitFor()
  expect(await faultsOf(ada)).toEqual([])
})

test('[R0.47] a product feature that is not accepted and a touchpoint that is hard to use are recorded as its source', async () => {
  await ada.goto('/insights/pain')
  await ada.getByLabel('Stammt aus').selectOption({ label: 'Touchpoint, der schwer zu bedienen ist' })
  await ada.getByText('Gespeichert').first().waitFor()
  await ada.reload()
  expect(await ada.getByLabel('Stammt aus').inputValue()).toBe('usability')
  await ada.getByLabel('Stammt aus').selectOption({ label: 'Produktmerkmal, das Kunden nicht annehmen' })
  await ada.getByText('Gespeichert').first().waitFor()
  const { fields } = await api<{ fields: Record<string, unknown> }>(ada, 'GET', '/atlas/records/pain')
  expect(fields['origin']).toBe('feature')
  const line = ada.getByRole('list', { name: 'Von der Quelle bis zur Wirkung' })
  await line.getByText('Produktmerkmal, das Kunden nicht annehmen').waitFor()
})

test('[R1.19] insights are linked with one another, and both pages say so', async () => {
  await ada.goto('/insights/pain')
  const linked = card(ada, 'Verknüpfte Insights')
  await linked.getByRole('button', { name: /Hat zu tun mit/ }).click()
  await ada.keyboard.type('Karte wird')
  await linked.getByRole('option', { name: /Karte wird nicht erkannt/ }).click()
  await linked.getByRole('link', { name: 'Karte wird nicht erkannt' }).click()
  await ada.getByRole('heading', { name: 'Karte wird nicht erkannt', level: 1 }).waitFor()
  await card(ada, 'Verknüpfte Insights').getByRole('link', { name: 'Zahlung bricht auf dem Handy ab' }).waitFor()
})

test('[R0.42] an addressee is named, values are given, evidence is added, and the last change is taken back', async () => {
  await ada.goto('/insights/pain')
  await ada.getByLabel('Adressat').selectOption({ label: 'Wanda Wiese' })
  await ada.getByText('„Zahlung bricht auf dem Handy ab“ ist geändert.').first().waitFor()
  expect((await work('pain')).addresseeId).not.toBeNull()
  await ada.getByRole('spinbutton', { name: 'Wirkung' }).fill('4.5')
  await ada.keyboard.press('Enter')
  await card(ada, 'Verlauf').getByText('Werte geändert').waitFor()
  expect((await work('pain')).inputs).toEqual({ impact: 4.5 })
  await card(ada, 'Verlauf').getByRole('button', { name: 'Letzte Änderung zurücknehmen' }).click()
  await ada.getByText(/^Rückgängig gemacht/).waitFor()
  expect((await work('pain')).inputs).toEqual({})

  await ada.getByRole('button', { name: 'Beleg hinzufügen' }).click()
  const dialog = ada.getByRole('dialog')
  await dialog.getByLabel('In einer Zeile').fill('Stimmen am Telefon')
  await dialog.getByLabel('Wie viele das sagten').fill('12')
  await dialog.getByRole('button', { name: 'Hinzufügen' }).click()
  const evidence = card(ada, 'Belege')
  await evidence.getByText('12 Stimmen').waitFor()
  await evidence.getByText('Gemessen').waitFor()
  await evidence.getByRole('button', { name: 'Den Beleg „Stimmen am Telefon“ entfernen' }).click()
  await evidence.getByText(/^Noch keine/).waitFor()
  await ada.keyboard.press('Control+z')
  await evidence.getByText('12 Stimmen').waitFor()
})

test('no step leads past the release; who let it through, when and why stays on the page', async () => {
  await wanda.goto('/insights/pain')
  const steps = wanda.getByRole('group', { name: 'Nächste Schritte' })
  await steps.getByRole('button', { name: 'In den Backlog' }).waitFor()
  expect(await steps.getByRole('button').allInnerTexts()).toEqual(['In den Backlog'])
  await steps.getByRole('button', { name: 'In den Backlog' }).click()
  await steps.getByRole('button', { name: 'Freigeben' }).waitFor()
  expect(await stations(wanda)).toBe('done done now open open open')
  expect(await steps.getByRole('button', { name: 'Arbeit beginnen' }).count()).toBe(0)
  await steps.getByRole('button', { name: 'Freigeben' }).click()
  await steps.getByRole('button', { name: 'Arbeit beginnen' }).click()
  await steps.getByRole('button', { name: 'Gelöst' }).click()
  await card(wanda, 'Entscheidungen').getByText('Wanda Wiese').waitFor()
  await ada.goto('/insights/pain')
  await ada.getByRole('group', { name: 'Nächste Schritte' }).getByRole('button', { name: 'Belegt' }).click()
  await ada.getByRole('dialog').getByLabel('Warum').fill('Abbrüche von 9 auf 4 Prozent')
  await ada.keyboard.press('Enter')
  await card(ada, 'Verlauf').getByText('Abbrüche von 9 auf 4 Prozent').waitFor()
  expect(await stations(ada)).toBe('done done done passedBy done done')
})

test('[R0.41] who decides finds on the start page what was laid before them, with why', async () => {
  const greta = {
    name: 'Greta Groß',
    email: 'greta@example.org',
    password: 'harbour light at noon',
    role: 'leadership',
  }
  const boss = await joined(stage.lotse, ada, greta)
  await ada.goto('/insights/other')
  await ada.getByRole('button', { name: 'Vorlegen' }).click()
  const dialog = ada.getByRole('dialog')
  await dialog.getByLabel('Wer entscheidet').selectOption({ label: 'Greta Groß' })
  await dialog.getByLabel('Warum').fill('Niemand fühlt sich zuständig')
  await dialog.getByRole('button', { name: 'Vorlegen' }).click()
  await ada.getByRole('region', { name: 'Eskalation' }).getByText('Greta Groß').waitFor()
  await boss.goto('/')
  const laid = card(boss, 'Ihnen vorgelegt')
  await laid.getByText('Niemand fühlt sich zuständig').waitFor()
  await laid.getByRole('link', { name: 'Seite öffnen' }).click()
  await boss.getByRole('heading', { name: 'Karte wird nicht erkannt', level: 1 }).waitFor()
  // Management reads, and changes nothing.
  expect(await boss.getByRole('button', { name: /Vorlegen|Backlog|hinzufügen|zurücknehmen|entfernen/ }).count()).toBe(0)
  expect(await boss.getByLabel('Vorrang').isDisabled()).toBe(true)
  await boss.context().close()
})

test('who writes an insight down is shown what may say the same already', async () => {
  await ada.goto('/journeys/library/checkout')
  await ada.getByRole('button', { name: 'Neuer Insight hierzu' }).click()
  await ada.keyboard.type('Zahlung bricht am Handy ab')
  const alike = card(ada, 'Vielleicht ist das schon bekannt')
  await alike.getByRole('link', { name: 'Zahlung bricht auf dem Handy ab' }).click()
  await ada.waitForURL('**/insights/pain')
})

test('[R0.40] the start page says how many nobody sees to, and leads to where all of them are named at once, until there are none', async () => {
  await insight(ada, 'third', 'Filiale nicht zu finden')
  await ada.goto('/')
  const without = card(ada, 'Insights ohne Adressaten')
  await without.getByText('2 offene Insights haben keinen Adressaten.').waitFor()
  await without.getByRole('link', { name: 'Adressaten benennen' }).click()
  await ada.waitForURL('**/insights?**')
  await ada.getByRole('row').filter({ hasText: 'Filiale nicht zu finden' }).waitFor()
  await ada.keyboard.press('j')
  await ada.keyboard.press('Control+a')
  await ada.getByRole('button', { name: /(Ansprechperson|Adressat\w*) benennen/ }).click()
  const dialog = ada.getByRole('dialog')
  await dialog.getByRole('combobox').selectOption({ label: 'Wanda Wiese' })
  await dialog.getByRole('button', { name: 'Übernehmen' }).click()
  await dialog.waitFor({ state: 'detached' })
  await ada.goto('/')
  await without.getByText('Jeder offene Insight hat einen Adressaten.').waitFor()
})

test('the page is whole in both themes, wide and narrow', async () => {
  await ada.goto('/insights/pain')
  await card(ada, 'Bewertung').getByText('RICE').waitFor()
  await lookedAt(ada, 'insight-page')
})
