// Times as people type them, spans of a day, and the sentences about them.
import { describe, expect, test } from 'vitest'
import { faultOf, nextSpan, placesOf, timeIn } from './spans.ts'
import { changeText, dateIn, rangeText } from './when.ts'

const span = (text: string) => ({ from: text.slice(0, 5), to: text.slice(6) })

test.each([
  ...[
    ['9', '09:00'],
    ['09', '09:00'],
    ['930', '09:30'],
    ['9:30', '09:30'],
    ['17.30', '17:30'],
    ['1730', '17:30'],
  ],
  ...[
    ['24', '00:00'],
    ['24:00', '00:00'],
    ['0', '00:00'],
    [' 8 ', '08:00'],
  ],
])('"%s" is %s', (text, time) => {
  expect(timeIn(text)).toBe(time)
})

test.each(['', '25', '24:01', '9:60', '9:3', 'neun', '-1', '12345', ':30'])('"%s" is no time', (text) => {
  expect(timeIn(text)).toBeNull()
})

describe('spans of a day', () => {
  test.each([
    ['09:00-12:00 13:00-17:00', null],
    ['09:00-12:00 12:00-17:00', null],
    ['08:00-12:00 22:00-06:00', null],
    ['00:00-00:00', null],
    ['09:00-12:00 11:00-17:00', 'overlap'],
    ['22:00-06:00 23:00-23:30', 'overlap'],
    ['13:00-17:00 09:00-12:00', 'overlap'],
    ['09:00-', 'missing'],
  ])('%s: %s', (text, fault) => {
    expect(faultOf(text.split(' ').map(span))).toBe(fault)
  })

  test('what is offered next is an afternoon, and nothing behind the end of the day', () => {
    expect(nextSpan([])).toEqual(span('09:00-17:00'))
    expect(nextSpan([span('09:00-12:00')])).toEqual(span('13:00-17:00'))
    expect(nextSpan([span('18:00-20:00')])).toEqual(span('21:00-00:00'))
    expect(nextSpan([span('18:00-23:30')])).toEqual({ from: '', to: '' })
  })

  test('on the line of a day a night ends at midnight and goes on at the start of the next', () => {
    const [day, night, whole] = [span('06:00-18:00'), span('18:00-06:00'), span('00:00-00:00')]
    expect(placesOf([day], [])).toEqual([{ start: 0.25, length: 0.5 }])
    expect(placesOf([night], [])).toEqual([{ start: 0.75, length: 0.25 }])
    expect(placesOf([], [night])).toEqual([{ start: 0, length: 0.25 }])
    expect(placesOf([night], [day, night])).toEqual([
      { start: 0, length: 0.25 },
      { start: 0.75, length: 0.25 },
    ])
    expect(placesOf([whole], [whole])).toEqual([{ start: 0, length: 1 }])
  })
})

describe('sentences', () => {
  const now = Date.parse('2026-11-20T22:30:00Z')
  const zone = 'Europe/Berlin'
  test.each([
    ['2026-11-20T22:45:00Z', '23:45'],
    ['2026-11-21T08:00:00Z', 'Samstag, 9:00'],
    ['2026-11-26T08:00:00Z', 'Donnerstag, 9:00'],
    ['2026-11-27T08:00:00Z', 'Fr., 27. November, 9:00'],
  ])('%s: %s', (at, text) => {
    expect(changeText('de', Date.parse(at), { now, zone })).toBe(text)
  })

  test('the day is that of the zone, and a range names its year where it is not every year', () => {
    expect(dateIn(Date.parse('2026-11-20T23:30:00Z'), zone)).toBe('2026-11-21')
    const days = { from: '2026-12-27', to: '2027-01-02' }
    expect(rangeText('de', { ...days, yearly: false }).replaceAll(/\s/gu, ' ')).toBe('27. Dez. 2026 – 2. Jan. 2027')
    expect(rangeText('de', { ...days, to: days.from, yearly: true })).toBe('27. Dez.')
  })
})
