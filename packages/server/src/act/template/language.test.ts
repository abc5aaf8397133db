// In which language customers are written to: their own where the workspace writes in it, else the workspace's first.
import { expect, test } from 'vitest'
import { compileTemplate, contentFor, writtenIn } from './index.ts'

test.each([
  ['its own where no languages were chosen', [], 'fr', 'de', { locale: 'fr', otherwise: 'de' }],
  ['the workspace’s where it is unknown', [], undefined, 'de', { locale: 'de', otherwise: 'de' }],
  ['its own among those chosen', ['de', 'en'], 'en', 'de', { locale: 'en', otherwise: 'de' }],
  ['also from another country', ['de', 'en'], 'en_GB', 'de', { locale: 'en-GB', otherwise: 'de' }],
  ['also where one country’s was chosen', ['de-CH', 'fr'], 'de-AT', 'de', { locale: 'de-AT', otherwise: 'de-CH' }],
  ['the first chosen where it is none of them', ['en', 'de'], 'fr', 'de', { locale: 'en', otherwise: 'en' }],
  ['the first chosen where it is unknown', ['en', 'de'], undefined, 'de', { locale: 'en', otherwise: 'en' }],
  ['the first chosen where it is rubbish', ['en'], '<script>', 'de', { locale: 'en', otherwise: 'en' }],
] as const)('M12 %s', (_, languages, stated, locale, expected) => {
  expect(writtenIn(stated, { settings: { languages: [...languages] }, locale })).toEqual(expected)
})

test('M12 a template without the customer’s language is sent in the first language, and without that in its own', async () => {
  const body = '<mjml><mj-body></mj-body></mjml>'
  const template = (locale: string, ...others: string[]) =>
    compileTemplate({
      ...{ lotse: 'template/1', name: 'x', channel: 'email', locale, subject: locale, body },
      locales: Object.fromEntries(others.map((tag) => [tag, { subject: tag, body }])),
    })
  const reader = writtenIn('fr-CA', { settings: { languages: ['de', 'en', 'fr'] }, locale: 'en' })
  const sent = async (locale: string, ...others: string[]) =>
    contentFor(await template(locale, ...others), reader.locale, reader.otherwise).locale
  expect(await sent('en', 'de', 'fr')).toBe('fr')
  expect(await sent('en', 'de-CH')).toBe('de-CH')
  expect(await sent('en', 'it')).toBe('en')
})
