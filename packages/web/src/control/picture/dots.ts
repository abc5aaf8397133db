// Which events and decisions of a snapshot are new, and along which band each of them moves. Pure.
import type { LiveDecision, LiveSnapshot } from '@lotse/protocol'
import { CUSTOMERS, GOAL, HELD, OTHERS } from './model.ts'

/** One dot to be seen once: the band it moves along, and when after the snapshot came. */
export type Dot = { readonly id: string; readonly band: string; readonly delayMs: number }

/** What of the stream was seen so far; null before the first snapshot. */
export type SeenIds = ReadonlySet<string> | null

/** A snapshot's new things move within about the second until the next one. */
const SPREAD_MS = 1000
/** More than this at once is a stream of light, and slow to draw. */
const DOTS_MAX = 40

/**
 * The dots of a snapshot. The first one shows nothing as new: what was there before is not happening now.
 *
 * @param seen - from the snapshot before.
 * @param bands - ids of the bands that are drawn.
 */
export function dotsOf(
  { recent, decisions }: Pick<LiveSnapshot, 'recent' | 'decisions'>,
  seen: SeenIds,
  bands: ReadonlySet<string>,
): { readonly dots: readonly Dot[]; readonly seen: SeenIds } {
  const events = recent.map(({ id, sourceId, receivedAt }) => ({
    id: `e${id}`,
    at: Date.parse(receivedAt),
    ways: [`source:${sourceId} ${CUSTOMERS}`, `source:${OTHERS} ${CUSTOMERS}`],
  }))
  const decided = decisions.map((decision) => ({
    id: `d${decision.id}`,
    at: Date.parse(decision.at),
    ways: waysOf(decision),
  }))
  const all = [...events, ...decided]
  const now = new Set(all.map(({ id }) => id))
  if (seen === null) return { dots: [], seen: now }
  const fresh = all.filter(({ id }) => !seen.has(id)).slice(0, DOTS_MAX)
  const first = Math.min(...fresh.map(({ at }) => at))
  const dots = fresh.flatMap(({ id, at, ways }) => {
    const band = ways.find((way) => bands.has(way))
    return band === undefined ? [] : [{ id, band, delayMs: Math.min(SPREAD_MS, Math.max(0, at - first)) }]
  })
  return { dots, seen: now }
}

function waysOf({ outcome, flowId, channel, reason }: LiveDecision): string[] {
  const flows = [`flow:${flowId}`, `flow:${OTHERS}`]
  if (outcome === 'sent') return flows.map((flow) => `${flow} channel:${channel}`)
  if (outcome === 'held') return flows.map((flow) => `${flow} ${HELD}`)
  if (outcome === 'ended' && reason === 'goal') return flows.map((flow) => `${flow} ${GOAL}`)
  return outcome === 'entered' || outcome === 'waiting' ? flows.map((flow) => `${CUSTOMERS} ${flow}`) : []
}
