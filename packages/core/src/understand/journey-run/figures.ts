// What counters of an edition say to people: sums, shares and times per step, fitness, where runs strayed. Counts nothing itself.
import type { JourneyDocument } from '@lotse/protocol'
import type { DurationMs } from '../../base/index.ts'
import { type Counter, shareOfTimes } from './counts.ts'
import { type StrayKind, strayKinds } from './judged.ts'

/** A counter summed over days. `erased`: customers who were erased while they were there. */
export type SummedCounter = Pick<Counter, 'step' | 'to' | 'channel' | 'rung'> & {
  readonly what: Counter['what'] | 'erased'
  readonly count: number
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
}

/** Figures of a journey. */
export type JourneyFigures = {
  readonly started: number
  readonly here: number
  readonly completed: number
  readonly dropped: number
  readonly fitness: number | null
  readonly deviations: readonly { readonly what: StrayKind; readonly step: string; readonly count: number }[]
  readonly steps: readonly StepFigures[]
}

const THOUSANDTHS = 1000
const MEDIAN = 0.5
const TAIL = 0.9

/** The figures of an edition. @param counters - of the days and channels asked for. */
export function figuresOf({ steps, moves }: JourneyDocument, counters: readonly SummedCounter[]): JourneyFigures {
  const byStep = new Map<string, SummedCounter[]>(steps.map(({ id }) => [id, []]))
  for (const counter of counters) byStep.get(counter.step)?.push(counter)
  const designed = new Set(moves.map(({ from, to }) => `${from} ${to}`))
  const all = sumOf(counters)
  const started = all('started')
  return {
    started,
    here: all('here'),
    completed: all('completed'),
    dropped: all('dropped'),
    fitness: started > 0 ? Math.min(1, Math.max(0, all('fit') / (THOUSANDTHS * started))) : null,
    deviations: deviationsOf(counters),
    steps: [...byStep].map(([step, own]) => stepFigures(step, own, designed)),
  }
}

const sumOf =
  (counters: readonly SummedCounter[]) =>
  (what: SummedCounter['what']): number =>
    counters.reduce((sum, counter) => (counter.what === what ? sum + counter.count : sum), 0)

/** Counts by a key, the greatest first; what comes to nothing is left out. */
function tallied<K>(counters: readonly SummedCounter[], what: SummedCounter['what'], keyOf: (one: SummedCounter) => K) {
  const tally = new Map<K, number>()
  for (const counter of counters)
    if (counter.what === what) tally.set(keyOf(counter), (tally.get(keyOf(counter)) ?? 0) + counter.count)
  return [...tally].filter(([, count]) => count !== 0).sort(([, a], [, b]) => b - a)
}

function stepFigures(step: string, own: readonly SummedCounter[], designed: ReadonlySet<string>): StepFigures {
  const sum = sumOf(own)
  const stays = new Map(tallied(own, 'took', ({ rung }) => rung))
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
  }
}

function deviationsOf(counters: readonly SummedCounter[]): JourneyFigures['deviations'] {
  return strayKinds
    .flatMap((what) => tallied(counters, what, ({ step }) => step).map(([step, count]) => ({ what, step, count })))
    .sort((a, b) => b.count - a.count)
}
