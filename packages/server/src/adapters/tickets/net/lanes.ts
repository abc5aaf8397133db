// Changes of several projects, page by page, oldest first, without losing what moves between pages. Asks through what it is handed.
import type { TicketChanges, TicketFault } from '@lotse/core/insights'
import { z } from 'zod'
import { readJson } from './json.ts'

/** One page. `full`: there may be more after it. `token`: where the next page of the same question begins. */
export type LanePage = {
  readonly kind: 'page'
  readonly items: readonly { readonly ref: string; readonly updatedAt: number }[]
  readonly full: boolean
  readonly token: string | null
}

/** What is asked: all of a project that changed at or after an instant, by the time of the change. `token`: null for the first page. */
export type LaneQuestion = { readonly project: string; readonly from: number; readonly token: string | null }

/**
 * Where a project stands. `at`: the youngest change seen. `from`, `token`: of the page that is next, where there is one; then no overlap is taken off again.
 */
const lane = z.object({ at: z.number(), from: z.number().nullable(), token: z.string().nullable() })
const lanes = z.record(z.string(), lane)
type Lane = z.infer<typeof lane>

/** How far a system's times and its questions are rounded, and what the clock says now; all in milliseconds. */
export type LaneSettings = { readonly grainMs: number; readonly nowMs: number; readonly overlapMs: number }

/**
 * One page of each project. After a full page the next question begins at the time of its last change: pages by number would pass over what is pushed
 * from one page to another by a change in between. Where a whole page bears one time, the next page of the same question is asked; what changes just then is
 * left to the nightly reading of all links.
 */
export async function changesOf(
  projects: readonly string[],
  cursor: string | null,
  settings: LaneSettings,
  ask: (question: LaneQuestion) => Promise<LanePage | TicketFault>,
): Promise<TicketChanges> {
  const before = lanesOf(cursor)
  const after: Record<string, Lane> = {}
  const changed = new Map<string, number>()
  for (const project of projects) {
    const now = before[project] ?? { at: settings.nowMs, from: null, token: null }
    const from = now.from ?? now.at - settings.overlapMs
    const page = await ask({ project, from, token: now.token })
    if (page.kind !== 'page') return page
    for (const { ref, updatedAt } of page.items) changed.set(ref, Math.max(changed.get(ref) ?? 0, updatedAt))
    after[project] = following(now, { from, page, grainMs: settings.grainMs })
  }
  return {
    kind: 'ok',
    changed: [...changed].map(([ref, updatedAt]) => ({ ref, updatedAt })),
    next: JSON.stringify(after),
    more: Object.values(after).some((one) => one.from !== null),
  }
}

type Asked = { readonly from: number; readonly page: LanePage; readonly grainMs: number }

function following(now: Lane, { from, page, grainMs }: Asked): Lane {
  const last = page.items.reduce((most, { updatedAt }) => Math.max(most, updatedAt), 0)
  const at = Math.max(now.at, last)
  // A token that comes again would lead in a circle.
  if (!page.full || page.items.length === 0 || (page.token !== null && page.token === now.token))
    return { at, from: null, token: null }
  const next = Math.floor(last / grainMs) * grainMs
  return next > from ? { at, from: next, token: null } : { at, from, token: page.token }
}

/** A cursor that cannot be read begins anew; the nightly reading of all links mends what that leaves out. */
function lanesOf(cursor: string | null): Readonly<Record<string, Lane>> {
  return cursor === null ? {} : (lanes.safeParse(readJson(cursor)).data ?? {})
}
