// What comes in without the tracking API: a table uploaded and mapped, a webhook mapped by an example, and a write key that is changed
// while both are in use.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  api,
  type Console,
  faultsOf,
  overflowOf,
  settled,
  shoot,
  signIn,
  startConsole,
  track,
  WITH_ADMIN,
} from './console.ts'

let lotse: Console
let signedIn: Page
/** Addresses of screens that exist once the tests before have filled them. */
const filled = new Map<string, string>()

beforeAll(async () => {
  lotse = await startConsole(WITH_ADMIN)
  signedIn = await lotse.open()
  await signIn(signedIn)
}, 180_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

type Made = { id: string; writeKey: string }
const source = (name: string, kind: string) => api<Made>(signedIn, 'POST', '/sources', { name, kind })

const TABLE = `Kundennummer;Name;E-Mail;Umsatz;Kunde seit
4711;Jörg Größe;joerg@example.org;1.234,50;24.12.2020
4712;Ada Söhne;ada@example.org;7,00;01.02.2021
;Niemand;;0,00;
`

test('[R2.1] a German table in Windows-1252 is dropped, looked over, checked, imported, and its customers are there', async () => {
  const { id } = await source('Kundenliste', 'file')
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto(`/sources/${id}`)
  await page.getByText('Noch keine Datei').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'file-source')
  await page.getByLabel(/Datei wählen/).setInputFiles({
    name: 'Kunden März.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(TABLE, 'latin1'),
  })
  await page.getByRole('heading', { name: 'Kunden März.csv', level: 1 }).waitFor()
  const columns = page.getByRole('table', { name: 'Spalten und was sie werden' })
  await columns.getByRole('row').filter({ hasText: 'Jörg Größe' }).waitFor()
  expect(await page.getByLabel('Kundennummer wird').inputValue()).toBe('userId')
  expect(await page.getByLabel('Umsatz gelesen als').inputValue()).toBe('comma')
  await page.getByLabel('Name für Kunde seit').fill('customerSince')
  await page.getByText('Datensatz 1: gut').waitFor()
  await page.getByText('Datensatz 3: wird abgelehnt').waitFor()
  await page.getByRole('button', { name: 'Ganze Datei prüfen' }).click()
  await page.getByText('2 gut, 1 mit Fehlern').waitFor()
  await page.getByText('Zeile 3: Nennt keinen Kunden').waitFor()
  await shoot(page, 'file-plan')
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Datei importieren' }).click()
  await page.getByText('3 Zeilen wurden gelesen').waitFor()
  await shoot(page, 'file-done')
  expect(await faultsOf(page)).toEqual([])
  filled.set('file-done', new URL(page.url()).pathname)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Fehler als Datei' }).click()
  expect((await download).suggestedFilename()).toMatch(/^import-errors-.*\.csv$/)
  await page.getByRole('link', { name: 'Kunden ansehen' }).click()
  await page.getByRole('row').filter({ hasText: 'Jörg Größe' }).waitFor()
  expect(await page.getByRole('row').filter({ hasText: 'Niemand' }).count()).toBe(0)
  await page.context().close()
}, 180_000)

test('a file that waits is thrown away only after asking, and one that is no table is refused in words', async () => {
  const { id } = await source('Zweite Liste', 'file')
  filled.set('file-source', `/sources/${id}`)
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto(`/sources/${id}`)
  const choose = page.getByLabel(/Datei wählen/)
  const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])
  await choose.setInputFiles({ name: 'bild.csv', mimeType: 'text/csv', buffer: picture })
  await page.getByText('Diese Datei lässt sich nicht lesen').waitFor()
  await choose.setInputFiles({ name: 'warten.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b\n1;2\n') })
  await page.getByText('Wählen Sie mindestens eine Spalte').waitFor()
  filled.set('file-plan', new URL(page.url()).pathname)
  await page.getByRole('button', { name: 'Datei verwerfen' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Abbrechen' }).click()
  await page.getByRole('heading', { name: 'warten.csv', level: 1 }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()
}, 120_000)

const ORDER = {
  topic: 'orders/paid',
  id: 901,
  created_at: '2026-11-19T10:00:00Z',
  customer: { id: 'anna-77', email: 'anna@example.org', city: 'Kiel' },
  total: '49,90',
}

test('[R2.1] a webhook is kept until somebody clicks what its values are; then it is read again, and the next ones at once', async () => {
  const shop = await source('Bezahldienst', 'webhook')
  const send = (body: object) =>
    fetch(`${lotse.url}/v1/hook/${shop.writeKey}`, { method: 'POST', body: JSON.stringify(body) })
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto(`/sources/${shop.id}`)
  await page.getByText(`/v1/hook/${shop.writeKey}`).first().waitFor()
  await page.getByText('Noch keine. Sobald').waitFor()
  expect((await send(ORDER)).status).toBe(200)
  await page.getByRole('row').filter({ hasText: 'nicht zugeordnet' }).waitFor()
  await shoot(page, 'hook-source')
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('link', { name: 'Werte zuordnen' }).click()
  const choose = async (path: string, target: string) => {
    const name = `${path}: wohin?`
    await page.getByRole('button', { name }).click()
    await page.getByRole('menu', { name }).getByRole('menuitem', { name: target }).click()
  }
  await choose('customer.id', 'Kundennummer (User-ID)')
  await choose('customer.email', 'E-Mail')
  await choose('customer.city', 'Merkmal des Kunden')
  await choose('topic', 'Name des Ereignisses')
  await choose('created_at', 'Zeitpunkt')
  await choose('total', 'Eigenschaft des Ereignisses')
  await page.getByLabel('total gelesen als').selectOption('comma')
  await page.getByText('Datensatz 1: gut').waitFor()
  await page.getByText('2 Nachrichten ansehen').click()
  await page.getByRole('figure').getByText('orders/paid').waitFor()
  await shoot(page, 'hook-mapping')
  expect(await faultsOf(page)).toEqual([])
  filled.set('hook-mapping', new URL(page.url()).pathname)
  await page.getByRole('button', { name: 'Zuordnung speichern' }).click()
  await page.getByRole('button', { name: '1 Sendung neu lesen' }).click()
  await page.getByText('1 von 1 angenommen').waitFor()
  await page.getByRole('row').filter({ hasText: 'angenommen' }).waitFor()
  await send({ ...ORDER, id: 902, customer: { ...ORDER.customer, id: 'bert-78', email: 'bert@example.org' } })
  await page.getByRole('row').filter({ hasText: 'angenommen' }).nth(1).waitFor()
  await page.getByRole('button', { name: 'Ansehen' }).first().click()
  await page.getByRole('dialog').getByText('bert@example.org').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  filled.set('hook-source', new URL(page.url()).pathname)
  await page.goto(`/events?source=${shop.id}`)
  await page.getByRole('row').filter({ hasText: 'orders/paid' }).nth(1).waitFor()
  await page.context().close()
}, 180_000)

test('a signature is asked for, by keyboard alone; then only what bears it is taken', async () => {
  const shop = await source('Shop', 'webhook')
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto(`/sources/${shop.id}`)
  await page.getByRole('button', { name: 'Ändern' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByLabel('Signatur').selectOption('hex')
  await page.getByRole('dialog').getByLabel('Geheimnis').fill('sehr geheim')
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.getByText('Nur noch signierte Sendungen').waitFor()
  await page.getByText('wie GitHub (Hex)').waitFor()
  const refused = await fetch(`${lotse.url}/v1/hook/${shop.writeKey}`, { method: 'POST', body: '{"id":1}' })
  expect(refused.status).toBe(401)
  await page.getByRole('row').filter({ hasText: 'nicht richtig signiert' }).waitFor()
  await page.context().close()
}, 120_000)

test('a write key is changed while the old one is in use: both send until the time that the screen says', async () => {
  const site = await source('Laden', 'server')
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto(`/sources/${site.id}`)
  await page.getByRole('button', { name: 'Neuer Schlüssel …' }).click()
  await page.getByRole('dialog').getByRole('combobox').selectOption('7')
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Neuen Schlüssel anlegen' }).click()
  await page.getByText(/Der alte Schlüssel gilt noch bis/).waitFor()
  const { items } = await api<{ items: (Made & { oldKeyUntil: string })[] }>(page, 'GET', '/sources')
  const now = items.find(({ id }) => id === site.id)
  expect(now?.writeKey).not.toBe(site.writeKey)
  const days = (Date.parse(now?.oldKeyUntil ?? '') - Date.now()) / 86_400_000
  expect(days).toBeGreaterThan(6.9)
  expect(days).toBeLessThan(7.1)
  await track(lotse.url, site.writeKey, { userId: 'old', event: 'By Old Key' })
  await track(lotse.url, now?.writeKey ?? '', { userId: 'new', event: 'By New Key' })
  await page.goto(`/events?source=${site.id}`)
  for (const name of ['By Old Key', 'By New Key']) await page.getByRole('row').filter({ hasText: name }).waitFor()
  // Without an overlap the old one stops; servers remember keys for five seconds at most.
  await page.goto(`/sources/${site.id}`)
  await page.getByRole('button', { name: 'Neuer Schlüssel …' }).click()
  await page.getByRole('dialog').getByRole('combobox').selectOption('0')
  await page.getByRole('dialog').getByRole('button', { name: 'Neuen Schlüssel anlegen' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect
    .poll(
      () =>
        track(lotse.url, site.writeKey, { userId: 'old', event: 'Too Late' }).then(
          () => 'taken',
          () => 'refused',
        ),
      {
        timeout: 15_000,
        interval: 500,
      },
    )
    .toBe('refused')
  await page.context().close()
}, 120_000)

test.each([
  ['de-light', { language: 'de' as const }],
  ['de-narrow', { language: 'de' as const, width: 390 }],
  ['en-dark-narrow', { language: 'en' as const, dark: true, width: 390 }],
  ['en-dark', { language: 'en' as const, dark: true }],
  ['de-zoom', { language: 'de' as const, width: 720, height: 450 }],
])(
  'every screen is accessible and fits, %s',
  async (name, way) => {
    const page = await lotse.open({ ...way, as: signedIn.context() })
    expect(filled.size).toBe(5)
    for (const [screen, path] of filled) {
      await page.goto(path)
      await settled(page)
      expect(await faultsOf(page), `${screen} ${name}`).toEqual([])
      expect(await overflowOf(page), `${screen} ${name}`).toBeLessThanOrEqual(0)
      await shoot(page, `${screen}-${name}`)
    }
    await page.context().close()
  },
  240_000,
)
