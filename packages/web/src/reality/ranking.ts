// Deviations as people work through them: those that meet most runs first, each with its share. And which people stand behind a number. Pure.
import type { ShownJourneyNumbers } from '@lotse/protocol'

/** The ways in which customers stray, in the order in which the API names them. */
export const strayKinds = ['skipped', 'unexpected', 'again', 'late', 'channel'] as const
/** One of them. */
export type StrayKind = (typeof strayKinds)[number]

/** A deviation. `share`: of the most frequent one, for a bar. */
export type Ranked = {
  readonly what: StrayKind
  readonly step: string
  readonly count: number
  readonly share: number
}

/**
 * Deviations by how often they happened. Those that are as frequent stand in the order of the steps.
 *
 * @param bound - steps that something is bound to: that others were passed over is not known, and left out.
 */
export function rankedOf(
  { deviations, steps }: Pick<ShownJourneyNumbers, 'deviations' | 'steps'>,
  bound: ReadonlySet<string>,
): Ranked[] {
  const at = new Map(steps.map(({ step }, index) => [step, index]))
  const real = deviations.filter(({ what, step, count }) => count > 0 && (what !== 'skipped' || bound.has(step)))
  const most = Math.max(1, ...real.map(({ count }) => count))
  return real
    .toSorted((a, b) => b.count - a.count || (at.get(a.step) ?? 0) - (at.get(b.step) ?? 0))
    .map(({ what, step, count }) => ({ what, step, count, share: count / most }))
}

/** Whose customers are listed: those who are at a step now, or whose latest run strayed there. */
export type Behind = { readonly what: StrayKind | 'here'; readonly step: string }

/** As it stands in the address: `skipped.step`. */
export const behindText = ({ what, step }: Behind): string => `${what}.${step}`

/** Reads it; null for anything else. */
export function behindOf(text: string | undefined): Behind | null {
  const cut = text?.indexOf('.') ?? -1
  if (text === undefined || cut < 0) return null
  const [name, step] = [text.slice(0, cut), text.slice(cut + 1)]
  const what = name === 'here' ? name : strayKinds.find((kind) => kind === name)
  return what === undefined || step === '' ? null : { what, step }
}
