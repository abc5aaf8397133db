// How well an insight is known (I23, I24): from what it is known from, how old that is and whether its question still has an answer. Asks no questions itself.
import type { EvidenceKind, EvidenceLevel } from '@lotse/protocol'
import { DAY_MS, type Instant } from '../base/index.ts'

/** So many who say the same measure something; fewer tell a story. */
export const VOICES_MEASURED = 5

/**
 * Something that an insight is known from. `dated`: of when it is. `voices`: how many said so. `number`: of a question, its answer of now; null: there is none.
 */
export type Evidence = {
  readonly kind: EvidenceKind
  readonly dated: Instant
  readonly voices: number | null
  readonly number: number | null
}

/** How well something is known. `since`: of what is stale, since when. */
export type Known = { readonly level: EvidenceLevel; readonly since: Instant | null }

/** When evidence no longer counts; null: as long as its question has an answer. */
export function staleAt({ kind, dated }: Pick<Evidence, 'kind' | 'dated'>, freshDays: number): Instant | null {
  return kind === 'events' ? null : dated + freshDays * DAY_MS
}

/**
 * How well an insight is known.
 *
 * @param now - what is dated later counts as well.
 */
export function knownBy(evidence: readonly Evidence[], { freshDays, now }: { freshDays: number; now: Instant }): Known {
  const counting = evidence.filter(({ kind, number }) => kind !== 'events' || number !== null)
  const fresh = counting.filter((one) => (staleAt(one, freshDays) ?? Number.POSITIVE_INFINITY) > now)
  if (fresh.some(measures)) return { level: 'measured', since: null }
  if (fresh.length > 0) return { level: 'researched', since: null }
  const ends = counting.map((one) => staleAt(one, freshDays) ?? now)
  return ends.length === 0 ? { level: 'assumed', since: null } : { level: 'stale', since: Math.max(...ends) }
}

const measures = ({ kind, voices }: Evidence): boolean =>
  kind === 'events' || (kind === 'feedback' && (voices ?? 0) >= VOICES_MEASURED)
