// Journeys as a list shows them: how large they are and when anything in them was last changed.
import { z } from 'zod'
import { shownRecord, usesFilter } from './atlas.ts'
import type { Operations } from './operation.ts'
import { instantText, pageQuery } from './shapes.ts'
import { ownerFilter } from './units.ts'

/** A journey in a list. `phases`, `steps`: how many it has. `touchedAt`: the last change of anything in it. */
export const listedJourney = shownRecord
  .extend({ phases: z.int(), steps: z.int(), touchedAt: instantText })
  .meta({ id: 'ListedJourney' })
export type ListedJourney = z.infer<typeof listedJourney>

/** Operations on journeys as a whole. */
export const atlasJourneyOperations = {
  listJourneys: {
    method: 'GET',
    path: '/api/v1/atlas/journeys',
    tag: 'Atlas',
    summary:
      'Journeys with their size, those touched last first; `find`: beginnings of words; with `ownerId` those of a unit and of all below it, of the caller (`mine`) or of nobody (`none`); `uses`: those that name a product, brand, channel, persona or term, or all of several with commas between',
    allow: 'atlas.read',
    query: z.object({
      find: z.string().max(200).optional(),
      state: z.enum(['asIs', 'toBe']).optional(),
      ownerId: ownerFilter.optional(),
      uses: usesFilter.optional(),
      ...pageQuery,
    }),
    answer: z.object({ items: z.array(listedJourney), next: z.string().nullable() }),
  },
} as const satisfies Operations
