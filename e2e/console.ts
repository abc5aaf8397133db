// A real server on an embedded database of its own and a real Chromium, for tests that follow one person through the console.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import { type Process, startLotse, temporaryFolder } from '../tests/process.ts'

/** Who signs in where a test does not make the first admin itself. */
export const ADMIN = { email: 'ada@example.org', password: 'a calm passage home' } as const

/** Settings of a server whose first admin is there from the start. */
export const WITH_ADMIN = { LOTSE_ADMIN_EMAIL: ADMIN.email, LOTSE_ADMIN_PASSWORD: ADMIN.password } as const

/** A running server with a browser pointed at it. */
export type Console = {
  readonly url: string
  /** All the server wrote since it was started. */
  output(): string
  readonly browser: Browser
  /** What a page or the browser complained about; empty at the end of every test. */
  readonly complaints: string[]
  /** A page of its own, signed out, as a person would have it. */
  open(way?: Way): Promise<Page>
  /** Stops the server alone; the browser stays. */
  stop(): Promise<void>
  /** Starts the server again, at the same address. */
  startAgain(): Promise<void>
  close(): Promise<void>
}

/** How a person comes to the console. */
export type Way = {
  readonly language?: 'de' | 'en'
  readonly dark?: boolean
  readonly width?: number
  /** Of the window; half of both at twice the size is what 200 % zoom leaves. */
  readonly height?: number
  readonly reducedMotion?: boolean
  /** Cookies of a page that is signed in. */
  readonly as?: BrowserContext
}

const HEIGHT = 900
const PATIENCE_MS = 30_000
const START_MS = 60_000
// Longer than any single wait, so that a wait in vain ends first and says what it waited for.
vi.setConfig({ testTimeout: 3 * PATIENCE_MS })
/** Where pictures go, when somebody wants to look at them. */
const SHOTS = process.env['LOTSE_TEST_SHOTS']
/** Whether answers of the API are held back at random, which finds what holds only where they come at once. */
const DELAYS = process.env['LOTSE_TEST_DELAYS'] !== undefined

/**
 * Starts server and browser.
 *
 * @param env - besides the data folder; without an admin the server prints its one-time link.
 */
export async function startConsole(env: Readonly<Record<string, string>> = {}): Promise<Console> {
  const folder = temporaryFolder()
  const settings = { LOTSE_DATA: folder.path, ...env }
  let server: Process = await startLotse(settings, START_MS)
  const browser = await chromium.launch({
    executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  const url = /Lotse is ready at (\S+)/.exec(server.output())?.[1] ?? ''
  const complaints: string[] = []
  return {
    url,
    output: () => server.output(),
    browser,
    complaints,
    open: (way = {}) => openPage(browser, url, way, complaints),
    stop: async () => void (await server.end()),
    startAgain: async () => {
      server = await startLotse({ ...settings, PORT: new URL(url).port }, START_MS)
    },
    close: async () => {
      await browser.close()
      await server.end()
      folder.remove()
    },
  }
}

async function openPage(browser: Browser, baseURL: string, way: Way, complaints: string[]): Promise<Page> {
  const context = await browser.newContext({
    baseURL,
    viewport: { width: way.width ?? 1440, height: way.height ?? HEIGHT },
    locale: way.language === 'en' ? 'en-GB' : 'de-DE',
    timezoneId: 'Europe/Berlin',
    colorScheme: way.dark ? 'dark' : 'light',
    reducedMotion: way.reducedMotion ? 'reduce' : 'no-preference',
    ...(way.as === undefined ? {} : { storageState: await way.as.storageState() }),
  })
  context.setDefaultTimeout(PATIENCE_MS)
  if (DELAYS) await holdBack(context)
  const page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(`${page.url()} ${error.message}`))
  page.on('console', (message) => {
    // A refusal that a screen explains is also told by the browser; only what is no refusal is a fault.
    const refusal = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !refusal) complaints.push(`${page.url()} ${message.text()}`)
  })
  page.on('request', (request) => {
    // What a page made itself is of its own origin, too.
    if (
      !request
        .url()
        .replace(/^blob:/, '')
        .startsWith(baseURL)
    )
      complaints.push(`asked elsewhere: ${request.url()}`)
  })
  return page
}

/** Holds back questions to the API: most for a moment, some for up to a second and a half. */
async function holdBack(context: BrowserContext): Promise<void> {
  await context.route('**/api/v1/**', async (route) => {
    await sleep(Math.random() * (Math.random() < 0.3 ? 1500 : 60))
    // Whoever left the page meanwhile asks no longer.
    await route.continue().catch(() => {})
  })
}

/** Signs in through the form. */
export async function signIn(
  page: Page,
  { email, password } = ADMIN as { email: string; password: string },
): Promise<void> {
  await page.goto('/')
  await page.locator('[name=email]').fill(email)
  await page.locator('[name=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL(({ pathname }) => pathname === '/')
}

/** Invites a colleague with a role, who follows the link and signs up. @returns the colleague's page. */
export async function joined(
  lotse: Console,
  admin: Page,
  { name, email, password, role }: Readonly<Record<'name' | 'email' | 'password' | 'role', string>>,
  way: Way = {},
): Promise<Page> {
  const { link } = await api<{ link: string }>(admin, 'POST', '/invitations', { email, roles: [role] })
  const page = await lotse.open(way)
  await page.goto(new URL(link).pathname + new URL(link).hash)
  await page.locator('[name=name]').fill(name)
  await page.locator('[name=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL(({ pathname }) => pathname === '/')
  return page
}

/** Calls the management API with the session of a page. @throws Error with the answer when it is a refusal. */
export async function api<Answer>(page: Page, method: string, path: string, data?: unknown): Promise<Answer> {
  const response = await page.request.fetch(`/api/v1${path}`, {
    method,
    headers: { origin: new URL(page.url()).origin },
    ...(data === undefined ? {} : { data }),
  })
  if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${await response.text()}`)
  return (await response.json()) as Answer
}

/** Sends an event as a shop would. @throws Error when it is not accepted. */
export async function track(url: string, writeKey: string, body: object, kind = 'track'): Promise<void> {
  const response = await fetch(`${url}/v1/${kind}`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
}

/**
 * What axe finds, one line each; empty when all is well. It looks without motion: a live figure that is just fading in has no contrast yet.
 */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(({ playState, effect }) => playState !== 'running' || effect?.getComputedTiming().iterations === Infinity),
  )
  // Mails are shown in frames where nothing runs, axe neither. Frames of other origins, for which axe would open a page of its own, are none of ours.
  const { violations } = await new AxeBuilder({ page })
    .exclude('iframe[sandbox]')
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
    .analyze()
  await page.emulateMedia({ reducedMotion: null })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
  )
}

/** Waits until a screen shows what it is about: its heading is there and nothing is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1:visible, h2:visible').first().waitFor()
  await page.waitForLoadState('load')
  await page.waitForFunction(() => document.querySelector('[role=status][aria-label]:not([data-sample] *)') === null)
}

/** Goes to a screen within the open page, as its links do. */
export async function follow(page: Page, path: string): Promise<void> {
  const [here, there] = [new URL(page.url()), new URL(path, page.url())]
  const before = await page.evaluate((to) => {
    for (const heading of document.querySelectorAll('h1')) heading.dataset['left'] = ''
    const { title } = document
    history.pushState(null, '', to)
    return title
  }, path)
  // A screen keeps its heading while another part of it, or another thing of the kind, is shown.
  if (here.pathname !== there.pathname)
    await page.waitForFunction(
      (title) => document.title !== title || document.querySelector('h1:not([data-left])') !== null,
      before,
    )
  await page.evaluate(() => new Promise(requestAnimationFrame))
  await settled(page)
}

/** How wide and in which theme a screen is looked at. */
type Look = { readonly width: 1440 | 390; readonly theme: 'light' | 'dark' }

/** With the others in the other language, every language meets every theme and width, and every theme every width. */
const LOOKS: readonly Look[] = [
  { width: 1440, theme: 'light' },
  { width: 390, theme: 'dark' },
]
const OTHER_LOOKS: readonly Look[] = [
  { width: 1440, theme: 'dark' },
  { width: 390, theme: 'light' },
]

/** Axe and the window's width find nothing on a screen as it stands. Leaves it wide and light. */
export async function lookedAt(page: Page, name: string, looks = LOOKS): Promise<void> {
  for (const { width, theme } of looks) {
    const look = `${name}-${width}-${theme}`
    await page.emulateMedia({ colorScheme: theme })
    await page.setViewportSize({ width, height: HEIGHT })
    expect(await overflowOf(page), look).toBeLessThanOrEqual(0)
    expect(await faultsOf(page), look).toEqual([])
    await shoot(page, look)
  }
  await page.setViewportSize({ width: 1440, height: HEIGHT })
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Looks at what the open page shows, then at the same address in English. */
export async function lookedAtInBoth(lotse: Console, page: Page, name: string): Promise<void> {
  await lookedAt(page, name)
  const english = await lotse.open({ language: 'en', as: page.context() })
  await english.goto(page.url())
  await settled(english)
  await lookedAt(english, `${name}-en`, OTHER_LOOKS)
  await english.context().close()
}

/** How far the page is wider than the window, in pixels. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
}

/** What stands out of the window at its side, innermost first, for whoever has to mend it. */
export function standsOut(page: Page): Promise<string> {
  return page.evaluate(() => {
    const clipped = (one: Element | null): boolean =>
      one !== null && (getComputedStyle(one).overflowX !== 'visible' || clipped(one.parentElement))
    const out = [...document.body.querySelectorAll('*')].filter(
      (one) => one.getBoundingClientRect().right > window.innerWidth + 1 && !clipped(one.parentElement),
    )
    return out
      .slice(-3)
      .reverse()
      .map((one) => `<${one.tagName.toLowerCase()} class="${one.className}"> ${(one.textContent ?? '').slice(0, 40)}`)
      .join(', ')
  })
}

/** Takes a picture where somebody wants to look. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: join(SHOTS, `${name}.png`) })
}
