// From an invitation to a colleague at work: the link, the first sign-in, roles and units; and a department that changes its own alone.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { api, faultsOf, lookedAtInBoth, overflowOf, shoot, signIn, WITH_ADMIN } from './console.ts'
import { type MailingConsole, plainOf, startMailing, untilMail } from './mail.ts'

/** Each of these goes over several pages with axe. */
const PATIENCE_MS = 120_000
const PASSWORD = 'ein ruhiges Fahrwasser im Sund'
const FLOW = {
  lotse: 'flow/1',
  trigger: { event: 'Seen' },
  entry: { rule: 'always' },
  start: 'end',
  steps: [{ id: 'end', kind: 'exit' }],
}

let lotse: MailingConsole
let admin: Page
let member: Page

beforeAll(async () => {
  lotse = await startMailing(WITH_ADMIN)
  admin = await lotse.open()
  await signIn(admin)
}, 180_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

test('an admin adds a department, invites somebody to it, and the mail with the link leaves', async () => {
  await admin.goto('/settings/units')
  await admin.getByRole('heading', { name: 'Noch keine Fachbereiche' }).waitFor()
  await admin.getByRole('button', { name: 'Einheit anlegen' }).first().click()
  await admin.getByLabel('Name', { exact: true }).fill('Logistik')
  await admin.getByRole('button', { name: 'Speichern' }).click()
  await admin.getByRole('cell', { name: 'Logistik' }).waitFor()
  expect(await faultsOf(admin)).toEqual([])

  await admin.getByRole('link', { name: 'Mitglieder', exact: true }).click()
  await admin.getByRole('button', { name: 'Einladen' }).first().click()
  await admin.getByLabel('E-Mail').fill('selin@example.org')
  await admin.getByLabel('Hauptrolle').selectOption('department')
  await admin.getByLabel('Logistik').check()
  expect(await faultsOf(admin)).toEqual([])
  await shoot(admin, 'members-invite')
  await admin.getByRole('button', { name: 'Einladung senden' }).click()
  await admin.getByText('Die Einladung an selin@example.org ist unterwegs.').waitFor()
  await admin.getByRole('link', { name: /Einladungen/ }).click()
  await admin.getByRole('gridcell', { name: 'selin@example.org', exact: true }).waitFor()
  expect(await faultsOf(admin)).toEqual([])
  expect(lotse.mail.mails.map(({ to }) => to)).toEqual([['selin@example.org']])
})

test(
  'the invited opens the link, gives name and password, and is in, with the role and unit of the invitation',
  async () => {
    const token = /invitation#([\w-]{20,})/.exec(plainOf(await untilMail(lotse.mail, 1)))?.[1] ?? ''
    member = await lotse.open()
    await member.goto(`/invitation#${token}`)
    await member.getByText('lädt Sie als Fachbereich ein.').waitFor()
    expect(await faultsOf(member)).toEqual([])
    await member.getByLabel('Ihr Name').fill('Selin Aydın')
    await member.getByLabel('Ihr Passwort').fill(PASSWORD)
    await member.getByRole('button', { name: 'Beitreten' }).click()
    await member.getByRole('button', { name: 'Ihr Konto: Selin Aydın' }).waitFor()
    const me = await api<{ role: string; units: { name: string }[] }>(member, 'GET', '/me')
    expect([me.role, me.units.map(({ name }) => name)]).toEqual(['department', ['Logistik']])

    const late = await lotse.open()
    await late.goto(`/invitation#${token}`)
    await late.getByRole('heading', { name: 'Diese Einladung gilt nicht mehr' }).waitFor()
    expect(await faultsOf(late)).toEqual([])
    await late.context().close()
  },
  PATIENCE_MS,
)

test('a department changes its own flow; on a foreign one there is no button, and the server refuses', async () => {
  const { items } = await api<{ items: { id: string }[] }>(admin, 'GET', '/units')
  const own = await api<{ id: string }>(admin, 'POST', `/flows?ownerId=${items[0]?.id}`, {
    ...FLOW,
    name: 'Verspätung',
  })
  const foreign = await api<{ id: string }>(admin, 'POST', '/flows', { ...FLOW, name: 'Willkommen' })
  for (const { id } of [own, foreign]) {
    await api(admin, 'POST', `/flows/${id}/publish`)
    await api(admin, 'POST', `/flows/${id}/pause`, { mode: 'hold' })
  }
  await member.goto(`/flows/${foreign.id}`)
  await member.getByRole('heading', { name: 'Willkommen' }).waitFor()
  expect(await member.getByRole('button', { name: 'Fortsetzen' }).count()).toBe(0)
  await expect(api(member, 'POST', `/flows/${foreign.id}/resume`)).rejects.toThrow('auth.not_owner')

  await member.goto(`/flows/${own.id}`)
  await member.getByRole('button', { name: 'Fortsetzen' }).click()
  await member.getByText('Veröffentlicht').first().waitFor()
  await expect(api(member, 'PUT', `/flows/${foreign.id}/owner`, { ownerId: null })).rejects.toThrow('auth.not_owner')
})

test('O4 who is responsible is seen, filtered by, changed and taken back; a department is warned before it gives away', async () => {
  const flows = (text: string) => member.getByRole('row').filter({ hasText: text })
  await member.goto('/flows?owner=mine')
  await flows('Verspätung').waitFor()
  expect(await flows('Willkommen').count()).toBe(0)

  // The page shows the new owner well before the change is settled; its undo must still know the one before.
  await admin.route('**/api/v1/units', async (route) => {
    await sleep(500)
    await route.continue()
  })
  await admin.goto('/flows')
  await admin.getByRole('link', { name: 'Willkommen' }).click()
  await admin.getByTitle('Zuständigkeit ändern').click()
  await admin.getByRole('dialog').getByLabel('Zuständig').selectOption({ label: 'Logistik (Fachbereich)' })
  expect(await faultsOf(admin)).toEqual([])
  await shoot(admin, 'flow-owner')
  await admin.getByRole('button', { name: 'Übergeben' }).click()
  await admin.getByText('Für „Willkommen“ ist jetzt Logistik zuständig.').waitFor()
  await admin.getByRole('button', { name: /Rückgängig/ }).click()
  await admin.getByTitle('Zuständigkeit ändern').filter({ hasText: 'Niemand' }).waitFor()
  await admin.unrouteAll({ behavior: 'wait' })

  await member.getByRole('link', { name: 'Verspätung' }).click()
  await member.getByTitle('Zuständigkeit ändern').click()
  await member.getByRole('dialog').getByLabel('Zuständig').selectOption({ label: 'Niemand' })
  await member.getByText('Danach können Sie nichts mehr daran ändern').waitFor()
  expect(await faultsOf(member)).toEqual([])
  await member.getByRole('button', { name: 'Übergeben' }).click()
  await member.getByText('Für „Verspätung“ ist niemand mehr zuständig.').waitFor()
  await member.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await member.getByRole('button', { name: 'Anhalten' }).count()).toBe(0)
  expect(await member.getByTitle('Zuständigkeit ändern').count()).toBe(0)
})

test('who shall be responsible for a journey stays chosen when a phone is turned', async () => {
  const edits = [
    { do: 'make', id: 'buy', kind: 'journey', journey: null, fields: { name: { de: 'Im Web-Shop kaufen' } } },
  ]
  await api(admin, 'POST', '/atlas/changes', { id: 'turned', edits })
  const phone = await lotse.open({ width: 390, height: 844, as: admin.context() })
  await phone.goto('/journeys/buy')
  await phone.getByRole('button', { name: 'Mehr zu dieser Journey' }).click()
  await phone.getByTitle('Zuständigkeit ändern').click()
  const field = phone.getByRole('dialog').getByLabel('Zuständig')
  await field.selectOption({ label: 'Logistik (Fachbereich)' })
  const chosen = await field.inputValue()
  for (const [width, height] of [
    [844, 390],
    [390, 844],
    [1440, 900],
  ] as const) {
    await phone.setViewportSize({ width, height })
    await phone.getByTitle('Zuständigkeit ändern').first().waitFor({ state: 'attached' })
    expect(await field.inputValue(), `${width}`).toBe(chosen)
  }
  await phone.getByRole('button', { name: 'Übergeben' }).click()
  await phone.getByText('Für „Im Web-Shop kaufen“ ist jetzt Logistik zuständig.').waitFor()
  await phone.context().close()
})

test('an admin removes somebody, who is out at once; undo brings them back', async () => {
  await admin.goto('/settings/members')
  await admin.getByText('Selin Aydın').first().click()
  await admin.getByRole('button', { name: 'Aus dem Arbeitsbereich entfernen' }).click()
  await admin.getByText('Selin Aydın ist kein Mitglied mehr.').waitFor()
  await member.goto('/flows')
  await member.waitForURL('**/sign-in?**')
  const restored = admin.waitForResponse('**/api/v1/members/*/restore')
  await admin.getByRole('button', { name: /Rückgängig/ }).click()
  await restored
  await admin.getByText('Selin Aydın', { exact: true }).first().waitFor()
  await signIn(member, { email: 'selin@example.org', password: PASSWORD })
})

test(
  'the settings can be used at 390 px, in the dark, in English',
  async () => {
    const narrow = await lotse.open({ width: 390, dark: true, language: 'en', as: admin.context() })
    for (const page of ['general', 'members', 'units', 'brand']) {
      await narrow.goto(`/settings/${page}`)
      await narrow.getByRole('heading', { level: 1 }).waitFor()
      await narrow.locator('main [role=status][aria-label^=Loading]').waitFor({ state: 'detached' })
      expect(await overflowOf(narrow), page).toBeLessThanOrEqual(0)
      expect(await faultsOf(narrow), page).toEqual([])
      await shoot(narrow, `settings-${page}-narrow`)
    }
    await narrow.context().close()
  },
  PATIENCE_MS,
)

test(
  'an admin sees how mail goes out and sends a test to herself; keys are shown and hidden',
  async () => {
    await admin.goto('/settings/channels')
    await admin.getByText(new URL(lotse.mail.url).host).waitFor()
    await admin.getByRole('button', { name: 'Test an mich senden' }).click()
    await admin.getByText(/ada@example.org hat ihn in .* angenommen/).waitFor()
    expect(lotse.mail.mails.at(-1)?.to).toEqual(['ada@example.org'])
    await admin.getByLabel('Adresse').fill('http://10.0.0.1/hook')
    await admin.getByRole('button', { name: 'Test senden', exact: true }).click()
    await admin.getByText('http://10.0.0.1/hook ist keine öffentliche Adresse', { exact: false }).waitFor()
    await admin.getByRole('button', { name: 'Anzeigen' }).click()
    await admin.getByText(/^whsec_/).waitFor()
    await lookedAtInBoth(lotse, admin, 'channels')
    await admin.getByRole('button', { name: 'Verbergen' }).click()
    await admin.getByText(/^whsec_/).waitFor({ state: 'detached' })
  },
  PATIENCE_MS,
)
