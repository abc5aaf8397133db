// The board of insights: cards go on by the steps that are allowed, by dragging and by menu; where none leads, it says why.
import type { Page } from 'playwright-core'
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

const column = (page: Page, state: string) => page.locator(`[data-state="${state}"]`).and(page.locator('section'))
const card = (page: Page, state: string, name: string) =>
  column(page, state).getByRole('listitem').filter({ hasText: name })
const state = async (id: string) => (await workOf(ada, id)).status

test('columns count what is in each state', async () => {
  await follow(ada, '/insights/board')
  await column(ada, 'new').getByRole('heading', { name: 'Neu 4' }).waitFor()
  await column(ada, 'backlog').getByRole('heading', { name: 'Im Backlog 0' }).waitFor()
})

test('a card that is dropped on a state takes the step that leads there, and can be taken back', async () => {
  await follow(ada, '/insights/board')
  await card(ada, 'new', 'TAN läuft ab').dragTo(column(ada, 'backlog'))
  await card(ada, 'backlog', 'TAN läuft ab').waitFor()
  expect(await state('tan')).toBe('backlog')
  await ada.keyboard.press('Control+z')
  await ada.getByText(/^Rückgängig gemacht/).waitFor()
  await card(ada, 'new', 'TAN läuft ab').waitFor()
})

test('I10 a drop where no step leads changes nothing and says which do', async () => {
  await follow(ada, '/insights/board')
  await card(ada, 'new', 'TAN läuft ab').dragTo(column(ada, 'accepted'))
  await ada.getByText('Von „Neu“ führt kein Schritt nach „Freigegeben“. Möglich ist von hier: „Im Backlog“.').waitFor()
  expect(await state('tan')).toBe('new')
})

test('I13 by keyboard a step is chosen from the menu; where a reason is needed, it is asked for', async () => {
  await follow(ada, '/insights/board')
  const steps = (from: string) =>
    card(ada, from, 'Filter gehen verloren').getByRole('button', { name: /^Schritte von/ })
  await steps('new').focus()
  await ada.keyboard.press('Enter')
  await ada.getByRole('menuitem', { name: 'In den Backlog' }).press('Enter')
  await steps('backlog').focus()
  await ada.keyboard.press('Enter')
  await ada.getByRole('menuitem', { name: 'Zurückstellen' }).press('Enter')
  const dialog = ada.getByRole('dialog')
  await dialog.getByRole('textbox').first().fill('Erst nach dem Umzug')
  await dialog.getByRole('button', { name: 'Zurückstellen' }).click()
  await card(ada, 'deferred', 'Filter gehen verloren').waitFor()
  expect(await state('filter')).toBe('deferred')
})

test('[R0.45] the department decides on its own cards and is told whose the others are', async () => {
  const { wanda, logistics } = staff
  for (const id of ['tan', 'label'])
    await api(ada, 'POST', `/insights/${id}/steps`, { version: (await workOf(ada, id)).version, step: 'submit' })
  await wanda.reload()
  await follow(wanda, '/insights/board')
  await card(wanda, 'backlog', 'TAN läuft ab').dragTo(column(wanda, 'accepted'))
  await card(wanda, 'accepted', 'TAN läuft ab').waitFor()
  expect(await state('tan')).toBe('accepted')
  expect((await workOf(ada, 'label')).department.id).toBe(logistics)
  const foreign = card(wanda, 'backlog', 'Rücksendeschein fehlt')
  await foreign.waitFor()
  expect(await foreign.getByRole('button').count()).toBe(0)
  expect(await foreign.getAttribute('draggable')).toBe('false')
})

test('departments show what they have under way of what they can have', async () => {
  await api(ada, 'PUT', `/insight-filters/${staff.web}`, { filter: { mode: 'person', approvers: [], capacity: 3 } })
  await follow(ada, '/insights/board')
  const load = ada.getByRole('list', { name: 'Was Fachbereiche unterwegs haben' })
  await load.getByText('1 von 3 unterwegs').waitFor()
  await load.getByText('1 wartet auf Freigabe').waitFor()
})

test('who only reads sees cards and no way to move them; all looks well, wide and narrow', async () => {
  const { vera } = staff
  await follow(vera, '/insights/board')
  await card(vera, 'accepted', 'TAN läuft ab').waitFor()
  expect(await vera.locator('[draggable=true]').count()).toBe(0)
  expect(await vera.getByRole('button', { name: /^Schritte von/ }).count()).toBe(0)
  await follow(ada, '/insights/board')
  await expect.poll(() => ada.locator('[draggable=true]').count(), SOON).toBeGreaterThan(0)
  await lookedAtInBoth(lotse, ada, 'insight-board')
})
