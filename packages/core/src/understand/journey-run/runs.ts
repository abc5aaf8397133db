// Tells the runs of one customer through a journey from the visits of its steps. Pure: the order in which visits became known never shows.
import type { Instant } from '../../base/index.ts'
import type { JourneyEdition } from './edition.ts'

/** A visit of a step: what happened, when (its own time), on which channel. */
export type Visit = readonly [step: string, at: Instant, channel: string]

/** How a run stands. `open`: its customer is there now. `completed`: an end was reached. `dropped`: nothing came for the edition's idle time. */
export type RunEnd = 'open' | 'completed' | 'dropped'

/** One passage through a journey. `endedAt`: of the visit that completed it, or when the idle time was over; null while it is open. */
export type JourneyRun = {
  readonly visits: readonly Visit[]
  readonly end: RunEnd
  readonly endedAt: Instant | null
}

/** Compares visits: by time, and at the same instant by step and channel, so that they always stand the same way. */
export function inTime(a: Visit, b: Visit): number {
  return a[1] - b[1] || compare(a[0], b[0]) || compare(a[2], b[2])
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The runs that visits make (J1). A run goes from its first visit to the first that ends it, or until nothing came for the idle time.
 *
 * @param visits - in time order.
 * @param now - until when time has passed.
 */
export function runsOf(
  visits: readonly Visit[],
  { ends, idleMs }: Pick<JourneyEdition, 'ends' | 'idleMs'>,
  now: Instant,
): JourneyRun[] {
  const runs: JourneyRun[] = []
  let open: Visit[] = []
  const close = (end: RunEnd, endedAt: Instant | null) => {
    runs.push({ visits: open, end, endedAt })
    open = []
  }
  for (const visit of visits) {
    const last = open.at(-1)
    if (last && visit[1] - last[1] >= idleMs) close('dropped', last[1] + idleMs)
    open.push(visit)
    if (ends.has(visit[0])) close('completed', visit[1])
  }
  const last = open.at(-1)
  if (last) now - last[1] >= idleMs ? close('dropped', last[1] + idleMs) : close('open', null)
  return runs
}
