// Which days are holidays where: by hand for states and cantons that differ, by law for the whole table.
import { type HolidayRegion, holidayKeys, holidayRegions, workingCalendar } from '@lotse/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AROUND_THE_CLOCK, daysFrom, holidaysFor, regionNames, workingTime } from './index.ts'

const calendarOf = (region: HolidayRegion | null, more: object = {}) =>
  workingCalendar.parse({ ...AROUND_THE_CLOCK, holidays: { region, without: [], with: [], ...more } })
const keptIn = (region: HolidayRegion, year: number) =>
  holidaysFor(calendarOf(region), year)
    .filter(({ kept }) => kept)
    .map(({ date }) => date.slice(5))

describe('WT4 holidays of a state or canton', () => {
  test.each([
    ['DE-SH', 2026, '01-01 04-03 04-06 05-01 05-14 05-25 10-03 10-31 12-25 12-26'],
    ['DE-BY', 2026, '01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 12-26'],
    ['DE-SN', 2026, '01-01 04-03 04-06 05-01 05-14 05-25 10-03 10-31 11-18 12-25 12-26'],
    ['DE-BE', 2025, '01-01 03-08 04-18 04-21 05-01 05-08 05-29 06-09 10-03 12-25 12-26'],
    ['DE-BE', 2028, '01-01 03-08 04-14 04-17 05-01 05-25 06-05 06-17 10-03 12-25 12-26'],
    ['DE-MV', 2022, '01-01 04-15 04-18 05-01 05-26 06-06 10-03 10-31 12-25 12-26'],
    ['DE-MV', 2023, '01-01 03-08 04-07 04-10 05-01 05-18 05-29 10-03 10-31 12-25 12-26'],
    ['AT-9', 2027, '01-01 01-06 03-29 05-01 05-06 05-17 05-27 08-15 10-26 11-01 12-08 12-25 12-26'],
    ['CH-ZH', 2026, '01-01 04-03 04-05 04-06 05-01 05-14 05-24 05-25 08-01 09-20 12-25 12-26'],
    ['CH-GE', 2026, '01-01 04-03 04-05 04-06 05-14 05-24 05-25 08-01 09-10 12-25 12-31'],
    [
      'CH-UR',
      2027,
      '01-01 01-06 03-19 03-26 03-28 03-29 05-06 05-16 05-17 05-27 08-01 08-15 09-19 11-01 12-08 12-25 12-26',
    ],
    ['CH-UR', 2025, '01-01 01-06 03-19 04-18 04-20 04-21 05-29 06-08 06-09 06-19 08-01 08-15 09-21 11-01 12-08 12-25'],
  ] as const)('%s in %i', (region, year, days) => {
    expect(keptIn(region, year).join(' ')).toBe(days)
  })

  test('Näfels moves out of the week before Easter', () => {
    expect(keptIn('CH-GL', 2021)).toContain('04-08')
    expect(keptIn('CH-GL', 2026)).toContain('04-09')
    expect(keptIn('CH-GL', 2025)).toContain('04-03')
  })

  test('Easter from its earliest to its latest day', () => {
    const easter = (year: number) =>
      holidaysFor(calendarOf('DE-BB'), year).find(({ key }) => key === 'easter_sunday')?.date
    expect([1961, 2000, 2008, 2026, 2038, 2076, 2100].map(easter)).toEqual([
      ...['1961-04-02', '2000-04-23', '2008-03-23', '2026-04-05', '2038-04-25', '2076-04-19', '2100-03-28'],
    ])
  })

  test('a holiday taken out is a day like any other, one that holds in parts counts where it was chosen', () => {
    const bavaria = workingTime(calendarOf('DE-BY', { without: ['epiphany'], with: ['assumption'] }), 'UTC')
    expect(bavaria.dayOf('2026-01-06').because).toEqual({ kind: 'week' })
    expect(bavaria.dayOf('2026-08-15')).toMatchObject({ spans: [], because: { key: 'assumption' } })
    expect(workingTime(calendarOf('DE-BY'), 'UTC').dayOf('2026-08-15').because).toEqual({ kind: 'week' })
  })

  test('names are those of the country', () => {
    const called = (region: HolidayRegion) =>
      holidaysFor(calendarOf(region), 2026).find(({ key }) => key === 'christmas_2')?.names.de
    expect((['DE-SH', 'AT-9', 'CH-ZH'] as const).map(called)).toEqual(['2. Weihnachtstag', 'Stefanitag', 'Stephanstag'])
  })

  test('law: every holiday of the table is held somewhere, on one day of its year, in a region that has a name', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(fc.constantFrom(...holidayRegions), fc.integer({ min: 2019, max: 2099 }), (region, year) => {
        const all = holidaysFor(calendarOf(region), year)
        for (const { key, date } of all) {
          expect(date.startsWith(`${year}-`)).toBe(true)
          seen.add(key)
        }
        expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
        expect(all.map(({ date }) => date)).toEqual(all.map(({ date }) => date).toSorted())
        expect(regionNames[region].de).not.toBe('')
      }),
      { numRuns: 300 },
    )
    for (const region of holidayRegions)
      for (const year of [2025, 2028]) for (const { key } of holidaysFor(calendarOf(region), year)) seen.add(key)
    expect(holidayKeys.filter((key) => !seen.has(key))).toEqual([])
  })
})

describe('WT3 own days', () => {
  const week = Array.from({ length: 7 }, () => [{ from: '09:00', to: '17:00' }])
  const day = (name: string, from: string, to: string, yearly: boolean, spans: object[] = []) => ({
    ...{ name, from, to, yearly, spans },
  })
  const named = (days: object[], date: string) => {
    const calendar = workingCalendar.parse({ ...calendarOf('DE-SH'), week, days })
    const { because } = workingTime(calendar, 'UTC').dayOf(date)
    return because.kind === 'own' ? because.name : because.kind
  }
  const short = day('Heiligabend', '2026-12-24', '2026-12-24', true, [{ from: '09:00', to: '12:00' }])
  const winter = day('Winterpause', '2025-12-27', '2026-01-02', true)
  const party = day('Sommerfest', '2026-07-10', '2026-07-10', false)
  const easter = day('Osteröffnung', '2026-04-06', '2026-04-06', false, [{ from: '11:00', to: '15:00' }])
  const leap = day('Schalttag', '2024-02-29', '2024-02-29', true)

  test.each([
    ['a yearly half day in its first year', [short], '2026-12-24', 'Heiligabend'],
    ['and in later ones', [short], '2031-12-24', 'Heiligabend'],
    ['not before', [short], '2025-12-24', 'week'],
    ['over the end of the year, before it', [winter], '2028-12-31', 'Winterpause'],
    ['and behind it', [winter], '2029-01-02', 'Winterpause'],
    ['then it is over', [winter], '2029-01-03', 'week'],
    ['and does not reach before its own days', [winter], '2025-01-02', 'week'],
    ['once is once', [party], '2027-07-10', 'week'],
    ['an open day on a holiday', [easter], '2026-04-06', 'Osteröffnung'],
    ['the holiday a year later', [easter], '2027-03-29', 'holiday'],
    ['a leap day', [leap], '2028-02-29', 'Schalttag'],
    ['and none in other years', [leap], '2027-03-01', 'week'],
    [
      'this year’s comes before every year’s',
      [winter, day('Inventur', '2026-12-30', '2026-12-30', false)],
      '2026-12-30',
      'Inventur',
    ],
    ['of two the first', [party, day('Andere', '2026-07-10', '2026-07-10', false)], '2026-07-10', 'Sommerfest'],
  ] as const)('%s', (_, days, date, name) => {
    expect(named([...days], date)).toBe(name)
  })

  test('a document with spans over each other, a week too short or a last day before the first is refused', () => {
    const refused = (change: object) => workingCalendar.safeParse({ ...calendarOf(null), ...change }).success
    expect(refused({ week: week.slice(1) })).toBe(false)
    expect(refused({ days: [day('x', '2026-02-02', '2026-02-01', false)] })).toBe(false)
    expect(refused({ days: [day('x', '2026-02-30', '2026-02-30', false)] })).toBe(false)
    expect(refused({ days: [day('x', '2026-02-01', '2028-02-01', false)] })).toBe(false)
    const spans = (...pairs: [string, string][]) => pairs.map(([from, to]) => ({ from, to }))
    const over = [spans(['09:00', '12:00'], ['11:00', '13:00']), spans(['22:00', '06:00'], ['23:00', '23:30'])]
    for (const one of [...over, spans(['24:00', '01:00']), spans(['9:00', '10:00'])])
      expect(refused({ week: [...week.slice(1), one] })).toBe(false)
    expect(
      refused({ week: [...week.slice(1), spans(['09:00', '12:00'], ['12:00', '13:00'], ['22:00', '06:00'])] }),
    ).toBe(true)
  })

  test('the days from one on run over the end of a month', () => {
    const working = workingTime(calendarOf(null), 'UTC')
    expect(daysFrom(working, '2028-02-28', 3).map(({ date }) => date)).toEqual([
      '2028-02-28',
      '2028-02-29',
      '2028-03-01',
    ])
  })
})
