// The demo company at work with a real browser before it, for tests that follow its members. Each comes with the rights of their role.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { runLotse, temporaryFolder, until } from '../tests/process.ts'
import { settled, signIn } from './console.ts'

/** How long the demo may take to start on a busy machine. */
export const DEMO_START_MS = 300_000
const PATIENCE_MS = 30_000

/** Somebody of the company. */
export type DemoUser = { readonly email: string; readonly password: string; readonly role: string }

/** What the demo tells programs. */
type Told = { readonly url: string; readonly writeKey: string; readonly users: readonly DemoUser[] }

/** The running demo. */
export type Demo = Told & {
  /** A page of its own, signed in as the member with a role, at their start page; the last line of the test closes its context. */
  as(role: string): Promise<Visit>
  close(): Promise<void>
}

/** One member's page. */
export type Visit = {
  readonly page: Page
  /** Errors of the page's own scripts. */
  readonly complaints: string[]
  /** What the server refused or failed to answer, one line each. */
  readonly refusals: string[]
}

/** Starts the demo and a browser. */
export async function startDemo(): Promise<Demo> {
  const folder = temporaryFolder()
  const env = { PORT: String(await freePort()), LOTSE_DATA: folder.path }
  const running = runLotse(['demo', '--speed', '5'], env)
  await until(() => /^Lotse is ready at http/m.test(running.output()), DEMO_START_MS)
  const told: Told = JSON.parse(readFileSync(join(folder.path, 'demo.json'), 'utf8'))
  const browser = await chromium.launch({
    executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  const as = async (role: string): Promise<Visit> => {
    const user = told.users.find((one) => one.role === role)
    if (user === undefined) throw new Error(`nobody has the role ${role}`)
    const viewport = { width: 1440, height: 900 }
    const context = await browser.newContext({ baseURL: told.url, viewport, locale: 'de-DE' })
    context.setDefaultTimeout(PATIENCE_MS)
    const page = await context.newPage()
    const complaints: string[] = []
    const refusals: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    await signIn(page, user)
    page.on('response', (answer) => {
      if (answer.status() >= 400) refusals.push(`${answer.status()} ${answer.request().method()} ${answer.url()}`)
    })
    await page.getByRole('navigation').first().waitFor()
    await settled(page)
    return { page, complaints, refusals }
  }
  const close = async () => {
    await browser.close()
    await running.end('SIGKILL')
    folder.remove()
  }
  return { ...told, as, close }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}
