// What counters of an edition say to people: sums, shares and times per step, fitness, where runs strayed. Counts nothing itself.
import { answerKinds, type JourneyDocument } from '@lotse/protocol'
import type { DurationMs } from '../../base/index.ts'
import { type AnswerFigure, answerFigure, feelingOf } from './answers.ts'
import { type Counter, shareOfTimes } from './counts.ts'
import { type StrayKind, strayKinds } from './judged.ts'
import { measuredGraph } from './measured.ts'

/** A counter summed over days. `erased`: customers who were erased while they were there. */
export type SummedCounter = Pick<Counter, 'step' | 'to' | 'channel' | 'rung'> & {
  readonly what: Counter['what'] | 'erased'
  readonly count: number
}

/** Answers of one kind, and by channel. */
export type AnswerFigures = AnswerFigure & {
  readonly channels: readonly (Omit<AnswerFigure, 'kind'> & { readonly channel: string })[]
}

/** Figures of one step; see `StepNumbers` of the API. */
export type StepFigures = {
  readonly step: string
  readonly started: number
  readonly reached: number
  readonly visits: number
  readonly repeated: number
  readonly here: number
  readonly dropped: number
  readonly completed: number
  readonly left: readonly { readonly to: string; readonly count: number; readonly designed: boolean }[]
  readonly medianMs: DurationMs | null
  readonly p90Ms: DurationMs | null
  readonly channels: readonly { readonly channel: string; readonly visits: number }[]
  readonly answers: readonly AnswerFigures[]
  readonly feeling: number | null
}

/** Figures of completed runs; see `JourneyNumbers` of the API. */
export type EffortFigures = {
  readonly medianMs: DurationMs | null
  readonly p90Ms: DurationMs | null
  readonly contacts: number | null
  readonly steps: number | null
}

/** Figures of a journey. */
export type JourneyFigures = {
  readonly started: number
  readonly here: number
  readonly completed: number
  readonly dropped: number
  readonly fitness: number | null
  readonly effort: EffortFigures
  readonly answers: readonly AnswerFigures[]
  readonly deviations: readonly { readonly what: StrayKind; readonly step: string; readonly count: number }[]
  readonly steps: readonly StepFigures[]
}

const THOUSANDTHS = 1000
const MEDIAN = 0.5
const TAIL = 0.9

/** The figures of an edition. @param counters - of the days and channels asked for. */
export function figuresOf(document: JourneyDocument, counters: readonly SummedCounter[]): JourneyFigures {
  const { steps } = document
  const byStep = new Map<string, SummedCounter[]>(steps.map(({ id }) => [id, []]))
  for (const counter of counters) byStep.get(counter.step)?.push(counter)
  const designed = new Set([...measuredGraph(document).next].flatMap(([from, all]) => all.map((to) => `${from} ${to}`)))
  const all = sumOf(counters)
  const started = all('started')
  return {
    started,
    here: all('here'),
    completed: all('completed'),
    dropped: all('dropped'),
    fitness: started > 0 ? Math.min(1, Math.max(0, all('fit') / (THOUSANDTHS * started))) : null,
    effort: effortOf(counters),
    answers: answersOf(counters.filter(({ step }) => step === '')),
    deviations: deviationsOf(counters),
    steps: [...byStep].map(([step, own]) => stepFigures(step, own, designed)),
  }
}

/** Asks counters for the sum of one kind. */
export const sumOf =
  (counters: readonly SummedCounter[]) =>
  (what: SummedCounter['what']): number =>
    counters.reduce((sum, counter) => (counter.what === what ? sum + counter.count : sum), 0)

/** Counts by a key, the greatest first; what comes to nothing is left out. */
export function tallied<K, C extends Pick<SummedCounter, 'what' | 'count'>>(
  counters: readonly C[],
  what: SummedCounter['what'],
  keyOf: (one: C) => K,
) {
  const tally = new Map<K, number>()
  for (const counter of counters)
    if (counter.what === what) tally.set(keyOf(counter), (tally.get(keyOf(counter)) ?? 0) + counter.count)
  return [...tally].filter(([, count]) => count !== 0).sort(([, a], [, b]) => b - a)
}

function stepFigures(step: string, own: readonly SummedCounter[], designed: ReadonlySet<string>): StepFigures {
  const sum = sumOf(own)
  const stays = byRung(own, 'took')
  const answers = answersOf(own)
  return {
    step,
    started: sum('started'),
    reached: sum('reached'),
    visits: sum('visits'),
    repeated: sum('repeated'),
    here: sum('here'),
    dropped: sum('dropped'),
    completed: sum('completed'),
    left: tallied(own, 'left', ({ to }) => to).map(([to, count]) => ({
      to,
      count,
      designed: designed.has(`${step} ${to}`),
    })),
    medianMs: shareOfTimes(stays, MEDIAN),
    p90Ms: shareOfTimes(stays, TAIL),
    channels: tallied(own, 'visits', ({ channel }) => channel).map(([channel, visits]) => ({ channel, visits })),
    answers,
    feeling: feelingOf(answers),
  }
}

type OnRung = Pick<SummedCounter, 'what' | 'rung' | 'count'>

const byRung = (counters: readonly OnRung[], what: SummedCounter['what']): Map<number, number> =>
  new Map(tallied(counters, what, ({ rung }) => rung))

/** How long completed runs took, how many visits they needed, and how many different steps. */
export function effortOf(counters: readonly OnRung[]): EffortFigures {
  const lasted = byRung(counters, 'lasted')
  return {
    medianMs: shareOfTimes(lasted, MEDIAN),
    p90Ms: shareOfTimes(lasted, TAIL),
    contacts: meanOf(byRung(counters, 'contacts')),
    steps: meanOf(byRung(counters, 'passed')),
  }
}

function meanOf(counts: ReadonlyMap<number, number>): number | null {
  const all = [...counts].reduce((sum, [, count]) => sum + count, 0)
  return all > 0 ? [...counts].reduce((sum, [value, count]) => sum + value * count, 0) / all : null
}

/** Answers by kind, each besides by channel, the most answered first. */
export function answersOf(counters: readonly SummedCounter[]): AnswerFigures[] {
  return answerKinds.flatMap((kind): AnswerFigures[] => {
    const figure = answerFigure(kind, byRung(counters, kind))
    if (figure === undefined) return []
    const channels = tallied(counters, kind, ({ channel }) => channel).flatMap(([channel]) => {
      const own = answerFigure(
        kind,
        byRung(
          counters.filter((one) => one.channel === channel),
          kind,
        ),
      )
      return own === undefined ? [] : [{ channel, count: own.count, mean: own.mean, score: own.score }]
    })
    return [{ ...figure, channels }]
  })
}

/** Where runs strayed, the most frequent first. */
export function deviationsOf(counters: readonly SummedCounter[]): JourneyFigures['deviations'] {
  return strayKinds
    .flatMap((what) => tallied(counters, what, ({ step }) => step).map(([step, count]) => ({ what, step, count })))
    .sort((a, b) => b.count - a.count)
}
