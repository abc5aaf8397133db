// Somebody says when they work: the week by keyboard, holidays of their state, own days; a unit differs; and it is seen at once.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ADMIN, api, type Console, faultsOf, overflowOf, settled, shoot, signIn, startConsole } from './console.ts'

const PATIENCE_MS = 120_000
type Hours = {
  calendar: { week: { from: string; to: string }[][]; holidays: { region: string; without: string[] } } | null
}

let lotse: Console
let page: Page

beforeAll(async () => {
  lotse = await startConsole({ LOTSE_ADMIN_EMAIL: ADMIN.email, LOTSE_ADMIN_PASSWORD: ADMIN.password })
  page = await lotse.open()
  await signIn(page)
  await api(page, 'PATCH', '/workspace', { zone: 'Europe/Berlin' })
  await api(page, 'POST', '/units', { kind: 'team', name: 'Nachtschicht' })
}, 180_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

const stored = async (path = '/workspace/working-calendar') => (await api<Hours>(page, 'GET', path)).calendar

test('the empty page offers an example; one press, and the next ten days stand there; it can be taken back', async () => {
  await page.goto('/settings')
  await page.getByRole('link', { name: 'Arbeitszeiten' }).click()
  await page.getByRole('heading', { name: 'Noch keine Arbeitszeiten' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'hours-empty')
  await page.getByRole('button', { name: 'Mo–Fr 9–17 Uhr übernehmen' }).click()
  await page.getByText(/^Jetzt (geöffnet, bis|geschlossen, öffnet)/).waitFor()
  expect(await page.getByRole('listitem').filter({ hasText: '09:00–17:00' }).count()).toBeGreaterThanOrEqual(6)
  await page.getByRole('button', { name: 'Rückgängig' }).click()
  await page.getByRole('heading', { name: 'Noch keine Arbeitszeiten' }).waitFor()
  await page.getByRole('button', { name: 'Mo–Fr 9–17 Uhr übernehmen' }).click()
  await page.getByRole('heading', { name: 'Woche' }).waitFor()
})

test('the week is edited without a pointer: a lunch break, taken over for the other days, a night', async () => {
  const monday = page.getByLabel('Montag, 1. Zeit: bis')
  await monday.focus()
  await page.keyboard.type('12')
  await page.getByRole('button', { name: 'Montag: Zeit hinzufügen' }).press('Enter')
  await page.getByLabel('Montag, 2. Zeit: von').waitFor()
  expect(await page.getByLabel('Montag, 2. Zeit: von').inputValue()).toBe('13:00')
  await page.getByRole('button', { name: 'Für Di–Fr übernehmen' }).press('Enter')
  await page.getByRole('button', { name: 'Samstag: Zeit hinzufügen' }).press('Enter')
  await page.getByLabel('Samstag, 1. Zeit: von').fill('22:00')
  await page.getByLabel('Samstag, 1. Zeit: bis').fill('06:00')
  await page.getByRole('button', { name: 'Woche speichern' }).press('Enter')
  await expect
    .poll(async () => (await stored())?.week[4], { timeout: 30_000 })
    .toEqual([
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ])
  expect((await stored())?.week[5]).toEqual([{ from: '22:00', to: '06:00' }])
  await page.getByText('22:00–06:00 am nächsten Tag').first().waitFor()
})

test('what is written while the week is being saved stays written', async () => {
  await page.route('**/working-calendar', async (route) => {
    await sleep(300)
    await route.continue()
  })
  const until = page.getByLabel('Samstag, 1. Zeit: bis')
  const save = page.getByRole('button', { name: 'Woche speichern' })
  // Until what was saved before is there.
  await save.waitFor({ state: 'detached' })
  await until.fill('05:00')
  await save.press('Enter')
  await until.fill('04:00')
  await expect.poll(async () => (await stored())?.week[5]).toEqual([{ from: '22:00', to: '05:00' }])
  await save.and(page.locator('[aria-busy=false]')).waitFor()
  expect(await until.inputValue()).toBe('04:00')
  await page.unrouteAll({ behavior: 'wait' })
  await page.getByRole('button', { name: 'Verwerfen' }).click()
  expect(await until.inputValue()).toBe('05:00')
})

test('hours over each other are said at their place and are not saved; leaving asks first', async () => {
  await page.getByLabel('Dienstag, 2. Zeit: von').fill('11:00')
  await page.getByText('Diese Zeiten überschneiden sich oder stehen nicht in ihrer Reihenfolge.').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Woche speichern' }).press('Enter')
  await page.getByRole('link', { name: 'Auftritt' }).click()
  await page.getByRole('dialog').getByText('Die geänderte Woche ist nicht gespeichert.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Verwerfen' }).click()
  expect(await page.getByLabel('Dienstag, 2. Zeit: von').inputValue()).toBe('13:00')
  expect((await stored())?.week[1]?.[1]?.from).toBe('13:00')
})

test('holidays of the state by name and year; one on which work goes on', async () => {
  await page.getByLabel('Bundesland oder Kanton').selectOption({ label: 'Schleswig-Holstein' })
  const list = page.getByRole('list', { name: /^Feiertage/ })
  await list.getByText('Reformationstag').waitFor()
  await expect.poll(async () => (await stored())?.holidays).toMatchObject({ region: 'DE-SH' })
  await page.goto('/settings/hours?year=2027')
  await list.getByText('Karfreitag').waitFor()
  expect(await list.getByRole('listitem').filter({ hasText: 'Karfreitag' }).innerText()).toContain('26. März')
  await page.getByRole('button', { name: 'Ein Jahr weiter' }).press('Enter')
  await page.waitForURL(/year=2028/)
  await list.getByText('14. Apr').waitFor()
  await page.getByLabel('Reformationstag: geschlossen').click()
  await expect.poll(async () => (await stored())?.holidays).toMatchObject({ region: 'DE-SH', without: ['reformation'] })
  await expect.poll(() => page.getByLabel('Reformationstag: geschlossen').isChecked()).toBe(false)
})

test(
  'own days: half days at the end of the year, company holidays by the window, gone and brought back',
  async () => {
    await page.getByRole('button', { name: '24. und 31. Dezember bis 12 Uhr' }).click()
    await page.getByRole('cell', { name: 'Heiligabend', exact: true }).waitFor()
    await page.getByRole('heading', { name: 'Eigene Tage' }).click()
    await page.keyboard.press('n')
    await page.getByRole('dialog').getByLabel('Name').fill('Betriebsferien')
    await page.getByLabel('Erster Tag').fill('2027-08-02')
    await page.getByLabel('Letzter Tag').fill('2027-08-13')
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, 'hours-own-day')
    await page.getByRole('button', { name: 'Speichern', exact: true }).click()
    await page.getByRole('cell', { name: /2\.–13\. Aug/ }).waitFor()
    await page.getByRole('button', { name: 'Betriebsferien entfernen' }).click()
    await page.getByText('„Betriebsferien“ entfernt.').waitFor()
    await page.getByRole('cell', { name: 'Betriebsferien', exact: true }).waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
    await page.getByRole('cell', { name: 'Betriebsferien', exact: true }).waitFor()
  },
  PATIENCE_MS,
)

test(
  'a unit takes the workspace’s hours over until it gets its own, in every look',
  async () => {
    await page.getByLabel('Für', { exact: true }).selectOption({ label: 'Nachtschicht' })
    await page.getByText('Hier gelten die Zeiten des Arbeitsbereichs.').waitFor()
    expect(await page.getByRole('button', { name: 'Montag: Zeit hinzufügen' }).count()).toBe(0)
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Eigene Zeiten festlegen' }).click()
    await page.getByRole('button', { name: 'Montag: Zeit hinzufügen' }).waitFor()
    await page.getByRole('combobox', { name: 'Zeitzone' }).selectOption('America/New_York')
    await page.getByText('Zeiten in America/New York').waitFor()
    for (const way of [{ language: 'de' }, { language: 'en', dark: true }, { language: 'de', width: 390 }] as const) {
      const look = await lotse.open({ ...way, as: page.context() })
      await look.goto('/settings/hours')
      await settled(look)
      await look.getByRole('button', { name: /Montag: Zeit hinzufügen|Monday: add hours/ }).waitFor()
      expect(await faultsOf(look)).toEqual([])
      expect(await overflowOf(look)).toBeLessThanOrEqual(0)
      await look.setViewportSize({ width: 'width' in way ? way.width : 1440, height: 2300 })
      await shoot(look, `hours-${Object.values(way).join('-')}`)
      await look.context().close()
    }
    await page.getByRole('button', { name: 'Eigene Zeiten entfernen' }).click()
    await page.getByText('Hier gelten die Zeiten des Arbeitsbereichs.').waitFor()
  },
  PATIENCE_MS,
)

test('of two who change the week at once the second is told and sees the first', async () => {
  await page.goto('/settings/hours')
  await page.getByLabel('Montag, 1. Zeit: von').fill('08:00')
  const hours = await api<{ calendar: object; version: number }>(page, 'GET', '/workspace/working-calendar')
  const calendar = { ...hours.calendar, zone: 'Europe/Vienna' }
  await api(page, 'PUT', '/workspace/working-calendar', { calendar, version: hours.version })
  await page.getByRole('button', { name: 'Woche speichern' }).click()
  await page.getByText(/in der Zwischenzeit|inzwischen/).waitFor()
  await page.getByText('Zeiten in Europe/Vienna').waitFor()
  expect(await page.getByLabel('Montag, 1. Zeit: von').inputValue()).toBe('08:00')
  await page.getByRole('button', { name: 'Woche speichern' }).click()
  await expect.poll(async () => (await stored())?.week[0]?.[0]?.from).toBe('08:00')
})
