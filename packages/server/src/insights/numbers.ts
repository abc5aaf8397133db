// The numbers that questions of evidence have now: of events by the hour, of steps by their counters. Each question is asked once, however many ask it.
import { DAY_MS, HOUR_MS } from '@lotse/core/base'
import type { EvidenceQuery } from '@lotse/protocol'
import { countAtSteps, countEvents } from '../adapters/store/insight-evidence.ts'
import type { Db } from '../adapters/store/members.ts'

/** Answers a question; null: it has no answer, because such an event was never seen or the step is not measured. */
export type Numbers = (query: EvidenceQuery) => number | null

/** The numbers of now. */
export async function numbersOf(
  db: Db,
  workspaceId: number,
  queries: readonly EvidenceQuery[],
  now: number,
): Promise<Numbers> {
  const hour = (days: number) => Math.floor((now - days * DAY_MS) / HOUR_MS) * HOUR_MS
  const day = (days: number) => Math.floor(now / DAY_MS) - days + 1
  const events = queries.flatMap((query) =>
    query.of === 'event' ? [{ name: query.name, since: hour(query.days) }] : [],
  )
  const steps = queries.flatMap(({ ...query }) =>
    query.of === 'step' ? [{ journey: query.journey, step: query.step, what: query.what, since: day(query.days) }] : [],
  )
  const counts = new Map<string, number>()
  for (const { name, since, count } of await countEvents(db, workspaceId, events))
    counts.set(JSON.stringify([name, since]), count)
  for (const { journey, step, what, since, count } of await countAtSteps(db, workspaceId, steps))
    counts.set(JSON.stringify([journey, step, what, since]), count)
  return (query) => {
    const key =
      query.of === 'event' ? [query.name, hour(query.days)] : [query.journey, query.step, query.what, day(query.days)]
    return counts.get(JSON.stringify(key)) ?? null
  }
}
