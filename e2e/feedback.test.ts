// Somebody of the CX team: reads what customers said, narrows it, corrects what the model says, and makes an insight of it; a viewer reads on without a word or a button.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  api,
  type Console,
  faultsOf,
  joined,
  lookedAtInBoth,
  shoot,
  signIn,
  startConsole,
  track,
  WITH_ADMIN,
} from './console.ts'

let lotse: Console
let signedIn: Page

beforeAll(async () => {
  lotse = await startConsole(WITH_ADMIN)
  signedIn = await lotse.open()
  await signIn(signedIn)
  const { writeKey } = await api<{ writeKey: string }>(signedIn, 'POST', '/sources', {
    name: 'Umfragen',
    kind: 'server',
  })
  const edit = {
    do: 'make',
    id: 'checkout',
    kind: 'touchpoint',
    journey: null,
    fields: { name: { de: 'Kasse', en: 'Checkout' } },
  }
  await api(signedIn, 'POST', '/atlas/changes', { id: 'feedback-stage', edits: [edit] })
  const say = (userId: string, properties: object) =>
    track(lotse.url, writeKey, { event: 'Survey Answered', userId, properties })
  await say('eva', { comment: 'Der Bezahlvorgang war furchtbar langsam.', nps: 2, touchpoint: 'Kasse' })
  await say('tom', { comment: 'Great service, I love it.', nps: 10, touchpoint: 'checkout' })
  await say('ida', { comment: 'Das Zelt ist ein Zelt.', nps: 7 })
}, 180_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text })

test('feedback comes with its sentiment and is narrowed; a correction holds and is taken back', async () => {
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto('/feedback')
  await row(page, 'Bezahlvorgang').getByText('negativ').waitFor()
  await row(page, 'Great service').getByText('positiv').waitFor()
  await row(page, 'Das Zelt').getByText('neutral').waitFor()
  await shoot(page, 'feedback')
  expect(await faultsOf(page)).toEqual([])
  await page.goto('/feedback?sentiment=neutral')
  await row(page, 'Das Zelt').first().click()
  const panel = page.getByRole('dialog', { name: 'Feedback' })
  await panel.getByText('Das Modell sagt: neutral').waitFor()
  await panel.locator('label').filter({ hasText: 'negativ' }).click()
  await panel.getByText('aus neutral, Deutsch wurde negativ').waitFor()
  await shoot(page, 'feedback-panel')
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Rückgängig' }).last().click()
  await page.getByText(/^Rückgängig gemacht/).waitFor()
  await row(page, 'Das Zelt').getByText('neutral').waitFor()
  await page.context().close()
}, 120_000)

test('[R2.28] an insight is made of a feedback, stands beside it with how far it is, and the touchpoint shows what customers say', async () => {
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto('/journeys/library/checkout')
  await page.getByRole('link', { name: 'Der Bezahlvorgang war furchtbar langsam.' }).click()
  const panel = page.getByRole('dialog', { name: 'Feedback' })
  await panel.getByRole('button', { name: 'Insight daraus machen' }).click()
  await panel.getByLabel('Was sagt uns das?').fill('Bezahlen dauert zu lange')
  await panel.getByRole('button', { name: 'Festhalten' }).click()
  await panel.getByRole('link', { name: 'Bezahlen dauert zu lange' }).waitFor()
  await panel.getByText('neu', { exact: true }).waitFor()
  const { items } = await api<{ items: { id: string; status: string }[] }>(
    signedIn,
    'GET',
    '/alike-insights?text=Bezahlen%20dauert',
  )
  const [insight] = items
  await api(signedIn, 'POST', `/insights/${insight?.id}/steps`, { version: 0, step: 'submit' })
  await page.reload()
  await panel.getByText('im Backlog').waitFor()
  await page.goto('/feedback?insight=any')
  await row(page, 'Bezahlvorgang').getByText('im Backlog').waitFor()
  await page.context().close()
}, 120_000)

test('a viewer reads no words and finds nothing to change', async () => {
  const who = { name: 'Vera', email: 'vera@example.org', password: 'a calm passage home', role: 'viewer' }
  const page = await joined(lotse, signedIn, who)
  await page.goto('/feedback?sentiment=positive')
  await row(page, '•••').first().click()
  const panel = page.getByRole('dialog', { name: 'Feedback' })
  await panel.getByText('Der Wortlaut ist für Ihre Rolle verborgen.').waitFor()
  expect(await panel.getByRole('radio').count()).toBe(0)
  expect(await panel.getByRole('button', { name: 'Insight daraus machen' }).count()).toBe(0)
  await page.context().close()
}, 120_000)

test('in German and English, light and dark, wide and narrow, nothing runs over', async () => {
  const page = await lotse.open({ as: signedIn.context() })
  await page.goto('/feedback')
  await row(page, 'Great service').first().waitFor()
  await lookedAtInBoth(lotse, page, 'feedback')
  await page.context().close()
}, 180_000)
