// Comments, versions and links of one journey: two members talk at a place of the map, what was kept comes back, and somebody without an account looks on.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { api, type Console, faultsOf, joined, overflowOf, shoot, signIn, startConsole, WITH_ADMIN } from './console.ts'

const BEN = { name: 'Ben Hansen', email: 'ben@example.org', password: 'harbour light at dawn', role: 'cx' }
const PASSWORD = 'Elbe und Weser'

let lotse: Console
let ada: Page
let ben: Page

vi.setConfig({ testTimeout: 180_000 })

const make = (kind: string, id: string, fields: object) => ({
  do: 'make',
  id,
  kind,
  journey: kind === 'journey' || kind === 'touchpoint' ? null : 'buy',
  fields,
})

beforeAll(async () => {
  lotse = await startConsole(WITH_ADMIN)
  ada = await lotse.open()
  await signIn(ada)
  ben = await joined(lotse, ada, BEN, { language: 'en' })
  const edits = [
    make('journey', 'buy', { name: { de: 'Im Laden kaufen' } }),
    make('touchpoint', 'shop', { name: { de: 'Laden' }, about: { de: 'Drei Filialen' } }),
    make('phase', 'before', { name: { de: 'Vorher' }, order: 'G' }),
    make('phase', 'after', { name: { de: 'Nachher' }, order: 'V' }),
    make('step', 'search', { name: { de: 'Suchen' }, phase: 'before', order: 'G' }),
    make('step', 'wait', { name: { de: 'Warten' }, phase: 'before', order: 'V' }),
    make('lane', 'does', { name: { de: 'Tut' }, type: 'text', order: 'G' }),
    make('lane', 'points', { type: 'touchpoint', order: 'V' }),
    make('cell', 'cell1', { step: 'wait', lane: 'does', text: { de: 'Steht in der Schlange' } }),
    make('placement', 'place1', { item: 'shop', step: 'wait', lane: 'points', order: 'V' }),
  ]
  await api(ada, 'POST', '/atlas/changes', { id: 'begin', edits })
}, 180_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

const panel = (page: Page) => page.getByRole('complementary', { name: /Kommentare|Comments/ })
/** Of the latest message, not the map's. */
const undo = (page: Page) =>
  page
    .getByRole('region', { name: /^(Meldungen|Messages of)/ })
    .getByRole('button', { name: /^(Rückgängig|Undo)/ })
    .last()

test('[R4.14] a comment is written at a place by keyboard alone, calls somebody, and is marked in the map', async () => {
  await ada.goto('/journeys/buy?open=wait')
  await ada.getByRole('grid').waitFor()
  await ada.getByRole('gridcell', { name: 'Steht in der Schlange' }).click()
  await ada.keyboard.press('Shift+F2')
  await panel(ada).getByLabel('Neuer Kommentar: Warten · Tut').waitFor()
  await ada.keyboard.type('Wie lange, @ben')
  await panel(ada).getByRole('option', { name: 'Ben Hansen' }).waitFor()
  await ada.keyboard.press('Enter')
  await ada.keyboard.type('?')
  await ada.keyboard.press('Control+Enter')
  await panel(ada).getByText('@Ben Hansen', { exact: true }).waitFor()
  await ada.getByRole('gridcell', { name: '1 offener Kommentar' }).waitFor()
  expect(await faultsOf(ada)).toEqual([])
  await shoot(ada, 'talk-written')
})

test('who is called finds it, goes to the place, answers, and says that it is done; both can be taken back', async () => {
  await ben.goto('/journeys/buy?talk=me')
  const asked = panel(ben).getByRole('listitem').filter({ hasText: 'Wie lange' })
  await asked.getByRole('button', { name: 'Warten · Tut' }).click()
  await ben.getByRole('gridcell', { name: 'Steht in der Schlange', selected: true }).waitFor()
  await asked.getByRole('button', { name: 'Answer', exact: true }).click()
  await ben.keyboard.type('Zehn Minuten.')
  await ben.keyboard.press('Control+Enter')
  await panel(ben).getByText('Zehn Minuten.').waitFor()
  await panel(ada).getByText('Zehn Minuten.').waitFor()
  await panel(ben).getByRole('button', { name: 'Take comment back' }).click()
  await panel(ben).getByText('This comment was taken back.').waitFor()
  await undo(ben).click()
  await panel(ben).getByText('Zehn Minuten.').waitFor()
  await panel(ben).getByRole('button', { name: 'Done', exact: true }).click()
  await ben.getByRole('gridcell', { name: '1 open comment' }).waitFor({ state: 'detached' })
  await undo(ben).click()
  await ben.getByRole('gridcell', { name: '1 open comment' }).waitFor()
})

test('a version is kept, told apart from what stands now, and comes back; that can be taken back, too', async () => {
  await ada.goto('/journeys/buy?view=versions')
  await ada.getByText('Noch keine Versionen').waitFor()
  await ada.getByRole('button', { name: 'Version festhalten' }).click()
  await ada.getByLabel('Name').fill('Vor dem Umbau')
  await ada.keyboard.press('Enter')
  await ada.getByText('Die beiden unterscheiden sich nicht.').waitFor()
  await api(ada, 'POST', '/atlas/changes', {
    id: 'rebuild',
    edits: [
      { do: 'set', id: 'wait', field: 'phase', value: 'after' },
      { do: 'set', id: 'search', field: 'name', value: { de: 'Finden' } },
      { do: 'remove', id: 'cell1' },
    ],
  })
  await ada.getByText('1 entfallen, 1 verschoben und 1 geändert.').waitFor()
  await ada.getByText('Schritt „Finden“').waitFor()
  await ada.getByText('„Tut“ bei „Warten“').waitFor()
  expect(await faultsOf(ada)).toEqual([])
  await shoot(ada, 'versions-compared')
  await ada.getByRole('button', { name: 'Wiederherstellen' }).click()
  await ada.getByRole('dialog').getByRole('button', { name: 'Wiederherstellen' }).click()
  await ada.getByText('Die beiden unterscheiden sich nicht.').waitFor()
  await undo(ada).click()
  await ada.getByText('1 entfallen, 1 verschoben und 1 geändert.').waitFor()
})

/** A guest sees the graph and the one page, and nothing of who answers for it. */
async function guestReads(guest: Page): Promise<void> {
  await guest.getByText('Ablauf', { exact: true }).click()
  await guest.locator('li[data-step=wait] > button').waitFor()
  expect(await guest.getByRole('button', { name: /Verbinden|Einzelheiten|Neu anordnen/ }).count()).toBe(0)
  expect(await faultsOf(guest)).toEqual([])
  expect(await overflowOf(guest)).toBeLessThanOrEqual(0)
  await shoot(guest, 'shared-graph-phone')
  await guest.getByText('Canvas', { exact: true }).click()
  const sheet = guest.getByRole('region', { name: 'Customer Experience Canvas' })
  await sheet.getByRole('listitem').getByText('Laden', { exact: true }).waitFor()
  for (const untold of ['niemand benannt', 'Durch wessen Hände', 'Teams', 'ganz erfüllt'])
    expect(await sheet.getByText(untold).count(), untold).toBe(0)
  expect(await faultsOf(guest)).toEqual([])
  expect(await overflowOf(guest)).toBeLessThanOrEqual(0)
  await shoot(guest, 'shared-canvas-phone')
}

/** What the link allows is changed, and taken back with its password. */
async function linkIsChanged(): Promise<void> {
  const dialog = ada.getByRole('dialog')
  const listed = dialog.getByRole('listitem').filter({ hasText: 'Agentur Nord' })
  await listed.getByText('mit Passwort').waitFor()
  await listed.getByRole('button', { name: 'ändern' }).click()
  await dialog.getByText('Kein Passwort mehr').click()
  await dialog.getByText('Insights zu dem zeigen').click()
  expect(await faultsOf(ada)).toEqual([])
  await shoot(ada, 'share-change')
  await dialog.getByRole('button', { name: 'Änderungen speichern' }).click()
  await listed.getByText('mit Kommentaren · mit Insights').waitFor()
  expect(await listed.getByText('mit Passwort').count()).toBe(0)
  await shoot(ada, 'share-changed')
  await dialog.getByRole('button', { name: 'Rückgängig' }).click()
  await listed.getByText('mit Passwort').waitFor()
  expect(await listed.getByText('mit Insights').count()).toBe(0)
}

test('somebody without an account opens a link with its password, looks, and comments under an own name', async () => {
  await ada.goto('/journeys/buy?share=on')
  const dialog = ada.getByRole('dialog')
  await dialog.getByLabel('Für wen er ist').fill('Agentur Nord')
  await dialog.getByText('Ansehen und kommentieren').click()
  await dialog.getByText('Kommentare Ihrer Leute zeigen').click()
  await dialog.getByLabel(/Passwort/).fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Link anlegen' }).click()
  const address = await dialog.locator('code').innerText()
  await dialog.getByText('nie geöffnet').waitFor()
  expect(await faultsOf(ada)).toEqual([])
  await shoot(ada, 'share-made')
  const guest = await lotse.open({ width: 390 })
  await guest.goto(address)
  await guest.getByLabel('Passwort').fill('Weser und Elbe')
  await guest.getByRole('button', { name: 'Öffnen' }).click()
  await guest.getByText('Das ist nicht das Passwort.').waitFor()
  await guest.getByLabel('Passwort').fill(PASSWORD)
  await guest.getByRole('button', { name: 'Öffnen' }).click()
  await guest.getByRole('heading', { name: 'Im Laden kaufen' }).waitFor()
  await guest.getByRole('grid').waitFor()
  expect(await guest.getByRole('navigation', { name: 'Hauptnavigation' }).count()).toBe(0)
  expect(await faultsOf(guest)).toEqual([])
  expect(await overflowOf(guest)).toBeLessThanOrEqual(0)
  await guest.getByRole('button', { name: /Kommentare, 1 offen/ }).click()
  await panel(guest).getByLabel('Ihr Name').fill('Agentur Nord')
  await panel(guest)
    .getByLabel(/Neuer Kommentar/)
    .fill('Im Foto sind es nur drei.')
  await panel(guest).getByRole('button', { name: 'Kommentieren' }).click()
  // The field holds the same words until they are sent.
  await panel(guest).getByRole('paragraph').filter({ hasText: 'Im Foto sind es nur drei.' }).waitFor()
  await shoot(guest, 'shared-phone')
  await guest.getByText('Tabelle').click()
  await guest.getByRole('table').waitFor()
  expect(new URL(guest.url()).hash).toBe(new URL(address).hash)
  await api(ada, 'GET', '/atlas/comments?journey=buy').then((page) =>
    expect(JSON.stringify(page)).toContain('"guest":"Agentur Nord"'),
  )
  await guestReads(guest)
  await linkIsChanged()
  await ada.getByRole('button', { name: 'Zurückziehen' }).click()
  await ada.getByRole('dialog').last().getByRole('button', { name: 'Zurückziehen' }).click()
  await ada.getByText('Der Link „Agentur Nord“ ist zurückgezogen.').waitFor()
  await guest.reload()
  await guest.getByText('Dieser Link öffnet nichts').waitFor()
  await guest.context().close()
})
