// A measure from writing it down to its verdict, on customers who really came: by form, with the way back, on the page of its step, and without buttons for who only reads.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  api,
  type Console,
  faultsOf,
  joined,
  lookedAtInBoth,
  overflowOf,
  signIn,
  startConsole,
  track,
  WITH_ADMIN,
} from './console.ts'

const DAY = 86_400_000
const WEEKS = { before: 12, after: 8 }
const PATIENCE_MS = 60_000
let lotse: Console
let page: Page

const dayAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString()

/** Ten customers a week look; four of them paid before, eight do since. */
async function come(writeKey: string): Promise<void> {
  const all = (WEEKS.before + WEEKS.after) * 7
  const batch = Array.from({ length: all / 7 }, (_, week) =>
    Array.from({ length: 10 }, (__, n) => {
      const seen = (event: string, hours: number) => ({
        type: 'track',
        userId: `w${week}n${n}`,
        event,
        timestamp: new Date(Date.parse(dayAgo(all - week * 7 - 1)) + hours * 3_600_000).toISOString(),
      })
      return n < (week < WEEKS.before ? 4 : 8) ? [seen('Looked', 0), seen('Paid', 1)] : [seen('Looked', 0)]
    }),
  ).flat(2)
  for (let at = 0; at < batch.length; at += 100)
    await track(lotse.url, writeKey, { batch: batch.slice(at, at + 100) }, 'batch')
}

beforeAll(async () => {
  lotse = await startConsole(WITH_ADMIN)
  page = await lotse.open()
  await signIn(page)
  const { writeKey } = await api<{ writeKey: string }>(page, 'POST', '/sources', { name: 'Shop' })
  await come(writeKey)
  const make = (kind: string, id: string, journey: string | null, fields: object) => ({
    do: 'make',
    id,
    kind,
    journey,
    fields,
  })
  const edits = [
    make('journey', 'buy', null, { name: { de: 'Kaufen', en: 'Buy' }, idleMs: DAY }),
    make('phase', 'p', 'buy', { name: { de: 'Kauf' }, order: 'V' }),
    make('step', 'look', 'buy', {
      name: { de: 'Ansehen' },
      phase: 'p',
      order: 'G',
      binding: { on: [{ event: 'Looked' }] },
    }),
    make('step', 'pay', 'buy', {
      name: { de: 'Bezahlen' },
      phase: 'p',
      order: 'V',
      binding: { on: [{ event: 'Paid' }] },
    }),
  ]
  await api(page, 'POST', '/atlas/changes', { id: 'measures', edits })
  await api(page, 'POST', '/atlas/journeys/buy/editions')
}, 240_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

test('[R2.23] a measure is written down, judged by what customers did, changed and taken back, and stands at the page of its step', async () => {
  const completed = async () => (await api<{ completed: number }>(page, 'GET', '/atlas/journeys/buy/numbers')).completed
  await expect.poll(completed, { timeout: PATIENCE_MS, interval: 500 }).toBe(12 * 4 + 8 * 8)
  await page.goto('/measures')
  await page.getByRole('heading', { name: 'Noch keine Maßnahmen' }).waitFor()
  await page.getByText('1 Journey hat keine Maßnahme:').waitFor()
  await page.getByRole('link', { name: 'Neue Maßnahme' }).first().click()
  await page.getByLabel('Was tun Sie?').fill('Kürzeres Formular')
  await page.getByRole('button', { name: 'Festhalten' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Kürzeres Formular' }).waitFor()
  await page.getByText('Noch nichts zu vergleichen.').waitFor()
  await page.getByRole('button', { name: /Journey/ }).click()
  await page.getByRole('combobox', { name: /Journey/ }).fill('Kauf')
  await page.getByRole('option', { name: /Kaufen/ }).click()
  await page.getByLabel('Was sie ändern soll').selectOption('Abbrüche')
  await page.getByLabel('Umgesetzt ab').fill(dayAgo(WEEKS.after * 7 + 2).slice(0, 10))
  await page.getByRole('button', { name: 'Speichern' }).press('Enter')
  await page.getByText('Die Maßnahme hat geholfen').waitFor()
  await page.getByText('−40 Punkte').first().waitFor()
  await page.getByRole('slider', { name: 'Abbrüche Woche für Woche' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await lookedAtInBoth(lotse, page, 'measure')
  await page.getByLabel('Stand').selectOption('Umgesetzt')
  await page.getByLabel('Schritt').selectOption('Ansehen')
  await page.getByRole('button', { name: 'Speichern' }).press('Enter')
  await page.getByText('Gespeichert:').last().waitFor()
  await page.goto('/journeys/buy/steps/look')
  const here = page.getByRole('region', { name: 'Maßnahmen hierzu' })
  await here.getByRole('link', { name: 'Kürzeres Formular' }).click()
  await page.getByRole('button', { name: 'Weglegen' }).press('Enter')
  await page.getByRole('button', { name: 'Zurückholen' }).waitFor()
  await page.getByRole('button', { name: 'Rückgängig' }).click()
  await page.getByText(/^Rückgängig gemacht/).waitFor()
  await page.goto('/measures')
  await page.getByRole('link', { name: 'Kürzeres Formular' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
})

test('who only reads sees measures and no way to change them, and on a phone nothing runs out of the page', async () => {
  const reader = await joined(lotse, page, {
    name: 'Rita',
    email: 'rita@example.org',
    password: 'a calm passage home',
    role: 'viewer',
  })
  await reader.goto('/measures')
  await reader.getByRole('link', { name: 'Kürzeres Formular' }).click()
  await reader.getByText('Vorher und nachher').first().waitFor()
  for (const name of ['Speichern', 'Weglegen', 'Neue Maßnahme'])
    expect(await reader.getByRole('button', { name }).or(reader.getByRole('link', { name })).count()).toBe(0)
  const phone = await lotse.open({ width: 390, as: page.context() })
  for (const path of ['/measures', '/measures/new', '/measures/1']) {
    await phone.goto(path)
    await phone.getByRole('heading', { level: 1 }).waitFor()
    expect(await overflowOf(phone)).toBeLessThanOrEqual(0)
  }
})
