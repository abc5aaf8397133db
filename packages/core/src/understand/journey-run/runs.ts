// Tells the runs of one customer through a journey from the visits of its steps. Pure: the order in which visits became known never shows.
import type { DurationMs, Instant } from '../../base/index.ts'

/**
 * A visit of a step: what happened, when (its own time), on which channel. `segments`: those its customer was in when it was counted, as bits in the order of
 * the edition; left out where there are none (J13).
 */
export type Visit = readonly [step: string, at: Instant, channel: string, segments?: number]

/** How a run stands. `open`: its customer is there now. `completed`: an end was reached. `dropped`: nothing came for the edition's idle time. */
export type RunEnd = 'open' | 'completed' | 'dropped'

/** One passage through a journey. `endedAt`: of the visit that completed it, or when the idle time was over; null while it is open. */
export type JourneyRun = {
  readonly visits: readonly Visit[]
  readonly end: RunEnd
  readonly endedAt: Instant | null
}

/** Compares visits. */
export type VisitOrder = (a: Visit, b: Visit) => number

/** Orders visits by time; at the same instant, as in files that tell only days, they stand as on the map, so that they always stand the same way. */
export function timeOrder(steps: readonly string[]): VisitOrder {
  const places = new Map(steps.map((step, place) => [step, place]))
  const placeOf = (step: string): number => places.get(step) ?? steps.length
  return (a, b) =>
    a[1] - b[1] ||
    placeOf(a[0]) - placeOf(b[0]) ||
    compare(a[0], b[0]) ||
    compare(a[2], b[2]) ||
    (a[3] ?? 0) - (b[3] ?? 0)
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
  { ends, idleMs }: { readonly ends: ReadonlySet<string>; readonly idleMs: DurationMs },
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

/** How long somebody was at a step: visits of it in a row are one stay (J2). */
export type Stay = { readonly step: string; readonly first: Visit; readonly last: Visit }

/** The stays that a run's visits are. */
export function staysOf(visits: readonly Visit[]): Stay[] {
  const stays: Stay[] = []
  for (const visit of visits) {
    const stay = stays.at(-1)
    if (stay?.step === visit[0]) stays[stays.length - 1] = { ...stay, last: visit }
    else stays.push({ step: visit[0], first: visit, last: visit })
  }
  return stays
}
