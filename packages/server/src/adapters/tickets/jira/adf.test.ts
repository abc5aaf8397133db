// Texts of Jira Cloud: what we write comes back as it was; what we cannot write is known as such.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentOf, textOf } from './adf.ts'

const word = fc.oneof(fc.stringMatching(/^[A-Za-zäöü*_{}[\]<>&"#]{1,8}$/), fc.constant('https://lotse.example/a?b=c'))
const line = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '))
const block = fc.oneof(
  fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
  fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.map((one) => `- ${one}`).join('\n')),
)
const whole = fc.array(block, { maxLength: 5 }).map((blocks) => blocks.join('\n\n'))

test('every text comes back as it was, and may be written back', () => {
  fc.assert(
    fc.property(whole, (text) => {
      expect(textOf(documentOf(text))).toEqual({ text, writable: true })
    }),
  )
})

test('no text is empty, since Jira refuses those', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(JSON.stringify(documentOf(text))).not.toContain('"text":""')
    }),
  )
})

const doc = (...content: object[]) => ({ version: 1, type: 'doc', content })
const said = (text: string, marks?: object[]) => ({ type: 'text', text, ...(marks ? { marks } : {}) })
test.each([
  ['a heading', doc({ type: 'heading', attrs: { level: 1 }, content: [said('Titel')] }), 'Titel'],
  ['bold words', doc({ type: 'paragraph', content: [said('fett', [{ type: 'strong' }])] }), 'fett'],
  [
    'a link under other words',
    doc({ type: 'paragraph', content: [said('hier', [{ type: 'link', attrs: { href: 'https://a.b' } }])] }),
    'hier',
  ],
  [
    'a mention',
    doc({ type: 'paragraph', content: [said('für '), { type: 'mention', attrs: { id: '1', text: '@Ina' } }] }),
    'für @Ina',
  ],
  ['a picture', doc({ type: 'mediaSingle', content: [{ type: 'media', attrs: { id: 'x' } }] }), ''],
  [
    'a panel',
    doc({ type: 'panel', attrs: { panelType: 'info' }, content: [{ type: 'paragraph', content: [said('Achtung')] }] }),
    'Achtung',
  ],
  [
    'a list in a list',
    doc({
      type: 'bulletList',
      content: [
        {
          type: 'listItem',
          content: [
            { type: 'paragraph', content: [said('a')] },
            { type: 'bulletList', content: [] },
          ],
        },
      ],
    }),
    '- a\n',
  ],
  ['something of tomorrow', doc({ type: 'hologram', attrs: { url: 'https://a.b' } }), 'https://a.b'],
  ['no document at all', 'wiki text', ''],
])('%s is read as far as it goes, and never written back', (_, given, text) => {
  expect(textOf(given)).toEqual({ text, writable: false })
})

test('no description is an empty one', () => expect(textOf(null)).toEqual({ text: '', writable: true }))
