// Finding what people design: lists, counts, one search box over everything, and every place where a record is named.
import { z } from 'zod'
import { atlasKindNames, recordId } from '../atlas/edit.ts'
import { contentTexts, recordParams, shownRecord, usesFilter } from './atlas.ts'
import { insightOrigin, layerInsight } from './atlas-insights.ts'
import type { Operations } from './operation.ts'
import { idText, pageQuery } from './shapes.ts'
import { ownerFilter } from './units.ts'

const findWords = z.string().max(200)

/**
 * Where a record is named. `via`: the record that names it, of `kind`, in its `field`; of a placement in a map that is `item`. `name`: what that is called.
 * `journey`, `phase`, `step`: where it stands; all null where the library itself names it. `ownerId`: the unit that owns the journey, or what names it.
 */
export const recordPlace = z
  .object({
    via: recordId,
    kind: z.enum(atlasKindNames),
    field: z.string(),
    name: contentTexts.nullable(),
    journey: recordId.nullable(),
    journeyName: contentTexts.nullable(),
    phase: recordId.nullable(),
    phaseName: contentTexts.nullable(),
    step: recordId.nullable(),
    stepName: contentTexts.nullable(),
    ownerId: idText.nullable(),
  })
  .meta({ id: 'AtlasPlace' })
export type RecordPlace = z.infer<typeof recordPlace>

/**
 * A record that another one stands on, or that stands on it. `far`: over how many; `through`: the one before it on the way, and `how` the two belong together.
 * `journey`: where a step stands.
 */
export const layerRecord = z
  .object({
    id: recordId,
    kind: z.enum(atlasKindNames),
    name: contentTexts,
    ownerId: idText.nullable(),
    journey: recordId.nullable(),
    far: z.int(),
    through: recordId,
    how: z.enum(['supports', 'uses', 'feeds', 'placed', 'part', 'after', 'channel']),
  })
  .meta({ id: 'LayerRecord' })
export type LayerRecord = z.infer<typeof layerRecord>

/**
 * A flow that has to do with a record: it listens to an event that a step or touchpoint is bound to (`record`), or sends the message that is met there.
 * `as`: that event begins its runs, is waited for, ends them, is its goal, or is counted; `message`: it sends. `event`: null for messages.
 */
export const tiedFlow = z
  .object({
    id: z.string(),
    name: z.string(),
    status: z.enum(['published', 'paused']),
    ownerId: idText.nullable(),
    ties: z.array(
      z.object({
        record: recordId,
        name: contentTexts,
        journey: recordId.nullable(),
        as: z.enum(['trigger', 'wait', 'exit', 'goal', 'count', 'message']),
        event: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'TiedFlow' })
export type TiedFlow = z.infer<typeof tiedFlow>

/** A record that was found. `excerpt`: of the field that holds what was looked for, where the name does not. `journey`, `step`: where it stands. */
export const atlasHit = z
  .object({
    id: recordId,
    kind: z.enum(atlasKindNames),
    name: contentTexts,
    excerpt: z.object({ field: z.string(), language: z.string(), text: z.string() }).nullable(),
    ownerId: idText.nullable(),
    journey: recordId.nullable(),
    journeyName: contentTexts.nullable(),
    step: recordId.nullable(),
    stepName: contentTexts.nullable(),
  })
  .meta({ id: 'AtlasHit' })
export type AtlasHit = z.infer<typeof atlasHit>

const recordQuery = {
  kind: z.enum(atlasKindNames).optional(),
  find: findWords.optional(),
  ownerId: ownerFilter.optional(),
  journey: recordId.optional(),
  uses: usesFilter.optional(),
}

/** Operations on the library. */
export const atlasLibraryOperations = {
  listRecords: {
    method: 'GET',
    path: '/api/v1/atlas/records',
    tag: 'Atlas',
    summary:
      'Records, the last changed first; `find`: beginnings of words; with `ownerId` those of a unit and of all below it, of the caller (`mine`) or of nobody (`none`); `journey`: what lives in it; `uses`: what names that record, or all of several with commas between',
    allow: 'atlas.read',
    query: z.object({ ...recordQuery, ...pageQuery }),
    answer: z.object({ items: z.array(shownRecord), next: z.string().nullable() }),
  },
  countRecords: {
    method: 'GET',
    path: '/api/v1/atlas/counts',
    tag: 'Atlas',
    summary: 'How many records there are by kind and owner, narrowed as a list is',
    allow: 'atlas.read',
    query: z.object(recordQuery),
    answer: z.object({
      total: z.int(),
      items: z.array(z.object({ kind: z.enum(atlasKindNames), ownerId: idText.nullable(), count: z.int() })),
    }),
  },
  searchAtlas: {
    method: 'GET',
    path: '/api/v1/atlas/search',
    tag: 'Atlas',
    summary:
      'Everything that holds words that begin so, in any language, best first; a joined word is found by its end too. `kinds`: only those, with commas between',
    allow: 'atlas.read',
    query: z.object({
      find: findWords.min(1),
      kinds: z
        .string()
        .transform((text) => text.split(','))
        .pipe(z.array(z.enum(atlasKindNames)).min(1))
        .optional(),
      limit: z.coerce.number<number>().int().min(1).max(100).default(20),
    }),
    answer: z.object({ items: z.array(atlasHit) }),
  },
  getRecord: {
    method: 'GET',
    path: '/api/v1/atlas/records/{id}',
    tag: 'Atlas',
    summary:
      'A record with every place where it is named: journeys with phase and step, and other records of the library. `origins`: of an insight, where it arose; of all else none',
    allow: 'atlas.read',
    params: recordParams,
    answer: shownRecord.extend({ places: z.array(recordPlace), origins: z.array(insightOrigin) }),
  },
  getLayers: {
    method: 'GET',
    path: '/api/v1/atlas/records/{id}/layers',
    tag: 'Atlas',
    summary:
      'What stands on a record (`up`: whom it concerns if it fails), or what it stands on (`down`: processes, applications, data), through all layers, nearest first; `whole`: whether that was all; `insights`: those that hang at it or at anything of that, and at the phases in between',
    allow: 'atlas.read',
    params: recordParams,
    query: z.object({ direction: z.enum(['up', 'down']).default('up') }),
    answer: z.object({ items: z.array(layerRecord), whole: z.boolean(), insights: z.array(layerInsight) }),
  },
  listTiedFlows: {
    method: 'GET',
    path: '/api/v1/atlas/records/{id}/flows',
    tag: 'Atlas',
    summary:
      'Flows, published or paused, that have to do with a record or with anything that stands on it: by an event or a message that is met there',
    allow: 'flows.read',
    params: recordParams,
    answer: z.object({ items: z.array(tiedFlow) }),
  },
  setRecordOwner: {
    method: 'PUT',
    path: '/api/v1/atlas/records/{id}/owner',
    tag: 'Atlas',
    summary: 'Hand a journey or a record of the library to another unit, or to nobody',
    allow: 'owners.assign',
    owned: 'record',
    params: recordParams,
    body: z.strictObject({ ownerId: idText.nullable() }),
    answer: shownRecord,
  },
} as const satisfies Operations
