// Journeys from files and as files: a table is looked at before it is imported and taken back after; lanes hide and come back; a map becomes a PNG.
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { api, type Console, faultsOf, overflowOf, shoot, signIn, startConsole, WITH_ADMIN } from './console.ts'

let lotse: Console
let ada: Page

vi.setConfig({ testTimeout: 180_000 })

beforeAll(async () => {
  lotse = await startConsole(WITH_ADMIN)
  ada = await lotse.open()
  await signIn(ada)
}, 180_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

const take = (name: string, text: string) =>
  ada.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
const journeys = async () => (await api<{ items: { id: string }[] }>(ada, 'GET', '/atlas/journeys')).items
const accessible = async () => {
  expect(await faultsOf(ada)).toEqual([])
  expect(await overflowOf(ada)).toBeLessThanOrEqual(0)
}

test('[R0.48] the example shows what an import does, is imported as a journey, and undo takes all of it back', async () => {
  await ada.goto('/journeys')
  await ada.getByRole('link', { name: 'Importieren' }).first().click()
  await ada.getByRole('button', { name: 'Beispiel ausprobieren' }).click()
  await ada.getByRole('row', { name: /Bestellen/ }).waitFor()
  expect(await ada.getByLabel('Was aus „Was der Kunde tut“ wird').inputValue()).toBe('lane::text:de')
  await accessible()
  await shoot(ada, 'import-preview')
  await ada.getByRole('button', { name: /Änderungen importieren/ }).click()
  await ada.getByRole('heading', { level: 1, name: 'Ein Zelt kaufen' }).waitFor()
  await ada.getByRole('gridcell', { name: 'Liest Tests und fragt Freunde' }).waitFor()
  expect(await journeys()).toHaveLength(1)
  await ada.getByRole('button', { name: 'Rückgängig', exact: true }).click()
  await ada.getByText('Noch keine Journeys').waitFor()
  expect(await journeys()).toHaveLength(0)
})

test('[R0.48] what cannot be imported is told with its row and reason, and can be left out', async () => {
  await ada.goto('/journeys/import?kind=touchpoint')
  await take('touchpoints.csv', 'Name;Stand\r\nShop;live\r\nHotline;gibt es nicht\r\n')
  await ada.getByText('Eine Zeile oder ein Eintrag lässt sich nicht importieren').waitFor()
  await ada.getByRole('listitem').filter({ hasText: 'Zeile 2 Stand: Dieser Wert kann hier nicht stehen.' }).waitFor()
  const start = ada.getByRole('button', { name: 'Eine Änderung importieren' })
  expect(await start.isDisabled()).toBe(true)
  await accessible()
  await shoot(ada, 'import-refused')
  await ada.getByLabel('Was aus „Stand“ wird').selectOption('')
  await ada.getByRole('button', { name: '2 Änderungen importieren' }).waitFor()
  await ada.getByLabel('Was aus „Stand“ wird').selectOption('state')
  await ada.getByLabel('Auslassen, was sich nicht importieren lässt').check()
  await start.click()
  await ada.getByRole('link', { name: 'Shop' }).waitFor()
  expect(await ada.getByText('Hotline').count()).toBe(0)
})

test('a file that is none of these says what to take instead', async () => {
  await ada.goto('/journeys/import')
  await take('bild.xml', '<html><body/></html>')
  await ada.getByText('Diese Datei lässt sich hier nicht lesen').waitFor()
  await accessible()
  await ada.getByRole('button', { name: 'Andere Datei nehmen' }).click()
  await ada.getByRole('button', { name: 'Beispiel ausprobieren' }).waitFor()
})

const CSV = 'Phase;Schritt;Gedanken\r\nDavor;Suchen;Wo anfangen?\r\nKaufen;Zahlen;Geht das sicher?\r\n'

test('[R0.48] a changed table goes back into its journey: only what is different changes', async () => {
  await ada.goto('/journeys/import')
  await take('Kaufen.csv', CSV)
  await ada.getByRole('button', { name: /Änderungen importieren/ }).click()
  await ada.getByRole('gridcell', { name: 'Geht das sicher?' }).waitFor()
  const [journey] = await journeys()
  await ada.getByRole('button', { name: 'Exportieren' }).click()
  await ada.getByRole('menuitem', { name: 'In diese Journey importieren …' }).click()
  await take('Kaufen.csv', CSV.replace('Geht das sicher?', 'Ganz leicht'))
  await ada.getByRole('row', { name: /Ganz leicht/ }).waitFor()
  await shoot(ada, 'import-changed')
  await ada.getByRole('button', { name: 'Eine Änderung importieren' }).click()
  await ada.getByRole('gridcell', { name: 'Ganz leicht' }).waitFor()
  expect(new URL(ada.url()).pathname).toBe(`/journeys/${journey?.id}`)
  expect(await journeys()).toHaveLength(1)
})

test('a lane is hidden and shown again, for all, and nothing in it is lost', async () => {
  await ada.getByRole('gridcell', { name: 'Ganz leicht' }).click()
  await ada.getByRole('button', { name: 'Zeile', exact: true }).click()
  await ada.getByRole('menuitem', { name: '„Gedanken“ ausblenden' }).click()
  await ada.getByRole('gridcell', { name: 'Ganz leicht' }).waitFor({ state: 'detached' })
  await ada.getByText('Alles gespeichert').waitFor()
  await ada.reload()
  await ada.getByRole('button', { name: 'Eine ausgeblendet' }).click()
  await shoot(ada, 'lanes-hidden')
  await ada.getByRole('menuitem', { name: '„Gedanken“ wieder zeigen' }).click()
  await ada.getByRole('gridcell', { name: 'Ganz leicht' }).waitFor()
})

test('[R0.48] the map leaves as a PNG, drawn twice as large as the SVG', async () => {
  const [journey] = await journeys()
  const svg = await (await ada.request.get(`/api/v1/atlas/journeys/${journey?.id}/export?format=svg`)).text()
  const width = Number(/width="([\d.]+)"/.exec(svg)?.[1])
  await ada.getByRole('button', { name: 'Exportieren' }).click()
  await shoot(ada, 'export-menu')
  const [saved] = await Promise.all([
    ada.waitForEvent('download'),
    ada.getByRole('menuitem', { name: 'PNG · ein Bild für Folien' }).click(),
  ])
  expect(saved.suggestedFilename()).toMatch(/^kaufen-\d{4}-\d\d-\d\d\.png$/)
  const bytes = readFileSync(await saved.path())
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  expect(bytes.readUInt32BE(16)).toBe(Math.round(width * 2))
  const folder = process.env['LOTSE_TEST_SHOTS']
  if (folder !== undefined) await saved.saveAs(`${folder}/map.png`)
})

test('[R0.48] a matrix leaves as a picture, too, by the same menu as lists do', async () => {
  await ada.goto('/journeys/matrix')
  await ada.getByRole('button', { name: 'Exportieren' }).click()
  await shoot(ada, 'matrix-export-menu')
  const [saved] = await Promise.all([
    ada.waitForEvent('download'),
    ada.getByRole('menuitem', { name: 'PNG · ein Bild für Folien' }).click(),
  ])
  expect(saved.suggestedFilename()).toMatch(/^journey-touchpoint-\d{4}-\d\d-\d\d\.png$/)
  expect(
    readFileSync(await saved.path())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG')
  await ada.goto('/journeys/touchpoints')
  await ada.getByRole('button', { name: 'Exportieren' }).click()
  const [list] = await Promise.all([
    ada.waitForEvent('download'),
    ada.getByRole('menuitem', { name: 'PDF A4' }).click(),
  ])
  expect(
    readFileSync(await list.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
})
