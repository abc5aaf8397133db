// The formatters bound to one language, as screens and sentences use them. Pure.
import * as format from './format.ts'
import type { Translate } from './index.ts'

/** Formatters bound to one language. */
export type Format = ReturnType<typeof formatIn>

/**
 * Binds the formatters to a language.
 *
 * @param language - a BCP 47 tag.
 * @param t - for the few words that formats need.
 */
export function formatIn(language: string, t: Translate) {
  return {
    language,
    whole: (value: number) => format.wholeText(language, value),
    number: (value: number) => format.numberText(language, value),
    share: (value: number) => format.shareText(language, value),
    rate: (value: number) => format.rateText(language, value),
    span: (spanMs: number) => format.spanText(language, spanMs),
    duration: (spanMs: number) => format.durationText(language, spanMs),
    ago: (at: number, now: number) => format.agoText(language, at, now, t('parts.ago.now')),
    instant: (at: number) => format.instantText(language, at),
    minute: (at: number) => format.minuteText(language, at),
    date: (at: number) => format.dateText(language, at),
    day: (at: number) => format.dayText(language, at),
    clock: (at: number) => format.clockText(language, at),
    all: (items: readonly string[]) => format.listText(language, items, 'conjunction'),
    any: (items: readonly string[]) => format.listText(language, items, 'disjunction'),
  }
}
