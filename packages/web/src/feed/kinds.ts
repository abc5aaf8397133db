// The kinds of items in the order in which screens offer them. Asks for nothing.
import type { FeedDelivery, FeedKind } from '@lotse/protocol'

/** The kinds, the most urgent first. */
export const shownKinds = ['alert', 'move', 'answers', 'insight', 'work'] as const satisfies readonly FeedKind[]

/** How often a digest comes, as screens offer it. */
export const shownCadences = ['off', 'daily', 'weekly'] as const satisfies readonly FeedDelivery['cadence'][]
