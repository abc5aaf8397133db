// Someone watches: a flow's numbers move as events arrive, a customer's page grows live, and says why and why not.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { api, type Console, shoot, signIn, startConsole, track, WITH_ADMIN } from './console.ts'

const property = (name: string) => ({ property: name })
const literal = (value: unknown) => ({ literal: value })

const WELCOME = {
  lotse: 'flow/1',
  name: 'Willkommen',
  trigger: { event: 'Signed Up', where: { op: 'eq', left: property('plan'), right: literal('plus') } },
  entry: { rule: 'once' },
  goal: { event: 'Recommended' },
  start: 'first_order',
  steps: [
    {
      id: 'first_order',
      name: 'Erste Bestellung',
      kind: 'wait_for',
      events: [{ event: 'Order Completed', next: 'worth' }],
      timeout: '30d',
      otherwise: 'end',
    },
    {
      id: 'worth',
      name: 'Große Bestellung?',
      kind: 'branch',
      cases: [
        {
          name: 'ab 50 €',
          when: {
            op: 'ge',
            left: { aggregate: { fn: 'last', event: 'Order Completed', of: 'total' } },
            right: literal(50),
          },
          next: 'vip',
        },
      ],
      otherwise: 'end',
    },
    { id: 'vip', kind: 'set_trait', trait: 'vip', value: literal(true), next: 'patience' },
    { id: 'patience', name: 'Einen Tag warten', kind: 'wait', for: '1d', next: 'end' },
    { id: 'end', kind: 'exit' },
  ],
}

let lotse: Console
let signedIn: Page
let writeKey: string
let flowId: string

const send = (event: string, userId: string, properties: object = {}) =>
  track(lotse.url, writeKey, { event, userId, properties })

beforeAll(async () => {
  lotse = await startConsole(WITH_ADMIN)
  signedIn = await lotse.open()
  await signIn(signedIn)
  writeKey = (await api<{ writeKey: string }>(signedIn, 'POST', '/sources', { name: 'Web-Shop' })).writeKey
  flowId = (await api<{ id: string }>(signedIn, 'POST', '/flows', WELCOME)).id
  const { effectiveAt } = await api<{ effectiveAt: string }>(signedIn, 'POST', `/flows/${flowId}/publish`)
  // A published flow takes people in from a moment in the near future on.
  await signedIn.waitForTimeout(Math.max(0, Date.parse(effectiveAt) - Date.now()) + 100)
}, 120_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

/** A figure of a step in the diagram on the page, e.g. "warten" of "Erste Bestellung". */
const figure = (page: Page, step: string, name: string) =>
  page.getByRole('listitem').filter({ hasText: step }).locator('dl > div', { hasText: name }).locator('dd')

test('a flow’s numbers move by themselves, step by step', async () => {
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto('/control')
  await page.getByRole('link', { name: 'Willkommen', exact: true }).waitFor()
  await send('Signed Up', 'anna', { plan: 'plus' })
  await send('Signed Up', 'bert', { plan: 'basic' })
  await figure(page, 'Erste Bestellung', 'warten').getByText('1', { exact: true }).waitFor()
  await figure(page, 'Signed Up', 'begonnen').getByText('1', { exact: true }).waitFor()
  await send('Order Completed', 'anna', { total: 80 })
  await figure(page, 'Erste Bestellung', 'warten').getByText('0', { exact: true }).waitFor()
  await figure(page, 'Große Bestellung?', 'durchlaufen').getByText('1', { exact: true }).waitFor()
  await figure(page, 'Einen Tag warten', 'warten').getByText('1', { exact: true }).waitFor()
  await page.context().close()
})

test('someone is found, their page grows while one looks, and says why', async () => {
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto('/customers')
  await page.getByRole('searchbox', { name: 'Name, E-Mail oder Kennung' }).fill('anna')
  await page.getByRole('link', { name: 'anna' }).click()
  await page.getByRole('heading', { name: 'anna', exact: true }).waitFor()
  await page.getByText('jetzt darin').waitFor()
  await send('Coupon Copied', 'anna', { code: 'HERBST' })
  await page.getByText('code: HERBST').waitFor()
  await page.getByText('Coupon Copied').first().click()
  await page.getByText('"code": "HERBST"').waitFor()

  await page.getByRole('link', { name: 'Warum? Willkommen' }).click()
  await page.getByText('Ist gerade darin.').waitFor()
  await page.getByText('„Order Completed“ geschah und beendete das Warten bei „Erste Bestellung“.').waitFor()
  await page.getByText('„Große Bestellung?“ entschied: ab 50 €.').waitFor()
  await page.getByText('Wartet seither bei „Einen Tag warten“.').waitFor()
  await shoot(page, 'why')
  await page.context().close()
})

test('why not: the condition that failed, with the value it had', async () => {
  const page = await lotse.open({ as: signedIn.context(), language: 'en', dark: true })
  await page.goto('/customers?find=bert')
  await page.getByRole('link', { name: 'bert' }).click()
  await page.getByRole('link', { name: 'Why not? Willkommen' }).click()
  await page.getByText('Never entered it: the entry condition did not hold.').waitFor()
  await page.getByText('“Signed Up” did not start it: the entry condition did not hold.').waitFor()
  await page.getByText(/did not hold: .*plan.* was “basic”/).waitFor()
  await shoot(page, 'why-not')
  await page.context().close()
})

test('the member’s language is kept with the account, light or dark in the browser', async () => {
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto('/flows')
  await page.getByRole('button', { name: /Ihr Konto/ }).click()
  await shoot(page, 'menu')
  await page.getByRole('menuitemradio', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Orchestrations' }).first().waitFor()
  await page.getByRole('button', { name: /Your account/ }).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await page.locator('html[data-mantine-color-scheme=dark]').waitFor()
  const other = await lotse.open({ as: signedIn.context(), language: 'de' })
  await other.goto('/flows')
  await other.getByRole('heading', { name: 'Orchestrations' }).first().waitFor()
  await api(other, 'PATCH', '/me', { locale: null })
  await page.context().close()
  await other.context().close()
})

test('by keyboard alone: skip link, navigation, visible focus', async () => {
  await send('Looked Around', 'anna')
  const page = await lotse.open({ as: signedIn.context(), reducedMotion: true })
  await page.goto('/control')
  await page.getByText('live', { exact: true }).waitFor()
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Zum Inhalt springen')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  await page.getByRole('link', { name: 'Kunden', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Kunden', exact: true }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  await page.getByRole('searchbox').focus()
  await page.keyboard.type('anna\n')
  await page.getByRole('link', { name: 'anna' }).waitFor()
  await page.context().close()
})

test('a stopped server is said plainly, and when it is back the figures go on by themselves', async () => {
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto('/control')
  await page.getByText('live', { exact: true }).waitFor()
  await lotse.stop()
  await page.getByText('verbindet neu').waitFor()
  await page.getByText(/Die Live-Verbindung ist seit \d\d:\d\d:\d\d unterbrochen./).waitFor()
  await shoot(page, 'interrupted')
  await lotse.startAgain()
  await page.getByText('live', { exact: true }).waitFor({ timeout: 60_000 })
  await send('Signed Up', 'carla', { plan: 'plus' })
  await figure(page, 'Signed Up', 'begonnen').getByText('2', { exact: true }).waitFor()
  // What the browser says about the connection that was cut is no fault of the page.
  lotse.complaints.splice(0)
  await page.context().close()
}, 180_000)
