// Numbers, spans and instants as people read them, by Intl. Pure: "now" is an argument.

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>()

function kept<F extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: () => F,
): F {
  const found = cache.get(key)
  if (found !== undefined) return found as F
  const made = make()
  cache.set(key, made)
  return made
}

/** A share of 0 to 1 as per cent, with one digit where it is small: 48 %, 6,1 %, 0,2 %. */
export function shareText(language: string, share: number): string {
  const digits = share !== 0 && Math.abs(share) < 0.1 ? 1 : 0
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(share)
}

/** A whole number with the language's grouping: 12.345. */
export function wholeText(language: string, value: number): string {
  return kept(`n${language}`, () => new Intl.NumberFormat(language, { maximumFractionDigits: 0 })).format(value)
}

/** A number with at most two digits after the point: 0,42. Used for values that people compare with. */
export function numberText(language: string, value: number): string {
  return kept(`m${language}`, () => new Intl.NumberFormat(language, { maximumFractionDigits: 2 })).format(value)
}

/** A rate: one digit after the point below 100, none above, so that the figure keeps its width. */
export function rateText(language: string, value: number): string {
  const digits = value < 100 ? 1 : 0
  const format = () => new Intl.NumberFormat(language, { maximumFractionDigits: digits, minimumFractionDigits: digits })
  return kept(`r${digits}${language}`, format).format(value)
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

type Unit = (typeof units)[number][0] | 'millisecond'

const inUnit = (language: string, value: number, unit: Unit, display: 'short' | 'long', digits: number): string =>
  kept(
    `u${language}${unit}${display}${digits}`,
    () => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: display, maximumFractionDigits: digits }),
  ).format(value)

/** A measured span in its largest fitting unit: 42 ms, 1,3 s, 5 min. */
export function spanText(language: string, spanMs: number): string {
  const [unit, size] = units.find(([, unitMs]) => spanMs >= unitMs) ?? (['millisecond', 1] as const)
  return inUnit(language, spanMs / size, unit, 'short', spanMs < 1000 ? 0 : 1)
}

/** A span someone wrote down, exactly and in words: 1 Tag 12 Stunden. At most two units, rounded down. */
export function durationText(language: string, spanMs: number): string {
  const parts: string[] = []
  let rest = spanMs
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(inUnit(language, count, unit, 'long', 0))
  }
  return parts.length === 0 ? inUnit(language, rest, 'millisecond', 'long', 0) : parts.slice(0, 2).join(' ')
}

/** How long ago, or in how long: "vor 3 Minuten", "in 2 Tagen". Under five seconds: the word for now. */
export function agoText(language: string, at: number, now: number, nowWord: string): string {
  const difference = at - now
  const [unit, size] = units.find(([, unitMs]) => Math.abs(difference) >= unitMs) ?? (['second', 1000] as const)
  if (Math.abs(difference) < 5000) return nowWord
  const relative = kept(`a${language}`, () => new Intl.RelativeTimeFormat(language, { numeric: 'always' }))
  return relative.format(Math.trunc(difference / size), unit)
}

/** English dates are written so that nobody takes the day for the month: 6 Aug 2026. */
const datesOf = (language: string): string => (language === 'en' ? 'en-GB' : language)

/** Date and time to the second, in the zone of the reader. */
export function instantText(language: string, at: number): string {
  return kept(
    `i${language}`,
    () => new Intl.DateTimeFormat(datesOf(language), { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' }),
  ).format(at)
}

/** Date and time to the minute, for lists where seconds say nothing. */
export function minuteText(language: string, at: number): string {
  return kept(
    `s${language}`,
    () =>
      new Intl.DateTimeFormat(datesOf(language), {
        dateStyle: language === 'en' ? 'medium' : 'short',
        timeStyle: 'short',
        hourCycle: 'h23',
      }),
  ).format(at)
}

/** Date alone. */
export function dateText(language: string, at: number): string {
  return kept(`d${language}`, () => new Intl.DateTimeFormat(datesOf(language), { dateStyle: 'medium' })).format(at)
}

/** Date with its weekday, for headings: "Samstag, 21. November 2026". */
export function dayText(language: string, at: number): string {
  return kept(`D${language}`, () => new Intl.DateTimeFormat(datesOf(language), { dateStyle: 'full' })).format(at)
}

/** Time of day to the second. */
export function clockText(language: string, at: number): string {
  return kept(
    `c${language}`,
    () => new Intl.DateTimeFormat(language, { timeStyle: 'medium', hourCycle: 'h23' }),
  ).format(at)
}

/** Several things in a sentence: "a, b und c". */
export function listText(language: string, items: readonly string[], type: 'conjunction' | 'disjunction'): string {
  return new Intl.ListFormat(language, { type }).format(items)
}
