// What lists of the atlas are narrowed by besides their owner: products, brands, channels and personas that a journey or touchpoint names. Asks for names alone.
import { type AtlasKind, type AtlasRecord, fieldFact } from '@lotse/protocol'
import { queryOptions, useQueries } from '@tanstack/react-query'
import { call } from '../api.ts'
import { nameIn } from '../canvas/texts.ts'
import type { ListFilter } from '../list/shape.ts'
import { useListState } from '../list/use-list-state.ts'
import { useWords } from '../words/use.ts'
import { dimensions } from './states.ts'

/** One of these. */
export type Dimension = (typeof dimensions)[number]

/** The field in which a record names things of a dimension. */
const fieldOf = {
  product: 'products',
  brand: 'brands',
  channel: 'channels',
  persona: 'personas',
} as const satisfies Record<Dimension, string>

/** The dimensions that things of a kind name. */
export const dimensionsOf = (kind: AtlasKind): readonly Dimension[] =>
  dimensions.filter((dimension) => fieldFact(kind, fieldOf[dimension]) !== undefined)

/**
 * What the address narrows to, as the server takes it: ids with commas between; undefined for all.
 *
 * @param texts - of the address.
 */
export function usesAsked(kind: AtlasKind, texts: Readonly<Record<string, string | undefined>>): string | undefined {
  const ids = dimensionsOf(kind).flatMap((dimension) => {
    const id = texts[dimension]
    return id !== undefined && /^[\w.-]{1,60}$/.test(id) ? [id] : []
  })
  return ids.length === 0 ? undefined : ids.join(',')
}

const CHOICES_MAX = 200

/** The things of a kind that one can narrow by (at most 200). */
export const choicesQuery = (kind: AtlasKind) =>
  queryOptions({
    queryKey: ['records', 'choices', kind],
    queryFn: async ({ signal }) =>
      (await call('listRecords', { query: { kind, limit: CHOICES_MAX } }, signal)).items as readonly AtlasRecord[],
  })

/** The filters of a list of a kind, of dimensions that there is something of; `uses`: what they ask for now. */
export function useNarrowing(kind: AtlasKind): {
  readonly filters: readonly ListFilter[]
  readonly uses: string | undefined
} {
  const { t, f } = useWords()
  const { state } = useListState()
  const own = dimensionsOf(kind)
  const answers = useQueries({ queries: own.map((dimension) => choicesQuery(dimension)) })
  const order = new Intl.Collator(f.language)
  const filters = own.flatMap((dimension, at): ListFilter[] => {
    const choices = (answers[at]?.data ?? []).map((record) => ({
      value: record.id,
      label: nameIn(record, f.language) || t('library.unnamed'),
    }))
    if (choices.length === 0) return []
    const sorted = choices.toSorted((a, b) => order.compare(a.label, b.label))
    return [{ id: dimension, kind: 'choice', label: t(`kinds.one.${dimension}`), choices: sorted }]
  })
  return { filters, uses: usesAsked(kind, state) }
}
