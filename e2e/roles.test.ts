// Each role of the demo company opens its start page and finds there what its work begins with, and nothing it may not see.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faultsOf, overflowOf, shoot } from './console.ts'
import { DEMO_START_MS, type Demo, startDemo } from './demo.ts'

const SLOW_MS = 120_000

let demo: Demo

beforeAll(async () => {
  demo = await startDemo()
}, DEMO_START_MS)
afterAll(() => demo?.close())

/** Signs in as the demo's member with a role, looks at the start page, and leaves. */
async function at(role: string, look: (page: Page) => Promise<void>): Promise<void> {
  const { page, complaints } = await demo.as(role)
  await look(page)
  await shoot(page, `start-${role}`)
  expect(await faultsOf(page)).toEqual([])
  await page.setViewportSize({ width: 390, height: 900 })
  expect(await overflowOf(page)).toBeLessThanOrEqual(0)
  expect(complaints).toEqual([])
  await page.context().close()
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
