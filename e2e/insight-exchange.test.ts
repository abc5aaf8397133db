// The list of insights for management, from the screen: one click, other forms, a file for each department, for whoever reads insights.
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { workbookTables } from '../packages/server/src/atlas/exchange/table-files.ts'
import { api, type Console, joined, lookedAtInBoth, settled, signIn, startConsole, WITH_ADMIN } from './console.ts'

let lotse: Console
let ada: Page

vi.setConfig({ testTimeout: 180_000 })

beforeAll(async () => {
  lotse = await startConsole(WITH_ADMIN)
  ada = await lotse.open()
  await signIn(ada)
  const make = (id: string, name: string, sort: string) => {
    return { do: 'make', id, kind: 'insight', journey: null, fields: { name: { de: name }, sort } }
  }
  const edits = [make('slow', 'Bezahlen dauert', 'painPoint'), make('chat', 'Chat im Warenkorb', 'idea')]
  await api(ada, 'POST', '/atlas/changes', { id: 'made', edits })
}, 180_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

/** What a click downloads. */
async function taken(page: Page, click: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const waiting = page.waitForEvent('download')
  await click()
  const download = await waiting
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

test('[R0.6] one click gives management the list as it stands on the screen; the menu has other forms and a file for each department', async () => {
  await ada.goto('/journeys/kinds/insight')
  const link = ada.getByRole('link', { name: 'Liste für das Management' })
  const whole = await taken(ada, () => link.click())
  expect(whole.name).toMatch(/^insights-.*\.xlsx$/)
  const [table] = await workbookTables(whole.bytes)
  expect(table?.rows.map((row) => row[0]).toSorted()).toEqual(['Bezahlen dauert', 'Chat im Warenkorb'])
  await ada.goto('/journeys/kinds/insight?what=idea')
  const narrowed = await taken(ada, () => link.click())
  const [ideas] = await workbookTables(narrowed.bytes)
  expect(ideas?.rows.map((row) => row[0])).toEqual(['Chat im Warenkorb'])
  await settled(ada)
  await lookedAtInBoth(lotse, ada, 'insight-list-out')
  await ada.getByRole('button', { name: 'Weitere Formen der Liste' }).click()
  await ada.getByRole('menuitem', { name: 'CSV', exact: true }).waitFor()
  const zip = await taken(ada, () => ada.getByRole('menuitem', { name: 'Excel, als ZIP' }).click())
  expect([zip.name.endsWith('.zip'), zip.bytes.toString('latin1', 0, 2)]).toEqual([true, 'PK'])
})

test('who only reads takes the list, too', async () => {
  const vera = await joined(lotse, ada, {
    name: 'Vera',
    email: 'vera@example.org',
    password: 'a calm passage home',
    role: 'viewer',
  })
  await vera.goto('/journeys/kinds/insight')
  const list = vera.getByRole('link', { name: 'Liste für das Management' })
  const file = await taken(vera, () => list.click())
  expect(file.name).toMatch(/\.xlsx$/)
})
