// Editions of journeys and where customers are, as the API answers them. Reads nothing.
import type { AnswerFigures, PhaseFigures, StepFigures } from '@lotse/core/understand'
import type {
  JourneyDocument,
  ShownAnswerNumbers,
  ShownEdition,
  ShownPhaseNumbers,
  ShownStepNumbers,
} from '@lotse/protocol'
import type { EditionRow, PositionRow } from '../adapters/store/journeys.ts'
import { instantOf, instantOrNull } from '../base/ids.ts'

const THOUSANDTHS = 1000

/** An edition. */
export function showEdition(row: EditionRow): ShownEdition {
  return {
    number: row.number,
    publishedAt: instantOf(row.publishedAt),
    publishedBy: row.publishedBy,
    effectiveAt: instantOf(row.effectiveAt),
    measured: row.measured,
    steps: row.document.steps.length,
    filled: showFilled(row),
  }
}

/** How far an edition is filled. Customers who came after it was published know it from the start and are not counted. */
export function showFilled({ done, customers, doneAt }: EditionRow): ShownEdition['filled'] {
  const total = Number(customers)
  return { done: doneAt === null ? Math.min(Number(done), total) : total, total, doneAt: instantOrNull(doneAt) }
}

/** What customers answered. */
export function showAnswers({ channels, ...answers }: AnswerFigures): ShownAnswerNumbers {
  return { ...answers, channels: channels.map((one) => ({ ...one })) }
}

type Names = Readonly<Record<string, string>>

/** A step. @param name - as it was frozen. */
export function showStep({ left, channels, answers, ...step }: StepFigures, name: Names = {}): ShownStepNumbers {
  return {
    ...step,
    name: { ...name },
    left: left.map((one) => ({ ...one })),
    channels: channels.map((one) => ({ ...one })),
    answers: answers.map(showAnswers),
  }
}

/** A phase. @param name - as the map has it now. */
export function showPhase(
  { steps, left, channels, answers, deviations, ...phase }: PhaseFigures,
  name: Names = {},
): ShownPhaseNumbers {
  return {
    ...phase,
    name: { ...name },
    steps: [...steps],
    left: left.map((one) => ({ ...one })),
    channels: channels.map((one) => ({ ...one })),
    answers: answers.map(showAnswers),
    deviations: deviations.map((one) => ({ ...one })),
  }
}

/** Where a customer is on a journey. */
export function showPlace(row: PositionRow, { steps }: JourneyDocument) {
  return {
    journey: row.journey,
    edition: row.edition,
    step: row.step,
    stepName: steps.find(({ id }) => id === row.step)?.name ?? {},
    channel: row.channel,
    at: instantOf(row.at),
    startedAt: instantOf(row.startedAt),
    outcome: row.outcome,
    fitness: row.fitness / THOUSANDTHS,
    deviations: (row.strays ?? []).map(deviationOf),
  }
}

/** A stray as it is stored: `what/step`. */
function deviationOf(stray: string) {
  const slash = stray.indexOf('/')
  const what = stray.slice(0, slash) as 'skipped' | 'unexpected' | 'again' | 'late' | 'channel'
  return { what, step: stray.slice(slash + 1) }
}
