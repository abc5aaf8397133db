// Marketing describes the topics and texts of the preference page; a customer chooses on it, and the console shows what they chose.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { api, faultsOf, overflowOf, shoot, signIn, track, WITH_ADMIN } from './console.ts'
import { type MailingConsole, plainOf, startMailing, untilMail } from './mail.ts'

const TEMPLATE = {
  lotse: 'template/1',
  name: 'Neues',
  channel: 'email',
  locale: 'de',
  subject: 'Neues für Sie',
  body: '<mjml><mj-body><mj-section><mj-column><mj-text>Neu im Laden. <a href="{{ preferences_url }}">Auswahl</a></mj-text></mj-column></mj-section></mj-body></mjml>',
}
const FLOW = {
  lotse: 'flow/1',
  name: 'Neues senden',
  trigger: { event: 'Signed Up' },
  entry: { rule: 'always' },
  start: 'mail',
  steps: [
    { id: 'mail', kind: 'send', channel: 'email', template: 'news', topic: 'newsletter', next: 'end' },
    { id: 'end', kind: 'exit' },
  ],
}

let lotse: MailingConsole
let page: Page
let writeKey: string

beforeAll(async () => {
  lotse = await startMailing(WITH_ADMIN)
  page = await lotse.open()
  await signIn(page)
  const source = { name: 'Web-Shop', trusted: true }
  writeKey = (await api<{ writeKey: string }>(page, 'POST', '/sources', source)).writeKey
  await api(page, 'POST', '/templates/news/versions', TEMPLATE)
  const { id } = await api<{ id: string }>(page, 'POST', '/flows', FLOW)
  await api(page, 'POST', `/flows/${id}/publish`)
}, 120_000)
afterAll(() => lotse?.close())
afterEach(() => expect(lotse.complaints.splice(0)).toEqual([]))

const frame = () => page.frameLocator('iframe')

test('topics are described, put in order and taken off again, and the page beside shows it at once', async () => {
  await page.goto('/messages/topics')
  await page.getByText('Noch ist kein Thema beschrieben').waitFor()
  expect(await faultsOf(page)).toEqual([])
  for (const [key, name, text] of [
    ['newsletter', 'Neuigkeiten', 'Zweimal im Monat.'],
    ['offers', 'Angebote', ''],
  ] as const) {
    await page.getByRole('button', { name: 'Thema hinzufügen' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Kennung').fill(key)
    await dialog.getByRole('group', { name: 'Deutsch' }).getByLabel('Name').fill(name)
    await dialog.getByRole('group', { name: 'Deutsch' }).getByLabel('Ein Satz dazu').fill(text)
    expect(await faultsOf(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Thema speichern' }).click()
    await dialog.waitFor({ state: 'detached' })
    await frame().getByText(name).waitFor()
  }
  await page.getByRole('button', { name: '„Angebote“ nach oben' }).click()
  await page.getByText('„Angebote“ steht an anderer Stelle.').waitFor()
  await page.getByRole('button', { name: 'Rückgängig' }).last().click()
  await page.getByRole('button', { name: '„Angebote“ nach oben' }).waitFor()
  await page.getByRole('button', { name: '„Angebote“ entfernen' }).click()
  await page.getByText('„Angebote“ ist nicht mehr beschrieben.').waitFor()
  await frame().getByText('Angebote').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Rückgängig' }).last().click()
  await frame().getByText('Angebote').waitFor()
  const { topics } = await api<{ topics: { key: string }[] }>(page, 'GET', '/workspace/preference-page')
  expect(topics.map(({ key }) => key)).toEqual(['newsletter', 'offers'])
}, 90_000)

test('texts are seen while they are written, saved, and taken back', async () => {
  await page.getByLabel('Überschrift').fill('Post von {workspace}')
  await frame()
    .getByRole('heading', { name: /^Post von / })
    .waitFor()
  await page.getByRole('button', { name: 'Texte speichern' }).click()
  await page.getByText('Die Texte sind gespeichert und stehen auf der Seite.').waitFor()
  await page.getByLabel('Seite', { exact: true }).selectOption('Abmelden')
  await frame().getByText('keine E-Mails zum Thema „Neuigkeiten“').waitFor()
  await page.getByText('Handy').click()
  expect(new URL(page.url()).search).toBe('?page=unsubscribe&width=phone')
  await shoot(page, 'preference-page-phone')
  expect(await faultsOf(page)).toEqual([])
  const narrow = await lotse.open({ width: 390, dark: true, as: page.context() })
  await narrow.goto('/messages/topics')
  await narrow
    .frameLocator('iframe')
    .getByRole('heading', { name: /^Post von / })
    .waitFor()
  expect(await overflowOf(narrow)).toBeLessThanOrEqual(0)
  await shoot(narrow, 'preference-page-narrow')
  await narrow.context().close()
}, 90_000)

test('a customer changes their choice by the link in a mail, and the console shows it on the customer', async () => {
  const identify = { userId: 'mara', traits: { name: 'Mara Größe', email: 'mara@shop.example' } }
  await track(lotse.url, writeKey, identify, 'identify')
  const { items } = await api<{ items: { id: string }[] }>(page, 'GET', '/customers?identity=userId:mara')
  const id = items[0]?.id ?? ''
  const consent = { channel: 'email', topic: 'newsletter', state: 'granted', source: 'phone' }
  await api(page, 'POST', `/customers/${id}/consents`, consent)
  await track(lotse.url, writeKey, { userId: 'mara', event: 'Signed Up' })
  const mail = plainOf(await untilMail(lotse.mail, 1))
  // The server's port is any free one here, which the public address cannot know.
  const link = /\/m\/p\?t=[\w.-]+/.exec(mail)?.[0] ?? ''

  const customer = await lotse.open({ width: 390 })
  await customer.goto(link)
  await customer.getByRole('heading', { name: /^Post von / }).waitFor()
  expect(await customer.getByLabel('Neuigkeiten').isChecked()).toBe(true)
  await customer.getByLabel('Neuigkeiten').uncheck()
  await customer.getByLabel('Angebote').check()
  await customer.getByRole('button', { name: 'Speichern' }).click()
  await customer.getByText('Ihre Auswahl ist gespeichert.').waitFor()
  expect(await customer.getByLabel('Neuigkeiten').isChecked()).toBe(false)
  await shoot(customer, 'preference-page-customer')
  expect(await faultsOf(customer)).toEqual([])
  await customer.context().close()

  await page.goto(`/customers/${id}`)
  await page.getByRole('heading', { name: 'Mara Größe' }).waitFor()
  const consents = page.getByRole('region', { name: 'Einwilligungen' })
  await consents.getByText('offers').waitFor()
  await shoot(page, 'preference-page-consents')
  const shown = await api<{ consents: { topic: string; state: string; source: string }[] }>(
    page,
    'GET',
    `/customers/${id}`,
  )
  expect(shown.consents.map(({ topic, state, source }) => `${topic} ${state} ${source}`).toSorted()).toEqual([
    'newsletter refused preference_page',
    'offers granted preference_page',
  ])
  await page.goto('/messages/topics')
  await page.getByRole('listitem').filter({ hasText: 'Angebote' }).getByText('1 Kunde hat zugestimmt').waitFor()
}, 90_000)
