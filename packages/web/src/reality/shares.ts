// Figures of a journey beside one another: shares that can be told honestly, and how columns compare step by step. Pure.
import type { ShownJourneyNumbers } from '@lotse/protocol'

/** A share of 0 to 1; null of nothing. */
export const shareOf = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null)

/** How many of those who began in a time had completed in it; never more than all, where some began before. */
export function completionOf({ completed, started }: Pick<ShownJourneyNumbers, 'completed' | 'started'>) {
  const share = shareOf(completed, started)
  return share === null ? null : Math.min(1, share)
}

/** All deviations together. */
export const strayedOf = ({ deviations }: Pick<ShownJourneyNumbers, 'deviations'>): number =>
  deviations.reduce((sum, { count }) => sum + count, 0)

/** A difference of two shares in points of a hundred, rounded; null where one is not known. */
export function pointsBetween(now: number | null, before: number | null): number | null {
  return now === null || before === null ? null : Math.round((now - before) * 100)
}

/** A step of a funnel. `share`: of the step that most came to, for a bar; `of`: of all who began, where journeys branch the step before says nothing. */
export type FunnelStep = {
  readonly step: string
  readonly reached: number
  readonly share: number
  readonly of: number | null
}

/** The steps as a funnel. Its widest step is the whole, so that no bar is longer than its room. */
export function funnelOf({ steps, started }: Pick<ShownJourneyNumbers, 'steps' | 'started'>): FunnelStep[] {
  const most = Math.max(1, ...steps.map(({ reached }) => reached))
  return steps.map(({ step, reached }) => ({ step, reached, share: reached / most, of: shareOf(reached, started) }))
}

/** Below this many people nobody should read a share as a sign. */
const FEW = 20
/** From this share on it is said loudly that people drop out. */
const MANY = 0.2

/** Whether so many drop out at a step that it is marked. */
export const dropsMany = ({ dropped, reached }: { readonly dropped: number; readonly reached: number }): boolean =>
  reached >= FEW && dropped / reached >= MANY

/** All channels of some figures by their names, the most visited first; then those that customers were asked about. */
export function channelsOf({ steps, answers }: Pick<ShownJourneyNumbers, 'steps' | 'answers'>): string[] {
  const sums = new Map<string, number>()
  for (const { channels } of steps)
    for (const { channel, visits } of channels) sums.set(channel, (sums.get(channel) ?? 0) + visits)
  for (const { channels } of [...answers, ...steps.flatMap((step) => step.answers)])
    for (const { channel } of channels) sums.set(channel, sums.get(channel) ?? 0)
  return [...sums]
    .filter(([channel]) => channel !== '')
    .toSorted(([, a], [, b]) => b - a)
    .map(([channel]) => channel)
}
