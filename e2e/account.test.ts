// Someone protects their account and comes in every way there is: password, code, recovery code, passkey, provider, a link by mail.

import { Secret, TOTP } from 'otpauth'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { CLIENT_ID, CLIENT_SECRET, RunningProvider } from '../tests/provider.ts'
import { ADMIN, faultsOf, overflowOf, shoot, WITH_ADMIN } from './console.ts'
import { type MailingConsole, plainOf, startMailing, untilMail } from './mail.ts'

// Every screen is looked at in both themes and narrow, which takes its time.
vi.setConfig({ testTimeout: 150_000 })

const NEW = 'der Anker liegt seit Dienstag'
let lotse: MailingConsole
let provider: RunningProvider | undefined
let password: string = ADMIN.password
let secret = ''

beforeAll(async () => {
  lotse = await startMailing({ ...WITH_ADMIN, LOTSE_PROVIDER_ALLOW: '127.0.0.0/8' })
}, 120_000)
afterAll(async () => {
  await lotse?.close()
  await provider?.stop()
})
// The provider is another site, and the browser is meant to go there.
const byProvider = (complaint: string) =>
  provider !== undefined && complaint.includes(`asked elsewhere: ${provider.issuer}`)
afterEach(() => expect(lotse.complaints.splice(0).filter((one) => !byProvider(one))).toEqual([]))

/** Fills the first step of signing in. */
async function type(page: Page, word: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-Mail').fill(ADMIN.email)
  await page.getByLabel('Passwort', { exact: true }).fill(word)
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
}

const home = (page: Page) => page.getByRole('button', { name: /^Ihr Konto:/ }).waitFor()
const nextCode = (steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })

/** What axe finds and what sticks out, in both themes and at 390 pixels. */
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await faultsOf(page), `${name} ${colorScheme}`).toEqual([])
    await shoot(page, `${name}-${colorScheme}`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await overflowOf(page), `${name} at 390 pixels`).toBeLessThanOrEqual(0)
  await shoot(page, `${name}-narrow`)
  await page.setViewportSize({ width: 1440, height: 900 })
}

test('a password is changed: the other browser is signed out, a weak one is explained', async () => {
  const [page, other] = [await lotse.open(), await lotse.open()]
  for (const one of [page, other]) {
    await type(one, password)
    await home(one)
  }
  await page.goto('/account')
  await page.getByText('Wo Sie angemeldet sind').waitFor()
  await page.getByRole('button', { name: 'Auf Chrome abmelden' }).waitFor()
  await look(page, 'account')
  const change = async (to: string) => {
    await page.getByLabel('Jetziges Passwort').fill(password)
    await page.getByLabel('Neues Passwort').fill(to)
    await page.getByRole('button', { name: 'Passwort ändern' }).click()
  }
  await change('Passwort-2026')
  await page.getByText('Das wird zuerst geraten.').waitFor()
  await change(NEW)
  await page.getByText('Passwort geändert. Überall sonst wurden Sie abgemeldet.').waitFor()
  password = NEW
  await other.goto('/account')
  await other.waitForURL('**/sign-in?**')
  await look(other, 'sign-in')
  for (const one of [page, other]) await one.context().close()
})

test('one-time codes: set up from a picture, asked for at sign-in, a recovery code in their place', async () => {
  const page = await lotse.open()
  await type(page, password)
  await home(page)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Einmalcodes einrichten' }).click()
  await page.getByRole('img', { name: 'QR-Code für die Authenticator-App' }).waitFor()
  await page.getByText('Schlüssel von Hand eintippen').click()
  secret = (await page.locator('dialog code').textContent())?.replaceAll(' ', '') ?? ''
  await look(page, 'codes-set-up')
  await page.getByRole('textbox', { name: 'Code' }).fill('000000')
  await page.getByRole('button', { name: 'Einschalten' }).click()
  await page.getByText('Dieser Code ist falsch oder schon benutzt.').waitFor()
  await page.getByRole('textbox', { name: 'Code' }).fill(nextCode())
  await page.getByRole('button', { name: 'Einschalten' }).click()
  await page.getByText('Heben Sie Ihre Wiederherstellungscodes auf').waitFor()
  const codes = await page.locator('dialog li code').allTextContents()
  expect(codes).toHaveLength(10)
  await look(page, 'recovery-codes')
  await page.getByRole('button', { name: 'Ich habe sie aufgehoben' }).click()
  await page.getByText('10 Wiederherstellungscodes sind übrig.').waitFor()
  await page.context().close()

  const again = await lotse.open()
  await type(again, password)
  await again.getByRole('heading', { name: 'Ihr zweiter Faktor' }).waitFor()
  await look(again, 'second-factor')
  await again.getByRole('textbox', { name: 'Code' }).fill(nextCode(1))
  await again.getByRole('button', { name: 'Anmelden', exact: true }).click()
  await home(again)
  await again.context().close()

  const lost = await lotse.open()
  await type(lost, password)
  await lost.getByRole('button', { name: 'Ich habe die App nicht zur Hand' }).click()
  await lost.getByLabel('Wiederherstellungscode').fill(codes[0] ?? '')
  await lost.getByRole('button', { name: 'Anmelden', exact: true }).click()
  await home(lost)
  await lost.goto('/account')
  await lost.getByText('9 Wiederherstellungscodes sind übrig.').waitFor()
  await lost.getByRole('button', { name: 'Ausschalten' }).click()
  await lost.getByRole('dialog').getByRole('button', { name: 'Ausschalten' }).click()
  await lost.getByText('Einmalcodes sind aus.').waitFor()
  await lost.context().close()
})

/** Chromium's own authenticator in software: the browser speaks the real protocol with it. */
async function withAuthenticator(context: BrowserContext, page: Page): Promise<(present: boolean) => Promise<void>> {
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return async (enabled) => {
    await devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
  }
}

test('a passkey is made, lets in without e-mail or password, is renamed and removed', async () => {
  // Passkeys belong to a name; an address of numbers is none.
  const numbers = await lotse.open()
  await type(numbers, password)
  await home(numbers)
  await numbers.goto('/account')
  await numbers.getByText('Passkeys brauchen einen Namen in der Adresse.').waitFor()
  await numbers.context().close()

  const baseURL = lotse.url.replace('127.0.0.1', 'localhost')
  const context = await lotse.browser.newContext({ baseURL, locale: 'de-DE', viewport: { width: 1440, height: 900 } })
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  await type(page, password)
  await home(page)
  const atHand = await withAuthenticator(context, page)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Passkey hinzufügen' }).click()
  await page.getByLabel('Name').fill('Arbeitsrechner')
  await page.getByRole('button', { name: 'Weiter im Browser' }).click()
  await page.getByRole('button', { name: 'Passkey „Arbeitsrechner“ umbenennen' }).click()
  await page.getByLabel('Name').fill('Büro')
  await page.getByRole('dialog').getByRole('button', { name: 'Speichern' }).click()
  await page.getByRole('button', { name: 'Passkey „Büro“ entfernen' }).waitFor()
  await look(page, 'passkeys')
  // Somebody is quicker than the suggestions that the e-mail field asks for: these must not end what was begun by hand.
  let asked = 0
  let answerFirst = () => {}
  const first = new Promise<void>((resolve) => {
    answerFirst = resolve
  })
  await page.route('**/session/passkey/options', async (route) => {
    if (asked++ === 0) await first
    await route.continue()
  })
  await atHand(false)
  await page.getByRole('button', { name: /^Ihr Konto:/ }).click()
  await page.getByRole('menuitem', { name: 'Abmelden' }).click()
  await page.waitForURL('**/sign-in')
  await expect.poll(() => asked).toBe(1)
  const enter = page.getByRole('button', { name: 'Mit Passkey anmelden' })
  const answered = page.waitForResponse('**/session/passkey/options')
  await enter.click()
  await expect.poll(() => asked).toBe(2)
  answerFirst()
  await answered
  await page.waitForTimeout(1000)
  expect(await enter.getAttribute('aria-busy')).toBe('true')
  await page.unroute('**/session/passkey/options')
  // Without its options there is no suggestion that would sign in before the button does.
  await page.route('**/session/passkey/options', (route) => route.abort(), { times: 1 })
  await atHand(true)
  const suggested = page.waitForRequest('**/session/passkey/options')
  await page.reload()
  await suggested
  await enter.click()
  await home(page)
  await page.goto('/account')
  await page.getByText('mit Passkey').first().waitFor()
  await page.getByRole('button', { name: 'Passkey „Büro“ entfernen' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Entfernen' }).click()
  await page.getByText('Passkey „Büro“ entfernt.').waitFor()
  await context.close()
})

test('a token: made after a fresh proof, shown once, works with its scopes, and ends when it is revoked', async () => {
  const page = await lotse.open()
  await type(page, password)
  await home(page)
  await page.goto('/settings/tokens')
  await page.getByText('Noch keine Tokens').waitFor()
  await look(page, 'tokens-none')
  // Ten minutes are long for a test: the first call is answered as it would be then; proof and second call are real.
  await page.route(
    '**/api/v1/tokens',
    (route) => route.fulfill({ status: 403, json: { code: 'auth.stale', status: 403 } }),
    {
      times: 1,
    },
  )
  await page.getByRole('button', { name: 'Neues Token' }).first().click()
  await page.getByLabel('Name').fill('Kennzahlen')
  await page.getByText('gewählte Aktionen').click()
  await page.getByLabel('stats.read').check()
  await look(page, 'token-new')
  await page.getByRole('button', { name: 'Token erzeugen' }).click()
  await page.getByText('Sind Sie es?').waitFor()
  await look(page, 'proof')
  await page.getByRole('dialog').getByLabel('Passwort').fill(password)
  await page.getByRole('button', { name: 'Weiter' }).click()
  await page.getByText('Kopieren Sie das Token jetzt').waitFor()
  const token = (await page.locator('pre').first().textContent()) ?? ''
  expect(token).toMatch(/^lotse_[\w-]{43}$/)
  await look(page, 'token-made')
  const ask = async (path: string) =>
    (await fetch(`${lotse.url}/api/v1/${path}`, { headers: { authorization: `Bearer ${token}` } })).status
  expect([await ask('stats'), await ask('flows')]).toEqual([200, 403])
  await page.reload()
  await page.getByText('stats.read').waitFor()
  expect(await page.getByText(token).count()).toBe(0)
  await page.getByRole('gridcell', { name: 'Kennzahlen' }).click()
  await look(page, 'token-panel')
  await page.getByRole('button', { name: 'Widerrufen' }).click()
  await page.getByRole('dialog').last().getByRole('button', { name: 'Widerrufen' }).click()
  await page.getByText('Token „Kennzahlen“ widerrufen.').waitFor()
  expect(await ask('stats')).toBe(401)
  await page.context().close()
})

test('a forgotten password: the mail’s link sets a new one, once', async () => {
  const page = await lotse.open()
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Passwort vergessen?' }).click()
  await look(page, 'forgot-password')
  await page.getByLabel('E-Mail').fill(ADMIN.email)
  await page.getByRole('button', { name: 'Link schicken' }).click()
  await page.getByText('ist eine Mail unterwegs').waitFor()
  const link = /http:\S+\/new-password#[\w-]+/.exec(plainOf(await untilMail(lotse.mail, 1)))?.[0] ?? ''
  await page.goto(link)
  await page.getByLabel('Neues Passwort').fill('qwertzuiop123')
  await page.getByRole('button', { name: 'Passwort setzen' }).click()
  await page.getByText('Das ist kaum mehr als eine Reihe von Tasten.').waitFor()
  await look(page, 'new-password')
  password = 'ein ruhiges Fahrwasser'
  await page.getByLabel('Neues Passwort').fill(password)
  await page.getByRole('button', { name: 'Passwort setzen' }).click()
  await page.getByRole('heading', { name: 'Ihr Passwort ist gesetzt' }).waitFor()
  const second = await lotse.open()
  await second.goto(link)
  await second.getByLabel('Neues Passwort').fill('noch ein ruhiges Fahrwasser')
  await second.getByRole('button', { name: 'Passwort setzen' }).click()
  await second.getByText('Dieser Link ist abgelaufen oder schon benutzt.').waitFor()
  await type(second, password)
  await home(second)
  for (const one of [page, second]) await one.context().close()
})

test('a provider is set up in the settings, and one signs in there', async () => {
  provider = await RunningProvider.start([`${lotse.url}/sign-in/provider`])
  const page = await lotse.open()
  await type(page, password)
  await home(page)
  await page.goto('/settings/sign-in')
  await page.getByText(`${lotse.url}/sign-in/provider`).waitFor()
  await page.getByLabel('Name auf dem Knopf').fill('Nordlicht-Konto')
  await page.getByLabel('Issuer').fill(provider.issuer)
  await page.getByRole('button', { name: 'Anbieter prüfen' }).click()
  await page.getByText('Der Anbieter antwortet, wie er soll.').waitFor()
  await page.getByLabel('Client-ID').fill(CLIENT_ID)
  await page.getByLabel('Client-Secret').fill(CLIENT_SECRET)
  await page.getByLabel('E-Mail-Domains').fill('example.org')
  await page.getByLabel('Auch einlassen, wer noch kein Mitglied ist').check()
  await page.getByLabel('Claim, der die Rolle nennt').fill('groups')
  await page.getByRole('button', { name: 'Wert hinzufügen' }).click()
  await page.getByLabel('Wert', { exact: true }).fill('crm')
  await page.getByLabel('Rolle', { exact: true }).selectOption('marketing')
  await look(page, 'sign-in-rules')
  await page.getByRole('button', { name: 'Speichern' }).click()
  await page.getByText('Anbieter gespeichert.').waitFor()
  await page.context().close()

  provider.who = { sub: 'carla', email: 'carla@example.org', email_verified: true, name: 'Carla', groups: ['crm'] }
  const carla = await lotse.open()
  await carla.goto('/customers')
  await carla.getByRole('button', { name: 'Mit Nordlicht-Konto anmelden' }).click()
  await carla.getByRole('button', { name: 'Ihr Konto: Carla' }).waitFor()
  expect(new URL(carla.url()).pathname).toBe('/customers')
  await carla.goto('/account')
  await carla.getByText('Passwort und zweiter Faktor liegen dort.').waitFor()
  await look(carla, 'account-by-provider')
  await carla.context().close()

  provider.who = { sub: 'evil', email: 'evil@elsewhere.example', email_verified: true }
  const stranger = await lotse.open()
  await stranger.goto('/sign-in')
  await stranger.getByRole('button', { name: 'Mit Nordlicht-Konto anmelden' }).click()
  await stranger.getByText('Ihre E-Mail-Adresse gehört nicht zum Unternehmen').waitFor()
  await look(stranger, 'provider-refused')
  await stranger.context().close()
})
