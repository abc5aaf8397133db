// The kinds of the library that have a list: where each stands, and the field that tells its things apart. Pure.
import type { AtlasKind } from '@lotse/protocol'
import type { LinkProps } from '@tanstack/react-router'

/** Kinds that stand side by side under “Library”. */
export const libraryKinds = [
  'application',
  'process',
  'dataSource',
  'dataObject',
  'need',
  'insight',
  'product',
  'channel',
  'segment',
  'brand',
] as const satisfies readonly AtlasKind[]

/** A kind that has a list. */
export type ListedKind = (typeof libraryKinds)[number] | 'touchpoint' | 'persona'

/** The kind of a name in an address. */
export const libraryKind = (name: string): (typeof libraryKinds)[number] =>
  libraryKinds.find((kind) => kind === name) ?? 'application'

/** Where the parts of the atlas begin. */
export type AtlasPart =
  | '/journeys'
  | '/journeys/atlas'
  | '/journeys/matrix'
  | '/journeys/templates'
  | '/journeys/touchpoints'
  | '/journeys/personas'
  | '/journeys/kinds/$kind'
  | '/journeys/terms'

/** Where the list of a kind stands. */
export function listOf(kind: ListedKind): LinkProps & { to: AtlasPart } {
  if (kind === 'touchpoint') return { to: '/journeys/touchpoints' }
  if (kind === 'persona') return { to: '/journeys/personas' }
  return { to: '/journeys/kinds/$kind', params: { kind } }
}

/** Where one goes back to from a thing of any kind. `kind`: whose list that is; null: the terms. */
export function homeOf(kind: AtlasKind): ListedKind | null {
  if (kind === 'term' || kind === 'taxonomy') return null
  if (kind === 'transaction') return 'process'
  return kind === 'persona' || libraryKinds.some((one) => one === kind) ? (kind as ListedKind) : 'touchpoint'
}

/** A field that tells things of a kind apart: a choice, shown as a mark, a text, or a yes. */
export const tellingField = {
  touchpoint: 'state',
  persona: null,
  application: 'vendor',
  process: 'roles',
  dataSource: 'technology',
  dataObject: 'personal',
  need: 'fulfilment',
  insight: 'sort',
  product: 'key',
  channel: 'wire',
  segment: null,
  brand: null,
} as const satisfies Record<ListedKind, string | null>

/** Kinds that others stand on: what happens when one fails is worth a look. */
export const layeredKinds: ReadonlySet<AtlasKind> = new Set<AtlasKind>([
  'touchpoint',
  'channel',
  'process',
  'transaction',
  'application',
  'dataSource',
  'dataObject',
])
