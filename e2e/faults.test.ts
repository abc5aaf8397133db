// The data team of the demo company looks after what went wrong: refused events by reason, read again after a mend or put away, and an
// input that was set aside.
import type { Mapping } from '@lotse/protocol'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { api, faultsOf, lookedAt } from './console.ts'
import { DEMO_START_MS, type Demo, startDemo } from './demo.ts'

const SLOW_MS = 180_000

let demo: Demo

beforeAll(async () => {
  demo = await startDemo()
}, DEMO_START_MS)
afterAll(() => demo?.close())

async function asData(look: (page: Page) => Promise<void>): Promise<void> {
  const { page, complaints } = await demo.as('data')
  await look(page)
  expect(complaints).toEqual([])
  await page.context().close()
}

const PAYMENT: Mapping = {
  event: 'type',
  userId: 'data.customer.number',
  timestamp: 'created_at',
  properties: { amount: { column: 'data.amount', as: 'comma' }, payment: 'id' },
}

test(
  'refused events stand by reason and source; one is looked at, a reason is put away and taken back',
  () =>
    asData(async (page) => {
      await page.goto('/inputs?show=refused')
      const groups = page.getByRole('table', { name: 'Nach Grund' })
      for (const source of ['App', 'Warenwirtschaft', 'CRM', 'Contact Center', 'Bezahldienst'])
        await groups.getByRole('row').filter({ hasText: source }).waitFor()
      await lookedAt(page, 'refused-demo')
      await page.getByRole('grid').getByRole('row').filter({ hasText: 'Bezahldienst' }).first().click()
      await page.getByRole('dialog').getByText('pay_700').first().waitFor()
      expect(await faultsOf(page)).toEqual([])
      await page.keyboard.press('Escape')
      const app = groups.getByRole('row').filter({ hasText: 'Nennt keinen Kunden' })
      await app.getByRole('button', { name: 'Alle verwerfen' }).click()
      await page.getByText('4 Ereignisse verworfen').waitFor()
      await app.waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Rückgängig' }).click()
      await app.waitFor()
      await app.getByRole('button', { name: 'Alle verwerfen' }).click()
      await app.waitFor({ state: 'detached' })
      await page.goto('/inputs?show=refused&state=discarded')
      await page.getByRole('grid').getByRole('row').filter({ hasText: 'Verworfen' }).nth(3).waitFor()
    }),
  SLOW_MS,
)

test(
  'what nobody had mapped is mapped, and all of that reason is read again',
  () =>
    asData(async (page) => {
      const { items } = await api<{ items: { id: string; name: string }[] }>(page, 'GET', '/sources?limit=200')
      const payments = items.find(({ name }) => name === 'Bezahldienst')
      await api(page, 'PATCH', `/sources/${payments?.id}`, { mapping: PAYMENT })
      await page.goto('/inputs?show=refused')
      const groups = page.getByRole('table', { name: 'Nach Grund' })
      const unmapped = groups.getByRole('row').filter({ hasText: 'Quelle ist noch nicht zugeordnet' })
      await unmapped.getByRole('button', { name: 'Alle neu prüfen' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Neu prüfen' }).click()
      await page.getByText('3 angenommen, 0 weiterhin abgelehnt').waitFor()
      await unmapped.waitFor({ state: 'detached' })
      await page.goto(`/events?source=${payments?.id}`)
      await page.getByRole('row').filter({ hasText: 'payment.refunded' }).waitFor()
    }),
  SLOW_MS,
)

test(
  'an input that was set aside is looked at, put away, taken back, and applied again',
  () =>
    asData(async (page) => {
      await page.goto('/inputs?show=set-aside')
      const group = page
        .getByRole('table', { name: 'Nach Grund' })
        .getByRole('row')
        .filter({ hasText: 'Example of the demo' })
      await group.waitFor()
      await lookedAt(page, 'set-aside-demo')
      await page.getByRole('grid').getByRole('row').filter({ hasText: 'Example of the demo' }).click()
      await page.getByRole('dialog').getByText('at the demo (invented)').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await page.keyboard.press('Escape')
      await group.getByRole('button', { name: 'Alle verwerfen' }).click()
      await page.getByText('1 Eingang verworfen').waitFor()
      await group.waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Rückgängig' }).click()
      await group.waitFor()
      await group.getByRole('button', { name: 'Alle erneut anwenden' }).click()
      await page.getByRole('dialog').getByRole('button').last().click()
      await group.waitFor({ state: 'detached' })
      await page
        .getByText('Nichts ist beiseitegelegt')
        .or(page.getByText(/angewendet/))
        .first()
        .waitFor()
    }),
  SLOW_MS,
)
