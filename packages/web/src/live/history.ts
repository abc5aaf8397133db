// What Mission Control remembers of its stream: the newest snapshot and a short series per figure. Pure.
import type { LiveSnapshot } from '@lotse/protocol'

/** How many samples the small charts hold: two minutes at one a second. */
export const SAMPLES_MAX = 120

/** One figure row of the past. */
export type Sample = {
  readonly at: number
  readonly eventsPerSecond: number
  readonly customersMoving: number
  readonly waiting: number
  readonly lagMs: number
}

/** The newest snapshot, null before the first, and the samples so far, oldest first. */
export type History = { readonly now: LiveSnapshot | null; readonly samples: readonly Sample[] }

/** Before the first snapshot. */
export const noHistory: History = { now: null, samples: [] }

/** How many people are inside flows at this moment. */
export function waitingIn(snapshot: LiveSnapshot): number {
  return snapshot.flows.reduce((sum, flow) => sum + flow.active, 0)
}

function sampleOf(snapshot: LiveSnapshot): Sample {
  return {
    at: Date.parse(snapshot.at),
    eventsPerSecond: snapshot.eventsPerSecond,
    customersMoving: snapshot.customersMoving,
    waiting: waitingIn(snapshot),
    lagMs: snapshot.lagMs,
  }
}

/**
 * Takes one snapshot in. One that is not newer than the last (a repeat after a reconnect) changes nothing.
 *
 * @param history - so far.
 * @param snapshot - from the stream.
 */
export function withSnapshot(history: History, snapshot: LiveSnapshot): History {
  const sample = sampleOf(snapshot)
  const last = history.samples.at(-1)
  if (last !== undefined && sample.at <= last.at) return history
  return { now: snapshot, samples: [...history.samples, sample].slice(-SAMPLES_MAX) }
}
