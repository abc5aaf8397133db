// Spans of one day while somebody edits them: what is wrong with them, and where they stand on the day's line. Pure.
import type { WorkingSpan } from '@lotse/protocol'

const DAY_MINUTES = 1440
const NINE_TO_FIVE: WorkingSpan = { from: '09:00', to: '17:00' }
/** As many as a day may have. */
export const SPANS_MAX = 8

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** An end that is not after its start lies on the next day. */
const endOf = ({ from, to }: WorkingSpan): number => minuteOf(to) + (minuteOf(to) > minuteOf(from) ? 0 : DAY_MINUTES)

/** A time as people write it; null where it is none. "9", "930", "9:30", "17.30" and "24:00", which is midnight. */
export function timeIn(text: string): string | null {
  const [, hour = '', minute = '00'] = /^(\d{1,2})(?:[:.]?(\d{2}))?$/.exec(text.trim()) ?? []
  if (hour === '' || Number(minute) > 59 || Number(hour) * 60 + Number(minute) > DAY_MINUTES) return null
  return timeOf(Number(hour) * 60 + Number(minute))
}

/** What is wrong with the spans of a day; null where nothing is. */
export function faultOf(spans: readonly WorkingSpan[]): 'missing' | 'overlap' | null {
  if (spans.some(({ from, to }) => from === '' || to === '')) return 'missing'
  const over = spans.some((span, at) => {
    const before = spans[at - 1]
    return before !== undefined && endOf(before) > minuteOf(span.from)
  })
  return over ? 'overlap' : null
}

/** The span that is offered next: nine to five, or from the end of the last for an afternoon. */
export function nextSpan(spans: readonly WorkingSpan[]): WorkingSpan {
  const last = spans.at(-1)
  if (last === undefined) return NINE_TO_FIVE
  if (last.to === '' || endOf(last) >= DAY_MINUTES - 60) return { from: '', to: '' }
  return { from: timeOf(endOf(last) + 60), to: timeOf(Math.min(endOf(last) + 300, DAY_MINUTES)) }
}

const timeOf = (minute: number): string => {
  const inDay = minute % DAY_MINUTES
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`
}

/** A piece of a day's line, as shares of it. */
export type Place = { readonly start: number; readonly length: number }

/**
 * What is open on the line of a day: its own spans up to midnight, and what the nights of the day before leave of it.
 *
 * @param before - spans of the day before.
 */
export function placesOf(spans: readonly WorkingSpan[], before: readonly WorkingSpan[]): readonly Place[] {
  const nights = before.map((span) => endOf(span) - DAY_MINUTES).filter((end) => end > 0)
  const own = spans.map((span) => ({ from: minuteOf(span.from), to: Math.min(DAY_MINUTES, endOf(span)) }))
  return [...nights.map((to) => ({ from: 0, to })), ...own].map(({ from, to }) => ({
    start: from / DAY_MINUTES,
    length: (to - from) / DAY_MINUTES,
  }))
}
