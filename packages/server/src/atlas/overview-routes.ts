// All journeys at once, and where customers are on them. Thin.
import { textsOf } from '@lotse/core/atlas'
import { DAY_MS } from '@lotse/core/base'
import { type EffortFigures, effortOf } from '@lotse/core/understand'
import type { AtlasJourney } from '@lotse/protocol'
import {
  customersHere,
  type JourneyOutline,
  journeyOutlines,
  type MeasuredJourney,
  measuredEfforts,
  measuredJourneys,
  measuredSegments,
} from '../adapters/store/atlas-overview.ts'
import { instantOf } from '../base/ids.ts'
import { type Api, read } from '../base/operation.ts'
import { ownerIdOf } from './presenter.ts'

const JOURNEYS_MAX = 2000
const FIT_DAYS = 30
const THOUSANDTHS = 1000

/** Registers the operations. */
export function atlasOverviewRoutes(api: Api): void {
  read(api, 'getAtlas', async ({ db, caller: { workspaceId }, now, query: { segment } }) => {
    const over = { since: Math.floor(now / DAY_MS) - FIT_DAYS + 1, segment }
    const outlines = await journeyOutlines(db, workspaceId, JOURNEYS_MAX + 1)
    const figures = new Map((await measuredJourneys(db, workspaceId, over)).map((one) => [one.journey, one]))
    const efforts = await measuredEfforts(db, workspaceId, over)
    const effortFor = (id: string) => effortOf(efforts.filter(({ journey }) => journey === id))
    const items = outlines
      .slice(0, JOURNEYS_MAX)
      .map((outline) => showJourney(outline, figures.get(outline.id), effortFor(outline.id)))
    const segments = await measuredSegments(db, workspaceId)
    return {
      items,
      whole: outlines.length <= JOURNEYS_MAX,
      segments: segments.map(({ name, ...one }) => ({ ...one, name: textsOf(name ?? undefined) })),
    }
  })

  read(api, 'countHere', async ({ db, caller: { workspaceId } }) => ({ items: await customersHere(db, workspaceId) }))
}

function showJourney(
  { fields, owner, ofStep, ofStepName, ofPhase, ofPhaseName, touchedAt, ...counted }: JourneyOutline,
  figures: MeasuredJourney | undefined,
  effort: EffortFigures,
): AtlasJourney {
  const { level, state } = fields
  const phase = ofPhase === null ? null : { id: ofPhase, name: textsOf(ofPhaseName ?? undefined) }
  return {
    ...counted,
    name: textsOf(fields['name']),
    level: level === 'lifecycle' || level === 'journey' || level === 'part' ? level : null,
    state: state === 'asIs' || state === 'toBe' ? state : null,
    ofStep: ofStep === null ? null : { id: ofStep, name: textsOf(ofStepName ?? undefined), phase },
    ownerId: ownerIdOf(owner),
    touchedAt: instantOf(touchedAt),
    live: figures === undefined ? null : liveOf(figures, effort),
  }
}

function liveOf(
  { edition, here, started, fit }: MeasuredJourney,
  { medianMs, contacts }: EffortFigures,
): AtlasJourney['live'] {
  const fitness = started > 0 ? Math.min(1, Math.max(0, fit / (THOUSANDTHS * started))) : null
  return { edition, here: Math.max(0, here), started: Math.max(0, started), fitness, medianMs, contacts }
}
