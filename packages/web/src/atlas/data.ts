// What the screens of the atlas ask the server for: one query per question, named by what it answers.

import type { AtlasKind, AtlasRecord, ShownRecord } from '@lotse/protocol'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../api.ts'

/** A journey as it is opened. What comes after it comes by its stream, so that it is never asked for again while it is open. */
export const journeyQuery = (id: string) =>
  queryOptions({
    queryKey: ['journey', id],
    queryFn: ({ signal }) => call('openJourney', { params: { id } }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    // Whoever opens it again soon goes on from there, and hears what came since.
    gcTime: 30_000,
  })

const LIVE_MS = 5000

/** All journeys with how far they are worked out and how they fare, with everybody or with a segment's customers; kept true while one looks. */
export const atlasQuery = (segment: string | undefined) =>
  queryOptions({
    queryKey: ['journeys', 'atlas', segment],
    queryFn: ({ signal }) => call('getAtlas', { query: segment === undefined ? {} : { segment } }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE_MS,
  })

/** How many customers are at each step now, kept true while one looks. */
export const hereQuery = queryOptions({
  queryKey: ['journeys', 'here'],
  queryFn: async ({ signal }) => (await call('countHere', {}, signal)).items,
  refetchInterval: LIVE_MS,
})

/** What stands on a record, or what it stands on. */
export const layersQuery = (id: string, direction: 'up' | 'down') =>
  queryOptions({
    queryKey: ['records', 'layers', id, direction],
    queryFn: ({ signal }) => call('getLayers', { params: { id }, query: { direction } }, signal),
  })

/** Flows that have to do with a record, or with what stands on it. */
export const tiedFlowsQuery = (id: string) =>
  queryOptions({
    queryKey: ['records', 'flows', id],
    queryFn: async ({ signal }) => (await call('listTiedFlows', { params: { id } }, signal)).items,
  })

/** How many things of each kind there are. */
export const countsQuery = queryOptions({
  queryKey: ['records', 'counts'],
  queryFn: async ({ signal }) => {
    const counts = new Map<AtlasKind, number>()
    for (const { kind, count } of (await call('countRecords', { query: {} }, signal)).items)
      counts.set(kind, (counts.get(kind) ?? 0) + count)
    return counts
  },
})

const PAGE = 200
const PAGES_MAX = 50

/** All records of a kind that name another one, or all of the kind; a vocabulary is read as a whole. */
async function allRecords(kind: AtlasKind, uses: string | undefined, signal: AbortSignal) {
  const found: ShownRecord[] = []
  let cursor: string | undefined
  for (let page = 0; page < PAGES_MAX; page++) {
    const { items, next } = await call('listRecords', { query: { kind, uses, cursor, limit: PAGE } }, signal)
    found.push(...items)
    if (next === null) break
    cursor = next
  }
  return found
}

/** The taxonomies and their terms. */
export const vocabularyQuery = queryOptions({
  queryKey: ['records', 'vocabulary'],
  queryFn: async ({ signal }) => {
    const [taxonomies, terms] = await Promise.all([
      allRecords('taxonomy', undefined, signal),
      allRecords('term', undefined, signal),
    ])
    return { taxonomies, terms }
  },
})

/** The transactions of a process. */
export const transactionsQuery = (process: string) =>
  queryOptions({
    queryKey: ['records', 'transactions', process],
    queryFn: async ({ signal }) => allRecords('transaction', process, signal),
  })

/** A record with every place where it stands. */
export const recordQuery = (id: string) =>
  queryOptions({
    queryKey: ['record', id],
    queryFn: ({ signal }) => call('getRecord', { params: { id } }, signal),
  })

/** Who a journey can be in the hands of (at most 200). */
export const membersQuery = queryOptions({
  queryKey: ['members', 'to-answer'],
  queryFn: async ({ signal }) => (await call('listMembers', { query: { limit: PAGE } }, signal)).items,
})

/** All personas (at most 100). */
export const personasQuery = queryOptions({
  queryKey: ['records', 'persona'],
  queryFn: async ({ signal }) =>
    (await call('listRecords', { query: { kind: 'persona', limit: 100 } }, signal)).items as readonly AtlasRecord[],
})

/** All channels (at most 100). */
export const channelsQuery = queryOptions({
  queryKey: ['records', 'channel'],
  queryFn: async ({ signal }) =>
    (await call('listRecords', { query: { kind: 'channel', limit: 100 } }, signal)).items as readonly AtlasRecord[],
})

/** Names of events that came lately, for proposals. */
export const eventNamesQuery = queryOptions({
  queryKey: ['event-names', 'proposed'],
  queryFn: async ({ signal }) => (await call('listEventNames', { query: {} }, signal)).items.map(({ name }) => name),
})

/** How often it is looked after who still goes by an earlier edition. */
const EDITIONS_MS = 15_000

/** Editions of a journey with who goes by them, looked at again, oftener while one is filled from history. */
export const editionsQuery = (journey: string) =>
  queryOptions({
    queryKey: ['editions', journey],
    queryFn: async ({ signal }) => (await call('listEditions', { params: { id: journey } }, signal)).items,
    refetchInterval: ({ state }) =>
      state.data?.some(({ measured, filled }) => measured && filled.doneAt === null) ? 2000 : EDITIONS_MS,
  })

/** What hinders measuring a journey. */
export const checkQuery = (journey: string) =>
  queryOptions({
    queryKey: ['journey-check', journey],
    queryFn: ({ signal }) => call('checkJourney', { params: { id: journey } }, signal),
  })

const OFFERED_MAX = 8

/** Records of the library that fit what is typed, kinds one after the other. */
export async function lookInLibrary(kinds: readonly AtlasKind[], find: string): Promise<readonly AtlasRecord[]> {
  const asked = { limit: OFFERED_MAX, ...(find === '' ? {} : { find }) }
  const pages = await Promise.all(kinds.map((kind) => call('listRecords', { query: { ...asked, kind } })))
  return pages.flatMap(({ items }) => items).slice(0, OFFERED_MAX)
}

/** A record that is offered. `within`: what the journey is called that it stands in. */
export type Offered = AtlasRecord & { readonly within?: Readonly<Record<string, string>> | null }

/** Kinds that are looked through one by one; of more, one search asks for all. */
const KINDS_FEW = 3

/** Records of many kinds, also of what stands in journeys; before anything is typed, of those that come first to mind. */
export async function lookAmong(kinds: readonly AtlasKind[], find: string): Promise<readonly Offered[]> {
  if (kinds.length <= KINDS_FEW) return lookInLibrary(kinds, find)
  if (find === '')
    return lookInLibrary(
      kinds.filter((kind) => kind === 'touchpoint' || kind === 'journey'),
      '',
    )
  const { items } = await call('searchAtlas', { query: { find, kinds: kinds.join(','), limit: OFFERED_MAX } })
  return items.map(({ id, kind, journey, journeyName, name }) => ({
    id,
    kind,
    journey,
    fields: { name },
    removed: false,
    within: journeyName,
  }))
}
