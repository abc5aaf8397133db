// What customers answer when they are asked: which events are an answer, of which kind and value, and what many answers come to. Asks nobody.
import type { answerKinds, JourneyDocument } from '@lotse/protocol'
import { compileFilter, type Facts } from '../../base/index.ts'

/** What was asked: satisfaction (csat), whether one would recommend (nps), how easy it was (ces), or what somebody's words sound like (sentiment). */
export type AnswerKind = (typeof answerKinds)[number]

/** The values of each kind, from the worst to the best. */
export const answerScales: Readonly<Record<AnswerKind, readonly [least: number, most: number]>> = {
  csat: [1, 5],
  nps: [0, 10],
  ces: [1, 7],
  sentiment: [-1, 1],
}

/** An event that is an answer. `step`: empty where the whole journey is asked about. */
export type CompiledAsk = {
  readonly step: string
  readonly kind: AnswerKind
  readonly property: string
  readonly channel: string | undefined
  readonly matches: (facts: Facts) => boolean
}

/** The answers that are listened to, by event: of the journey first, then of steps in the order of the map. */
export function compileAsks({ steps, asks = [] }: JourneyDocument): ReadonlyMap<string, readonly CompiledAsk[]> {
  const byEvent = new Map<string, CompiledAsk[]>()
  for (const { step, ask } of [
    ...asks.map((ask) => ({ step: '', ask })),
    ...steps.flatMap(({ id, asks: own = [] }) => own.map((ask) => ({ step: id, ask }))),
  ]) {
    const { event, where, kind, property, channel } = ask
    const filter = where && compileFilter(where)
    const matches = filter ? (facts: Facts) => filter.test(facts) === true : () => true
    byEvent.set(event, [...(byEvent.get(event) ?? []), { step, kind, property, channel, matches }])
  }
  return byEvent
}

/** An answer. `value`: in hundredths. `channel`: what was asked about; undefined: that of the event. */
export type Answer = {
  readonly step: string
  readonly kind: AnswerKind
  readonly value: number
  readonly channel: string | undefined
}

const HUNDREDTHS = 100

/** The answers that an event is (J10): of each kind one of the journey and one of a step at most. */
export function answersIn(asks: readonly CompiledAsk[], facts: Facts): Answer[] {
  const answers: Answer[] = []
  for (const { step, kind, property, channel, matches } of asks) {
    if (answers.some((one) => one.kind === kind && (one.step === '') === (step === ''))) continue
    const value = numberOn(facts.property(property), answerScales[kind])
    if (value === undefined || !matches(facts)) continue
    const named = channel === undefined ? undefined : facts.property(channel)
    const by = typeof named === 'string' && named !== '' ? named : undefined
    answers.push({ step, kind, value: Math.round(value * HUNDREDTHS), channel: by })
  }
  return answers
}

/** A number, or a text that is one, on the scale. */
function numberOn(given: unknown, [least, most]: readonly [number, number]): number | undefined {
  const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given
  return typeof value === 'number' && value >= least && value <= most ? value : undefined
}

/** What answers of a kind come to. `mean`: on the kind's own scale. `score`: as it is usually told: of csat the share of 4 and 5, of nps promoters less detractors in points of a hundred, else the mean. */
export type AnswerFigure = {
  readonly kind: AnswerKind
  readonly count: number
  readonly mean: number
  readonly score: number
}

const SATISFIED = 400
const PROMOTER = 900
const DETRACTOR = 600

/**
 * Sums up answers of one kind.
 *
 * @param answers - how many of each value, in hundredths.
 * @returns undefined where there are none.
 * Net promoter score: F. Reichheld, The One Number You Need to Grow, Harvard Business Review 12/2003.
 */
export function answerFigure(kind: AnswerKind, answers: ReadonlyMap<number, number>): AnswerFigure | undefined {
  const all = [...answers].filter(([, many]) => many > 0)
  const countOf = (of: (value: number) => boolean) =>
    all.reduce((sum, [value, many]) => (of(value) ? sum + many : sum), 0)
  const count = countOf(() => true)
  if (count === 0) return undefined
  const mean = all.reduce((sum, [value, many]) => sum + value * many, 0) / count / HUNDREDTHS
  const scores: Record<AnswerKind, () => number> = {
    csat: () => countOf((value) => value >= SATISFIED) / count,
    nps: () => ((countOf((value) => value >= PROMOTER) - countOf((value) => value <= DETRACTOR)) / count) * HUNDREDTHS,
    ces: () => mean,
    sentiment: () => mean,
  }
  return { kind, count, mean, score: scores[kind]() }
}

/** Few answers say little of how people feel. */
const FELT_MIN = 5
const BEST_FEELING = 2

/**
 * How customers felt at a step on the scale of maps, −2 to +2: by what their words sound like, else by how satisfied they were.
 *
 * @returns null where fewer than five said so.
 */
export function feelingOf(figures: readonly AnswerFigure[]): number | null {
  for (const kind of ['sentiment', 'csat'] as const) {
    const found = figures.find((one) => one.kind === kind && one.count >= FELT_MIN)
    if (found === undefined) continue
    const [least, most] = answerScales[kind]
    return ((2 * (found.mean - least)) / (most - least) - 1) * BEST_FEELING
  }
  return null
}
