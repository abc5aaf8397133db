// A journey on one page: what it is for, and for each phase what customers meet, need and feel there, what it stands on and who answers for it. Pure.
import { type Handover, handovers, ownersAt, type Part, partsOf, type UnitName } from '@lotse/core/atlas'
import type { AtlasKind, AtlasRecord, Json } from '@lotse/protocol'
import type { Layout } from './layout.ts'

/**
 * A phase. Things of the library stand in it once each, in the order of the map. `insights`: those that stand there, then those that merely concern what
 * stands there. `teams`: names of units.
 */
export type PhaseSummary = {
  readonly phase: AtlasRecord
  readonly steps: readonly AtlasRecord[]
  readonly touchpoints: readonly AtlasRecord[]
  readonly channels: readonly AtlasRecord[]
  readonly needs: readonly AtlasRecord[]
  readonly insights: readonly AtlasRecord[]
  readonly processes: readonly AtlasRecord[]
  readonly systems: readonly AtlasRecord[]
  readonly data: readonly AtlasRecord[]
  readonly teams: readonly string[]
}

/** How many needs there are, and how far they are met; of some nobody may have said it. */
export type Fulfilment = {
  readonly all: number
  readonly fully: number
  readonly partly: number
  readonly none: number
}

/** A journey on one page. `moments`: steps that are moments of truth. */
export type Summary = {
  /** Insights that concern the journey as such, or people whose journey it is. */
  readonly whole: readonly AtlasRecord[]
  readonly personas: readonly AtlasRecord[]
  readonly moments: readonly AtlasRecord[]
  readonly fulfilment: Fulfilment
  readonly phases: readonly PhaseSummary[]
  readonly parts: readonly Part[]
  readonly handovers: readonly Handover[]
}

type Known = {
  readonly journey: AtlasRecord | undefined
  readonly layout: Layout
  readonly records: ReadonlyMap<string, AtlasRecord>
  readonly unitName: UnitName
  /** Insights that concern something of the journey, whether they stand in a lane or not. */
  readonly concerning?: readonly AtlasRecord[] | undefined
}

/** Sums up a journey. */
export function summaryOf(known: Known): Summary {
  const { journey, layout, records } = known
  const { map } = layout
  const parts = partsOf({ ...known, map })
  const insights = insightsOf(known)
  const phases = map.phases.map(({ phase, steps }) => phaseOf(known, insights, { phase, steps }))
  const needs = new Set(phases.flatMap((one) => one.needs))
  const placed = phases.flatMap(({ phase, steps }) => itemsIn(known, phase, steps))
  const named = idsIn(journey?.fields['personas']).flatMap((id) => records.get(id) ?? [])
  const personas = [...new Set([...named, ...placed])].filter(({ kind, removed }) => kind === 'persona' && !removed)
  const people = new Set([...(journey === undefined ? [] : [journey.id]), ...personas.map(({ id }) => id)])
  const told = new Set(phases.flatMap((one) => one.insights.map(({ id }) => id)))
  return {
    whole: insights.filter((one) => !told.has(one.id) && idsIn(one.fields['concerns']).some((id) => people.has(id))),
    personas,
    moments: map.steps.filter(({ fields }) => fields['momentOfTruth'] === true),
    fulfilment: fulfilmentOf([...needs]),
    phases,
    parts,
    handovers: handovers(parts),
  }
}

const idsIn = (value: Json | undefined): string[] => (Array.isArray(value) ? value.map(String) : [])

/** All insights that are known, each once; what the journey's own records say of one goes first. */
function insightsOf({ records, concerning = [] }: Known): AtlasRecord[] {
  const known = new Map(concerning.map((one) => [one.id, one]))
  for (const one of records.values()) if (one.kind === 'insight') known.set(one.id, one)
  return [...known.values()].filter(({ removed }) => !removed)
}

type PhaseSteps = Pick<PhaseSummary, 'phase' | 'steps'>

function phaseOf(known: Known, insights: readonly AtlasRecord[], { phase, steps }: PhaseSteps): PhaseSummary {
  const { layout, records } = known
  const items = itemsIn(known, phase, steps)
  const of = (...kinds: readonly AtlasKind[]) => items.filter(({ kind }) => kinds.includes(kind))
  const touchpoints = of('touchpoint')
  const theirs = touchpoints.flatMap(({ fields }) => idsIn(fields['channels']).flatMap((id) => records.get(id) ?? []))
  const channels = [...new Set([...of('channel'), ...theirs])].filter(({ removed }) => !removed)
  const here = new Set([phase, ...steps, ...items, ...channels].map(({ id }) => id))
  // People stand in every phase: what concerns them concerns the whole.
  for (const { id } of of('persona')) here.delete(id)
  const concerned = insights.filter(({ fields }) => idsIn(fields['concerns']).some((id) => here.has(id)))
  const placed = of('insight')
  return {
    phase,
    steps,
    touchpoints,
    channels,
    needs: of('need'),
    insights: [...placed, ...concerned.filter(({ id }) => placed.every((one) => one.id !== id))],
    processes: of('process', 'transaction'),
    systems: of('application'),
    data: of('dataSource', 'dataObject'),
    teams: [...new Set(steps.flatMap(({ id }) => ownersAt({ ...known, map: layout.map }, id)))],
  }
}

/** All of the library that stands in a phase: at it, or at its steps. */
function itemsIn({ layout, records }: Known, phase: AtlasRecord, steps: readonly AtlasRecord[]): AtlasRecord[] {
  const { map } = layout
  const atPhase = [...records.values()].filter(
    ({ kind, removed, fields }) => kind === 'placement' && !removed && fields['phase'] === phase.id,
  )
  const atSteps = steps.flatMap(({ id }) => map.lanes.flatMap((lane) => map.placed(id, lane.id)))
  const items = [...atPhase, ...atSteps].flatMap(({ fields }) => records.get(String(fields['item'])) ?? [])
  return [...new Set(items)].filter(({ removed }) => !removed)
}

function fulfilmentOf(needs: readonly AtlasRecord[]): Fulfilment {
  const met = (how: string) => needs.filter(({ fields }) => fields['fulfilment'] === how).length
  return { all: needs.length, fully: met('fully'), partly: met('partly'), none: met('none') }
}
