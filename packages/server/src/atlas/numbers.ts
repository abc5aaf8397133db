// The figures of an edition, asked for: its counters, and the phases in which its steps stand now. What figures mean is decided in core.
import { textsOf } from '@lotse/core/atlas'
import { DAY_MS, Problem } from '@lotse/core/base'
import { figuresOf, phaseFiguresOf } from '@lotse/core/understand'
import type { ShownJourneyNumbers } from '@lotse/protocol'
import { recordsById } from '../adapters/store/atlas.ts'
import { countersOf, type EditionRow, editionsOf } from '../adapters/store/journeys.ts'
import type { Db } from '../adapters/store/members.ts'
import { showAnswers, showEdition, showPhase, showStep } from './number-presenter.ts'

/** Which figures. `from`, `until`: days of UTC, both included. */
export type AskedNumbers = {
  readonly journey: string
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly channel?: string | undefined
}

/** An edition, the newest unless said. @throws Problem `not_found`. */
export async function editionOf(db: Db, workspaceId: number, journey: string, number?: number): Promise<EditionRow> {
  const [edition] = await editionsOf(db, workspaceId, { journey, number })
  if (edition === undefined) throw new Problem('not_found')
  return edition
}

const dayOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Math.floor(Date.parse(text) / DAY_MS)

/** The figures of an edition. */
export async function numbersOf(
  db: Db,
  workspaceId: number,
  edition: EditionRow,
  { journey, from, until, channel }: AskedNumbers,
): Promise<ShownJourneyNumbers> {
  const { document, number } = edition
  const days = [dayOf(from), dayOf(until)] as const
  const counters = await countersOf(db, workspaceId, { journey, edition: number, days, channel })
  const { steps, deviations, answers, ...figures } = figuresOf(document, counters)
  const names = new Map(document.steps.map(({ id, name }) => [id, name]))
  const phases = await phasesOf(
    db,
    workspaceId,
    document.steps.map(({ id }) => id),
  )
  return {
    ...figures,
    edition: showEdition(edition),
    from: from ?? null,
    until: until ?? null,
    channel: channel ?? null,
    answers: answers.map(showAnswers),
    deviations: deviations.map((one) => ({ ...one })),
    steps: steps.map((one) => showStep(one, names.get(one.step))),
    phases: phaseFiguresOf(document, phases.of, counters).map((one) => showPhase(one, phases.names.get(one.phase))),
  }
}

/** In which phase steps stand now, those put aside too, and what phases are called. */
async function phasesOf(db: Db, workspaceId: number, steps: readonly string[]) {
  const known = await recordsById(db, workspaceId, steps)
  const of = new Map(
    known.flatMap(({ id, fields: { phase } }) => (typeof phase === 'string' ? [[id, phase] as const] : [])),
  )
  const phases = await recordsById(db, workspaceId, [...new Set(of.values())])
  const names = new Map<string | null, Readonly<Record<string, string>>>(
    phases.map(({ id, fields }) => [id, textsOf(fields['name'])]),
  )
  return { of, names }
}
