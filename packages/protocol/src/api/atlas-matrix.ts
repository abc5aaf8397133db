// What meets what, as tables: journeys, phases and steps against touchpoints and systems, touchpoints against channels and products, owners against phases.
import { z } from 'zod'
import { atlasKindNames, recordId } from '../atlas/edit.ts'
import { contentTexts } from './atlas.ts'
import { paperSize, recordFileTypes, recordFormats } from './atlas-exchange.ts'
import { atlasHit } from './atlas-library.ts'
import type { Operations } from './operation.ts'
import { idText } from './shapes.ts'
import { ownerFilter } from './units.ts'

/** Matrices that there are: what the rows are, and what the columns are. */
export const matrixNames = [
  'journey.touchpoint',
  'journey.channel',
  'journey.process',
  'journey.application',
  'journey.persona',
  'journey.insight',
  'phase.touchpoint',
  'phase.need',
  'phase.insight',
  'step.touchpoint',
  'step.application',
  'step.dataObject',
  'touchpoint.channel',
  'touchpoint.product',
  'touchpoint.brand',
  'owner.journey',
  'owner.phase',
] as const
/** One of these. */
export type MatrixName = (typeof matrixNames)[number]

/** The most rows and columns that are answered; files hold all. */
export const MATRIX_ROWS_MAX = 200
export const MATRIX_COLUMNS_MAX = 60

/** A row or column. `kind`: `owner` is a unit, its `id` empty for nobody. `journey`: in which it stands. `total`: of its counts. */
const matrixHead = z
  .object({
    id: z.string(),
    kind: z.enum([...atlasKindNames, 'owner']),
    name: contentTexts,
    journey: recordId.nullable(),
    journeyName: contentTexts.nullable(),
    total: z.int().min(0),
  })
  .meta({ id: 'MatrixHead' })
export type MatrixHead = z.infer<typeof matrixHead>

/** A matrix. `cells`: those that are not zero. `whole`: whether it has no more rows and columns. */
export const matrix = z
  .object({
    rows: z.array(matrixHead),
    columns: z.array(matrixHead),
    cells: z.array(z.object({ row: z.string(), column: z.string(), count: z.int().min(1) })),
    whole: z.boolean(),
  })
  .meta({ id: 'Matrix' })
export type Matrix = z.infer<typeof matrix>

const matrixQuery = {
  of: z.enum(matrixNames),
  journey: recordId.optional(),
  ownerId: ownerFilter.optional(),
  language: z.enum(['de', 'en']).default('en'),
}

/** Operations on matrices. */
export const atlasMatrixOperations = {
  getMatrix: {
    method: 'GET',
    path: '/api/v1/atlas/matrix',
    tag: 'Atlas',
    summary:
      'What meets what, counted. Rows of `journey`, `phase`, `step`: at how many places the column stands there, placed itself, as channel of a touchpoint, or linked to what is placed; of `touchpoint`: whether it names the column; of `owner`: how many of its touchpoints stand there. `journey`: of that one alone; `ownerId`: rows of a unit and of all below it, of the caller (`mine`) or of nobody (`none`); `language`: in which names are put in order, and of headings in files',
    allow: 'atlas.read',
    query: z.object(matrixQuery),
    answer: matrix,
  },
  listMatrixPlaces: {
    method: 'GET',
    path: '/api/v1/atlas/matrix/places',
    tag: 'Atlas',
    summary: 'What stands behind a count of a matrix: each place with its journey and step, or the touchpoints',
    allow: 'atlas.read',
    query: z.object({ ...matrixQuery, row: z.union([recordId, idText, z.literal('')]), column: recordId }),
    answer: z.object({ items: z.array(atlasHit.omit({ excerpt: true })) }),
  },
  exportMatrix: {
    method: 'GET',
    path: '/api/v1/atlas/matrix/export',
    tag: 'Atlas',
    summary: 'A matrix as a file, with all its rows and columns; `svg`, `pdf`: as a picture',
    allow: 'atlas.read',
    query: z.object({ ...matrixQuery, format: z.enum(recordFormats), paper: paperSize }),
    file: recordFileTypes,
  },
} as const satisfies Operations
