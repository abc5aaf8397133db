// All journeys at once: how they hang together, how far each is worked out, and how it fares. Where customers are now, over all of them.
import { z } from 'zod'
import { recordId } from '../atlas/edit.ts'
import { contentTexts } from './atlas.ts'
import type { Operations } from './operation.ts'
import { idText, instantText } from './shapes.ts'

const count = z.int().min(0)

/**
 * A journey in the atlas. `parent`: the journey of whose step (`ofStep`, in its phase) it is a part, else the one it stands under; null at the top. `bound`: steps that events tell of, by themselves
 * or by what is placed there; `felt`: steps with at least one feeling; `touchpoints`: those placed in it, `owned`: of these with an owner.
 * `touchedAt`: the last change of anything in it. `live`: of the edition that is measured, null where none is, or where it does not count the segment asked for: customers `here` now; runs `started` and how well
 * they fit in the last 30 days (docs/journey-fitness.md), `fitness` null before any run; of runs completed in these days the median time from start to end and the mean number of visits (`contacts`).
 */
export const atlasJourney = z
  .object({
    id: recordId,
    name: contentTexts,
    level: z.enum(['lifecycle', 'journey', 'part']).nullable(),
    state: z.enum(['asIs', 'toBe']).nullable(),
    parent: recordId.nullable(),
    ofStep: z
      .object({ id: recordId, name: contentTexts, phase: z.object({ id: recordId, name: contentTexts }).nullable() })
      .nullable(),
    ownerId: idText.nullable(),
    phases: count,
    steps: count,
    bound: count,
    felt: count,
    touchpoints: count,
    owned: count,
    touchedAt: instantText,
    live: z
      .object({
        edition: count,
        here: count,
        started: count,
        fitness: z.number().min(0).max(1).nullable(),
        medianMs: z.number().nullable(),
        contacts: z.number().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'AtlasJourney' })
export type AtlasJourney = z.infer<typeof atlasJourney>

/** Operations on the atlas as a whole. */
export const atlasOverviewOperations = {
  getAtlas: {
    method: 'GET',
    path: '/api/v1/atlas/overview',
    tag: 'Atlas',
    summary:
      'All journeys with how far they are worked out and how they fare, with everybody or with the customers of one segment, in the order of the steps that they are parts of; `whole`: whether that was all; `segments`: those that journeys count apart, with how many do',
    allow: 'atlas.read',
    query: z.object({ segment: recordId.optional() }),
    answer: z.object({
      items: z.array(atlasJourney),
      whole: z.boolean(),
      segments: z.array(z.object({ segment: recordId, name: contentTexts, journeys: count })),
    }),
  },
  countHere: {
    method: 'GET',
    path: '/api/v1/atlas/here',
    tag: 'Atlas',
    summary: 'How many customers are at each step of all measured journeys now; steps where nobody is are left out',
    allow: 'atlas.read',
    answer: z.object({ items: z.array(z.object({ journey: recordId, step: recordId, here: count })) }),
  },
} as const satisfies Operations
