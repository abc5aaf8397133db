// A newcomer's first minutes: the one-time link, the first source, the first event arriving live, the customer behind it.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Console, faultsOf, shoot, startConsole, track } from './console.ts'

const PASSWORD = 'ein ruhiges Fahrwasser'

let lotse: Console

beforeAll(async () => {
  lotse = await startConsole()
}, 120_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

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

test('with the link: admin, source, first event turning green, its customer', async () => {
  const page = await lotse.open()
  await page.goto(/Make the first admin at (\S+)/.exec(lotse.output())?.[1] ?? '')
  await page.locator('[name=name]').fill('Ada Lovelace')
  await page.locator('[name=email]').fill('ada@example.org')
  await page.locator('[name=password]').fill(PASSWORD)
  expect(await faultsOf(page)).toEqual([])
  await page.locator('button[type=submit]').click()
  await page.waitForURL('**/control')
  await page.getByText('Wartet auf Ihr erstes Ereignis').waitFor()
  await page.getByRole('button', { name: 'Quelle anlegen' }).click()

  const code = page.locator('pre')
  await code.getByText('/v1/track').waitFor()
  const writeKey = /-u '([^:']+):'/.exec((await code.textContent()) ?? '')?.[1] ?? ''
  expect(writeKey).not.toBe('')
  await shoot(page, 'first-waiting')
  expect(await faultsOf(page)).toEqual([])

  await track(lotse.url, writeKey, { event: 'Product Viewed', userId: 'anna-1', properties: { product: 'Lampe' } })
  await page.getByText('Ihr erstes Ereignis ist da: „Product Viewed“.').waitFor()
  await page.getByText('Lotse hört zu').waitFor()
  await shoot(page, 'first-arrived')
  expect(await faultsOf(page)).toEqual([])

  await page.getByRole('link', { name: 'Kunden ansehen' }).click()
  await page.getByRole('heading', { name: 'anna-1' }).waitFor()
  await page.getByText('product: Lampe').waitFor()
  await page.context().close()
})

test('the link works once: afterwards the page leads to sign-in, where a wrong password is explained', async () => {
  const page = await lotse.open({ language: 'en' })
  await page.goto(/Make the first admin at (\S+)/.exec(lotse.output())?.[1] ?? '')
  await page.getByText('There is an admin already. Please sign in.').waitFor()
  await page.getByRole('link', { name: 'Go to sign-in' }).click()
  await page.getByLabel('E-mail').fill('ada@example.org')
  await page.getByLabel('Password').fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').getByText('E-mail or password is wrong.').waitFor()
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/control')
  await page.getByRole('heading', { name: 'Mission Control' }).waitFor()
  await page.context().close()
})

test('who is signed out comes to where they wanted to go after signing in', async () => {
  const page = await lotse.open({ language: 'en' })
  await page.goto('/customers?find=anna-1')
  await page.waitForURL('**/sign-in?**')
  await page.getByLabel('E-mail').fill('ada@example.org')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'anna-1' }).waitFor()
  expect(new URL(page.url()).search).toBe('?find=anna-1')
  await page.getByRole('button', { name: 'Your account: Ada Lovelace' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in')
  await page.goto('/control')
  await page.waitForURL('**/sign-in?**')
  await page.context().close()
})
