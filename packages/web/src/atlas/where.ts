// Where a record of the atlas is looked at. Pure.
import type { AtlasKind } from '@lotse/protocol'
import type { LinkProps } from '@tanstack/react-router'

type Found = { readonly id: string; readonly kind: AtlasKind; readonly journey: string | null }

/** A journey's map, opened at what lives in it; the page of what lives in the library; insights have one of their own. */
export function whereOf({ id, kind, journey }: Found): LinkProps {
  if (kind === 'journey') return { to: '/journeys/$journeyId', params: { journeyId: id } }
  if (kind === 'insight') return { to: '/insights/$insightId', params: { insightId: id } }
  if (journey !== null) return { to: '/journeys/$journeyId', params: { journeyId: journey }, search: { open: id } }
  return { to: '/journeys/library/$recordId', params: { recordId: id } }
}
