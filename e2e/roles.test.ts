// Each role of the demo company opens its start page and finds there what its work begins with, and nothing it may not see.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Process, runLotse, temporaryFolder, until } from '../tests/process.ts'
import { faultsOf, overflowOf, shoot, signIn } from './console.ts'

const START_MS = 300_000
const PATIENCE_MS = 30_000
const SLOW_MS = 120_000

type Demo = { readonly url: string; readonly users: readonly { email: string; password: string; role: string }[] }

const folder = temporaryFolder()
let running: Process
let browser: Browser
let demo: Demo

beforeAll(async () => {
  const env = { PORT: String(await freePort()), LOTSE_DATA: folder.path }
  running = runLotse(['demo', '--speed', '5'], env)
  await until(() => /^Lotse is ready at http/m.test(running.output()), START_MS)
  demo = JSON.parse(readFileSync(join(folder.path, 'demo.json'), 'utf8'))
  browser = await chromium.launch({
    executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
}, START_MS)
afterAll(async () => {
  await browser?.close()
  await running?.end('SIGKILL')
  folder.remove()
})

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/** Signs in as the demo's member with a role, looks at the start page, and leaves. */
async function at(role: string, look: (page: Page) => Promise<void>): Promise<void> {
  const user = demo.users.find((one) => one.role === role)
  if (user === undefined) throw new Error(`nobody has the role ${role}`)
  const context = await browser.newContext({
    baseURL: demo.url,
    viewport: { width: 1440, height: 900 },
    locale: 'de-DE',
  })
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  await signIn(page, user)
  await page.getByRole('heading', { name: 'Start', exact: true }).waitFor()
  await look(page)
  await shoot(page, `start-${role}`)
  expect(await faultsOf(page)).toEqual([])
  await page.setViewportSize({ width: 390, height: 900 })
  expect(await overflowOf(page)).toBeLessThanOrEqual(0)
  expect(complaints).toEqual([])
  await context.close()
}

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

/** Whether the navigation offers a screen. */
const offers = async (page: Page, name: string): Promise<boolean> =>
  (await page.getByRole('navigation').getByRole('link', { name }).count()) > 0

describe('[R4.30] the start page of', () => {
  test(
    'the administrator: what needs them, what changed, members and the last changes',
    () =>
      at('admin', async (page) => {
        await card(page, 'Braucht Sie').waitFor()
        await card(page, 'Seit gestern').getByText('Ereignisse').waitFor()
        await card(page, 'Mitglieder').getByText('10 Mitglieder arbeiten hier.').waitFor()
        await card(page, 'Zuletzt geändert').getByRole('listitem').first().waitFor()
      }),
    SLOW_MS,
  )

  test.each(['cx', 'marketing', 'department'])(
    '[R4.9] marketing and CX (%s): flows with their people, what changed, what was held back',
    (role) =>
      at(role, async (page) => {
        const flow = card(page, 'Orchestrierungen').getByRole('link', { name: /Warenkorb liegen gelassen/ })
        await flow.waitFor()
        await card(page, 'Seit gestern').waitFor()
        await card(page, 'Zuletzt geöffnet').waitFor()
        await flow.click()
        await page.getByRole('heading', { name: 'Warenkorb liegen gelassen' }).first().waitFor()
        await page.goBack()
        await flow.waitFor()
      }),
    SLOW_MS,
  )

  test(
    '[R4.20] data and engineering: throughput, lag, every source, what was refused, the form of events',
    () =>
      at('data', async (page) => {
        await page.getByText('Verzug der Entscheidung').waitFor()
        for (const source of ['Shop', 'App']) await card(page, 'Quellen').getByText(source, { exact: true }).waitFor()
        await card(page, 'Abgelehnt').waitFor()
        await card(page, 'Neues an den Ereignissen').waitFor()
      }),
    SLOW_MS,
  )

  test.each(['service_lead', 'service_agent'])(
    '[R4.25] service (%s): who is in trouble now, one click to the customer',
    (role) =>
      at(role, async (page) => {
        const first = card(page, 'Kunden in Schwierigkeiten').getByRole('link').first()
        await first.waitFor()
        await card(page, 'Übergaben').waitFor()
        expect(await first.getAttribute('href')).toMatch(/^\/customers\/\d+$/)
      }),
    SLOW_MS,
  )

  test(
    'sales: renewals, hand-overs and companies',
    () =>
      at('sales', async (page) => {
        for (const name of ['Verlängerungen', 'Übergaben', 'Firmen']) await card(page, name).waitFor()
        await card(page, 'Verlängerungen').getByRole('link').first().waitFor()
      }),
    SLOW_MS,
  )

  test(
    'leadership: numbers and courses, nobody by name, no way to a customer',
    () =>
      at('leadership', async (page) => {
        await page.getByText('Kunden in Bewegung').first().waitFor()
        await card(page, 'Verlauf').waitFor()
        await card(page, 'Wirkung').waitFor()
        expect(await page.locator('a[href^="/customers"]').count()).toBe(0)
        expect(await offers(page, 'Kunden')).toBe(false)
      }),
    SLOW_MS,
  )

  test(
    'the viewer: the same numbers, in her own language',
    () =>
      at('viewer', async (page) => {
        await page.getByText('Customers in motion').first().waitFor()
        await card(page, 'Results').waitFor()
      }),
    SLOW_MS,
  )
})
