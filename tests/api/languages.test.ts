// The languages a workspace writes to its customers in, through the API: chosen, refused, and what a customer then gets.
import type { TemplateDocument } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'

let house: House
const body = '<mjml><mj-body></mj-body></mjml>'
const document: TemplateDocument = {
  ...{ lotse: 'template/1', name: 'Hello', channel: 'email', locale: 'it', subject: 'Ciao', body },
  locales: { de: { subject: 'Hallo', body }, en: { subject: 'Hello', body }, fr: { subject: 'Salut', body } },
}

beforeAll(async () => {
  house = await House.build()
  const person = (userId: string, locale: string) => ({
    ...{ type: 'identify', userId, traits: { email: `${userId}@shop.example` }, context: { locale } },
  })
  await house.track([person('claire', 'fr-FR'), person('emma', 'en-GB')])
  await house.settle()
})
afterAll(() => house?.close())

const choose = (languages: string[]) => house.ok('updateWorkspace', { body: { settings: { languages } } })
const subjectFor = async (userId: string) => {
  const customerId = await house.customer(userId)
  return (await house.ok('previewTemplate', { body: { document, customerId } })).subject
}

test('M12 until languages are chosen everybody gets their own; then only these, the first for all others', async () => {
  expect((await house.ok('getWorkspace', {})).settings.languages).toEqual([])
  expect(await subjectFor('claire')).toBe('Salut')
  expect((await choose(['de', 'en'])).settings.languages).toEqual(['de', 'en'])
  expect([await subjectFor('claire'), await subjectFor('emma')]).toEqual(['Hallo', 'Hello'])
  await choose(['en', 'de'])
  expect(await subjectFor('claire')).toBe('Hello')
  await choose(['es'])
  expect(await subjectFor('emma')).toBe('Ciao')
  expect((await house.ok('getWorkspace', {}, house.as('foreign'))).settings.languages).toEqual([])
})

test('what is no language, twice the same, too many, or asked by somebody who may not is refused and changes nothing', async () => {
  await choose(['de'])
  const tags = Array.from({ length: 21 }, (_, at) => `x${String.fromCharCode(97 + at)}`)
  for (const languages of [['deutsch'], ['de', 'DE'], ['de', 'de'], [''], tags, ['<b>']]) {
    const reply = await house.call('updateWorkspace', { body: { settings: { languages } } })
    expect([reply.status, reply.json.code], languages.join()).toEqual([400, 'request.invalid'])
  }
  const asked = { body: { settings: { languages: ['en'] } } }
  expect((await house.call('updateWorkspace', asked, house.as('service_lead'))).status).toBe(403)
  expect((await house.ok('getWorkspace', {})).settings.languages).toEqual(['de'])
})
