// Whose door it is: the sign-in of the only workspace wears its name, logo and colour, readable in both themes, and so does an invitation.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ADMIN, api, type Console, faultsOf, overflowOf, shoot, signIn, startConsole, type Way } from './console.ts'

const PATIENCE_MS = 120_000
const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="180" height="40"><rect width="180" height="40" fill="#ffcc00"/><text x="12" y="27" font-size="20">Nordlicht</text></svg>'

let lotse: Console
let admin: Page

beforeAll(async () => {
  lotse = await startConsole({ LOTSE_ADMIN_EMAIL: ADMIN.email, LOTSE_ADMIN_PASSWORD: ADMIN.password })
  admin = await lotse.open()
  await signIn(admin)
}, 180_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

const button = (page: Page) => page.locator('button[type=submit]')
const looksOf = (page: Page) =>
  button(page).evaluate((element) => [getComputedStyle(element).backgroundColor, getComputedStyle(element).color])

test('without a brand it is Lotse’s own door', async () => {
  const page = await lotse.open()
  await page.goto('/sign-in')
  await page.getByText('Jede Kundenreise, live.').waitFor()
  expect(await looksOf(page)).toEqual(['rgb(10, 107, 114)', 'rgb(255, 255, 255)'])
  await page.context().close()
})

test(
  'name, logo and a light colour with dark text; accessible in both themes and narrow',
  async () => {
    await api(admin, 'PUT', '/workspace/brand', { name: 'Nordlicht', color: '#ffcc00' })
    const ways: Way[] = [{ language: 'de' }, { language: 'en', dark: true }, { language: 'de', width: 390 }]
    for (const logo of [null, LOGO]) {
      if (logo !== null)
        await api(admin, 'PUT', '/workspace/brand/logo', { data: Buffer.from(logo).toString('base64') })
      for (const [at, way] of ways.entries()) {
        const page = await lotse.open(way)
        await page.goto('/sign-in')
        if (logo === null) await page.getByText('Nordlicht').waitFor()
        else await page.getByRole('img', { name: 'Nordlicht' }).waitFor()
        await expect.poll(() => looksOf(page)).toEqual(['rgb(255, 204, 0)', 'rgb(0, 0, 0)'])
        expect(await faultsOf(page)).toEqual([])
        expect(await overflowOf(page)).toBeLessThanOrEqual(0)
        await shoot(page, `brand-${logo === null ? 'name' : 'logo'}-${at}`)
        await page.context().close()
      }
    }
  },
  PATIENCE_MS,
)

test(
  'with a second workspace the door is nobody’s, and an invitation wears the colours of the one it leads to',
  async () => {
    const { link } = await api<{ link: string }>(admin, 'POST', '/invitations', {
      email: 'guest@example.org',
      roles: ['viewer'],
    })
    await api(admin, 'POST', '/workspaces', { name: 'Südwind' })
    const page = await lotse.open()
    await page.goto('/sign-in')
    await page.getByText('Jede Kundenreise, live.').waitFor()
    expect(await page.getByText('Nordlicht').count()).toBe(0)
    await page.goto(new URL(link).pathname + new URL(link).hash)
    await page.getByRole('img', { name: 'Nordlicht' }).waitFor()
    await expect.poll(() => looksOf(page)).toEqual(['rgb(255, 204, 0)', 'rgb(0, 0, 0)'])
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, 'brand-invitation')
    await page.context().close()
  },
  PATIENCE_MS,
)
