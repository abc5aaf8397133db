// Each role of the demo company does one real piece of its work, from its start page; and nobody is led where they may not go.
import { roles } from '@lotse/protocol'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { api, follow, settled, track } from './console.ts'
import { DEMO_START_MS, type Demo, startDemo } from './demo.ts'

const SLOW_MS = 240_000

let demo: Demo

beforeAll(async () => {
  demo = await startDemo()
}, DEMO_START_MS)
afterAll(() => demo?.close())

/** Works as somebody; nothing may break, and nothing may be refused, on the way. */
async function work(role: string, deed: (page: Page) => Promise<void>): Promise<void> {
  const { page, complaints, refusals } = await demo.as(role)
  await deed(page)
  expect(complaints).toEqual([])
  expect(refusals).toEqual([])
  await page.context().close()
}

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const namesOf = (page: Page): Promise<string[]> =>
  page
    .locator('main')
    .getByRole('button')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent?.trim() ?? ''))

describe('[R4.30] at work', () => {
  test(
    'the administrator goes from home to the members, invites somebody, and takes the invitation back',
    () =>
      work('admin', async (page) => {
        await card(page, 'Mitglieder').getByRole('link').click()
        await button(page, 'Einladen').first().click()
        await page.getByLabel('E-Mail').fill('neu@nordlicht.example')
        await page.getByLabel('Hauptrolle').selectOption('sales')
        await button(page, 'Einladung senden').click()
        await page.getByRole('link', { name: /Einladungen/ }).click()
        const row = page.getByRole('row').filter({ hasText: 'neu@nordlicht.example' })
        await row.getByRole('checkbox').check()
        await button(page, 'Zurückziehen').click()
        await row.waitFor({ state: 'detached' })
      }),
    SLOW_MS,
  )

  test(
    'CX asks of a customer found by a condition why a flow let them be',
    () =>
      work('cx', async (page) => {
        await page.getByRole('link', { name: 'Kunden', exact: true }).click()
        await button(page, 'Bedingung').click()
        const dialog = page.getByRole('dialog', { name: 'Bedingung' })
        await dialog.getByLabel('Dasselbe als Text').fill('count("Order Completed") >= 1')
        await button(page, 'Übernehmen').click()
        await page.getByRole('row').nth(1).getByRole('link').first().click()
        await card(page, 'Orchestrierungen')
          .getByRole('link', { name: /^Warum/ })
          .first()
          .click()
        await page.waitForURL(/why=/)
        await page.getByRole('heading', { name: /^Warum „/ }).waitFor()
      }),
    SLOW_MS,
  )

  test(
    'a department finds buttons on its own flow, none on a foreign one',
    () =>
      work('department', async (page) => {
        const flows = card(page, 'Orchestrierungen')
        await flows.getByRole('link', { name: /Lieferung verspätet.*Ihre/ }).click()
        await button(page, 'Mehr').waitFor()
        await page.goBack()
        await flows.getByRole('link', { name: /Willkommen/ }).click()
        await page.getByRole('heading', { name: 'Willkommen' }).waitFor()
        await settled(page)
        expect(await namesOf(page)).toEqual([])
      }),
    SLOW_MS,
  )

  test(
    'marketing pauses a flow from home and takes it back',
    () =>
      work('marketing', async (page) => {
        await card(page, 'Orchestrierungen')
          .getByRole('link', { name: /Willkommen/ })
          .click()
        await button(page, 'Mehr').click()
        await page.getByRole('menuitem', { name: 'Anhalten', exact: true }).click()
        await page.getByRole('dialog').getByRole('button', { name: 'Anhalten' }).click()
        await page.getByText('„Willkommen“ ist angehalten.').waitFor()
        await page.getByText('Angehalten', { exact: true }).first().waitFor()
        await button(page, /^Rückgängig/).click()
        await page.getByText('Veröffentlicht', { exact: true }).first().waitFor()
      }),
    SLOW_MS,
  )

  test(
    'data sees at home that events were refused, and reads why',
    () =>
      work('data', async (page) => {
        await track(demo.url, demo.writeKey, { batch: [{ type: 'track', userId: 'x' }] }, 'batch').catch(() => {})
        await card(page, 'Abgelehnt')
          .getByRole('link', { name: /Abgelehnte Ereignisse/ })
          .click()
        await page.waitForURL(/\/inputs\?show=refused/)
        await page.getByRole('grid').getByRole('row').nth(1).click()
        expect(await page.getByRole('dialog').getByRole('textbox').first().inputValue()).toContain('"userId": "x"')
      }),
    SLOW_MS,
  )

  test(
    'the service lead opens who is in trouble and looks at merging them with somebody',
    () =>
      work('service_lead', async (page) => {
        await card(page, 'Kunden in Schwierigkeiten').getByRole('link').first().click()
        await button(page, 'Weitere Aktionen').click()
        await page.getByRole('menuitem', { name: 'Zusammenführen …' }).click()
        await page.getByLabel('Wer ist dieselbe Person?').fill('user_0')
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /user_0/ })
          .first()
          .waitFor()
      }),
    SLOW_MS,
  )

  test(
    'a service agent finds the caller by e-mail and writes down what was said',
    () =>
      work('service_agent', async (page) => {
        const [{ name, email }] = await people(page)
        await page.keyboard.press('g')
        await page.keyboard.press('c')
        await page.getByRole('searchbox').fill(email)
        await page.getByRole('link', { name, exact: true }).click()
        await page.getByLabel('Notiz', { exact: true }).fill('Paket kam an; ruft morgen wieder an.')
        await button(page, 'Notiz schreiben').click()
        await page.getByRole('paragraph').filter({ hasText: 'ruft morgen wieder an' }).waitFor()
      }),
    SLOW_MS,
  )

  test(
    'sales opens a renewal and leaves word of the call',
    () =>
      work('sales', async (page) => {
        await card(page, 'Verlängerungen').getByRole('link').first().click()
        await page.getByLabel('Notiz', { exact: true }).fill('Will auf Gold wechseln.')
        await button(page, 'Notiz schreiben').click()
        await page.getByRole('paragraph').filter({ hasText: 'Gold wechseln' }).waitFor()
      }),
    SLOW_MS,
  )
})

/** Narrowing, sorting and arranging what one sees, opening panels, taking files along, and leaving the workspace oneself. */
const READING =
  /^(Export|More forms|Close|Present|Comments|Details of the journey|Map alone|Smaller|Larger|\d+ %|Fit all of it|Filter|Remove the filter .*|Condition|Saved views|Columns and rows|Last seen.*|Copy|Show more|One year (back|on)|Load older entries|Why.*|Leave the workspace|\d+ .* more|.*: show|Show .*|Hide .*|Insight|State|Priority|Customers, 30 d|Evidence|Waits since|Difficulty|Impact|RICE|\d+ insights? here|.*: Difficulty .*|Mark everything as seen|Mark as .*|Next|Before)$/

describe('[R4.30] the ways from home', () => {
  test.each(roles.filter((role) => role !== 'leadership' && role !== 'viewer'))(
    'of %s all lead somewhere, and nowhere is something refused',
    (role) => work(role, async (page) => expect(await walk(page)).toBeGreaterThan(6)),
    SLOW_MS,
  )

  test(
    'of leadership all lead to figures, and nowhere to who somebody is',
    async () => {
      const { page: knows } = await demo.as('admin')
      const names = (await people(knows)).map(({ name }) => name)
      await knows.context().close()
      await work('leadership', async (page) => {
        const ways = await walk(page, async (path) => {
          const text = await page.locator('body').innerText()
          expect(
            names.filter((name) => text.includes(name)),
            path,
          ).toEqual([])
          expect(text, path).not.toMatch(/@postfach|@foerde/)
        })
        expect(ways).toBeGreaterThan(4)
      })
    },
    SLOW_MS,
  )

  test(
    'of the viewer all lead somewhere, and to no button that would change what is the company’s',
    () =>
      work('viewer', async (page) => {
        const found = new Set<string>()
        const ways = await walk(page, async (path) => {
          // What one's own mails and addresses are is one's own.
          if (path === '/account' || path === '/feed/delivery') return
          for (const name of await namesOf(page)) found.add(name)
        })
        expect(ways).toBeGreaterThan(6)
        expect([...found].filter((name) => !READING.test(name))).toEqual([])
      }),
    SLOW_MS,
  )

  test(
    'a screen that is not of a role says so instead of showing refusals',
    () =>
      work('leadership', async (page) => {
        for (const path of ['/customers', '/customers/1', '/sources/1', '/settings/tokens', '/flows/new']) {
          await page.goto(path)
          await page.getByRole('heading', { name: 'Diese Seite gehört nicht zu Ihrer Rolle' }).waitFor()
        }
      }),
    SLOW_MS,
  )
})

/**
 * Opens everything that the navigation, the start page and what these lead to link to, one of each kind.
 *
 * @param look - at each of them.
 * @returns how many it were.
 */
async function walk(page: Page, look: (path: string) => Promise<void> = async () => {}): Promise<number> {
  const open = ['/', '/settings', '/account']
  const kinds = new Set(open.map(kindOf))
  for (const [at, path] of open.entries()) {
    await follow(page, path)
    expect(await page.getByRole('heading', { level: 1 }).count(), path).toBe(1)
    expect(await page.getByText(NOWHERE).count(), path).toBe(0)
    await look(path)
    // What the first pages lead to is opened, too; what that leads to is of kinds that were seen.
    if (at > DEEP) continue
    for (const further of await linksOf(page)) {
      if (kinds.has(kindOf(further))) continue
      kinds.add(kindOf(further))
      open.push(further)
    }
  }
  return open.length
}

const NOWHERE =
  /Unter dieser Adresse gibt es nichts|nothing at this address|gehört nicht zu Ihrer Rolle|not part of your role/
const DEEP = 12

/** One customer stands for all, one flow for all: what differs in numbers and keys alone is of one kind. */
const kindOf = (path: string): string =>
  path
    .replace(/\/\d+/, '/1')
    .replace(/(flows|templates)\/(?!new)[^/?]+/, '$1/1')
    .replace(/=[^&]*/g, '=')

async function linksOf(page: Page): Promise<string[]> {
  const found = await page
    .locator('a[href^="/"]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
  return found.filter((path) => !path.startsWith('/api/'))
}

type Person = { readonly name: string; readonly email: string }

/** Customers who gave name and e-mail; at least one. */
async function people(page: Page): Promise<[Person, ...Person[]]> {
  const { items } = await api<{ items: { traits: Partial<Person> }[] }>(page, 'GET', '/customers?limit=200')
  const [first, ...others] = items.flatMap(({ traits: { name, email } }) =>
    name === undefined || email === undefined ? [] : [{ name, email }],
  )
  if (first === undefined) throw new Error('nobody is known by name')
  return [first, ...others]
}
