// Measures as the API answers them. Reads nothing.
import { type DayMoments, meanOf, metricFacts, momentsOf, type Span } from '@lotse/core/impact'
import type { Measure, MeasureWhole } from '@lotse/protocol'
import type { MeasureRow } from '../adapters/store/measures.ts'
import { instantOf } from '../base/ids.ts'
import { dayTextOf, type Found } from './judging.ts'

const WEEK_DAYS = 7

/** A measure. */
export function showMeasure(row: MeasureRow): Measure {
  const { id, version, fields, ownerId, madeAt, changedAt, judgedAt, judgement } = row
  return {
    id: String(id),
    version,
    fields,
    ownerId: ownerId === null ? null : String(ownerId),
    madeAt: instantOf(madeAt),
    changedAt: instantOf(changedAt),
    judged: judgedAt === null || judgement === null ? null : { at: instantOf(judgedAt), judgement },
  }
}

const shownSpan = ({ from, until }: Span) => ({ from: dayTextOf(from), until: dayTextOf(until) })

/** What is compared. */
export function showSpans({ spans }: Found): MeasureWhole['spans'] {
  return spans && { before: shownSpan(spans.before), after: shownSpan(spans.after) }
}

/** The metric week by week from the first day that is compared, up to a day; the last week may not be whole. */
export function showWeeks({ spans, metric, days, beside }: Found, until: number): MeasureWhole['weeks'] {
  if (spans === null || metric === null) return []
  const value = (all: readonly DayMoments[], from: number) => {
    const moments = momentsOf(all, { from, until: from + WEEK_DAYS - 1 })
    const mean = meanOf(moments)
    return { n: moments.n, value: mean !== null && metricFacts[metric].kind === 'time' ? Math.exp(mean) : mean }
  }
  const first = spans.before.from
  const count = Math.max(0, Math.ceil((Math.min(spans.after.until, until) - first + 1) / WEEK_DAYS))
  return Array.from({ length: count }, (_, index) => {
    const from = first + index * WEEK_DAYS
    return { from: dayTextOf(from), ...value(days, from), leftOut: beside && value(beside, from) }
  })
}
