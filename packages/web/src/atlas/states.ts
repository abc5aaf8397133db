// Choices that journeys know, in the order in which people think of them.

/** As a journey is, and as it shall be. */
export const journeyStates = ['asIs', 'toBe'] as const

/** The views of a journey, as they stand in its address; `show`: presented to others. */
export const journeyViews = [
  'map',
  'table',
  'graph',
  'curve',
  'blueprint',
  'canvas',
  'figures',
  'insights',
  'versions',
  'show',
] as const

/** Kinds that lists are narrowed by, each under its name in the address. */
export const dimensions = ['product', 'brand', 'channel', 'persona'] as const

/** What lists of insights are narrowed by: where they arose, and of what sort they are. */
export const arisings = ['journey', 'phase', 'step', 'touchpoint', 'what'] as const
