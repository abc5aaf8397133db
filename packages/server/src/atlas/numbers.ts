// The figures of an edition, asked for: its counters, and the phases in which its steps stand now. What figures mean is decided in core.
import { textsOf } from '@lotse/core/atlas'
import { DAY_MS, Problem } from '@lotse/core/base'
import { figuresOf, phaseFiguresOf, segmentNumber } from '@lotse/core/understand'
import type { JourneyDocument, ShownJourneyNumbers } from '@lotse/protocol'
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
  readonly segment?: string | undefined
}

/** An edition, the newest unless said. @throws Problem `not_found`. */
export async function editionOf(db: Db, workspaceId: number, journey: string, number?: number): Promise<EditionRow> {
  const [edition] = await editionsOf(db, workspaceId, { journey, number })
  if (edition === undefined) throw new Problem('not_found')
  return edition
}

const dayOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Math.floor(Date.parse(text) / DAY_MS)

/** The number under which an edition counts a segment. @throws Problem `atlas.segment_not_counted`. */
export function countedSegment(document: JourneyDocument, segment: string | undefined): number | undefined {
  if (segment === undefined) return undefined
  const number = segmentNumber(document, segment)
  if (number === undefined) throw new Problem('atlas.segment_not_counted', { segment })
  return number
}

/** The figures of an edition. @throws Problem `atlas.segment_not_counted`. */
export async function numbersOf(
  db: Db,
  workspaceId: number,
  edition: EditionRow,
  { journey, from, until, channel, segment }: AskedNumbers,
): Promise<ShownJourneyNumbers> {
  const { document, number } = edition
  const days = [dayOf(from), dayOf(until)] as const
  const asked = { journey, edition: number, days, channel, segment: countedSegment(document, segment) }
  const counters = await countersOf(db, workspaceId, asked)
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
    segment: segment ?? null,
    segments: (document.segments ?? []).map(({ id, name }) => ({ segment: id, name: { ...name } })),
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
