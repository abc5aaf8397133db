// The large map in a real browser before a real server, for measurements of the map. Measures nothing itself.
import { type Browser, chromium, type Page } from 'playwright-core'
import { makeLargeMap } from './large-map.ts'
import { type BenchServer, startServer } from './server.ts'

const ADMIN = { email: 'bench@example.org', password: 'a calm passage home' }
const VIEWPORT = { width: 1440, height: 900 }

/** A browser that is signed in where the large map lies. */
export type MapPage = { readonly page: Page; readonly path: string; close(): Promise<void> }

/** Starts server and browser and makes the map. */
export async function openMapPage(): Promise<MapPage> {
  const server: BenchServer = await startServer({
    env: { LOTSE_ADMIN_EMAIL: ADMIN.email, LOTSE_ADMIN_PASSWORD: ADMIN.password },
  })
  const browser: Browser = await chromium.launch({
    executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  const close = async () => {
    await browser.close()
    await server.stop()
  }
  try {
    const context = await browser.newContext({ baseURL: server.url, viewport: VIEWPORT, locale: 'de-DE' })
    const page = await context.newPage()
    await page.goto('/')
    await page.locator('[name=email]').fill(ADMIN.email)
    await page.locator('[name=password]').fill(ADMIN.password)
    await page.locator('button[type=submit]').click()
    await page.waitForURL(({ pathname }) => pathname === '/')
    const id = await makeLargeMap(page, new URL(server.url).origin)
    return { page, path: `/journeys/${id}`, close }
  } catch (error) {
    await close()
    throw error
  }
}
