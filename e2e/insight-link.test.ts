// A single insight on its way out: a link that somebody without an account opens and comments by, which the discussion keeps, and its end.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { samplePng } from '../packages/server/src/pictures/pictures.fixture.ts'
import { api, type Console, joined, lookedAtInBoth, settled, signIn, startConsole, WITH_ADMIN } from './console.ts'

let lotse: Console
let ada: Page

vi.setConfig({ testTimeout: 180_000 })

beforeAll(async () => {
  lotse = await startConsole(WITH_ADMIN)
  ada = await lotse.open()
  await signIn(ada)
  const make = (kind: string, id: string, fields: object, journey: string | null = null) => {
    return { do: 'make', id, kind, journey, fields }
  }
  const edits = [
    make('journey', 'buy', { name: { de: 'Ein Zelt kaufen' } }),
    make('phase', 'p', { name: { de: 'Kaufen' }, order: 'V' }, 'buy'),
    make('step', 's', { name: { de: 'Bezahlen' }, phase: 'p', order: 'V' }, 'buy'),
    make('insight', 'slow', {
      name: { de: 'Bezahlen dauert zu lange', en: 'Paying takes too long' },
      about: { de: 'Viele brechen am Handy ab.' },
      sort: 'painPoint',
      concerns: ['s'],
    }),
  ]
  await api(ada, 'POST', '/atlas/changes', { id: 'made', edits })
}, 180_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

/** Makes a link in the dialog and gives its address. */
async function shared(name: string): Promise<string> {
  await ada.goto('/journeys/library/slow')
  await ada.getByRole('button', { name: 'Teilen', exact: true }).click()
  const dialog = ada.getByRole('dialog')
  await dialog.getByLabel('Für wen er ist').fill(name)
  await dialog.getByLabel('Zeigen, was Ihre Leute in der Diskussion geschrieben haben').check()
  await dialog.getByLabel('Zeigen, wie weit er ist, wer zuständig ist und wie er bewertet ist').check()
  await lookedAtInBoth(lotse, ada, 'insight-link-dialog')
  await dialog.getByRole('button', { name: 'Link anlegen' }).click()
  await dialog.getByText('Der Link ist da').waitFor()
  const address = await dialog.locator('code').innerText()
  expect(address).toContain('/shared/insight#')
  return address
}

test('[R0.29] [R0.30] a guest opens the link, reads the insight and comments; the answer comes back, and a withdrawn link opens nothing', async () => {
  const address = await shared('Agentur Nordlicht')
  const guest = await lotse.open()
  await guest.goto(address)
  await guest.getByRole('heading', { level: 1, name: 'Bezahlen dauert zu lange' }).waitFor()
  await guest.getByText('Viele brechen am Handy ab.').waitFor()
  await guest.getByText('Ein Zelt kaufen › Kaufen › Bezahlen').waitFor()
  await guest.getByText('Nennen Sie zuerst Ihren Namen').waitFor()
  await guest.getByLabel('Ihr Name').fill('Nora Nordlicht')
  await guest.getByLabel('Ihr Kommentar').fill('Bei uns auch, vor allem mit Karte')
  await guest.getByRole('button', { name: 'Kommentar senden' }).click()
  await guest.getByText('Ihr Kommentar ist da').waitFor()
  await settled(guest)
  await lookedAtInBoth(lotse, guest, 'shared-insight')
  // It stands in the discussion of the insight, and is answered there.
  await ada.getByRole('button', { name: 'Schließen' }).click()
  const thread = ada.getByRole('listitem').filter({ hasText: 'Bei uns auch, vor allem mit Karte' })
  await thread.first().waitFor()
  await thread.getByRole('button', { name: 'Antworten' }).click()
  await ada.getByLabel('Antworten').fill('Danke, wir sehen es uns an')
  await ada.keyboard.press('Control+Enter')
  await guest.reload()
  await guest.getByText('Danke, wir sehen es uns an').waitFor()
  // Withdrawn, it opens nothing any more.
  await ada.getByRole('button', { name: 'Teilen', exact: true }).click()
  await ada
    .getByRole('listitem')
    .filter({ hasText: 'Agentur Nordlicht' })
    .getByRole('button', { name: 'Zurückziehen' })
    .click()
  await ada.getByRole('dialog', { name: 'zurückziehen?' }).getByRole('button', { name: 'Zurückziehen' }).click()
  await ada.getByText('Der Link „Agentur Nordlicht“ ist zurückgezogen.').waitFor()
  await guest.reload()
  await guest.getByText('Dieser Link öffnet nichts').waitFor()
})

test('[R0.14] [R0.28] a picture is added, taken away and brought back on the page of an insight, and stands in its PDF and behind its link', async () => {
  await ada.goto('/journeys/library/slow')
  await ada.getByRole('button', { name: 'Bild hinzufügen' }).click()
  const dialog = ada.getByRole('dialog')
  const buffer = samplePng(40)
  await dialog.locator('input[type=file]').setInputFiles({ name: 'kasse.png', mimeType: 'image/png', buffer })
  await dialog.getByAltText('Vorschau').waitFor()
  await dialog.getByLabel('Was ist zu sehen?').fill('Die Fehlermeldung')
  await dialog.getByRole('button', { name: 'Bild übernehmen' }).click()
  await ada.getByAltText('Die Fehlermeldung').waitFor()
  await settled(ada)
  await lookedAtInBoth(lotse, ada, 'insight-pictures')
  // Without the message about what was added, there is one way back.
  await ada.reload()
  await ada.getByRole('button', { name: 'Bild entfernen: Die Fehlermeldung' }).click()
  await ada.getByAltText('Die Fehlermeldung').waitFor({ state: 'detached' })
  await ada.getByRole('button', { name: 'Rückgängig', exact: true }).click()
  await ada.getByText(/^Rückgängig gemacht/).waitFor()
  await ada.getByAltText('Die Fehlermeldung').waitFor()
  const waiting = ada.waitForEvent('download')
  await ada.getByRole('link', { name: 'PDF', exact: true }).click()
  expect((await waiting).suggestedFilename()).toMatch(/^bezahlen-dauert-zu-lange-.*\.pdf$/)
  const guest = await lotse.open()
  await guest.goto(await shared('Druckerei'))
  await guest.getByAltText('Die Fehlermeldung').waitFor()
  await settled(guest)
  await lookedAtInBoth(lotse, guest, 'shared-insight-picture')
})

test('who only reads sees no button to share an insight', async () => {
  const vera = await joined(lotse, ada, {
    name: 'Vera',
    email: 'vera@example.org',
    password: 'a calm passage home',
    role: 'viewer',
  })
  await vera.goto('/journeys/library/slow')
  await vera.getByRole('heading', { level: 1, name: 'Bezahlen dauert zu lange' }).waitFor()
  await settled(vera)
  expect(await vera.getByRole('button', { name: 'Teilen', exact: true }).count()).toBe(0)
  expect(await vera.getByRole('button', { name: /Bild (hinzufügen|entfernen)/ }).count()).toBe(0)
})
