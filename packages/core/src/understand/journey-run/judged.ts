// How well a run fits what was designed, and where it strayed. Knows no counters and keeps nothing but what it would work out again.
import { type Alignment, align } from '../fitness/index.ts'
import { type JourneyEdition, moveKey } from './edition.ts'
import { type JourneyRun, type Stay, staysOf, type Visit } from './runs.ts'

/** The ways in which runs stray from what was designed. */
export const strayKinds = ['skipped', 'unexpected', 'again', 'late', 'channel'] as const
export type StrayKind = (typeof strayKinds)[number]

/** One place where a run strayed (K3). `visit`: where it shows; of a skipped step that of the step which came instead. */
export type Stray = { readonly what: StrayKind; readonly step: string; readonly visit: Visit }

/** A run against the design. `fitness`: 1 where everything was as designed. */
export type Judged = { readonly fitness: number; readonly strays: readonly Stray[] }

/** Of longer runs the beginning is judged. */
const JUDGED_MAX = 100
/** Ways are few and customers many: alignments of an edition are kept, up to so many. */
const KEPT_MAX = 5000
const kept = new WeakMap<JourneyEdition, Map<string, Alignment>>()

/** Judges a run. One that dropped out is looked at as far as it went; that it stopped is told by its end (K2). */
export function judge({ visits, end }: JourneyRun, edition: JourneyEdition): Judged {
  const stays = staysOf(visits)
  const { fitness, cost, moves } = alignmentOf(stays, end === 'completed' && stays.length <= JUDGED_MAX, edition)
  const off = cost === 0 ? [] : offTheWay(stays, moves)
  return { fitness, strays: [...off, ...late(stays, edition), ...byOtherChannels(visits, edition)] }
}

function offTheWay(stays: readonly Stay[], moves: Alignment['moves']): Stray[] {
  const seen = new Set<string>()
  return moves.flatMap(({ what, step, index }): Stray[] => {
    const visit = (stays[index] ?? stays.at(-1))?.first
    if (what === 'skipped') return visit ? [{ what, step, visit }] : []
    const known = seen.has(step)
    seen.add(step)
    return what === 'extra' && visit ? [{ what: known ? 'again' : 'unexpected', step, visit }] : []
  })
}

function late(stays: readonly Stay[], { within }: JourneyEdition): Stray[] {
  if (within.size === 0) return []
  return stays.flatMap(({ step, first }, index): Stray[] => {
    const before = stays[index - 1]
    const limit = before && within.get(moveKey(before.step, step))
    return before && limit !== undefined && first[1] - before.first[1] > limit
      ? [{ what: 'late', step, visit: first }]
      : []
  })
}

function byOtherChannels(visits: readonly Visit[], { channels }: JourneyEdition): Stray[] {
  if (channels.size === 0) return []
  return visits.flatMap((visit): Stray[] =>
    channels.get(visit[0])?.has(visit[2]) === false ? [{ what: 'channel', step: visit[0], visit }] : [],
  )
}

function alignmentOf(stays: readonly Stay[], whole: boolean, edition: JourneyEdition): Alignment {
  const steps = stays.slice(0, JUDGED_MAX).map(({ step }) => step)
  const key = `${whole} ${steps.join(' ')}`
  const known = kept.get(edition) ?? new Map<string, Alignment>()
  const standing = known.get(key)
  if (standing) return standing
  if (known.size >= KEPT_MAX) known.clear()
  const alignment = align(steps, edition.graph, whole)
  known.set(key, alignment)
  kept.set(edition, known)
  return alignment
}
