// Tickets in the console: a system is connected, its statuses and rules set, a department's place chosen; lists show what to ask about, and a conflict is chosen.
import type { ShownTicket, TicketLine } from '@lotse/protocol'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  api,
  type Console,
  faultsOf,
  lookedAt,
  overflowOf,
  settled,
  signIn,
  startConsole,
  WITH_ADMIN,
} from './console.ts'

let lotse: Console
let page: Page
beforeAll(async () => {
  lotse = await startConsole(WITH_ADMIN)
  page = await lotse.open()
  await signIn(page)
}, 120_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })

test('a connection tells how it does; what its statuses stand for and where a department opens tickets is set here and undone', async () => {
  await page.goto('/settings/tickets')
  await page.getByRole('heading', { name: 'Kein Ticketsystem ist angebunden' }).waitFor()
  expect([await faultsOf(page), await overflowOf(page)]).toEqual([[], 0])
  await api(page, 'POST', '/units', { kind: 'department', name: 'Produkt & Web', parentId: null })
  const said = { kind: 'redmine', name: 'Tracker', baseUrl: 'https://tickets.example', secret: 'a key of ours' }
  await api(page, 'POST', '/ticket-connections', said)
  await page.reload()
  const card = page.getByRole('region', { name: 'Tracker' })
  await card.getByText('/v1/ticket-hook/').waitFor()
  await card.getByRole('button', { name: 'Status und Regeln' }).click()
  const mapping = page.getByRole('dialog', { name: /Status und Regeln/ })
  await mapping.getByLabel('Richtung').selectOption('mirror')
  await mapping.getByLabel('Überfällig nach Tagen in Arbeit').fill('5')
  await mapping.getByLabel('Erledigt', { exact: true }).selectOption('')
  expect(await faultsOf(page)).toEqual([])
  await mapping.getByRole('button', { name: 'Speichern' }).click()
  await card.getByText('Nur lesen').waitFor()
  await button('Rückgängig').click()
  await page.getByText(/^Rückgängig gemacht/).waitFor()
  await card.getByText('In beide Richtungen').waitFor()
  await page.getByRole('button', { name: 'Ändern Produkt & Web' }).click()
  const target = page.getByRole('dialog', { name: /Wo Tickets entstehen/ })
  await target.getByLabel('Anbindung').selectOption({ label: 'Tracker' })
  await target.getByLabel('Projekt').fill('CX')
  await target.getByRole('button', { name: 'Speichern' }).click()
  await page.getByRole('cell', { name: 'CX' }).waitFor()
  expect(await page.content()).not.toContain(said.secret)
  await lookedAt(page, 'ticket-settings')
})

const status = { id: '5', name: 'Done', category: 'done', state: 'solved' } as const
const system = { id: '1', name: 'Tracker', kind: 'redmine', mode: 'drive' } as const
const line: TicketLine = {
  insight: 'shipping',
  name: { de: 'Versandkosten erst im letzten Schritt' },
  status: 'inProgress',
  departmentId: null,
  state: 'linked',
  version: 7,
  system,
  key: 'CX-7',
  url: 'https://tickets.example/CX-7',
  there: status,
  assignee: 'Paul',
  statusSince: '2026-11-01T08:00:00.000Z',
  updatedAt: '2026-11-02T08:00:00.000Z',
  overdueSince: '2026-11-15T08:00:00.000Z',
  untouchedSince: null,
  conflicts: 1,
  failure: null,
}
const ticket: ShownTicket = {
  ...{ insight: line.insight, state: 'linked', version: 7, system, key: line.key, url: line.url, status },
  ...{ assignee: 'Paul', createdAt: line.statusSince, updatedAt: line.updatedAt, statusSince: line.statusSince },
  ...{ readAt: line.updatedAt, why: null, failure: null, fields: [] },
  conflicts: [
    {
      id: '3',
      field: 'status',
      local: 'inProgress',
      remote: 'solved',
      baseline: 'ticket',
      at: '2026-11-02T08:00:00.000Z',
      resolvedAt: null,
      by: null,
      choice: null,
    },
  ],
}

test('a conflict is shown in the list with both values, and what is chosen is sent with the version that was seen', async () => {
  const sent: unknown[] = []
  let open = true
  await page.route(/\/api\/v1\/tickets\?/, (route) => {
    const counts = { all: 1, overdue: 1, untouched: 0, conflicts: open ? 1 : 0, failing: 0 }
    return route.fulfill({ json: { items: [{ ...line, conflicts: counts.conflicts }], next: null, counts } })
  })
  await page.route('**/api/v1/insights/shipping/ticket', (route) => route.fulfill({ json: ticket }))
  await page.route('**/api/v1/insights/shipping/ticket/conflicts/3', (route) => {
    sent.push(route.request().postDataJSON())
    open = false
    return route.fulfill({ json: { ...ticket, version: 8, conflicts: [] } })
  })
  await page.goto('/insights/tickets?show=overdue')
  await settled(page)
  await page.getByText('Versandkosten erst im letzten Schritt').waitFor()
  await lookedAt(page, 'tickets')
  await button('Wählen').click()
  const dialog = page.getByRole('dialog', { name: /CX-7/ })
  await dialog.getByText('Hier wurde es „In Arbeit“, im Ticket „Gelöst“; vorher war es „Ticket“.').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Das des Tickets nehmen: Gelöst' }).click()
  await page.getByText('Gewählt. Die andere Seite folgt in wenigen Sekunden.').waitFor()
  expect(sent).toEqual([{ version: 7, take: 'remote' }])
  await page.unroute(/\/api\/v1\/tickets\?/)
})
