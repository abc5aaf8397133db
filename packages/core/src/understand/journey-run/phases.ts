// What counters of an edition say of its phases: sums where a sum is true, and between which numbers lies what was not counted by phase. Counts nothing itself.
import type { JourneyDocument } from '@lotse/protocol'
import { feelingOf } from './answers.ts'
import { type AnswerFigures, answersOf, deviationsOf, type SummedCounter, sumOf, tallied } from './figures.ts'
import type { StrayKind } from './judged.ts'

/** Figures of one phase; see `PhaseNumbers` of the API. */
export type PhaseFigures = {
  /** Null for steps whose phase nobody knows any more. */
  readonly phase: string | null
  readonly steps: readonly string[]
  readonly reached: { readonly least: number; readonly most: number }
  readonly started: number
  readonly visits: number
  readonly repeated: number
  readonly here: number
  readonly dropped: number
  readonly completed: number
  readonly left: readonly { readonly to: string | null; readonly count: number }[]
  readonly channels: readonly { readonly channel: string; readonly visits: number }[]
  readonly answers: readonly AnswerFigures[]
  readonly feeling: number | null
  readonly deviations: readonly { readonly what: StrayKind; readonly count: number }[]
}

/**
 * The figures of phases, in the order in which steps name them (J12).
 *
 * @param phaseOf - the phase of each step.
 * @param counters - of the days and channels asked for.
 */
export function phaseFiguresOf(
  { steps }: Pick<JourneyDocument, 'steps'>,
  phaseOf: ReadonlyMap<string, string>,
  counters: readonly SummedCounter[],
): PhaseFigures[] {
  const inPhase = (step: string): string | null => phaseOf.get(step) ?? null
  const phases = [...new Set(steps.map(({ id }) => inPhase(id)))]
  return phases.map((phase) => {
    const own = steps.map(({ id }) => id).filter((step) => inPhase(step) === phase)
    const known = new Set(own)
    const counted = counters.filter(({ step }) => known.has(step))
    return { phase, steps: own, ...sumsOf(counted, { own, inPhase }) }
  })
}

type Within = { readonly own: readonly string[]; readonly inPhase: (step: string) => string | null }

function sumsOf(counted: readonly SummedCounter[], { own, inPhase }: Within): Omit<PhaseFigures, 'phase' | 'steps'> {
  const sum = sumOf(counted)
  const here = new Set(own)
  const away = counted.filter(({ to }) => !here.has(to))
  const answers = answersOf(counted)
  const reached = own.map((step) => sumOf(counted.filter((one) => one.step === step))('reached'))
  return {
    // A run that came to several steps of the phase is counted at each of them.
    reached: { least: Math.max(0, ...reached), most: reached.reduce((all, one) => all + one, 0) },
    started: sum('started'),
    visits: sum('visits'),
    repeated: sum('repeated'),
    here: sum('here'),
    dropped: sum('dropped'),
    completed: sum('completed'),
    left: tallied(away, 'left', ({ to }) => inPhase(to)).map(([to, count]) => ({ to, count })),
    channels: tallied(counted, 'visits', ({ channel }) => channel).map(([channel, visits]) => ({ channel, visits })),
    answers,
    feeling: feelingOf(answers),
    deviations: deviationKindsOf(counted),
  }
}

function deviationKindsOf(counted: readonly SummedCounter[]): PhaseFigures['deviations'] {
  const kinds = new Map<StrayKind, number>()
  for (const { what, count } of deviationsOf(counted)) kinds.set(what, (kinds.get(what) ?? 0) + count)
  return [...kinds].map(([what, count]) => ({ what, count })).sort((a, b) => b.count - a.count)
}
