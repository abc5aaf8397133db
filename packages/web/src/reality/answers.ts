// Answers of customers for people who read them: about what, in which order, and a score in words. Pure.
import type { ShownAnswerNumbers, ShownJourneyNumbers } from '@lotse/protocol'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'

/** Answers of one kind. `step`: null where the journey as a whole was asked about. */
export type AnswersAbout = { readonly step: string | null; readonly answers: ShownAnswerNumbers }

/** All answers: about the whole first, then step by step. */
export function answersOf({ answers, steps }: Pick<ShownJourneyNumbers, 'answers' | 'steps'>): AnswersAbout[] {
  return [
    ...answers.map((one) => ({ step: null, answers: one })),
    ...steps.flatMap(({ step, answers: own }) => own.map((one) => ({ step, answers: one }))),
  ]
}

type Score = Pick<ShownAnswerNumbers, 'kind' | 'score'>

/** A score as it is usually told: a share, points with their sign, or a mean. */
export function scoreText({ kind, score }: Score, { t, f }: { readonly t: Translate; readonly f: Format }): string {
  if (kind === 'csat') return f.share(score)
  if (kind === 'ces') return t('reality.answers.ease', { formatted: f.number(score) })
  const text = kind === 'nps' ? f.whole(Math.abs(Math.round(score))) : f.number(Math.abs(score))
  return signed(score, text)
}

/** A number with its sign, the true minus. */
export const signed = (value: number, text: string): string => (value > 0 ? `+${text}` : value < 0 ? `−${text}` : text)

/** What may be compared of columns beside one another: each thing asked, and what each column has of it. */
export function askedIn(columns: readonly Pick<ShownJourneyNumbers, 'answers' | 'steps'>[]) {
  const lines = new Map<string, { readonly step: string | null; readonly kind: ShownAnswerNumbers['kind'] }>()
  for (const { step, answers } of columns.flatMap(answersOf))
    lines.set(`${step} ${answers.kind}`, { step, kind: answers.kind })
  return [...lines.values()].map(({ step, kind }) => ({
    step,
    kind,
    of: (one: Pick<ShownJourneyNumbers, 'answers' | 'steps'>) =>
      answersOf(one).find((found) => found.step === step && found.answers.kind === kind)?.answers,
  }))
}

/** How customers felt at the steps they spoke about, −2 to 2. */
export function feelingsOf({ steps }: Pick<ShownJourneyNumbers, 'steps'>): ReadonlyMap<string, number> {
  return new Map(steps.flatMap(({ step, feeling }) => (feeling === null ? [] : [[step, feeling] as const])))
}
