// What is found of a measure now, out of the counters of its journey. What it means is decided in core; changes nothing.
import { DAY_MS } from '@lotse/core/base'
import {
  type DayMoments,
  daysWithout,
  type Judgement,
  judgeMeasure,
  metricFacts,
  momentsByDay,
  type Span,
  spansOf,
} from '@lotse/core/impact'
import { segmentNumber } from '@lotse/core/understand'
import type { ImpactMetric, MeasureFields, MeasureJudgement } from '@lotse/protocol'
import { editionsOf } from '../adapters/store/journeys.ts'
import { dayCounters } from '../adapters/store/measures.ts'
import type { Db } from '../adapters/store/members.ts'

/** A UTC day as the API writes it. */
export const dayTextOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** A UTC day as a number. */
export const dayOf = (text: string): number => Math.floor(Date.parse(text) / DAY_MS)

const UNMEASURED: MeasureJudgement = {
  verdict: 'notYet',
  why: 'unmeasured',
  before: null,
  after: null,
  estimate: null,
  seen: { before: 0, after: 0 },
  needed: null,
}

/** What is found, with the days that it was found by. `beside`: of those left out, null where nobody is. */
export type Found = {
  readonly judgement: MeasureJudgement
  readonly metric: ImpactMetric | null
  readonly spans: { readonly before: Span; readonly after: Span } | null
  readonly days: readonly DayMoments[]
  readonly beside: readonly DayMoments[] | null
}

/** Judges a measure as of an instant. */
export async function findingsOf(db: Db, workspaceId: number, fields: MeasureFields, now: number): Promise<Found> {
  const { metric, startsOn, at, worth, effectDays, watchDays, baselineDays } = fields
  const nothing: Found = { judgement: UNMEASURED, metric, spans: null, days: [], beside: null }
  if (metric === null || startsOn === null || at.journey === null) return nothing
  const times = { start: dayOf(startsOn), effectDays, watchDays, baselineDays }
  const spans = spansOf(times)
  const seen = await daysOf(db, workspaceId, { ...fields, metric, journey: at.journey }, spans)
  if (seen === undefined) return { ...nothing, spans }
  const { days, beside, settleDays } = seen
  // Who dropped out on a day is known only once nobody of it can come back: until then a day shows those alone who went on.
  const today = Math.floor(now / DAY_MS) - settleDays
  const judged = judgeMeasure({ fact: metricFacts[metric], days, beside, times, worth, today })
  return { judgement: shown(judged), metric, spans, days, beside }
}

const shown = ({ estimate, seen, ...told }: Judgement): MeasureJudgement => ({
  ...told,
  seen: { ...seen },
  estimate: estimate && { ...estimate },
})

type Asked = Pick<MeasureFields, 'at' | 'leftOut'> & { readonly metric: ImpactMetric; readonly journey: string }

/** The days of both spans, by the newest edition: it was filled from what came before it. Undefined: nothing is counted there. */
async function daysOf(
  db: Db,
  workspaceId: number,
  { at, leftOut, metric, journey }: Asked,
  { before, after }: { readonly before: Span; readonly after: Span },
): Promise<(Pick<Found, 'days' | 'beside'> & { readonly settleDays: number }) | undefined> {
  const [edition] = await editionsOf(db, workspaceId, { journey })
  if (edition === undefined) return undefined
  const { document, number } = edition
  const { step } = at
  if (step !== null && !document.steps.some(({ id }) => id === step)) return undefined
  const answered = metric === 'csat' || metric === 'nps' || metric === 'ces'
  // What customers say of the journey as a whole is counted at no step.
  const steps = step !== null ? [step] : answered ? [''] : null
  const of = async (segment: number) => {
    const asked = { journey, edition: number, segment, steps, from: before.from, until: after.until }
    return momentsByDay(metric, await dayCounters(db, workspaceId, asked), step === null)
  }
  const all = await of(0)
  const settleDays = answered ? 0 : Math.ceil(document.idleMs / DAY_MS)
  if (leftOut === null) return { days: all, beside: null, settleDays }
  const segment = segmentNumber(document, leftOut)
  if (segment === undefined) return undefined
  const beside = await of(segment)
  return { days: daysWithout(all, beside), beside, settleDays }
}
