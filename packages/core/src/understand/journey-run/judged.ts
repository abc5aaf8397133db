// How well a run fits what was designed, and where it strayed. Knows no counters and keeps nothing but what it would work out again.
import { type Alignment, align } from '../fitness/index.ts'
import { type JourneyEdition, moveKey } from './edition.ts'
import type { JourneyRun, Visit } from './runs.ts'

/** The ways in which runs stray from what was designed. */
export const strayKinds = ['skipped', 'unexpected', 'again', 'late', 'channel'] as const
export type StrayKind = (typeof strayKinds)[number]

/** One place where a run strayed (K3). `visit`: where it shows; of a skipped step the one that came instead. */
export type Stray = { readonly what: StrayKind; readonly step: string; readonly visit: Visit }

/** A run against the design. `fitness`: 1 where everything was as designed. */
export type Judged = { readonly fitness: number; readonly strays: readonly Stray[] }

/** Of longer runs the beginning is judged. */
export const JUDGED_MAX = 100
/** Ways are few and customers many: alignments of an edition are kept, up to so many. */
const KEPT_MAX = 5000
const kept = new WeakMap<JourneyEdition, Map<string, Alignment>>()

/** Judges a run. One that dropped out is looked at as far as it went; that it stopped is told by its end (K2). */
export function judge({ visits, end }: JourneyRun, edition: JourneyEdition): Judged {
  const { fitness, moves } = alignmentOf(visits, end === 'completed', edition)
  const strays: Stray[] = []
  const seen = new Set<string>()
  for (const { what, step, index } of moves) {
    const visit = visits[index] ?? visits.at(-1)
    if (what === 'skipped' && visit) strays.push({ what, step, visit })
    if (what === 'extra' && visit) strays.push({ what: seen.has(step) ? 'again' : 'unexpected', step, visit })
    if (what !== 'skipped') seen.add(step)
  }
  for (const [index, visit] of visits.entries()) {
    const [step, at, channel] = visit
    const last = visits[index - 1]
    const within = last && edition.within.get(moveKey(last[0], step))
    if (last && within !== undefined && at - last[1] > within) strays.push({ what: 'late', step, visit })
    if (edition.channels.get(step)?.has(channel) === false) strays.push({ what: 'channel', step, visit })
  }
  return { fitness, strays }
}

function alignmentOf(visits: readonly Visit[], whole: boolean, edition: JourneyEdition): Alignment {
  const steps = visits.slice(0, JUDGED_MAX).map(([step]) => step)
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
