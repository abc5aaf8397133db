// What a template says in each language, and the key that follows from its name.
import { templateDocument } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { contentOf, keyOf, localesOf, mailBody, withContent, withoutLocale } from './content.ts'

const document = templateDocument.parse({
  lotse: 'template/1',
  name: 'Moin',
  channel: 'email',
  locale: 'de',
  subject: 'Moin',
  preheader: 'Kurz',
  body: mailBody(['Moin']),
})

test('a language that is added begins as the main one, is changed by itself, and goes again', () => {
  const both = withContent(document, 'en', { ...contentOf(document, 'en'), subject: 'Hello' })
  expect(localesOf(both)).toEqual(['de', 'en'])
  expect([contentOf(both, 'de').subject, contentOf(both, 'en').subject]).toEqual(['Moin', 'Hello'])
  expect(contentOf(both, 'en').preheader).toBe('Kurz')
  expect(templateDocument.safeParse(both).success).toBe(true)
  expect(withoutLocale(both, 'en')).toEqual(document)
})

test('parts that need not be there are left out when they are emptied', () => {
  const plain = withContent(document, 'de', { ...contentOf(document, 'de'), preheader: ' ', text: '' })
  expect(plain).not.toHaveProperty('preheader')
  expect(plain).not.toHaveProperty('text')
  expect(templateDocument.safeParse(plain).success).toBe(true)
})

test.each([
  ['Zweite Erinnerung!', 'zweite-erinnerung'],
  ['Größe & Café', 'groesse-cafe'],
  ['  –  ', ''],
  ['x'.repeat(200), 'x'.repeat(100)],
])('a template called %s gets the key %s', (name, key) => expect(keyOf(name)).toBe(key))
