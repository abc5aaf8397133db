// Someone writes an orchestration by hand, publishes it, sees its people and exactly what they were sent, changes it, and looks after what the
// mail server refused.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ADMIN, api, faultsOf, shoot, signIn, track, WITH_ADMIN } from './console.ts'
import { type MailingConsole, startMailing } from './mail.ts'

let lotse: MailingConsole
let page: Page
let writeKey: string

const TEMPLATE = {
  lotse: 'template/1',
  name: 'Begrüßung',
  channel: 'email',
  locale: 'de',
  subject: 'Guten Tag {{ customer.name }}',
  body: '<mjml><mj-body><mj-section><mj-column><mj-text>Schön, dass Sie da sind. <a href="https://shop.example/konto">Konto</a></mj-text></mj-column></mj-section></mj-body></mjml>',
  tracking: { opens: true, clicks: true },
}

beforeAll(async () => {
  lotse = await startMailing(WITH_ADMIN)
  page = await lotse.open()
  await signIn(page)
  writeKey = (await api<{ writeKey: string }>(page, 'POST', '/sources', { name: 'Web-Shop' })).writeKey
  await api(page, 'POST', '/templates/greet/versions', TEMPLATE)
}, 120_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

const joins = async (userId: string, name: string) => {
  const traits = { name, email: `${userId}@shop.example` }
  await track(lotse.url, writeKey, { userId, traits }, 'identify')
  await track(lotse.url, writeKey, { userId, event: 'Signed Up' })
}

const editor = () => page.getByLabel('Flow-Dokument')

/** Replaces the text between two marks of the document, as one who selects and types. */
async function replace(from: string, to: string): Promise<void> {
  const text = (await editor().locator('.cm-line').allTextContents()).join('\n')
  expect(text).toContain(from)
  await editor().click()
  await page.keyboard.press('Control+a')
  // Typed brackets would be closed by the editor; a paste is taken as it is.
  await editor().evaluate(
    (element, whole) => {
      const data = new DataTransfer()
      data.setData('text/plain', whole)
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    },
    text.replace(from, to),
  )
}

test('an orchestration is written with what may stand at the cursor, mended, and published', async () => {
  await page.goto('/flows')
  await page.getByText('Es gibt noch keine Orchestrierung').waitFor()
  await page.getByRole('link', { name: 'Neue Orchestrierung' }).first().click()
  await editor().waitFor()
  await replace(
    '{\n      "id": "wait",',
    '{ "id": "greet", "kind": "send", "channel": "email", "template": "nobody", "topic": "service", "transactional": true, "next": "wait" },\n    {\n      "id": "wait",',
  )
  await replace('"start": "wait"', '"start": "greet"')
  await replace('"name": "Neue Orchestrierung"', '"name": "Begrüßen"')
  await page.getByRole('button', { name: 'Entwurf anlegen' }).click()
  await page.getByText('sendet die Vorlage „nobody“, die es nicht gibt.').first().waitFor()
  await shoot(page, 'flow-faults')
  await replace('"template": "nobody"', '"template": "greet"')
  await page.keyboard.press('Control+s')
  await page.getByText('Der Entwurf ist gespeichert.').waitFor()
  expect(await editor().evaluate((element) => element === document.activeElement)).toBe(true)
  await page.getByText('Alles in Ordnung: Der Entwurf kann veröffentlicht werden.').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Veröffentlichen' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Veröffentlichen' }).click()
  await page.getByText('Version 1 ist veröffentlicht.').waitFor()
}, 90_000)

test('its people are found at their step, and what they were sent is seen as it was', async () => {
  await page.waitForTimeout(1500)
  await joins('anna', 'Anna Größe')
  await page.getByRole('link', { name: 'Menschen' }).click()
  await page.getByRole('link', { name: 'Anna Größe' }).waitFor()
  await page.goto('/messages')
  await page.getByRole('row', { name: /Guten Tag Anna Größe/ }).click()
  const panel = page.getByRole('dialog', { name: 'Guten Tag Anna Größe' })
  const mail = panel.frameLocator('iframe')
  await mail.getByText('Schön, dass Sie da sind.').waitFor()
  expect(await mail.locator('a[href]').count()).toBe(0)
  expect(await mail.locator('img[width="1"]').count()).toBe(0)
  await panel.getByText('anna@shop.example').waitFor()
  await shoot(page, 'message-panel')
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  const { items } = await api<{ items: { state: string }[] }>(page, 'GET', '/messages')
  expect(items.map(({ state }) => state)).toEqual(['accepted'])
}, 90_000)

test('a draft that somebody else saved meanwhile is not overwritten unseen; what changed is told', async () => {
  const { items } = await api<{ items: { id: string }[] }>(page, 'GET', '/flows')
  const id = items[0]?.id ?? ''
  await page.goto(`/flows/${id}?tab=document`)
  await editor().waitFor()
  const flow = await api<{ draft: object }>(page, 'GET', `/flows/${id}`)
  await api(page, 'PUT', `/flows/${id}`, { ...flow.draft, priority: 7 })
  await replace('"for": "1d"', '"for": "3d"')
  // A publish elsewhere changes the flow under the editor; what is written in it stays.
  await api(page, 'POST', `/flows/${id}/publish`)
  await page.getByText('Noch nicht gespeichert').waitFor()
  await page.waitForTimeout(3000)
  expect(await editor().textContent()).toContain('"for": "3d"')
  await page.keyboard.press('Control+s')
  await page.getByText('Inzwischen hat jemand anderes diesen Entwurf gespeichert.').waitFor()
  await page.getByRole('button', { name: 'Meine trotzdem speichern' }).click()
  await page.getByText('Der Entwurf ist gespeichert.').waitFor()
  await page.getByRole('link', { name: 'Versionen' }).click()
  const changed = page.getByRole('row', { name: /for/ })
  await changed.getByText('1d').waitFor()
  await changed.getByText('3d').waitFor()
  await shoot(page, 'flow-versions')
  expect(await faultsOf(page)).toEqual([])
}, 90_000)

test('pausing says what it means and can be undone', async () => {
  await page.getByRole('button', { name: 'Mehr' }).click()
  await page.getByRole('menuitem', { name: 'Anhalten', exact: true }).click()
  await page.getByRole('dialog').getByText('Niemand kommt mehr hinein').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Anhalten' }).click()
  await page.getByText('„Begrüßen“ ist angehalten.').waitFor()
  await page.getByRole('button', { name: 'Rückgängig' }).click()
  await page.getByText(/^Rückgängig gemacht/).waitFor()
  await page.getByText('Veröffentlicht').first().waitFor()
  const { items } = await api<{ items: { status: string }[] }>(page, 'GET', '/flows')
  expect(items[0]?.status).toBe('published')
}, 60_000)

test('a template is looked at as its reader sees it, and tried on oneself', async () => {
  await page.goto('/templates')
  await page.getByRole('link', { name: 'Begrüßung' }).click()
  await page.frameLocator('iframe').getByText('Schön, dass Sie da sind.').waitFor()
  await page.getByRole('button', { name: 'Test an mich senden' }).click()
  await page.getByText(`Der Test ist unterwegs an ${ADMIN.email}.`).waitFor()
  expect(lotse.mail.mails.at(-1)?.to).toEqual([ADMIN.email])
  expect(await faultsOf(page)).toEqual([])
}, 60_000)

test('a template is written, seen while it is written, saved as the next version, and brought back', async () => {
  await page.goto('/templates')
  await page.getByRole('link', { name: 'Neue Vorlage' }).click()
  await page.getByLabel('Name').fill('Begrüßung')
  await page.getByLabel('Kennung').fill('greet')
  await page.getByRole('button', { name: 'Vorlage anlegen' }).click()
  await page.getByText('Eine Vorlage mit dieser Kennung gibt es schon.').waitFor()
  await page.getByLabel('Name').fill('Zweite Größe')
  await page.getByLabel('Kennung').fill('zweite-groesse')
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Vorlage anlegen' }).click()
  await page.waitForURL('**/templates/zweite-groesse')
  const mail = page.frameLocator('iframe')
  await mail.getByText('hier steht, was Sie sagen möchten.').waitFor()
  await page.getByLabel('Betreff').fill('Moin {{ customer.name }}')
  const body = page.getByLabel('Inhalt, in MJML')
  await body.fill((await body.inputValue()).replace('hier steht', 'neu steht hier'))
  await mail.getByText('neu steht hier').waitFor()
  await body.fill(`${await body.inputValue()}<mj-oops>`)
  await page.getByText('Die Vorlage lässt sich so nicht ausfüllen').first().waitFor()
  await body.fill((await body.inputValue()).replace('<mj-oops>', ''))
  await page.getByLabel('Sprache hinzufügen').selectOption({ label: 'Englisch' })
  await page.getByLabel('Betreff').fill('Hello')
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press('Control+s')
  await page.getByText('Version 2 ist gespeichert').waitFor()
  const read = () => api<{ version: number; document: { locales?: object } }>(page, 'GET', '/templates/zweite-groesse')
  expect((await read()).document.locales).toMatchObject({ en: { subject: 'Hello' } })
  await shoot(page, 'template-editor')
  await page.getByRole('button', { name: /Rückgängig/ }).click()
  await page.getByRole('link', { name: 'Versionen', exact: true }).click()
  await page.getByText('Version 3').last().waitFor()
  expect((await read()).document).not.toHaveProperty('locales')
}, 90_000)

test('versions of a template stand beside each other, and an earlier one is used again', async () => {
  await page.goto('/templates/zweite-groesse?tab=versions')
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('cell', { name, exact: true }) })
  await row('Betreff · Deutsch').locator('del').getByText('Moin {{ customer.name }}').waitFor()
  await row('Inhalt, in MJML · Deutsch').getByText('neu steht hier').waitFor()
  await page.getByLabel('Von').selectOption({ label: 'Version 1' })
  await page.getByText('Die beiden unterscheiden sich nicht.').waitFor()
  await shoot(page, 'template-versions')
  expect(await faultsOf(page)).toEqual([])
  const second = page.getByRole('listitem').filter({ hasText: 'Version 2' })
  await second.getByRole('button', { name: 'Wieder verwenden' }).click()
  await page.getByText('Version 2 steht im Editor.').waitFor()
  expect(await page.getByLabel('Betreff').inputValue()).toBe('Moin {{ customer.name }}')
  await page.keyboard.press('Control+s')
  await page.getByText('Version 4 ist gespeichert').waitFor()
}, 90_000)

test('an address that does not exist is refused, barred, found, and lifted; the lift can be undone', async () => {
  lotse.mail.setFault({ kind: 'answer', at: 'rcpt', code: 550, text: '5.1.1 no such user', times: 1 })
  await joins('ghost', 'Geist')
  await page.goto('/messages?state=refused')
  await page.getByText('Abgelehnt').first().waitFor({ timeout: 30_000 })
  await page.goto('/messages/barred')
  await page.getByRole('row', { name: /ghost@shop.example/ }).waitFor()
  await page.getByRole('row', { name: /ghost/ }).getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Sperre aufheben' }).click()
  await page.getByText('1 Adresse darf wieder angeschrieben werden.').waitFor()
  await page.getByText('Keine Adresse ist gesperrt').waitFor()
  await page.getByRole('button', { name: 'Rückgängig' }).click()
  await page.getByRole('row', { name: /ghost@shop.example/ }).waitFor()
  await page.goto('/messages/deliverability')
  await page.getByRole('row', { name: /shop.example/ }).waitFor()
  await shoot(page, 'deliverability')
  expect(await faultsOf(page)).toEqual([])
}, 90_000)
