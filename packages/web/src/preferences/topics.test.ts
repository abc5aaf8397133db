// Topics in their order, with what customers said, and what saving makes of them.
import { expect, test } from 'vitest'
import { listedTopics, movedTopic, nameOf, spoken, withTopic } from './topics.ts'

const news = { key: 'news', names: { de: 'Neuigkeiten' } }
const offers = { key: 'offers', offered: false }

test('M11 topics stand in the order of the page, then those that customers alone know', () => {
  const stated = [
    { topic: 'old', granted: 9, requested: 0, refused: 1 },
    { topic: 'offers', granted: 3, requested: 2, refused: 0 },
  ]
  expect(listedTopics({ topics: [news, offers], stated })).toEqual([
    { topic: news, granted: 0, requested: 0, described: true },
    { topic: offers, granted: 3, requested: 2, described: true },
    { topic: { key: 'old' }, granted: 9, requested: 0, described: false },
  ])
})

test('a topic is called as in the language asked for, else in another, else by its key', () => {
  expect([nameOf(news, 'de'), nameOf(news, 'en'), nameOf(offers, 'de')]).toEqual([
    'Neuigkeiten',
    'Neuigkeiten',
    'offers',
  ])
})

test('a topic moves by one place and not beyond the ends', () => {
  const keys = (key: string, by: -1 | 1) => movedTopic([news, offers], key, by).map((topic) => topic.key)
  expect(keys('offers', -1)).toEqual(['offers', 'news'])
  expect(keys('news', -1)).toEqual(['news', 'offers'])
  expect(keys('offers', 1)).toEqual(['news', 'offers'])
  expect(keys('gone', 1)).toEqual(['news', 'offers'])
})

test('saving replaces a topic where it stands and adds a new one at the end; empty texts are none', () => {
  expect(withTopic([news, offers], { key: 'news' })).toEqual([{ key: 'news' }, offers])
  expect(withTopic([news], offers)).toEqual([news, offers])
  expect(spoken({ de: ' Ja ', en: ' ' })).toEqual({ de: 'Ja' })
  expect(spoken({ de: '' })).toBeUndefined()
})
