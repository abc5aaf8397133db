// A newcomer's first ten minutes, in German and without documentation: from an empty installation to the first message of an own flow.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { faultsOf, overflowOf, shoot } from './console.ts'
import { type MailingConsole, startMailing } from './mail.ts'

const PASSWORD = 'ein ruhiges Fahrwasser'
/** How long a person may need; a machine that clicks at once stays far below. */
const TEN_MINUTES_MS = 600_000

let lotse: MailingConsole

beforeAll(async () => {
  lotse = await startMailing()
}, 120_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

/** Runs the line that the page shows, as a newcomer would paste it into a terminal. */
async function runShownLine(page: Page): Promise<void> {
  const line = (await page.locator('pre').first().textContent()) ?? ''
  expect(line).toMatch(/^curl http/)
  await promisify(execFile)('sh', ['-c', `${line} --fail --silent --show-error`])
}

test('without the one-time link nobody becomes admin, and the page says where it is', async () => {
  const page = await lotse.open()
  await page.goto('/setup')
  await page.getByText('Kopieren Sie den ganzen Link aus der Startausgabe des Servers.').waitFor()
  await page.goto('/setup?token=made-up')
  await page.locator('[name=name]').fill('Mallory')
  await page.locator('[name=email]').fill('mallory@example.org')
  await page.locator('[name=password]').fill(PASSWORD)
  await page.locator('button[type=submit]').click()
  await page.getByRole('alert').getByText('Dieser Link ist ungültig oder schon benutzt.').waitFor()
  await page.context().close()
})

test('[R4.30] from the one-time link to the first message of an own flow, all on the start page', async () => {
  const startedAt = Date.now()
  const page = await lotse.open()
  await page.goto(/Make the first admin at (\S+)/.exec(lotse.output())?.[1] ?? '')
  await page.locator('[name=name]').fill('Ada Lovelace')
  await page.locator('[name=email]').fill('ada@example.org')
  await page.locator('[name=password]').fill(PASSWORD)
  expect(await faultsOf(page)).toEqual([])
  await page.locator('button[type=submit]').click()
  await page.waitForURL(({ pathname }) => pathname === '/')

  await page.getByText('0 von 4').waitFor()
  await shoot(page, 'first-source')
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Quelle anlegen' }).click()

  await page.getByText('Wartet auf Ihr erstes Ereignis').waitFor()
  await shoot(page, 'first-waiting')
  expect(await faultsOf(page)).toEqual([])
  await runShownLine(page)
  await page.getByText('Ihr erstes Ereignis ist da: „Account Created“.').waitFor()
  await shoot(page, 'first-arrived')

  await page.getByRole('radio', { name: 'Willkommen' }).check()
  expect(await page.getByRole('combobox', { name: 'Beginnt mit' }).inputValue()).toBe('Account Created')
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Anlegen und starten' }).click()

  await page.getByText('„Willkommen“ läuft.').waitFor()
  await page.getByRole('button', { name: 'Probe an mich senden' }).click()
  await page.getByText('Die Probe ist unterwegs an ada@example.org.').waitFor()
  expect(lotse.mail.mails.map(({ to }) => to)).toEqual([['ada@example.org']])
  await shoot(page, 'first-message')
  expect(await faultsOf(page)).toEqual([])
  // A published flow takes people in from a moment in the near future on; nobody types faster than that.
  await page.waitForTimeout(1500)
  await runShownLine(page)
  await page.getByText('Geschafft.').waitFor()
  await page.getByText('4 von 4').waitFor()
  await shoot(page, 'first-done')
  expect(lotse.mail.mails.length).toBe(2)
  expect(lotse.mail.mails[1]?.raw).toMatch(/Subject: Willkommen!/)
  expect(Date.now() - startedAt).toBeLessThan(TEN_MINUTES_MS)

  await page.getByRole('link', { name: 'Zum Leitstand' }).click()
  await page.getByRole('heading', { name: 'Leitstand' }).waitFor()
  await page.context().close()
}, 120_000)

test('who is done is left alone; the steps come back by the menu and can be put away', async () => {
  const page = await lotse.open()
  await page.goto('/')
  await page.locator('[name=email]').fill('ada@example.org')
  await page.locator('[name=password]').fill(PASSWORD)
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
  await page.getByText('Seit gestern').waitFor()
  expect(await page.getByText('4 von 4').count()).toBe(0)
  await page.getByRole('button', { name: 'Ihr Konto: Ada Lovelace' }).click()
  await page.getByRole('menuitem', { name: 'Erste Schritte' }).click()
  await page.getByText('4 von 4').waitFor()
  await page.setViewportSize({ width: 390, height: 900 })
  expect(await overflowOf(page)).toBeLessThanOrEqual(0)
  await page.context().close()
})

test('the link works once: afterwards the page leads to sign-in, where a wrong password is explained', async () => {
  const page = await lotse.open({ language: 'en' })
  await page.goto(/Make the first admin at (\S+)/.exec(lotse.output())?.[1] ?? '')
  await page.getByText('There is an admin already. Please sign in.').waitFor()
  await page.getByRole('link', { name: 'Go to sign-in' }).click()
  await page.getByLabel('E-mail').fill('ada@example.org')
  await page.getByLabel('Password').fill('wrong')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('alert').getByText('E-mail or password is wrong.').waitFor()
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'Home' }).waitFor()
  await page.context().close()
})

test('who is signed out comes to where they wanted to go after signing in', async () => {
  const page = await lotse.open({ language: 'en' })
  await page.goto('/control?span=day')
  await page.waitForURL('**/sign-in?**')
  await page.getByLabel('E-mail').fill('ada@example.org')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'Mission Control' }).waitFor()
  expect(new URL(page.url()).search).toBe('?span=day')
  await page.getByRole('button', { name: 'Your account: Ada Lovelace' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in')
  await page.goto('/control')
  await page.waitForURL('**/sign-in?**')
  await page.context().close()
})
