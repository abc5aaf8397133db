// The page on which customers choose their topics, as marketing sets it: topics, texts, what customers said so far, and how it looks.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'

let house: House
let customer: string

const say = (topic: string, state: 'granted' | 'refused', id = customer) =>
  house.ok('stateConsent', { params: { id }, body: { channel: 'email', topic, state, source: 'phone' } })

beforeAll(async () => {
  house = await House.build()
  await house.track([{ type: 'identify', userId: 'mara', traits: {} }])
  customer = await house.customer('mara')
  await say('news', 'granted')
  await say('old', 'refused')
})
afterAll(() => house?.close())

const NEWS = { key: 'news', names: { de: 'Neuigkeiten', en: 'News' }, descriptions: { de: 'Zweimal im Monat' } }

test('M11 topics and texts are set by marketing and seen by everybody, with what customers said', async () => {
  const before = await house.ok('getPreferencePage', {})
  expect(before).toMatchObject({ topics: [], texts: {} })
  expect(before.usual.de.title).toBe('Ihre E-Mails')
  expect(before.stated.toSorted((a, b) => a.topic.localeCompare(b.topic))).toEqual([
    { topic: 'news', granted: 1, requested: 0, refused: 0 },
    { topic: 'old', granted: 0, requested: 0, refused: 1 },
  ])
  const body = { revision: before.revision, topics: [NEWS], texts: { de: { title: 'Post von {workspace}' } } }
  const set = await house.ok('setPreferencePage', { body }, house.as('marketing'))
  expect(set).toMatchObject({ topics: [NEWS], texts: { de: { title: 'Post von {workspace}' } } })
  expect((await house.ok('getWorkspace', {})).settings).toMatchObject({ topics: [NEWS], contactsIdentify: true })
  expect((await house.call('setPreferencePage', { body }, house.as('viewer'))).json.code).toBe('auth.forbidden')
  expect((await house.ok('getPreferencePage', {}, house.as('foreign'))).topics).toEqual([])
})

test('M11 who writes on an old reading is told, and the log says what was changed', async () => {
  const { revision, topics, texts } = await house.ok('getPreferencePage', {})
  const set = (more: object) => house.call('setPreferencePage', { body: { revision, topics, texts, ...more } })
  const both = await Promise.all([
    set({ topics: [...topics, { key: 'a' }] }),
    set({ topics: [...topics, { key: 'b' }] }),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  const { items } = await house.ok('listAudit', { query: { operation: 'setPreferencePage', limit: 1 } })
  expect(Object.keys(items[0]?.detail ?? {})).toEqual(['topics'])
  const twice = { body: { topics: [{ key: 'a' }, { key: 'a' }], texts: {} } }
  expect((await house.call('setPreferencePage', twice)).status).toBe(400)
})

test('a page is looked at with topics and texts that are not stored, under the brand, and runs nothing', async () => {
  await house.ok('setBrand', { body: { name: 'Nordlicht', color: '#b42b22' } })
  const look = async (page: 'preferences' | 'saved' | 'unsubscribe' | 'unsubscribed' | 'confirm' | 'confirmed') =>
    (
      await house.ok('previewPublicPage', {
        body: {
          page,
          language: 'de',
          topics: [NEWS, { key: 'gone', offered: false }, { key: '<i>' }],
          texts: { de: { ask: 'Wozu darf {workspace} schreiben?', saved: 'Gemerkt.' } },
        },
      })
    ).html
  const page = await look('preferences')
  expect(page).toContain('<legend>Wozu darf Nordlicht schreiben?</legend>')
  expect(page).toContain('value="news" checked><span>Neuigkeiten<small class="about">Zweimal im Monat</small>')
  expect(page).toContain('&lt;i&gt;')
  expect(page).not.toMatch(/gone|<script|http/)
  expect(page).toContain('background:#b42b22')
  expect(await look('saved')).toContain('<p role="status">Gemerkt.</p>')
  for (const other of ['unsubscribe', 'unsubscribed', 'confirm', 'confirmed'] as const)
    expect(await look(other)).toContain('Neuigkeiten')
  expect((await house.ok('getPreferencePage', {})).topics.map(({ key }) => key)).not.toContain('gone')
})
