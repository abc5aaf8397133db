// Whose news something is, and who reads it (FD1 to FD4): from who owns what, where things are placed and how units stand under each other. Reads nothing.
import { lineOf, type Parents } from '../charge.ts'

/** A record as feeds see it. `journey`: the one it lives in; null: the library. */
export type FeedRecord = {
  readonly id: string
  readonly kind: string
  readonly journey: string | null
  readonly owner: number | null
}

/** What stands. `placed`: what is placed at a step, a phase or a journey; `concerns`: where insights arose, by insight. */
export type FeedGraph = {
  readonly records: ReadonlyMap<string, FeedRecord>
  readonly placed: ReadonlyMap<string, readonly string[]>
  readonly concerns: ReadonlyMap<string, readonly string[]>
}

/** Who reads. `all`: everything, whoever owns it; else what `units`, or units below them, own. */
export type FeedReader = { readonly all: boolean; readonly units: readonly number[] }

const given = (owner: number | null | undefined): number[] => (typeof owner === 'number' ? [owner] : [])

/**
 * The units whose news it is what happens to a record (FD1, FD2).
 *
 * @returns each once; none where nobody owns it, or it does not stand.
 */
export function ownersInFeed(graph: FeedGraph, id: string): ReadonlySet<number> {
  const record = graph.records.get(id)
  if (record === undefined) return new Set()
  if (record.kind !== 'insight') return new Set(ownersAtPlace(graph, record))
  const places = (graph.concerns.get(id) ?? []).flatMap((place) => graph.records.get(place) ?? [])
  const owners = places.filter(({ kind }) => kind !== 'insight').flatMap((place) => ownersAtPlace(graph, place))
  return new Set(owners.length > 0 ? owners : given(record.owner))
}

/** Of a step those who own the touchpoints placed at it, else the journey's; of what lives in a journey the journey's; else its own. */
function ownersAtPlace({ records, placed }: FeedGraph, { id, kind, journey, owner }: FeedRecord): number[] {
  if (journey === null) return given(owner)
  const touchpoints = kind === 'step' ? (placed.get(id) ?? []).flatMap((item) => records.get(item) ?? []) : []
  const owners = touchpoints.filter((item) => item.kind === 'touchpoint').flatMap((item) => given(item.owner))
  return owners.length > 0 ? owners : given(records.get(journey)?.owner)
}

/** Whether something of these owners stands in a reader's feed (FD3). */
export function isNewsFor(owners: ReadonlySet<number>, { all, units }: FeedReader, parents: Parents): boolean {
  return all || [...owners].some((owner) => lineOf(owner, parents).some((unit) => units.includes(unit)))
}

/** What a list is narrowed to: what happens in a journey, at a touchpoint with the insights about it, and whose. */
export type FeedNarrowing = {
  readonly journey?: string | undefined
  readonly touchpoint?: string | undefined
  readonly owners?: readonly number[] | 'none' | undefined
}

/** The records whose items a reader is shown, out of those that have some (FD3, FD4). */
export function recordsInFeed(
  graph: FeedGraph,
  ids: Iterable<string>,
  asked: { readonly reader: FeedReader; readonly parents: Parents; readonly narrowing?: FeedNarrowing },
): string[] {
  const { reader, parents, narrowing = {} } = asked
  const within = placesAsked(graph, narrowing)
  return [...ids].filter((id) => {
    if (!graph.records.has(id)) return false
    const owners = ownersInFeed(graph, id)
    const { owners: wanted } = narrowing
    if (wanted === 'none' && owners.size > 0) return false
    if (typeof wanted === 'object' && !wanted.some((one) => owners.has(one))) return false
    const arose = [id, ...(graph.concerns.get(id) ?? [])]
    return within.every((places) => arose.some((place) => places.has(place))) && isNewsFor(owners, reader, parents)
  })
}

/** For each narrowing the places of which an item must be about one. */
function placesAsked({ records, placed }: FeedGraph, { journey, touchpoint }: FeedNarrowing): ReadonlySet<string>[] {
  const all: ReadonlySet<string>[] = []
  if (touchpoint !== undefined) all.push(new Set([touchpoint]))
  if (journey === undefined) return all
  const inside = [...records.values()].filter((one) => one.id === journey || one.journey === journey)
  return [...all, new Set(inside.flatMap(({ id }) => [id, ...(placed.get(id) ?? [])]))]
}
