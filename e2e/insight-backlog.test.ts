// The human filter as the department meets it: one insight after the other, one key for each decision, and back again.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { api, faultsOf, joined, lookedAt, overflowOf } from './console.ts'
import { colleague, type Stage, startStage, submitted, WANDA } from './deciding-stage.ts'

vi.setConfig({ testTimeout: 180_000 })

let stage: Stage
let wanda: Page

beforeAll(async () => {
  stage = await startStage()
  wanda = await colleague(stage, WANDA, [stage.web])
}, 180_000)
afterAll(() => stage?.lotse.close())
afterEach(() => expect(stage.lotse.complaints.splice(0)).toEqual([]))

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 2, exact: true })
type Whole = {
  work: { status: string; version: number }
  decisions: { verdict: string; by: string; reason: string; at: string; inputs: object; withdrawn: object | null }[]
}
const whole = (id: string) => api<Whole>(stage.ada, 'GET', `/insights/${id}`)
const status = async (id: string) => (await whole(id)).work.status

test('[R0.18] what is submitted waits until the department releases, puts off or rejects it, with one key each, and can be taken back', async () => {
  for (const [id, name] of [
    ['one', 'Zahlung bricht ab'],
    ['two', 'Filter gehen verloren'],
    ['three', 'Öffnungszeiten falsch'],
  ] as const)
    await submitted(stage.ada, id, name, stage.web)
  await api(stage.ada, 'PUT', '/insights/one/scores', { version: 2, inputs: { impact: 4 } })
  await wanda.goto('/insights/backlog')
  await heading(wanda, 'Zahlung bricht ab').waitFor()
  await wanda.getByRole('region', { name: 'Werte und Ergebnisse' }).getByText('Wirkung').waitFor()
  await wanda.getByRole('button', { name: 'Freigeben' }).waitFor()

  await wanda.keyboard.press('a')
  await heading(wanda, 'Filter gehen verloren').waitFor()
  expect(await status('one')).toBe('accepted')

  await wanda.getByRole('button', { name: 'Zurückstellen' }).waitFor()
  await wanda.keyboard.press('d')
  const dialog = wanda.getByRole('dialog')
  await dialog.getByLabel('Warum').fill('Erst nach dem Umbau')
  await wanda.keyboard.press('Enter')
  await heading(wanda, 'Öffnungszeiten falsch').waitFor()
  expect(await status('two')).toBe('deferred')

  await wanda.getByRole('button', { name: 'Ablehnen' }).waitFor()
  await wanda.keyboard.press('r')
  await dialog.getByLabel('Warum').fill('Stimmt nicht mehr')
  await wanda.keyboard.press('Enter')
  await wanda.getByRole('heading', { name: 'Nichts wartet auf eine Entscheidung' }).waitFor()
  await dialog.waitFor({ state: 'detached' })

  await wanda.keyboard.press('u')
  await heading(wanda, 'Öffnungszeiten falsch').waitFor()
  expect(await status('three')).toBe('backlog')
  await wanda.keyboard.press('u')
  await heading(wanda, 'Filter gehen verloren').waitFor()
  expect(await status('two')).toBe('backlog')
  expect(await faultsOf(wanda)).toEqual([])

  const { decisions } = await whole('one')
  expect(decisions).toMatchObject([{ verdict: 'accept', by: 'Wanda Wiese', inputs: { impact: 4 }, withdrawn: null }])
})

test('who is slower is told, sees the newest state, and keeps what was typed', async () => {
  await submitted(stage.ada, 'late', 'Gutschein zählt nicht', stage.web)
  await wanda.goto('/insights/backlog')
  await wanda.getByRole('button', { name: /^Gutschein zählt nicht/ }).click()
  await wanda.getByRole('button', { name: 'Ablehnen' }).click()
  const dialog = wanda.getByRole('dialog')
  await dialog.getByLabel('Warum').fill('Zu selten')
  await api(stage.ada, 'PUT', '/insights/late/priority', { version: 2, priority: 'urgent' })
  await dialog.getByRole('button', { name: 'Ablehnen' }).click()
  await dialog.getByText(/Jemand hat diesen Insight inzwischen geändert/).waitFor()
  expect(await dialog.getByLabel('Warum').inputValue()).toBe('Zu selten')
  await dialog.getByRole('button', { name: 'Ablehnen' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await status('late')).toBe('rejected')
})

test('another department’s are read and not decided; the viewer finds no button that changes anything', async () => {
  await submitted(stage.ada, 'parcel', 'Paket kommt später', stage.logistics)
  await wanda.goto(`/insights/backlog?department=${stage.logistics}`)
  await heading(wanda, 'Paket kommt später').waitFor()
  await wanda.getByText(/Hier entscheiden andere/).waitFor()
  expect(await wanda.getByRole('button', { name: /Freigeben|Ablehnen|Zurückstellen/ }).count()).toBe(0)
  const rita = { name: 'Rita Rad', email: 'rita@example.org', password: 'harbour light at noon', role: 'viewer' }
  const viewer = await joined(stage.lotse, stage.ada, rita)
  await viewer.goto('/insights/backlog')
  await viewer.getByText(/Hier entscheiden andere/).waitFor()
  expect(await viewer.getByRole('button', { name: /Freigeben|Ablehnen|Zurückstellen/ }).count()).toBe(0)
  await viewer.context().close()
})

test('it works on a phone and in the dark', async () => {
  await wanda.goto('/insights/backlog')
  await heading(wanda, 'Filter gehen verloren').waitFor()
  await lookedAt(wanda, 'insight-backlog')
  await wanda.setViewportSize({ width: 390, height: 800 })
  await wanda.getByRole('button', { name: 'Freigeben' }).click()
  await wanda.getByText('„Filter gehen verloren“: Freigeben.').waitFor()
  expect(await overflowOf(wanda)).toBeLessThanOrEqual(0)
  expect(await status('two')).toBe('accepted')
  await wanda.setViewportSize({ width: 1440, height: 900 })
})
