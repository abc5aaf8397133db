// The matrix of insights: points dragged by mouse and by arrow keys change stored values; what has no place is dragged in; narrow windows read lists.
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ADMIN, api, type Console, follow, lookedAtInBoth, signIn, startConsole, WITH_ADMIN } from './console.ts'
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

const point = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}: Schwierigkeit`) })
const field = (page: Page) => page.locator('[data-quadrant=first]').locator('..')
const inputs = async (id: string) => (await workOf(ada, id)).inputs

/** Drags something to a place of the field, both from 0 to 1, to the right and upwards. */
async function drag(page: Page, from: Locator, [right, up]: readonly [number, number]): Promise<void> {
  const [start, area] = [await from.boundingBox(), await field(page).boundingBox()]
  if (start === null || area === null) throw new Error('nothing to drag')
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(area.x + area.width / 2, area.y + area.height / 2, { steps: 4 })
  await page.mouse.move(area.x + right * area.width, area.y + (1 - up) * area.height, { steps: 4 })
  await page.mouse.up()
}

test('[R0.16] dragging a point changes its stored values to the nearest steps, and can be taken back', async () => {
  await follow(ada, '/insights/matrix')
  await point(ada, 'TAN läuft ab').waitFor()
  expect(await inputs('tan')).toMatchObject({ difficulty: 2, impact: 4.5 })
  await drag(ada, point(ada, 'TAN läuft ab'), [0.74, 0.26])
  await ada.getByText('„TAN läuft ab“: Schwierigkeit 4, Wirkung 2.').waitFor()
  expect(await inputs('tan')).toMatchObject({ difficulty: 4, impact: 2 })
  await ada.keyboard.press('Control+z')
  await ada.getByText(/^Rückgängig gemacht/).waitFor()
  expect(await inputs('tan')).toMatchObject({ difficulty: 2, impact: 4.5 })
  await point(ada, 'TAN läuft ab')
    .and(ada.getByRole('button', { name: /Schwierigkeit 2, Wirkung 4,5/ }))
    .waitFor()
})

test('[R0.16] arrow keys move a point by steps, several presses are stored once, and Enter opens it', async () => {
  await follow(ada, '/insights/matrix')
  await point(ada, 'Filter gehen verloren').focus()
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp']) await ada.keyboard.press(key)
  await ada.getByText('„Filter gehen verloren“: Schwierigkeit 5, Wirkung 3,5.').waitFor()
  expect(await workOf(ada, 'filter')).toMatchObject({ version: 2, inputs: { difficulty: 5, impact: 3.5 } })
  await expect
    .poll(() => point(ada, 'Filter gehen verloren').evaluate((one) => one === document.activeElement), SOON)
    .toBe(true)
  await ada.keyboard.press('Enter')
  await ada.waitForURL('**/insights/filter')
  await ada.getByRole('heading', { name: 'Filter gehen verloren', level: 1 }).waitFor()
})

test('[R0.16] what has no place stands beside, and comes in by dragging or by a button', async () => {
  await follow(ada, '/insights/matrix')
  const beside = ada.getByRole('region', { name: 'Ohne Platz' })
  const line = beside.getByRole('listitem').filter({ hasText: 'Freude über die Bestätigung' })
  await line.getByRole('button', { name: /in die Mitte/ }).click()
  await point(ada, 'Freude über die Bestätigung').waitFor()
  await ada.getByText('„Freude über die Bestätigung“: Schwierigkeit 3, Wirkung 3.').waitFor()
  expect(await inputs('joy')).toMatchObject({ difficulty: 3, impact: 3 })
  await ada.keyboard.press('Control+z')
  await line.waitFor()
  await drag(ada, line.locator('span').first(), [0.01, 0.99])
  await point(ada, 'Freude über die Bestätigung').waitFor()
  await expect.poll(() => inputs('joy'), SOON).toMatchObject({ difficulty: 1, impact: 5 })
  await beside.getByText('Alle haben einen Platz.').waitFor()
})

test('any two scales or formulas are axes; nothing is dragged along a formula; filters are those of the monitor', async () => {
  await follow(ada, '/insights/matrix')
  await ada.getByLabel('Nach oben').selectOption({ label: 'RICE' })
  await ada.getByText(/entlang von RICE lässt sich nichts ziehen/).waitFor()
  await ada.getByRole('region', { name: 'Ohne Platz' }).getByText('TAN läuft ab').waitFor()
  await ada.getByLabel('Nach oben').selectOption({ label: 'Wirkung' })
  await point(ada, 'Rücksendeschein fehlt').waitFor()
  await ada.getByRole('button', { name: 'Filter', exact: true }).click()
  await ada.getByLabel('Zuständig', { exact: true }).selectOption({ label: 'Produkt & Web (Fachbereich)' })
  await point(ada, 'Rücksendeschein fehlt').waitFor({ state: 'detached' })
  await point(ada, 'TAN läuft ab').waitFor()
})

test('many on one place are a number with a list, and each can be dragged out of it', async () => {
  const edits = Array.from({ length: 6 }, (_, n) => ({
    do: 'make',
    id: `many${n}`,
    kind: 'insight',
    journey: null,
    fields: { name: { de: `Gleich ${n}`, en: `Same ${n}` }, sort: 'risk' },
  }))
  await api(ada, 'POST', '/atlas/changes', { id: 'many', edits })
  for (const { id } of edits)
    await api(ada, 'PUT', `/insights/${id}/scores`, { version: 0, inputs: { difficulty: 3, impact: 1.5 } })
  await follow(ada, '/insights/matrix')
  await ada.getByRole('button', { name: '6 Insights hier' }).click()
  const card = ada.getByRole('region', { name: '6 Insights hier' })
  await drag(ada, card.getByRole('listitem').filter({ hasText: 'Gleich 4' }).locator('span').first(), [0.99, 0.99])
  await point(ada, 'Gleich 4').waitFor()
  await expect.poll(() => inputs('many4'), SOON).toMatchObject({ difficulty: 5, impact: 5 })
  await ada.getByRole('button', { name: '5 Insights hier' }).waitFor()
})

test('the department drags what is its own alone; who only reads drags nothing', async () => {
  const { wanda, vera } = staff
  await wanda.reload()
  await follow(wanda, '/insights/matrix')
  await point(wanda, 'TAN läuft ab').waitFor()
  expect(await point(wanda, 'TAN läuft ab').getAttribute('data-movable')).toBe('true')
  expect(await point(wanda, 'Rücksendeschein fehlt').getAttribute('data-movable')).toBe('false')
  await follow(vera, '/insights/matrix')
  await point(vera, 'TAN läuft ab').waitFor()
  const before = await inputs('tan')
  await drag(vera, point(vera, 'TAN läuft ab'), [0.9, 0.1])
  await point(vera, 'TAN läuft ab').press('ArrowRight')
  expect(await inputs('tan')).toEqual(before)
  expect(await vera.locator('[data-movable=true]').count()).toBe(0)
})

test('on a narrow window quadrants are lists, and everything looks well in both languages and themes', async () => {
  await follow(ada, '/insights/matrix')
  await point(ada, 'TAN läuft ab').waitFor()
  await ada.setViewportSize({ width: 390, height: 900 })
  const first = ada.getByRole('region', { name: 'zuerst' })
  await first.getByRole('link', { name: 'TAN läuft ab' }).waitFor()
  await ada.setViewportSize({ width: 1440, height: 900 })
  await lookedAtInBoth(lotse, ada, 'insight-matrix')
})
