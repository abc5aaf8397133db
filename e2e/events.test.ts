// Somebody of the data team: a source is connected and tested, events are followed live and opened, their contents read, refused ones
// mended, one and all.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { api, type Console, faultsOf, overflowOf, shoot, signIn, startConsole, track, WITH_ADMIN } from './console.ts'

let lotse: Console
let signedIn: Page
let writeKey: string

beforeAll(async () => {
  lotse = await startConsole(WITH_ADMIN)
  signedIn = await lotse.open()
  await signIn(signedIn)
}, 180_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

const send = (event: string, properties: object = {}, userId = 'anna') =>
  track(lotse.url, writeKey, { event, userId, properties })

test('a source is connected by what it is, and its test event arrives while one looks', async () => {
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto('/sources')
  await page.getByRole('button', { name: 'Quelle anschließen' }).first().click()
  await page.getByRole('dialog').getByText('Server oder System').click()
  await page.getByLabel('Name der Quelle').fill('CRM')
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Anlegen' }).click()
  await page.getByRole('heading', { name: 'CRM', level: 1 }).waitFor()
  await page.getByText('Wartet auf Ereignisse dieser Quelle').waitFor()
  await page.getByRole('button', { name: 'Testereignis senden' }).click()
  await page.getByText(/„Lotse Test“ traf .* ein/).waitFor()
  writeKey = (await page.locator('code').first().textContent()) ?? ''
  await shoot(page, 'source')
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()
}, 120_000)

test('a source is renamed, trusted and revoked, and each is taken back', async () => {
  const { id } = await api<{ id: string }>(signedIn, 'POST', '/sources', { name: 'Alt', kind: 'website' })
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto(`/sources/${id}`)
  await page.getByLabel('Name der Quelle').fill('Neu')
  await page.getByRole('button', { name: 'Umbenennen' }).click()
  await page.getByRole('heading', { name: 'Neu', level: 1 }).waitFor()
  await page.getByRole('switch', { name: 'Vertraut' }).click()
  await page.getByText('„Neu“ wird jetzt vertraut').waitFor()
  await page.getByRole('button', { name: 'Widerrufen' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Widerrufen' }).click()
  await page.getByRole('button', { name: 'Wieder annehmen' }).click()
  await page.getByText('„Neu“ darf wieder senden').waitFor()
  const { items } = await api<{ items: Record<string, unknown>[] }>(signedIn, 'GET', '/sources')
  expect(items.find((one) => one['id'] === id)).toMatchObject({ name: 'Neu', trusted: true, revokedAt: null })
  await page.context().close()
}, 120_000)

test('events appear on top as they come, are narrowed, and opened', async () => {
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto('/events')
  await page.getByText('live', { exact: true }).waitFor()
  await page.mouse.move(0, 0)
  await send('Ticket Opened', { priority: 'high', subject: 'Zelt' })
  await page.getByRole('row').filter({ hasText: 'Ticket Opened' }).first().waitFor()
  await page.getByRole('switch', { name: 'Live' }).click()
  await send('Ticket Closed', { minutes: 12 })
  await page.getByRole('button', { name: '1 neue Zeile zeigen' }).click()
  await page.getByRole('row').filter({ hasText: 'Ticket Closed' }).first().click()
  const panel = page.getByRole('dialog', { name: 'Ticket Closed' })
  await panel.getByText('minutes').waitFor()
  await shoot(page, 'event')
  expect(await faultsOf(page)).toEqual([])
  await panel.getByRole('link', { name: 'Nur dieses Ereignis' }).click()
  await page.waitForURL('**/events?name=Ticket+Closed')
  await page.getByRole('row').filter({ hasText: 'Ticket Closed' }).first().waitFor()
  expect(await page.getByRole('row').filter({ hasText: 'Ticket Opened' }).count()).toBe(0)
  await page.context().close()
}, 120_000)

test('what events hold and how many there were', async () => {
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto('/events/names')
  await page.getByRole('link', { name: 'Ticket Opened' }).click()
  await page.getByRole('heading', { name: 'Ticket Opened' }).waitFor()
  await page.getByRole('row').filter({ hasText: 'priority' }).getByText('high').waitFor()
  await shoot(page, 'schema')
  expect(await faultsOf(page)).toEqual([])
  await page.goto('/events/volumes?by=source')
  await page.getByRole('link', { name: 'CRM' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()
}, 120_000)

test('refused events: one is mended by hand, all of a reason are judged again', async () => {
  const bad = Array.from({ length: 3 }, (_, n) => ({ type: 'track', userId: `u${n}`, messageId: `bad-${n}` }))
  await track(lotse.url, writeKey, { batch: [...bad, { type: 'track', event: 'Good', userId: 'x' }] }, 'batch')
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto('/inputs?show=refused')
  const groups = page.getByRole('table', { name: 'Nach Grund' })
  await groups.getByText('Keine bekannte Form').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('grid').getByRole('row').nth(1).click()
  const panel = page.getByRole('dialog')
  await panel.getByRole('button', { name: 'Ausbessern und neu prüfen' }).click()
  await panel.getByRole('alert').waitFor()
  await panel.getByLabel('Wie gesendet').fill('{"type":"track","event":"Mended","userId":"u2","messageId":"bad-2"}')
  await panel.getByRole('button', { name: 'Ausbessern und neu prüfen' }).click()
  await panel.getByText('Angenommen').waitFor()
  await page.keyboard.press('Escape')
  await groups.getByRole('button', { name: 'Alle neu prüfen' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Neu prüfen' }).click()
  await page.getByText('0 angenommen, 2 weiterhin abgelehnt').waitFor()
  await page.getByText(/Weiterhin: .* \(2-mal\)/).waitFor()
  await shoot(page, 'refused')
  expect(await faultsOf(page)).toEqual([])
  await page.context().close()
}, 120_000)

test.each([
  ['de-light', { language: 'de' as const }],
  ['en-dark-narrow', { language: 'en' as const, dark: true, width: 390 }],
])(
  'every screen is accessible and fits, %s',
  async (name, way) => {
    const page = await lotse.open({ ...way, as: signedIn.context() })
    const screens = [
      '/events',
      '/events/volumes',
      '/events/names',
      '/events/schema?name=Ticket%20Opened',
      '/inputs?show=refused',
      '/inputs?show=set-aside',
      '/sources',
    ]
    for (const path of screens) {
      await page.goto(path)
      await page.locator('h1').first().waitFor()
      await page.waitForFunction(() => document.querySelector('[role=status][aria-label]') === null)
      expect(await faultsOf(page), `${path} ${name}`).toEqual([])
      expect(await overflowOf(page), `${path} ${name}`).toBeLessThanOrEqual(0)
      await shoot(page, `${path.replace(/\W+/g, '-')}${name}`)
    }
    await page.context().close()
  },
  240_000,
)
