// The atlas as people look at it: what hangs under what, grouped by the phases of the journey above, and how far all of it is worked out. Pure.
import type { AtlasJourney } from '@lotse/protocol'

/** A journey with what hangs under it. */
export type Branch = { readonly journey: AtlasJourney; readonly parts: readonly Branch[] }

/** Journeys of one phase of the journey above them. `phase`: null for those of no step. */
export type PhaseGroup = {
  readonly phase: { readonly id: string; readonly name: Readonly<Record<string, string>> } | null
  readonly branches: readonly Branch[]
}

/**
 * The journeys as trees, siblings in the order given. What hangs under something that is not there stands at the top, and so does the first of a ring:
 * each journey stands once.
 */
export function branchesOf(journeys: readonly AtlasJourney[]): readonly Branch[] {
  const ids = new Set(journeys.map(({ id }) => id))
  const under = (parent: string | null) =>
    journeys.filter((one) => (one.parent !== null && ids.has(one.parent) ? one.parent : null) === parent)
  const placed = new Set<string>()
  const branch = (journey: AtlasJourney): Branch => {
    placed.add(journey.id)
    return { journey, parts: below(journey.id) }
  }
  const below = (parent: string | null): Branch[] =>
    under(parent).flatMap((journey) => (placed.has(journey.id) ? [] : [branch(journey)]))
  const top = below(null)
  const ringed = journeys.flatMap((journey) => (placed.has(journey.id) ? [] : [branch(journey)]))
  return [...top, ...ringed]
}

/** Branches by the phase of the step that each is a part of, in the order given; those of no phase come last. */
export function phasesOf(branches: readonly Branch[]): readonly PhaseGroup[] {
  const phaseOf = ({ journey }: Branch) => journey.ofStep?.phase ?? null
  const phases = new Map(branches.map((branch) => [phaseOf(branch)?.id, phaseOf(branch)] as const))
  phases.delete(undefined)
  return [...phases.values(), null].flatMap((phase) => {
    const of = branches.filter((branch) => phaseOf(branch)?.id === phase?.id)
    return of.length === 0 ? [] : [{ phase: phase ?? null, branches: of }]
  })
}

/** What journeys are worked out by. */
export const coverageKinds = ['bound', 'owned', 'felt'] as const
/** One of these. */
export type CoverageKind = (typeof coverageKinds)[number]

/** So many of so many. `share`: null where there is nothing to cover. */
export type Coverage = { readonly done: number; readonly of: number; readonly share: number | null }

type Counted = Pick<AtlasJourney, 'bound' | 'felt' | 'steps' | 'owned' | 'touchpoints'>

/** How far one or several journeys are worked out: steps that events tell of, touchpoints with an owner, steps with a feeling. */
export function coverageOf(journeys: readonly Counted[], kind: CoverageKind): Coverage {
  const sum = (field: keyof Counted) => journeys.reduce((all, journey) => all + journey[field], 0)
  const [done, of] = [sum(kind), sum(kind === 'owned' ? 'touchpoints' : 'steps')]
  return { done, of, share: of === 0 ? null : done / of }
}

const STALE_DAYS = 90
const DAY_MS = 86_400_000

/** Whether nobody touched a journey for a quarter of a year. */
export const isStale = (touchedAt: string, now: number): boolean => now - Date.parse(touchedAt) > STALE_DAYS * DAY_MS

/** Fitness from which on customers mostly go as designed, and under which they mostly do not. */
const FIT = 0.8
const UNFIT = 0.5

/** How a journey fares, by the fitness of its runs. */
export function healthOf(live: AtlasJourney['live']): 'good' | 'middling' | 'poor' | 'unknown' {
  const fitness = live?.fitness ?? null
  if (fitness === null) return 'unknown'
  if (fitness >= FIT) return 'good'
  return fitness >= UNFIT ? 'middling' : 'poor'
}

/** What the picture is narrowed to. */
export type Lens = 'all' | 'stale' | 'unbound' | 'nobody'

/** The lenses, as they stand in the address. */
export const lenses: readonly Lens[] = ['all', 'stale', 'unbound', 'nobody']

/** Whether a journey is what one looks for through a lens: untouched for long, with steps without events, without an owner. */
export function isSeen(journey: AtlasJourney, lens: Lens, now: number): boolean {
  switch (lens) {
    case 'stale':
      return isStale(journey.touchedAt, now)
    case 'unbound':
      return journey.bound < journey.steps
    case 'nobody':
      return journey.ownerId === null
    default:
      return true
  }
}
