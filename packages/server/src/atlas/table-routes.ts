// Figures of journeys as tables: a journey's phases and steps as a file, and all steps where a record stands. Thin; counts nothing.
import { nameIn, textsOf } from '@lotse/core/atlas'
import { Problem } from '@lotse/core/base'
import { segmentNumber } from '@lotse/core/understand'
import { answerKinds, deviationKinds, type NumbersLine, type ShownJourneyNumbers } from '@lotse/protocol'
import { recordsById } from '../adapters/store/atlas.ts'
import { type PlaceRow, placesOf } from '../adapters/store/atlas-library.ts'
import { editionNumbers } from '../adapters/store/journeys.ts'
import type { Db } from '../adapters/store/members.ts'
import { type Column, download } from '../base/download.ts'
import { type Api, read } from '../base/operation.ts'
import { type AskedNumbers, editionOf, numbersOf } from './numbers.ts'

const PLACES_MAX = 2000
const STEPS_MAX = 200
const MINUTE_MS = 60_000

/** Registers the operations. */
export function journeyTableRoutes(api: Api): void {
  download(api, 'exportJourneyNumbers', async ({ db, caller: { workspaceId }, params: { id: journey }, query }) => {
    const { edition: number, language, from, until, channel, segment } = query
    const edition = await editionOf(db, workspaceId, journey, number)
    const asked = { journey, from, until, channel, segment }
    const page = async () => ({ items: linesOf(await numbersOf(db, workspaceId, edition, asked)), next: null })
    return { file: 'figures', columns: columnsIn(language), page }
  })

  read(api, 'listPlacedNumbers', async ({ db, caller: { workspaceId }, params: { id }, query }) => {
    if ((await recordsById(db, workspaceId, [id])).length === 0) throw new Problem('not_found')
    const places = await placesOf(db, workspaceId, id, PLACES_MAX)
    const steps = new Map(places.flatMap((place) => (isAtStep(place, id) ? [[place.step, place] as const] : [])))
    const shown = [...steps.values()].slice(0, STEPS_MAX)
    const numbers = await numbersByJourney(db, workspaceId, { journeys: shown.map(({ journey }) => journey), ...query })
    const items = shown.map(({ journey, journeyName, phaseName, step, stepName }) => ({
      journey,
      journeyName: textsOf(journeyName ?? undefined),
      phaseName: textsOf(phaseName ?? undefined),
      step,
      stepName: textsOf(stepName ?? undefined),
      ...atStep(numbers.get(journey), step),
    }))
    return { items, whole: shown.length === steps.size && places.length < PLACES_MAX }
  })
}

type AtStep = PlaceRow & { readonly journey: string; readonly step: string }

/** Placed at a step of a journey; what the record itself names is no place of it. */
const isAtStep = (place: PlaceRow, id: string): place is AtStep =>
  place.kind === 'placement' && place.journey !== null && place.step !== null && place.step !== id

type AskedOfAll = Omit<AskedNumbers, 'journey'> & { readonly journeys: readonly string[] }
type Known = { readonly numbers: ShownJourneyNumbers; readonly bound: ReadonlySet<string> }

/** Figures of the newest edition of each journey that has one, and counts the segment apart where one is asked for. */
async function numbersByJourney(db: Db, workspaceId: number, { journeys, ...asked }: AskedOfAll) {
  const found = new Map<string, Known>()
  for (const journey of new Set(journeys)) {
    const { newest } = await editionNumbers(db, workspaceId, journey)
    if (newest === 0) continue
    const edition = await editionOf(db, workspaceId, journey, newest)
    if (asked.segment !== undefined && segmentNumber(edition.document, asked.segment) === undefined) continue
    const bound = edition.document.steps.flatMap(({ id, on }) => (on.length > 0 ? [id] : []))
    found.set(journey, {
      numbers: await numbersOf(db, workspaceId, edition, { journey, ...asked }),
      bound: new Set(bound),
    })
  }
  return found
}

function atStep(known: Known | undefined, step: string) {
  const numbers = known?.bound.has(step) === true ? known.numbers.steps.find((one) => one.step === step) : undefined
  if (known === undefined || numbers === undefined)
    return { edition: known?.numbers.edition.number ?? null, numbers: null, deviations: [] }
  return { edition: known.numbers.edition.number, numbers, deviations: straysAt(known.numbers, step) }
}

const straysAt = ({ deviations }: Pick<ShownJourneyNumbers, 'deviations'>, step: string) =>
  deviations.flatMap((one) => (one.step === step ? [{ what: one.what, count: one.count }] : []))

/** A line for each phase, and behind it one for each of its steps. */
function linesOf(numbers: ShownJourneyNumbers): NumbersLine[] {
  const byStep = new Map(numbers.steps.map((one) => [one.step, one]))
  return numbers.phases.flatMap(({ phase, name, steps, ...sums }) => [
    { ...sums, phase, phaseName: name, step: null, stepName: null, medianMs: null, p90Ms: null },
    ...steps.flatMap((id): NumbersLine[] => {
      const step = byStep.get(id)
      if (step === undefined) return []
      const { name: stepName, reached, ...figures } = step
      const between = { least: reached, most: reached }
      return [{ ...figures, phase, phaseName: name, stepName, reached: between, deviations: straysAt(numbers, id) }]
    }),
  ])
}

const minutes = (ms: number | null): number | null => (ms === null ? null : Math.round((ms / MINUTE_MS) * 10) / 10)
const ANSWERS = {
  csat: ['Zufriedenheit (CSAT)', 'Satisfaction (CSAT)'],
  nps: ['Weiterempfehlung (NPS)', 'Recommendation (NPS)'],
  ces: ['Leichtigkeit (CES)', 'Ease (CES)'],
  sentiment: ['Stimmung', 'Sentiment'],
} as const
const STRAYS = {
  skipped: ['Übersprungen', 'Skipped'],
  unexpected: ['Unerwartet', 'Unexpected'],
  again: ['Zurück', 'Again'],
  late: ['Zu spät', 'Late'],
  channel: ['Anderer Kanal', 'Other channel'],
} as const

function columnsIn(language: 'de' | 'en'): Column<NumbersLine>[] {
  return [
    { de: 'Phase', en: 'Phase', of: ({ phaseName }) => nameIn(phaseName, language) },
    { de: 'Schritt', en: 'Step', of: ({ stepName }) => (stepName === null ? null : nameIn(stepName, language)) },
    { de: 'Erreicht (mindestens)', en: 'Reached (at least)', of: ({ reached: { least } }) => least },
    { de: 'Erreicht (höchstens)', en: 'Reached (at most)', of: ({ reached: { most } }) => most },
    { de: 'Besuche', en: 'Visits', of: ({ visits }) => visits },
    { de: 'Wiederholt', en: 'Repeated', of: ({ repeated }) => repeated },
    { de: 'Jetzt hier', en: 'Here now', of: ({ here }) => here },
    { de: 'Hier ausgestiegen', en: 'Dropped out here', of: ({ dropped }) => dropped },
    { de: 'Hier abgeschlossen', en: 'Completed here', of: ({ completed }) => completed },
    { de: 'Median bis zum nächsten (Minuten)', en: 'Median to the next (minutes)', of: (one) => minutes(one.medianMs) },
    { de: '90 von 100 bis (Minuten)', en: '90 of 100 within (minutes)', of: (one) => minutes(one.p90Ms) },
    ...answerKinds.flatMap((kind): Column<NumbersLine>[] => {
      const [de, en] = ANSWERS[kind]
      const found = ({ answers }: NumbersLine) => answers.find((one) => one.kind === kind)
      return [
        { de, en, of: (line) => found(line)?.score ?? null },
        { de: `${de}: Antworten`, en: `${en}: answers`, of: (line) => found(line)?.count ?? null },
      ]
    }),
    ...deviationKinds.map((kind): Column<NumbersLine> => {
      const [de, en] = STRAYS[kind]
      return { de, en, of: ({ deviations }) => deviations.find(({ what }) => what === kind)?.count ?? 0 }
    }),
  ]
}
