// Choices that journeys know, in the order in which people think of them.

/** As a journey is, and as it shall be. */
export const journeyStates = ['asIs', 'toBe'] as const
