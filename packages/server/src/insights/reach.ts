// How many customers were met where, of all journeys that are measured: asked once for a while and for everybody, because lists need it for each insight. Decides nothing.
import { DAY_MS } from '@lotse/core/base'
import { type ReachBook, reachBook } from '@lotse/core/insights'
import { placedAt, stepsReached } from '../adapters/store/insight-evidence.ts'
import type { Db } from '../adapters/store/members.ts'
import type { World } from '../base/world.ts'

/** For so long a number is as good as a fresh one; for so long it is answered still, while it is asked anew. */
const FRESH_MS = 60_000
const KEPT_MS = 600_000
const WORKSPACES_MAX = 200
/** Reach is of so many days, today's among them. */
const DAYS = 30

type Kept = { readonly at: number; readonly book: ReachBook }

/** Answers how many were met where in a workspace. `db`: by which it is asked where somebody has to wait for it. */
export type Reaches = (workspaceId: number, db: Db) => Promise<ReachBook>

/** Keeps what was asked, for a while: nobody waits but those who come first after a long time. */
export function createReaches({ db, clock, log }: Pick<World, 'db' | 'clock' | 'log'>): Reaches {
  const kept = new Map<number, Kept>()
  const renewing = new Set<number>()
  const ask = async (workspaceId: number, by: Db): Promise<ReachBook> => {
    const at = clock.now()
    const book = await askedBook(by, workspaceId, at)
    keep(kept, workspaceId, { at, book })
    return book
  }
  const renew = async (workspaceId: number): Promise<void> => {
    if (renewing.has(workspaceId)) return
    renewing.add(workspaceId)
    // Whoever comes next asks again where this fails.
    await ask(workspaceId, db).catch((error: unknown) => log.warn({ err: error }, 'reach was not asked anew'))
    renewing.delete(workspaceId)
  }
  return async (workspaceId, by) => {
    const known = kept.get(workspaceId)
    const age = known === undefined ? KEPT_MS : clock.now() - known.at
    // Each by its own connection: whoever is in a transaction must not wait for somebody who waits for a connection.
    if (known === undefined || age < 0 || age >= KEPT_MS) return ask(workspaceId, by)
    if (age >= FRESH_MS) void renew(workspaceId)
    return known.book
  }
}

function keep(kept: Map<number, Kept>, workspaceId: number, book: Kept): void {
  kept.delete(workspaceId)
  kept.set(workspaceId, book)
  const [oldest] = kept.keys()
  if (kept.size > WORKSPACES_MAX && oldest !== undefined) kept.delete(oldest)
}

async function askedBook(db: Db, workspaceId: number, now: number): Promise<ReachBook> {
  const today = Math.floor(now / DAY_MS)
  const steps = await stepsReached(db, workspaceId, today - DAYS + 1, today)
  const journeys = [...new Set(steps.map(({ journey }) => journey))]
  return reachBook(steps, journeys.length === 0 ? [] : await placedAt(db, workspaceId, journeys))
}
