// By keyboard alone: palette, shortcuts, lists, undo, dialogs. Focus is always somewhere, comes back, and is never caught.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { places } from '../packages/web/src/shell/places.ts'
import { ADMIN, api, type Console, faultsOf, signIn, startConsole, type Way, WITH_ADMIN } from './console.ts'

let lotse: Console
let signedIn: Page

beforeAll(async () => {
  lotse = await startConsole(WITH_ADMIN)
  signedIn = await lotse.open()
  await signIn(signedIn)
}, 120_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

async function at(path: string, way: Way = {}): Promise<Page> {
  const page = await lotse.open({ as: signedIn.context(), ...way })
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
/** The first line of the row that has focus. */
const row = (page: Page) => page.evaluate(() => document.activeElement?.closest('[role=row]')?.getAttribute('data-id'))
const selected = (page: Page) => page.locator('[role=row][aria-selected=true]').count()

test('the palette goes anywhere and gives focus back when it is left', async () => {
  const page = await at('/design?part=lists')
  await page.getByRole('row').nth(1).waitFor()
  await press(page, 'j', 'j')
  expect(await row(page)).toBe('2')
  await press(page, 'Control+k')
  await page.getByRole('combobox').waitFor()
  await press(page, 'Escape')
  await page.getByRole('combobox').waitFor({ state: 'detached' })
  expect(await row(page)).toBe('2')
  await press(page, 'Control+k')
  await page.getByRole('combobox').fill('quell')
  await page.getByRole('option', { name: 'Quellen' }).waitFor()
  await press(page, 'Enter')
  await page.waitForURL('**/sources')
  await page.getByRole('heading', { name: 'Quellen', level: 1 }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  await page.context().close()
})

test('the palette does what can be done with the selection', async () => {
  const page = await at('/design?part=lists')
  await page.getByRole('row').nth(1).waitFor()
  await press(page, 'j', 'x', 'Shift+ArrowDown', 'Shift+ArrowDown')
  expect(await selected(page)).toBe(3)
  await press(page, 'Control+k')
  await page.getByRole('combobox').fill('archiv')
  await press(page, 'Enter')
  await page.getByText('3 Zeilen archiviert').waitFor()
  await press(page, 'Control+z')
  await page.getByText(/^Rückgängig gemacht/).waitFor()
  await page.context().close()
})

test('g and a letter go to a screen; what is typed into a field is text', async () => {
  const page = await at('/design?part=lists')
  await press(page, 'g', 'c')
  await page.waitForURL('**/customers')
  await page.goBack()
  await page.getByRole('row').nth(1).waitFor()
  await press(page, '/')
  await page.keyboard.type('gcj?')
  expect(await page.getByRole('searchbox').inputValue()).toBe('gcj?')
  await page.waitForURL('**find=gcj**')
  await page.getByText('Nichts passt dazu').waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.context().close()
})

test('single letters can be switched off, and stay off', async () => {
  const page = await at('/design?part=lists')
  await press(page, '?')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Gehe zu').waitFor()
  await dialog.getByRole('switch').press('Space')
  await press(page, 'Escape')
  await dialog.waitFor({ state: 'detached' })
  await press(page, '?', 'g', 'c', 'j')
  expect(new URL(page.url()).pathname).toBe('/design')
  expect(await dialog.count()).toBe(0)
  await page.reload()
  await page.getByRole('row').nth(1).waitFor()
  await press(page, 'j')
  expect(await row(page)).toBeUndefined()
  await press(page, 'Control+k')
  await page.getByRole('combobox').waitFor()
  await page.context().close()
})

test('a list is walked, opened and left; the row with focus stays while one scrolls', async () => {
  const page = await at('/design?part=lists')
  await page.getByRole('row').nth(1).waitFor()
  await press(page, 'j', 'End')
  expect(await row(page)).toBe('100')
  await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, 0))
  await page.locator('[data-id="1"]').waitFor()
  expect(await row(page)).toBe('100')
  await press(page, 'Home', 'ArrowDown', 'Enter')
  await page.locator('[data-id="2"][data-open=true]').waitFor()
  await press(page, 'Control+a')
  await page
    .getByText(/ausgewählt/)
    .first()
    .waitFor()
  await press(page, 'Escape')
  expect(await selected(page)).toBe(0)
  await page.context().close()
})

test('filters, order and columns stand in the address, and back undoes a filter', async () => {
  const page = await at('/design?part=lists')
  await page.getByRole('button', { name: 'Bestellungen' }).click()
  await page.waitForURL('**sort=-orders**')
  await page.locator('[aria-sort=descending]').waitFor()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByLabel('Kanal').selectOption('email')
  await page.waitForURL('**channel=email**')
  await press(page, 'Escape')
  await page.getByRole('button', { name: 'Filter „Kanal“ entfernen' }).waitFor()
  await page.getByRole('button', { name: 'Spalten und Zeilen' }).click()
  await page.getByRole('checkbox', { name: 'E-Mail' }).click()
  await page.waitForURL('**cols=**')
  await press(page, 'Escape')
  await page.getByRole('columnheader', { name: 'E-Mail' }).waitFor({ state: 'detached' })
  await page.goBack()
  await page.getByRole('button', { name: 'Filter „Kanal“ entfernen' }).waitFor({ state: 'detached' })
  await page.context().close()
})

test('a view is saved, found again, removed, and brought back', async () => {
  const page = await at('/design?part=lists&sort=-orders')
  const menu = page.getByRole('button', { name: 'Gespeicherte Ansichten' })
  await menu.click()
  await page.getByRole('menuitem', { name: 'Diese Ansicht speichern …' }).click()
  await page.getByLabel('Name der Ansicht').fill('Viel bestellt')
  await press(page, 'Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.goto('/design?part=lists')
  await menu.click()
  await page.getByRole('menuitem', { name: 'Viel bestellt' }).click()
  await page.waitForURL('**sort=-orders**')
  await menu.click()
  await page.getByRole('menuitem', { name: '„Viel bestellt“ entfernen' }).click()
  await page.getByText('Ansicht „Viel bestellt“ entfernt').waitFor()
  await page.getByRole('button', { name: /^Rückgängig/ }).click()
  await menu.click()
  await page.getByRole('menuitem', { name: 'Viel bestellt', exact: true }).waitFor()
  await page.context().close()
})

test('a message with a way back waits while it is pointed at, and is gone after its time', async () => {
  const page = await at('/design?part=forms')
  await page.clock.install()
  await page.getByRole('button', { name: 'Erledigt, mit Rückgängig' }).click()
  const message = page.getByRole('listitem').filter({ hasText: 'Erledigt' })
  await message.getByRole('button', { name: /^Rückgängig/ }).focus()
  await page.clock.fastForward(60_000)
  expect(await message.count()).toBe(1)
  await page.getByRole('button', { name: 'Dialog', exact: true }).focus()
  await page.clock.fastForward(11_000)
  await message.waitFor({ state: 'detached' })
  await page.context().close()
})

test('the account menu is opened, walked and left by keyboard, and axe finds nothing in it', async () => {
  const page = await at('/account')
  const button = page.getByRole('button', { name: /^Ihr Konto:/ })
  await button.focus()
  await press(page, 'Enter')
  await page.getByRole('menu').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.waitForFunction(() => document.activeElement?.getAttribute('role')?.startsWith('menuitem'))
  await press(page, 'End')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Abmelden')
  await press(page, 'Escape')
  await page.getByRole('menu').waitFor({ state: 'detached' })
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.context().close()
})

test('a question gives focus to the harmless answer, and back where it came from', async () => {
  const page = await at('/design?part=forms')
  const ask = page.getByRole('button', { name: 'Rückfrage' })
  await ask.focus()
  await press(page, 'Enter')
  await page.getByRole('dialog').waitFor()
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Abbrechen')
  await press(page, 'Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await ask.evaluate((button) => button === document.activeElement)).toBe(true)
  await page.context().close()
})

test('Tab walks through a whole screen and comes around: nothing holds it', async () => {
  const page = await at('/design?part=lists')
  await page.getByRole('row').nth(1).waitFor()
  const seen = new Set<string>()
  for (let turn = 0; turn < 60; turn += 1) {
    await press(page, 'Tab')
    const name = await page.evaluate(() => {
      const { activeElement: now } = document
      return now === null || now === document.body
        ? 'outside'
        : `${now.tagName} ${now.getAttribute('aria-label') ?? now.textContent}`
    })
    if (name === 'outside') break
    seen.add(name)
  }
  expect(seen.size).toBeGreaterThan(15)
  expect(seen.size).toBeLessThan(45)
  await page.context().close()
})

/** Shortcuts of screens with what must have happened after them; those of lists, places and the shell are tested above. */
const shown = (name: string | RegExp) => (page: Page) => page.getByRole('dialog', { name }).waitFor()
const went = (path: string) => (page: Page) => page.waitForURL(`**${path}`)
const screens: readonly [path: string, keys: Readonly<Record<string, (page: Page) => Promise<unknown>>>][] = [
  ['/flows', { n: went('/flows/new') }],
  ['/journeys', { n: went('/journeys/new') }],
  ['/journeys/touchpoints', { n: shown('Neuer Touchpoint') }],
  ['/journeys/personas', { n: shown('Neue Persona') }],
  ['/sources', { n: shown('Quelle anschließen') }],
  ['/customers', { c: shown(/Bedingung/) }],
  ['/settings/members', { n: shown(/einladen/) }],
  ['/settings/units', { n: shown(/Einheit/) }],
  ['/settings/tickets', { n: shown('System anbinden') }],
  ['/settings/tokens', { n: shown(/Token/) }],
  ['/messages/barred', { n: shown('An eine Adresse nichts mehr senden') }],
  ['/measures', { n: went('/measures/new') }],
  ['/templates', { n: went('/templates/new') }],
  ['/messages/topics', { n: shown('Thema hinzufügen') }],
]
const LIST_KEYS = new Set(['/', 'j', 'k'])

test.each(screens)(
  'every shortcut that ? shows on %s works',
  async (path, does) => {
    const page = await at(path)
    await page.locator('main [role=status][aria-label^=Wird]').waitFor({ state: 'detached' })
    await press(page, '?')
    await page.getByRole('dialog').waitFor()
    const offered = await page
      .locator('[data-keys]')
      .evaluateAll((rows) => rows.flatMap((element) => element.getAttribute('data-keys') ?? []))
    await press(page, 'Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const own = offered.filter((keys) => /^(mod\+)?[a-z]$/.test(keys) && !LIST_KEYS.has(keys) && keys !== 'x')
    expect(own.filter((keys) => !/^mod\+[ka]$/.test(keys)).toSorted()).toEqual(Object.keys(does).toSorted())
    for (const [keys, happened] of Object.entries(does)) {
      await press(page, keys)
      await happened(page)
    }
    await page.context().close()
  },
  60_000,
)

test('g and its letter go to every place that ? shows', async () => {
  const page = await at('/design?part=basics')
  for (const { to, keys } of places) {
    await page.goto('/design?part=basics')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await press(page, 'g', keys)
    await page.waitForURL(({ pathname }) => (to === '/' ? pathname === '/' : pathname.startsWith(to)))
  }
  await page.context().close()
}, 90_000)

test('the palette finds templates, sources, orchestrations, units and members by name, and goes to parts of screens', async () => {
  const page = await at('/')
  const body = '<mjml><mj-body><mj-section><mj-column><mj-text>Moin</mj-text></mj-column></mj-section></mj-body></mjml>'
  const template = { lotse: 'template/1', name: 'Kranfahrt', channel: 'email', locale: 'de', subject: 'Moin', body }
  await api(page, 'POST', '/templates/crane/versions', template)
  await api(page, 'POST', '/sources', { name: 'Kranwaage' })
  await api(page, 'POST', '/units', { kind: 'team', name: 'Kranteam' })
  await api(page, 'POST', '/flows', {
    lotse: 'flow/1',
    name: 'Kran frei',
    trigger: { event: 'Seen' },
    entry: { rule: 'always' },
    start: 'end',
    steps: [{ id: 'end', kind: 'exit' }],
  })
  for (const [typed, name, path] of [
    ['kran', 'Kranfahrt', '/templates/crane'],
    ['kran', 'Kranwaage', /\/sources\/\d+$/],
    ['kran', 'Kran frei', /\/flows\/[\w-]+$/],
    ['kran', 'Kranteam', /\/flows\?owner=\d+$/],
    [ADMIN.email.slice(0, 3), /ada/i, /\/settings\/members\?find=/],
    ['zustell', 'Nachrichten: Zustellbarkeit', '/messages/deliverability'],
    ['themen', 'Nachrichten: Themen', '/messages/topics'],
    ['neue orch', 'Neue Orchestrierung', '/flows/new'],
  ] as const) {
    await page.goto('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await press(page, 'Control+k')
    await page.getByRole('combobox').fill(typed)
    await page.getByRole('option', { name }).first().click()
    await page.waitForURL(typeof path === 'string' ? `**${path}` : path)
  }
  await page.context().close()
}, 120_000)
