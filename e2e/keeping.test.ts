// An administrator looks after people's data and after the installation: hands out, erases, keeps less, reads the log, backs up, decides
// about messages that a restore held.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createPool } from '../packages/server/src/adapters/store/pool.ts'
import { postgresUrl, temporaryFolder } from '../tests/process.ts'
import {
  api,
  type Console,
  faultsOf,
  lookedAtInBoth,
  shoot,
  signIn,
  startConsole,
  track,
  WITH_ADMIN,
} from './console.ts'

const PATIENCE_MS = 60_000
const SLOW_MS = 240_000

const folder = temporaryFolder()
let lotse: Console
let page: Page

beforeAll(async () => {
  lotse = await startConsole({ ...WITH_ADMIN, LOTSE_DATA: folder.path })
  page = await lotse.open()
  await signIn(page)
  const { writeKey } = await api<{ writeKey: string }>(page, 'POST', '/sources', { name: 'Shop', trusted: true })
  for (const [userId, name] of [
    ['zoe', 'Zoë Größe'],
    ['bert', 'Bert Bleibt'],
  ]) {
    await track(lotse.url, writeKey, { userId, traits: { name, email: `${userId}@shop.example` } }, 'identify')
    for (let n = 0; n < 3; n++) await track(lotse.url, writeKey, { userId, event: 'Product Viewed', properties: { n } })
    await track(lotse.url, writeKey, {
      userId,
      event: 'Consent Changed',
      properties: {
        channel: 'email',
        topic: 'news',
        state: 'granted',
        source: 'Kasse',
        wording: 'Ja, schreiben Sie mir',
      },
    })
  }
}, SLOW_MS)
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))
afterAll(async () => {
  await lotse?.close()
  folder.remove()
})

/** The number of a customer, once they are known. */
async function idOf(userId: string): Promise<string> {
  const found = () =>
    api<{ items: { id: string; traits: { name?: string } }[] }>(page, 'GET', `/customers?identity=userId:${userId}`)
  await expect.poll(async () => (await found()).items[0]?.traits.name, { timeout: PATIENCE_MS }).toBeDefined()
  return (await found()).items[0]?.id ?? ''
}

const card = (name: string) => page.getByRole('region', { name, exact: true })
const dialog = () => page.getByRole('dialog')

describe('a person’s data', () => {
  test(
    'what somebody agreed to is told over time, with its wording, and who recorded it',
    async () => {
      const id = await idOf('zoe')
      await api(page, 'POST', `/customers/${id}/consents`, {
        channel: 'email',
        topic: 'news',
        state: 'refused',
        source: 'Telefon',
      })
      await page.goto(`/customers/${id}`)
      await card('Einwilligungen').getByRole('link', { name: 'Verlauf' }).click()
      const statements = dialog().getByRole('listitem')
      await statements.nth(1).waitFor()
      await expect
        .poll(() => statements.nth(0).textContent())
        .toMatch(/abgelehnt.*gilt jetzt.*Telefon.*Festgehalten von/s)
      await expect
        .poll(() => statements.nth(1).textContent())
        .toMatch(/zugestimmt.*Ja, schreiben Sie mir.*Kasse, aus Shop/s)
      await lookedAtInBoth(lotse, page, 'consents')
      await page.keyboard.press('Escape')
      await dialog().waitFor({ state: 'detached' })
      expect(page.url()).not.toContain('consents')
    },
    SLOW_MS,
  )

  test(
    'everything stored of somebody is handed out as a document; then she is erased, by her number, and nobody else',
    async () => {
      const id = await idOf('zoe')
      await page.goto(`/customers/${id}`)
      await page.getByRole('button', { name: 'Weitere Aktionen' }).click()
      await page.getByRole('menuitem', { name: 'Auskunft' }).click()
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        dialog().getByRole('link', { name: 'Dokument zum Lesen, deutsch' }).click(),
      ])
      const text = readFileSync(await file.path(), 'utf8')
      expect(text).toContain('Zoë Größe')
      expect(text).toContain('Ja, schreiben Sie mir')
      expect(text).not.toContain('Bert')
      await page.keyboard.press('Escape')

      await page.getByRole('button', { name: 'Weitere Aktionen' }).click()
      await page.getByRole('menuitem', { name: 'Löschen' }).click()
      const erase = dialog().getByRole('button', { name: 'Endgültig löschen' })
      await expect.poll(() => erase.isDisabled()).toBe(true)
      await dialog().getByRole('textbox').fill(id)
      await erase.click()
      await page.waitForURL(({ pathname }) => pathname === '/settings/privacy')
      await page.getByText('Gelöscht', { exact: true }).first().waitFor({ timeout: PATIENCE_MS })
      await expect
        .poll(
          async () => (await api<{ items: { doneAt: string | null }[] }>(page, 'GET', '/erasures')).items[0]?.doneAt,
          {
            timeout: PATIENCE_MS,
          },
        )
        .not.toBeNull()
      expect((await page.request.get(`/api/v1/customers/${id}`)).status()).toBe(404)
      expect((await page.request.get(`/api/v1/customers/${await idOf('bert')}`)).status()).toBe(200)
    },
    SLOW_MS,
  )

  test(
    'events are kept for less long after a question that says what goes; the rule can be taken back',
    async () => {
      await page.goto('/settings/privacy')
      await page.getByLabel('Ereignis', { exact: true }).fill('Product Viewed')
      await page.getByLabel('Tage', { exact: true }).fill('30')
      await page.getByRole('button', { name: 'Regel festlegen' }).click()
      await dialog().getByRole('button', { name: 'Regel festlegen' }).click()
      const line = page.getByRole('row', { name: /Product Viewed/ })
      await line.waitFor()
      await lookedAtInBoth(lotse, page, 'privacy')
      await line.getByRole('button').click()
      await line.waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Rückgängig' }).click()
      await line.waitFor()
    },
    SLOW_MS,
  )

  test(
    'the log of who did what is searched, its chain is whole, and it goes into a file',
    async () => {
      await page.goto('/settings/audit')
      await page.getByText('Das Protokoll ist vollständig', { exact: false }).waitFor()
      const rows = page.getByRole('row')
      await rows.nth(2).waitFor()
      await page.goto('/settings/audit?op=eraseCustomer')
      await expect.poll(() => rows.count(), { timeout: PATIENCE_MS }).toBe(2)
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Exportieren' }).click(),
      ])
      const text = readFileSync(await file.path(), 'utf8')
      expect(text).toContain('eraseCustomer')
      expect(text).not.toContain('createSource')
      await lookedAtInBoth(lotse, page, 'audit')
    },
    SLOW_MS,
  )
})

describe('the installation', () => {
  test(
    'a backup is made at a click and is whole; every night is set, a folder that is not there is named, the passphrase stays unsaid',
    async () => {
      await page.goto('/settings/health')
      await page.getByText('Lotse sichert noch nicht von selbst.').waitFor()
      await page.getByRole('button', { name: 'Jetzt sichern' }).click()
      const last = page.getByRole('table', { name: 'Letzte Sicherungen' }).getByRole('row').nth(1)
      await last.getByText('Vollständig').waitFor({ timeout: PATIENCE_MS })
      expect(readdirSync(join(folder.path, 'backups')).length).toBe(1)

      await page.getByRole('button', { name: 'Jede Nacht sichern' }).click()
      await dialog().getByLabel('Uhrzeit').fill('02:30')
      await dialog().getByLabel('Ordner auf dem Server').fill('/nirgends')
      await dialog().getByRole('button', { name: 'Speichern' }).click()
      await dialog().getByText('In diesen Ordner kann der Server nicht schreiben', { exact: false }).waitFor()
      await shoot(page, 'backup-dialog')
      expect(await faultsOf(page)).toEqual([])
      await dialog().getByLabel('Ordner auf dem Server').fill('')
      await dialog().getByRole('switch', { name: 'Verschlüsseln' }).click()
      await dialog().getByLabel('Kennwort der Sicherung').fill('ein langes Kennwort')
      await dialog().getByRole('button', { name: 'Speichern' }).click()
      await dialog().waitFor({ state: 'detached' })
      await card('Sicherungen').getByText('jede Nacht um 02:30', { exact: false }).waitFor()
      await card('Sicherungen').getByText('verschlüsselt', { exact: false }).first().waitFor()
      const told = await page.request.get('/api/v1/backups')
      expect(await told.text()).not.toContain('langes Kennwort')
      await lookedAtInBoth(lotse, page, 'health')
    },
    SLOW_MS,
  )

  test(
    'what a restore held is seen above the outbox, one is discarded, the others go',
    async () => {
      const id = await idOf('bert')
      const pool = createPool({ url: postgresUrl(folder.path), name: 'a test', max: 1 })
      await pool.query('insert into message_hold values (1, $1, $2)', [Date.now() - 3_600_000, Date.now()])
      await pool.query(
        `with held as (
           insert into message (key, workspace_id, customer_id, channel, topic, state, reason, created_at, due_at, request)
           select 'held ' || n, 1, $1, 'email', 'news', 'held', 'restored', n, n, '{"channel":"email","template":"hello"}'
           from generate_series(1, 3) n returning 1)
         insert into message_count select 1, 'held', 'email', 0, count(*) from held`,
        [id],
      )
      await pool.end()
      await page.goto('/')
      await page
        .getByText('3 Nachrichten sind seit der Wiederherstellung angehalten')
        .first()
        .waitFor({ timeout: PATIENCE_MS })
      await card('Sicherheit und Betrieb').getByText('Letzte Sicherung').waitFor()
      await lookedAtInBoth(lotse, page, 'home-admin')
      await page.getByRole('link', { name: 'Nachrichten ansehen' }).first().click()
      await page.waitForURL(({ search }) => search.includes('held'))
      await page.getByText('Lotse sendet von selbst nichts doppelt', { exact: false }).waitFor()
      await lookedAtInBoth(lotse, page, 'held')
      await page.getByRole('row').nth(1).click()
      await dialog().getByRole('button', { name: 'Verwerfen' }).click()
      await page.getByRole('dialog').last().getByRole('button', { name: 'Verwerfen' }).last().click()
      await page.getByText('1 Nachricht wurde verworfen.').waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Alle freigeben' }).click()
      await dialog().getByRole('button', { name: 'Jetzt senden' }).click()
      await page.getByText('2 Nachrichten gehen hinaus.').waitFor()
      await expect
        .poll(async () => (await api<{ count: number }>(page, 'GET', '/messages/held')).count, { timeout: PATIENCE_MS })
        .toBe(0)
      await page
        .getByText('seit der Wiederherstellung angehalten', { exact: false })
        .first()
        .waitFor({ state: 'detached' })
    },
    SLOW_MS,
  )
})
