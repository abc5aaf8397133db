// Public holidays of Germany, Austria and Switzerland: on which day, where, since when. What a company makes of them is not known here.
import type { BothNames, HolidayKey, HolidayRegion } from '@lotse/protocol'
import { before, easter, nth, on, only, weekdayOf, type YearDay } from './year-day.ts'

/**
 * A holiday. `where`: countries and regions in which it holds everywhere; `partly`: regions in parts of which it holds, or where it is
 * custom. `since`: the first year, where the law is young. `unless`: weekdays on which it does not count. `called`: other names.
 */
type Holiday = {
  readonly key: HolidayKey
  readonly day: YearDay
  readonly names: readonly [de: string, en: string]
  readonly where: string
  readonly partly?: string
  readonly since?: Readonly<Partial<Record<HolidayRegion, number>>>
  readonly unless?: Readonly<Partial<Record<HolidayRegion, readonly number[]>>>
  readonly called?: Readonly<Record<string, string>>
}

const CATHOLIC = 'CH-LU CH-UR CH-SZ CH-OW CH-NW CH-ZG CH-FR CH-SO CH-AI CH-AG CH-TI CH-VS CH-JU'
/** German states that took up Reformation Day in 2018; those without a year kept it before. */
const REFORMED = { 'DE-HB': 2018, 'DE-HH': 2018, 'DE-NI': 2018, 'DE-SH': 2018 } as const

const holidays: readonly Holiday[] = [
  { key: 'new_year', day: on(1, 1), names: ['Neujahr', 'New Year’s Day'], where: 'DE AT CH' },
  {
    key: 'new_year_2',
    day: on(1, 2),
    names: ['Berchtoldstag', 'Berchtold’s Day'],
    where: 'CH-BE CH-AG CH-TG CH-VD CH-JU',
    partly: 'CH-ZH CH-LU CH-OW CH-GL CH-ZG CH-FR CH-SO CH-SH CH-NW CH-TI CH-VS CH-GE CH-NE',
  },
  {
    key: 'epiphany',
    day: on(1, 6),
    names: ['Heilige Drei Könige', 'Epiphany'],
    where: 'DE-BW DE-BY DE-ST AT CH-UR CH-SZ CH-TI',
  },
  { key: 'republic', day: on(3, 1), names: ['Ausrufung der Republik', 'Republic Day'], where: 'CH-NE' },
  {
    key: 'womens_day',
    day: on(3, 8),
    names: ['Internationaler Frauentag', 'International Women’s Day'],
    where: 'DE-BE DE-MV',
    since: { 'DE-BE': 2019, 'DE-MV': 2023 },
  },
  {
    key: 'joseph',
    day: on(3, 19),
    names: ['Josefstag', 'Saint Joseph’s Day'],
    where: 'CH-UR CH-SZ CH-NW CH-TI CH-VS',
    partly: 'CH-SO AT-2 AT-6 AT-7 AT-8',
  },
  {
    key: 'good_friday',
    day: easter(-2),
    names: ['Karfreitag', 'Good Friday'],
    where:
      'DE CH-ZH CH-BE CH-LU CH-UR CH-SZ CH-OW CH-NW CH-GL CH-ZG CH-FR CH-SO CH-BS CH-BL CH-SH CH-AR CH-AI CH-SG CH-AG CH-TG CH-VD CH-NE CH-GE CH-JU',
    partly: 'CH-GR',
  },
  { key: 'easter_sunday', day: easter(0), names: ['Ostersonntag', 'Easter Sunday'], where: 'DE-BB CH' },
  {
    key: 'easter_monday',
    day: easter(1),
    names: ['Ostermontag', 'Easter Monday'],
    where:
      'DE AT CH-ZH CH-BE CH-UR CH-SZ CH-GL CH-BS CH-BL CH-SH CH-AR CH-AI CH-SG CH-GR CH-AG CH-TG CH-TI CH-VD CH-NE CH-GE CH-JU',
    partly: 'CH-LU CH-OW CH-NW CH-ZG CH-FR CH-SO CH-VS',
  },
  // The first Thursday of April; a week later where that is Maundy Thursday.
  { key: 'naefels', day: naefels, names: ['Näfelser Fahrt', 'Battle of Näfels'], where: 'CH-GL' },
  {
    key: 'labour_day',
    day: on(5, 1),
    names: ['Tag der Arbeit', 'Labour Day'],
    where: 'DE AT CH-ZH CH-BS CH-BL CH-SH CH-AG CH-TG CH-TI CH-NE CH-JU',
    partly: 'CH-SO',
    called: { AT: 'Staatsfeiertag' },
  },
  { key: 'florian', day: on(5, 4), names: ['Florianitag', 'Saint Florian’s Day'], where: '', partly: 'AT-4' },
  {
    key: 'liberation',
    day: only([2020, 2025], on(5, 8)),
    names: ['Tag der Befreiung', 'Liberation Day'],
    where: 'DE-BE',
  },
  {
    key: 'ascension',
    day: easter(39),
    names: ['Christi Himmelfahrt', 'Ascension Day'],
    where: 'DE AT CH',
    called: { CH: 'Auffahrt' },
  },
  { key: 'pentecost', day: easter(49), names: ['Pfingstsonntag', 'Whit Sunday'], where: 'DE-BB CH' },
  {
    key: 'whit_monday',
    day: easter(50),
    names: ['Pfingstmontag', 'Whit Monday'],
    where:
      'DE AT CH-ZH CH-BE CH-UR CH-SZ CH-GL CH-BS CH-BL CH-SH CH-AR CH-AI CH-SG CH-GR CH-AG CH-TG CH-TI CH-VD CH-GE CH-JU',
    partly: 'CH-LU CH-OW CH-NW CH-ZG CH-FR CH-SO CH-VS CH-NE',
  },
  {
    key: 'corpus_christi',
    day: easter(60),
    names: ['Fronleichnam', 'Corpus Christi'],
    where: `DE-BW DE-BY DE-HE DE-NW DE-RP DE-SL AT ${CATHOLIC}`,
    partly: 'DE-SN DE-TH CH-NE',
  },
  {
    key: 'uprising',
    day: only([2028], on(6, 17)),
    names: ['75. Jahrestag des Volksaufstands', '75 years since the uprising'],
    where: 'DE-BE',
  },
  { key: 'jura', day: on(6, 23), names: ['Fest der Unabhängigkeit', 'Independence of Jura'], where: 'CH-JU' },
  { key: 'peter_paul', day: on(6, 29), names: ['Peter und Paul', 'Saints Peter and Paul'], where: 'CH-TI' },
  { key: 'swiss_day', day: on(8, 1), names: ['Bundesfeiertag', 'Swiss National Day'], where: 'CH' },
  {
    key: 'peace',
    day: on(8, 8),
    names: ['Augsburger Friedensfest', 'Augsburg Peace Festival'],
    where: '',
    partly: 'DE-BY',
  },
  {
    key: 'assumption',
    day: on(8, 15),
    names: ['Mariä Himmelfahrt', 'Assumption'],
    where: `DE-SL AT ${CATHOLIC}`,
    partly: 'DE-BY',
  },
  // The Thursday after the first Sunday of September.
  { key: 'geneva_fast', day: nth(1, 7, 9, 4), names: ['Genfer Bettag', 'Geneva Fast'], where: 'CH-GE' },
  // The Monday after the second Saturday of September.
  {
    key: 'boys_shooting',
    day: nth(2, 6, 9, 2),
    names: ['Knabenschiessen', 'Knabenschiessen'],
    where: '',
    partly: 'CH-ZH',
  },
  {
    key: 'federal_fast',
    day: nth(3, 7, 9),
    names: ['Dank-, Buss- und Bettag', 'Federal Day of Thanksgiving'],
    where:
      'CH-ZH CH-BE CH-LU CH-UR CH-SZ CH-OW CH-NW CH-GL CH-ZG CH-FR CH-SO CH-BS CH-BL CH-SH CH-AR CH-AI CH-SG CH-GR CH-AG CH-TG CH-TI CH-VD CH-VS CH-NE CH-JU',
  },
  {
    key: 'fast_monday',
    day: nth(3, 7, 9, 1),
    names: ['Bettagsmontag', 'Fast Monday'],
    where: 'CH-VD',
    partly: 'CH-NE CH-VS',
  },
  {
    key: 'children',
    day: on(9, 20),
    names: ['Weltkindertag', 'Children’s Day'],
    where: 'DE-TH',
    since: { 'DE-TH': 2019 },
  },
  { key: 'mauritius', day: on(9, 22), names: ['Mauritiustag', 'Saint Maurice’s Day'], where: 'CH-AI' },
  { key: 'rupert', day: on(9, 24), names: ['Rupertitag', 'Saint Rupert’s Day'], where: '', partly: 'AT-5' },
  { key: 'brother_klaus', day: on(9, 25), names: ['Bruderklausenfest', 'Saint Nicholas of Flüe'], where: 'CH-OW' },
  { key: 'unity', day: on(10, 3), names: ['Tag der Deutschen Einheit', 'Day of German Unity'], where: 'DE' },
  {
    key: 'carinthia',
    day: on(10, 10),
    names: ['Tag der Volksabstimmung', 'Plebiscite Day'],
    where: '',
    partly: 'AT-2',
  },
  { key: 'austria', day: on(10, 26), names: ['Nationalfeiertag', 'Austrian National Day'], where: 'AT' },
  {
    key: 'reformation',
    day: on(10, 31),
    names: ['Reformationstag', 'Reformation Day'],
    where: 'DE-BB DE-MV DE-SN DE-ST DE-TH DE-HB DE-HH DE-NI DE-SH',
    since: REFORMED,
  },
  {
    key: 'all_saints',
    day: on(11, 1),
    names: ['Allerheiligen', 'All Saints’ Day'],
    where: `DE-BW DE-BY DE-NW DE-RP DE-SL AT CH-GL CH-SG ${CATHOLIC}`,
  },
  { key: 'martin', day: on(11, 11), names: ['Martinstag', 'Saint Martin’s Day'], where: '', partly: 'AT-1' },
  { key: 'leopold', day: on(11, 15), names: ['Leopolditag', 'Saint Leopold’s Day'], where: '', partly: 'AT-3 AT-9' },
  {
    key: 'repentance',
    day: before(3, 11, 23),
    names: ['Buß- und Bettag', 'Day of Repentance and Prayer'],
    where: 'DE-SN',
  },
  {
    key: 'conception',
    day: on(12, 8),
    names: ['Mariä Empfängnis', 'Immaculate Conception'],
    where: 'AT CH-LU CH-UR CH-SZ CH-OW CH-NW CH-ZG CH-FR CH-AI CH-AG CH-TI CH-VS',
  },
  { key: 'christmas_eve', day: on(12, 24), names: ['Heiligabend', 'Christmas Eve'], where: '', partly: 'DE AT CH' },
  {
    key: 'christmas',
    day: on(12, 25),
    names: ['1. Weihnachtstag', 'Christmas Day'],
    where: 'DE AT CH',
    called: { AT: 'Christtag', CH: 'Weihnachten' },
  },
  {
    key: 'christmas_2',
    day: on(12, 26),
    names: ['2. Weihnachtstag', 'Boxing Day'],
    where: 'DE AT CH-ZH CH-BE CH-LU CH-UR CH-SZ CH-GL CH-BS CH-BL CH-SH CH-AR CH-AI CH-SG CH-GR CH-AG CH-TG CH-TI',
    partly: 'CH-OW CH-NW CH-ZG CH-FR CH-SO CH-VS CH-NE CH-GE',
    unless: { 'CH-UR': [1, 5], 'CH-AR': [1], 'CH-AI': [2, 6] },
    called: { AT: 'Stefanitag', CH: 'Stephanstag' },
  },
  {
    key: 'new_years_eve',
    day: on(12, 31),
    names: ['Silvester', 'New Year’s Eve'],
    where: 'CH-GE',
    partly: 'DE AT CH',
    called: { 'CH-GE': 'Wiederherstellung der Republik' },
  },
]

function naefels(year: number): number | null {
  const first = nth(1, 4, 4)(year)
  return first !== null && first === easter(-3)(year) ? nth(2, 4, 4)(year) : first
}

/** A holiday of a region in a year. `midnight`: its day as UTC midnight; `partly`: it does not hold in all of the region. */
export type RegionalHoliday = {
  readonly key: HolidayKey
  readonly midnight: number
  readonly names: BothNames
  readonly partly: boolean
}

/**
 * The holidays of a region in a year, by day (WT4).
 *
 * @param year - of the Gregorian calendar, 1900 to 2199.
 */
export function holidaysOf(region: HolidayRegion, year: number): RegionalHoliday[] {
  return holidays.flatMap((holiday) => held(holiday, region, year)).toSorted((a, b) => a.midnight - b.midnight)
}

function held(holiday: Holiday, region: HolidayRegion, year: number): RegionalHoliday[] {
  const { key, names, where, partly = '', since = {}, unless = {}, called = {} } = holiday
  const country = region.slice(0, 2)
  const lists = (places: string): boolean => places.split(' ').some((place) => place === region || place === country)
  const whole = lists(where)
  const midnight = holiday.day(year)
  if ((!whole && !lists(partly)) || midnight === null || year < (since[region] ?? 0)) return []
  if (unless[region]?.includes(weekdayOf(midnight))) return []
  const [de, en] = names
  return [{ key, midnight, names: { de: called[region] ?? called[country] ?? de, en }, partly: !whole }]
}
