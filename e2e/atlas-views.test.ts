// A journey as a graph of steps and as one page: drawn and changed by pointer and by keyboard, told through the map's own undo, printed on one sheet.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { api, type Console, faultsOf, joined, settled, shoot, signIn, startConsole, WITH_ADMIN } from './console.ts'

const SOON = { timeout: 15_000 }

let lotse: Console
let ada: Page

vi.setConfig({ testTimeout: 120_000 })

const make = (kind: string, id: string, fields: object, journey: string | null = 'buy') => ({
  do: 'make',
  id,
  kind,
  journey,
  fields,
})
const named = (kind: string, id: string, de: string, fields: object = {}) =>
  make(kind, id, { name: { de }, ...fields }, null)
const placed = (item: string, step: string) =>
  make('placement', `at-${item}-${step}`, { item, step, lane: 'stands', order: 'V' })

const EDITS = [
  named('journey', 'buy', 'Im Web-Shop kaufen', {
    state: 'asIs',
    goal: { de: 'Das passende Zelt vor dem Wochenende' },
    personas: ['jule'],
  }),
  make('phase', 'before', { name: { de: 'Davor' }, order: 'G' }),
  make('phase', 'after', { name: { de: 'Danach' }, order: 'V' }),
  make('step', 'search', { name: { de: 'Suchen' }, phase: 'before', order: 'G' }),
  make('step', 'pay', { name: { de: 'Zahlen' }, phase: 'before', order: 'V', momentOfTruth: true }),
  make('step', 'receive', { name: { de: 'Empfangen' }, phase: 'after', order: 'G' }),
  make('lane', 'stands', { name: { de: 'Was hier steht' }, type: 'text', order: 'V' }),
  make('lane', 'feels', { name: { de: 'Gefühl' }, type: 'emotion', order: 'G' }),
  make('feeling', 'f1', { step: 'search', value: 1 }),
  make('feeling', 'f2', { step: 'pay', value: -1.5 }),
  named('persona', 'jule', 'Jule, die Wochenendwanderin'),
  named('channel', 'web', 'Web-Shop', { wire: { en: 'web' } }),
  named('touchpoint', 'page', 'Produktseite', { channels: ['web'] }),
  named('touchpoint', 'parcel', 'Paket'),
  named('touchpoint', 'letter', 'Rückruf'),
  named('need', 'quick', 'Schnell fertig sein', { fulfilment: 'partly' }),
  named('insight', 'declined', 'Karte wird abgelehnt', { sort: 'painPoint' }),
  named('insight', 'late', 'Kommt zu spät', { sort: 'painPoint', concerns: ['parcel'] }),
  named('insight', 'loyal', 'Kommt gern wieder', { sort: 'wow', concerns: ['buy'] }),
  named('application', 'till', 'Kasse'),
  named('dataSource', 'orders', 'Bestellungen'),
  placed('page', 'search'),
  placed('quick', 'search'),
  placed('parcel', 'pay'),
  placed('declined', 'pay'),
  placed('till', 'pay'),
  placed('letter', 'receive'),
  placed('orders', 'receive'),
]

beforeAll(async () => {
  lotse = await startConsole(WITH_ADMIN)
  ada = await lotse.open()
  await signIn(ada)
  await api(ada, 'POST', '/atlas/changes', { id: 'views', edits: EDITS })
  for (const [name, touchpoint] of [
    ['Vertrieb', 'page'],
    ['Logistik', 'parcel'],
    ['Service', 'letter'],
  ] as const) {
    const { id } = await api<{ id: string }>(ada, 'POST', '/units', { kind: 'department', name })
    await api(ada, 'PUT', `/atlas/records/${touchpoint}/owner`, { ownerId: id })
  }
}, 180_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

const press = async (...keys: string[]) => {
  for (const key of keys) await ada.keyboard.press(key)
}
const node = (name: string) =>
  ada.locator('li[data-step] > button').filter({ has: ada.getByText(name, { exact: true }) })
const leads = async (name: string) => (await node(name).innerText()).split('\n').at(-1)
const kept = () => ada.getByText('Alles gespeichert').waitFor()

test('steps stand as a graph by phase; who listens hears where each leads', async () => {
  await ada.goto('/journeys/buy?view=graph')
  await node('Suchen').waitFor()
  expect(
    await ada
      .getByRole('list')
      .filter({ has: node('Suchen') })
      .getByRole('listitem')
      .count(),
  ).toBe(2)
  expect(await leads('Suchen')).toBe('führt zu Zahlen')
  expect(await leads('Empfangen')).toBe('führt nirgendwohin')
  await ada.getByText('Noch hat niemand Wege gezogen').waitFor()
  expect(await faultsOf(ada)).toEqual([])
  await shoot(ada, 'journey-graph')
})

test('a loop is drawn by keyboard, a step put behind another and named, and all of it taken back', async () => {
  await node('Empfangen').focus()
  await press('c', 'Home', 'Enter')
  await expect.poll(() => leads('Empfangen'), SOON).toBe('führt zu Suchen')
  expect(await leads('Suchen')).toBe('führt zu Zahlen')
  await press('Control+Enter')
  await ada.keyboard.type('Vergleichen')
  await press('Enter')
  await node('Vergleichen').waitFor()
  expect(await leads('Suchen')).toBe('führt zu Vergleichen')
  expect(await leads('Vergleichen')).toBe('führt zu Zahlen')
  await kept()
  await press('Delete')
  await node('Vergleichen').waitFor({ state: 'detached' })
  expect(await leads('Suchen')).toBe('führt zu Zahlen')
  await kept()
  await press('Control+z')
  await node('Vergleichen').waitFor()
  await press('Control+z', 'Control+z')
  await node('Vergleichen').waitFor({ state: 'detached' })
  await press('Control+z')
  await expect.poll(() => leads('Empfangen'), SOON).toBe('führt nirgendwohin')
})

test('a way is pulled from step to step, named beside the graph, and taken away', async () => {
  const from = node('Suchen')
  await from.hover()
  const start = await from.boundingBox()
  const end = await node('Empfangen').boundingBox()
  await ada.mouse.move((start?.x ?? 0) + (start?.width ?? 0), (start?.y ?? 0) + (start?.height ?? 0) / 2)
  await ada.mouse.down()
  for (const part of [0.4, 0.8, 1])
    await ada.mouse.move(
      (start?.x ?? 0) + part * ((end?.x ?? 0) + 30 - (start?.x ?? 0)),
      (end?.y ?? 0) + (end?.height ?? 0) / 2,
    )
  await ada.mouse.up()
  await expect.poll(() => leads('Suchen'), SOON).toBe('führt zu Zahlen, Empfangen')
  await node('Suchen').focus()
  await press(' ')
  const panel = ada.getByRole('complementary')
  await panel.getByRole('button', { name: 'Empfangen', exact: true }).click()
  await panel.getByLabel('Wann er gegangen wird').fill('holt im Laden ab')
  await panel.getByLabel('Erwarteter Anteil').fill('12,5')
  await panel.getByLabel('Innerhalb von').fill('3')
  await press('Tab')
  await ada.getByRole('complementary').getByLabel('Einheit').waitFor()
  await kept()
  await ada.locator('[title="holt im Laden ab"]').waitFor()
  await settled(ada)
  expect(await faultsOf(ada)).toEqual([])
  await shoot(ada, 'journey-graph-way')
  const { records } = await api<{ records: { kind: string; fields: Record<string, unknown> }[] }>(
    ada,
    'GET',
    '/atlas/journeys/buy',
  )
  expect(records.filter(({ kind }) => kind === 'transition').map(({ fields }) => fields)).toContainEqual(
    expect.objectContaining({
      from: 'search',
      to: 'receive',
      label: { de: 'holt im Laden ab' },
      share: 0.125,
      withinMs: 3 * 86_400_000,
    }),
  )
  await panel.getByRole('button', { name: 'Weg entfernen' }).click()
  await expect.poll(() => leads('Suchen'), SOON).toBe('führt zu Zahlen')
})

test('a way is drawn in the panel of a step, without pointing anywhere', async () => {
  await ada.goto('/journeys/buy?view=graph&open=pay')
  const panel = ada.getByRole('complementary')
  await panel.getByLabel('Neuer Weg zu').selectOption({ label: 'Suchen' })
  await expect.poll(() => leads('Zahlen'), SOON).toBe('führt zu Suchen, Empfangen')
  await panel.getByRole('button', { name: 'Weg zu „Suchen“ entfernen' }).first().click()
  await expect.poll(() => leads('Zahlen'), SOON).toBe('führt zu Empfangen')
})

test('a box is put elsewhere by pointer and by keyboard, stays there for everybody, and is laid out anew; all of it can be taken back', async () => {
  await ada.goto('/journeys/buy?view=graph')
  const place = async () => {
    const box = await node('Zahlen').boundingBox()
    return [Math.round(box?.x ?? 0), Math.round(box?.y ?? 0)] as const
  }
  await node('Zahlen').waitFor()
  const [x, y] = await place()
  await ada.mouse.move(x + 60, y + 30)
  await ada.mouse.down()
  for (const part of [0.3, 0.7, 1]) await ada.mouse.move(x + 60 + 40 * part, y + 30 + 160 * part)
  await ada.mouse.up()
  await expect.poll(place, SOON).toEqual([x + 40, y + 160])
  await kept()
  await node('Zahlen').focus()
  await press('Shift+ArrowDown', 'Shift+ArrowLeft')
  await expect.poll(place, SOON).toEqual([x + 24, y + 176])
  await kept()
  await settled(ada)
  expect(await faultsOf(ada)).toEqual([])
  await shoot(ada, 'journey-graph-put')
  await ada.reload()
  await node('Zahlen').waitFor()
  await expect.poll(place, SOON).toEqual([x + 24, y + 176])
  await ada.getByRole('button', { name: 'Neu anordnen' }).click()
  await expect.poll(place, SOON).toEqual([x, y])
  await node('Zahlen').focus()
  await press('Control+z')
  await expect.poll(place, SOON).toEqual([x + 24, y + 176])
  await press('Control+y')
  await expect.poll(place, SOON).toEqual([x, y])
  await kept()
  expect(await ada.getByRole('button', { name: 'Neu anordnen' }).count()).toBe(0)
})

test('whoever may only read sees the graph and can change nothing', async () => {
  const vera = await joined(
    lotse,
    ada,
    { name: 'Vera Sol', email: 'vera@example.org', password: 'harbour light at dawn', role: 'viewer' },
    { language: 'en', dark: true },
  )
  await vera.goto('/journeys/buy?view=graph')
  const step = vera.locator('li[data-step] > button').first()
  await step.focus()
  for (const key of ['Delete', 'Control+Enter', 'c', 'ArrowRight', 'Enter']) await vera.keyboard.press(key)
  expect(await vera.locator('li[data-step] > button').count()).toBe(3)
  expect(await vera.getByRole('button', { name: 'Connect' }).count()).toBe(0)
  expect(await faultsOf(vera)).toEqual([])
  await vera.context().close()
})

test('[R3.2] [R1.1] one page sums a journey up: goal, phases with steps and touchpoints, needs, feelings, and through whose hands it passes', async () => {
  await ada.goto('/journeys/buy?view=canvas')
  const page = ada.getByRole('region', { name: 'Customer Experience Canvas' })
  await page.waitFor()
  for (const text of ['Das passende Zelt vor dem Wochenende', 'Jule, die Wochenendwanderin', '0 von 1 ganz erfüllt'])
    await page.getByText(text).first().waitFor()
  const row = (name: string) => page.getByRole('row').filter({ has: ada.getByRole('rowheader', { name }) })
  expect(await row('Schritte').getByRole('listitem').allInnerTexts()).toEqual(
    expect.arrayContaining(['Suchen', 'Empfangen']),
  )
  expect(await row('Touchpoints').getByRole('cell').allInnerTexts()).toEqual(['Produktseite\nPaket', 'Rückruf'])
  expect(await row('Bedürfnisse').innerText()).toContain('Teilweise')
  expect(await row('Systeme').innerText()).toContain('Kasse')
  // What merely concerns something of a phase stands behind what is placed there.
  await row('Zur ganzen Journey').getByText('Kommt gern wieder').waitFor()
  expect(await row('Pain Points').getByRole('cell').first().getByRole('listitem').allInnerTexts()).toEqual([
    expect.stringContaining('Karte wird abgelehnt'),
    expect.stringContaining('Kommt zu spät'),
  ])
  const line = page.getByRole('region', { name: 'Durch wessen Hände sie geht' })
  expect(await line.getByRole('list').first().getByRole('listitem').allInnerTexts()).toEqual([
    'Vertrieb\nSuchen',
    'Logistik\nZahlen',
    'Service\nEmpfangen',
  ])
  await line.getByText('bei „Zahlen“').waitFor()
  expect(await faultsOf(ada)).toEqual([])
  await shoot(ada, 'journey-canvas')
})

test('[R3.2] it prints on one sheet of the paper that was chosen', async () => {
  await ada.evaluate(() => {
    window.print = () => {}
  })
  await ada.getByRole('button', { name: 'Auf A3 drucken' }).click()
  const pdf = (await ada.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? []
  expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([1191, 842])
  await ada.evaluate(() => dispatchEvent(new Event('afterprint')))
  expect(await ada.locator('[data-printed]').count()).toBe(0)
})
