// What words sound like: by examples, and laws that hold for any text.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { feedbackFacts, weighText } from './index.ts'

test.each([
  ['Der Service war wirklich großartig, vielen Dank!', 'de', 'positive'],
  ['Leider war der Zug schon wieder verspätet und die Toilette defekt.', 'de', 'negative'],
  ['Das Essen war nicht gut.', 'de', 'negative'],
  ['Das Essen war gut, aber die Bedienung war unfreundlich und schlecht.', 'de', 'negative'],
  ['Der Zug fährt um acht Uhr von Gleis drei.', 'de', 'neutral'],
  ['Great product, works perfectly and arrived fast.', 'en', 'positive'],
  ["The room wasn't good and the staff were rude.", 'en', 'negative'],
  ['The parcel is in the hall.', 'en', 'neutral'],
  ['👍👍', null, 'positive'],
])('%s sounds %s %s', (text, language, sentiment) => {
  expect(weighText(text)).toMatchObject({ language, sentiment })
})

test('U8 an empty text has no answer, and neither has one of blanks or digits alone', () => {
  expect(weighText('')).toBeUndefined()
  expect(weighText(' \n 12 345 ')).toBeUndefined()
})

test('U8 any text: the same answer each time, score and confidence within their bounds, the verdict follows the score', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.lorem(), fc.string({ unit: 'grapheme' })), (text) => {
      const weighed = weighText(text)
      expect(weighText(text)).toEqual(weighed)
      if (weighed === undefined) return
      expect(Math.abs(weighed.score)).toBeLessThanOrEqual(1)
      expect(weighed.confidence).toBeGreaterThan(0)
      expect(weighed.confidence).toBeLessThanOrEqual(1)
      if (weighed.sentiment === 'positive') expect(weighed.score).toBeGreaterThan(0)
      if (weighed.sentiment === 'negative') expect(weighed.score).toBeLessThan(0)
    }),
  )
})

test('however long a text is, its beginning is weighed in bounded time', () => {
  const begin = 'Alles war sehr schlecht. '
  const beganAt = performance.now()
  const long = weighText(begin + 'nicht '.repeat(500_000))
  expect(performance.now() - beganAt).toBeLessThan(1000)
  expect(long?.language).toBe('de')
})

test('U7 feedback is known by the name of its event, and needs words', () => {
  expect(feedbackFacts('Survey Answered', { nps: '9', comment: ' Gern wieder ', touchpoint: 'checkout' })).toEqual({
    sort: 'answer',
    textAt: 'comment',
    text: 'Gern wieder',
    score: 9,
    touchpoint: 'checkout',
    product: '',
  })
  expect(feedbackFacts('Product Reviewed', { review_body: 'Fine', rating: 4, product_id: 7 })).toMatchObject({
    sort: 'review',
    text: 'Fine',
    score: 4,
    product: '7',
  })
  expect(feedbackFacts('Survey Answered', { nps: 9 })).toBeUndefined()
  expect(feedbackFacts('Order Completed', { comment: 'Klingeln' })).toBeUndefined()
})
