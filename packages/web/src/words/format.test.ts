// Numbers, spans and instants read as people of each language write them.
import { describe, expect, test } from 'vitest'
import {
  agoText,
  clockText,
  dateText,
  dayText,
  durationText,
  instantText,
  listText,
  minuteText,
  numberText,
  rateText,
  shareText,
  spanText,
  wholeText,
} from './format.ts'
import { firstLanguage } from './index.ts'

const plainSpaces = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ')

describe('numbers', () => {
  test.each([
    ['de', 1_234_567, '1.234.567'],
    ['en', 1_234_567, '1,234,567'],
    ['de', 0, '0'],
  ])('%s writes %d as %s', (language, value, text) => expect(wholeText(language, value)).toBe(text))

  test('a rate keeps one digit below a hundred and none above', () => {
    expect(rateText('de', 0)).toBe('0,0')
    expect(rateText('de', 99.94)).toBe('99,9')
    expect(rateText('en', 1234.5)).toBe('1,235')
  })

  test('a value keeps two digits at most', () => expect(numberText('de', 0.4249)).toBe('0,42'))
})

describe('spans', () => {
  test.each([
    ['de', 0, '0 ms'],
    ['de', 999.6, '1.000 ms'],
    ['en', 42, '42 ms'],
    ['de', 1300, '1,3 Sek.'],
    ['en', 90_000, '1.5 min'],
  ])('%s shows %d ms as %s', (language, spanMs, text) => expect(plainSpaces(spanText(language, spanMs))).toBe(text))

  test.each([
    ['de', 129_600_000, '1 Tag 12 Stunden'],
    ['en', 900_000, '15 minutes'],
    ['en', 500, '500 milliseconds'],
    ['de', 90_061_000, '1 Tag 1 Stunde'],
  ])('%s writes %d ms in words: %s', (language, spanMs, text) =>
    expect(plainSpaces(durationText(language, spanMs))).toBe(text),
  )
})

describe('instants', () => {
  const now = Date.UTC(2026, 2, 29, 12)

  test.each([
    ['de', -2000, 'gerade eben'],
    ['de', -180_000, 'vor 3 Minuten'],
    ['en', 2 * 86_400_000, 'in 2 days'],
    ['en', -59_999, '59 seconds ago'],
  ])('%s: %d ms from now is %s', (language, difference, text) =>
    expect(agoText(language, now + difference, now, 'gerade eben')).toBe(text),
  )

  test('English clocks have 24 hours too, so that columns stay narrow', () =>
    expect(clockText('en', new Date(2026, 0, 1, 23, 5, 9).getTime())).toBe('23:05:09'))

  test('English dates name the month, and take no side of the ocean', () => {
    const at = new Date(2026, 7, 6, 18, 43, 6).getTime()
    expect([instantText('en', at), minuteText('en', at), dateText('en', at)]).toEqual([
      '6 Aug 2026, 18:43:06',
      '6 Aug 2026, 18:43',
      '6 Aug 2026',
    ])
    expect(minuteText('de', at)).toBe('06.08.26, 18:43')
    expect(dayText('en', at)).toMatch(/^Thursday,? 6 August 2026$/)
  })

  test('lists end as sentences do', () => {
    expect(listText('de', ['a', 'b', 'c'], 'conjunction')).toBe('a, b und c')
    expect(listText('en', ['a', 'b'], 'disjunction')).toBe('a or b')
  })
})

describe('the language before sign-in', () => {
  test.each([
    ['de', ['en'], 'de'],
    [null, ['fr-CH', 'de-AT', 'en'], 'de'],
    [null, ['fr'], 'en'],
    ['xx', [], 'en'],
  ])('stored %s, browser %j: %s', (stored, wished, language) => expect(firstLanguage(stored, wished)).toBe(language))
})

test.each([
  [0.481, '48 %', '48%'],
  [0.061, '6,1 %', '6.1%'],
  [0.0004, '0 %', '0%'],
  [0, '0 %', '0%'],
  [1, '100 %', '100%'],
])('a share of %d is written as %s', (share, german, english) => {
  expect(shareText('de', share)).toBe(german)
  expect(shareText('en', share)).toBe(english)
})
