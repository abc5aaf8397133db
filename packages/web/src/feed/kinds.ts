// The kinds of items in the order in which screens offer them. A test compares them with the protocol's.
import type { FeedKind } from '@lotse/protocol'

/** The kinds, the most urgent first. */
export const shownKinds = ['alert', 'move', 'answers', 'insight', 'work'] as const satisfies readonly FeedKind[]
