// How many customers were met where, of all journeys that are measured: asked once for a while and for everybody, because lists need it for each insight. Decides nothing.
import { DAY_MS } from '@lotse/core/base'
import { type ReachBook, reachBook } from '@lotse/core/insights'
import { placedAt, stepsReached } from '../adapters/store/insight-evidence.ts'
import type { Db } from '../adapters/store/members.ts'
import type { World } from '../base/world.ts'

/** For so long a number is as good as a fresh one. */
const KEPT_MS = 30_000
const WORKSPACES_MAX = 200
/** Reach is of so many days, today's among them. */
const DAYS = 30

type Kept = { readonly at: number; readonly book: Promise<ReachBook> }

/** Answers how many were met where in a workspace. */
export type Reaches = (workspaceId: number) => Promise<ReachBook>

/** Keeps what was asked, for a while. */
export function createReaches({ db, clock }: Pick<World, 'db' | 'clock'>): Reaches {
  const kept = new Map<number, Kept>()
  return (workspaceId) => {
    const now = clock.now()
    const known = kept.get(workspaceId)
    if (known !== undefined && now - known.at < KEPT_MS && now >= known.at) return known.book
    const book = askedBook(db, workspaceId, now)
    kept.delete(workspaceId)
    kept.set(workspaceId, { at: now, book })
    const [oldest] = kept.keys()
    if (kept.size > WORKSPACES_MAX && oldest !== undefined) kept.delete(oldest)
    // What failed is asked anew by the next one.
    book.catch(() => {
      if (kept.get(workspaceId)?.book === book) kept.delete(workspaceId)
    })
    return book
  }
}

async function askedBook(db: Db, workspaceId: number, now: number): Promise<ReachBook> {
  const today = Math.floor(now / DAY_MS)
  const steps = await stepsReached(db, workspaceId, today - DAYS + 1, today)
  const journeys = [...new Set(steps.map(({ journey }) => journey))]
  return reachBook(steps, journeys.length === 0 ? [] : await placedAt(db, workspaceId, journeys))
}
