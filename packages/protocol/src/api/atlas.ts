// What people design, together: open a journey, change records together with others, take changes back, follow what others do.
import { z } from 'zod'
import { atlasEdit, atlasFields, atlasKindNames, EDITS_MAX, recordId } from '../atlas/edit.ts'
import type { Operations } from './operation.ts'
import { idText, instantText } from './shapes.ts'

/** Path parameters of one record. */
export const recordParams = z.object({ id: recordId })

/** A record. `journey`: the one it lives in; null: the library. `ownerId`: the unit that owns it; records of a journey are its owner's. */
export const shownRecord = z
  .object({
    id: recordId,
    kind: z.enum(atlasKindNames),
    journey: recordId.nullable(),
    fields: atlasFields,
    removed: z.boolean(),
    ownerId: idText.nullable(),
    changedAt: instantText,
  })
  .meta({ id: 'AtlasRecord' })
export type ShownRecord = z.infer<typeof shownRecord>

const USES_MAX = 8

/** Records that a list is narrowed to those that name all of them: ids with commas between. */
export const usesFilter = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(recordId).min(1).max(USES_MAX))

/** Texts by language, such as the name of a record. */
export const contentTexts = z.record(z.string(), z.string()).meta({ id: 'ContentTexts' })

/** A change in its place. `by`: the member's id; null: a program. `undoes`: the `seq` of the change that it takes back. */
export const placedChange = z
  .object({
    seq: z.int(),
    id: recordId,
    by: idText.nullable(),
    at: instantText,
    edits: z.array(atlasEdit),
    undoes: z.int().nullable(),
  })
  .meta({ id: 'AtlasChange' })
export type ShownChange = z.infer<typeof placedChange>

/** A row or a column as the map names it: the id of a lane or step, or a word of the map's own. */
const spotPart = z
  .string()
  .regex(/^[\w.:-]+$/)
  .max(80)

/** Somebody who has a journey open. `window`: the one of the browser; `row`, `col`: where in the map, as the map names its places; null: nowhere. */
export const atlasGuest = z
  .object({
    window: recordId,
    memberId: idText.nullable(),
    name: z.string(),
    row: spotPart.nullable(),
    col: spotPart.nullable(),
  })
  .meta({ id: 'AtlasGuest' })
export type AtlasGuest = z.infer<typeof atlasGuest>

/** Operations on journeys that are open. */
export const atlasOperations = {
  openJourney: {
    method: 'GET',
    path: '/api/v1/atlas/journeys/{id}',
    tag: 'Atlas',
    summary: 'A journey with everything in it, the library records it names, and the last change they hold',
    allow: 'atlas.read',
    params: recordParams,
    answer: z.object({ seq: z.int(), records: z.array(shownRecord) }),
  },
  changeAtlas: {
    method: 'POST',
    path: '/api/v1/atlas/changes',
    tag: 'Atlas',
    summary:
      'Do edits that belong together, all or none; the same id is done once. `base`: the last change that was seen; without it the edits are meant for what stands now',
    allow: 'atlas.edit',
    body: z.strictObject({
      id: recordId,
      base: z.int().min(0).optional(),
      edits: z.array(atlasEdit).min(1).max(EDITS_MAX),
      ownerId: idText.optional(),
    }),
    answer: placedChange,
  },
  undoChange: {
    method: 'POST',
    path: '/api/v1/atlas/changes/{id}/undo',
    tag: 'Atlas',
    summary: 'Take a change back, but for what was changed again since; undoing an undo does it again',
    allow: 'atlas.edit',
    params: recordParams,
    body: z.strictObject({ id: recordId }),
    answer: placedChange,
  },
  watchAtlas: {
    method: 'GET',
    path: '/api/v1/atlas/live',
    tag: 'Atlas',
    summary:
      'Changes of one journey and of the library as they come, without `journey` of the library alone; without `after` from now on. The id of an event is the `seq` of the last change. Who names a `window` of theirs also hears who else has the journey open (`present`) and when there is talk in it (`talk`: look at its comments again), and has left when the stream ends. `record`: of talk in the library only what is about that',
    allow: 'atlas.read',
    query: z.object({
      journey: recordId.optional(),
      record: recordId.optional(),
      after: z.coerce.number().int().min(0).optional(),
      window: recordId.optional(),
    }),
    stream: z.union([placedChange, z.object({ present: z.array(atlasGuest) }), z.object({ talk: z.literal(true) })]),
  },
  tellPlace: {
    method: 'POST',
    path: '/api/v1/atlas/journeys/{id}/presence',
    tag: 'Atlas',
    summary:
      'Tell whoever has the journey open where one is; holds for 12 seconds and is kept nowhere; at most 60 times in 5 seconds',
    allow: 'atlas.read',
    params: recordParams,
    body: z.strictObject({ window: recordId, row: spotPart.nullable(), col: spotPart.nullable() }),
    status: 204,
  },
} as const satisfies Operations
