// What is known of one property of an event, as it grows with every event that is opened; and what is news about it. Pure.
import { DAY_MS, type Instant } from '../../base/index.ts'
import { exampleOf, type Withheld, withheldFor } from './example.ts'
import type { Leaf, LeafType } from './leaves.ts'
import { type Sketch, withValue } from './sketch.ts'

/** How often a type was seen, when it first happened, and how many events of the name had been opened by then. */
export type SeenType = { readonly n: number; readonly at: Instant; readonly looked: number }

/**
 * A property. `lookedFirst`, `lookedLast`: how many events of the name had been opened when it was first and last seen.
 * `firstAt`, `lastAt`: by when the events happened. `withheld`: why there are no examples; once set it stays.
 */
export type PropertyState = {
  readonly present: number
  readonly firstAt: Instant
  readonly lastAt: Instant
  readonly lookedFirst: number
  readonly lookedLast: number
  readonly types: Readonly<Partial<Record<LeafType, SeenType>>>
  readonly examples: readonly string[]
  readonly withheld: Withheld | null
  readonly sketch: Sketch
  readonly sources: readonly number[]
}

/** An opened event as far as its properties are concerned. `looked`: how many of its name were opened with it. */
export type Opened = { readonly at: Instant; readonly looked: number; readonly sourceId: number }

/** The most examples that are kept of a property. */
export const EXAMPLES_MAX = 5
const SOURCES_MAX = 20

/**
 * The property after one more event that has it.
 *
 * @param before - undefined at first sight.
 * @param leaves - its values in this event; several where it is an element of a list.
 */
export function withEvent(before: PropertyState | undefined, leaves: readonly Leaf[], opened: Opened): PropertyState {
  const { at, looked, sourceId } = opened
  const state = before ?? fresh(opened)
  const withheld = state.withheld ?? leaves.map(withheldFor).find((why) => why !== undefined) ?? null
  return {
    present: state.present + 1,
    firstAt: Math.min(state.firstAt, at),
    lastAt: Math.max(state.lastAt, at),
    lookedFirst: state.lookedFirst,
    lookedLast: looked,
    types: withTypes(state.types, leaves, opened),
    examples: withheld === null ? withExamples(state.examples, leaves) : [],
    withheld,
    // Not even a hash of what is withheld is kept: short values could be guessed from it.
    sketch:
      withheld === null ? leaves.reduce((all, { value }) => withValue(all, JSON.stringify(value)), state.sketch) : [],
    sources: state.sources.includes(sourceId) ? state.sources : [...state.sources, sourceId].slice(0, SOURCES_MAX),
  }
}

const fresh = ({ at, looked }: Opened): PropertyState => ({
  present: 0,
  firstAt: at,
  lastAt: at,
  lookedFirst: looked,
  lookedLast: looked,
  types: {},
  examples: [],
  withheld: null,
  sketch: [],
  sources: [],
})

function withTypes(
  types: PropertyState['types'],
  leaves: readonly Leaf[],
  { at, looked }: Opened,
): PropertyState['types'] {
  const next = { ...types }
  for (const type of new Set(leaves.map((leaf) => leaf.type))) {
    const seen = next[type]
    next[type] = seen ? { ...seen, n: seen.n + 1, at: Math.min(seen.at, at) } : { n: 1, at, looked }
  }
  return next
}

function withExamples(examples: readonly string[], leaves: readonly Leaf[]): readonly string[] {
  if (examples.length >= EXAMPLES_MAX) return examples
  const found = leaves.map(exampleOf).filter((text) => text !== undefined)
  return [...new Set([...examples, ...found])].slice(0, EXAMPLES_MAX)
}

/** What became of a property of late, and when. */
export type News = { readonly kind: 'new' | 'changed' | 'gone'; readonly at: Instant }

/** The event name that a property belongs to. */
export type NameState = { readonly looked: number; readonly firstAt: Instant; readonly lastAt: Instant }

/** News are told for a week. */
export const NEWS_MS = 7 * DAY_MS
/** So many events must have been opened without a property (or a type) before its coming, or its staying away, says something. */
export const NEWS_EVENTS_MIN = 20
/** A property that was in one of a hundred events is missed after five hundred. */
const EXPECTED_MIN = 5

/** What is news about a property at an instant (L71, L72, L73); undefined where nothing is. */
export function newsOf(property: PropertyState, name: NameState, now: Instant): News | undefined {
  const { firstAt, lastAt, lookedFirst, lookedLast } = property
  const recent = (at: Instant): boolean => now - at <= NEWS_MS
  if (recent(firstAt) && lookedFirst > NEWS_EVENTS_MIN && name.firstAt < firstAt) return { kind: 'new', at: firstAt }
  const without = name.looked - lookedLast
  const share = property.present / Math.max(1, lookedLast - lookedFirst + 1)
  const missed = without >= NEWS_EVENTS_MIN && without * Math.min(1, share) >= EXPECTED_MIN
  if (missed && recent(lastAt) && lastAt < name.lastAt) return { kind: 'gone', at: lastAt }
  return changeOf(property, recent)
}

function changeOf({ types, lookedFirst, firstAt }: PropertyState, recent: (at: Instant) => boolean): News | undefined {
  const late = Object.entries(types).filter(
    ([type, seen]) =>
      type !== 'null' && seen.looked - lookedFirst >= NEWS_EVENTS_MIN && seen.at > firstAt && recent(seen.at),
  )
  const newest = Math.max(...late.map(([, seen]) => seen.at))
  return late.length > 0 ? { kind: 'changed', at: newest } : undefined
}
