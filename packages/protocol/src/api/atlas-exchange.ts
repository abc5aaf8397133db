// What people design, out of Lotse and into it: documents, tables, workbooks, pictures, the formats of others; each import looked at before it is done.
import { z } from 'zod'
import { atlasKindNames, contentLanguage, recordId } from '../atlas/edit.ts'
import { jsonValue } from '../condition.ts'
import { contentTexts, placedChange, recordParams, usesFilter } from './atlas.ts'
import { insightFilters } from './atlas-insights.ts'
import type { Operations } from './operation.ts'
import { idText, jsonObject } from './shapes.ts'
import { ownerFilter } from './units.ts'

/** The most bytes of a file that is imported. */
export const ATLAS_FILE_BYTES_MAX = 20_971_520
/** Entries of a preview that are answered; the counts are of all. */
export const PREVIEW_ITEMS_MAX = 500
const MAPPING_LENGTH_MAX = 8000

/** Forms in which a journey leaves. */
export const journeyFormats = ['json', 'xlsx', 'csv', 'cjml', 'svg', 'pdf'] as const
/** Forms in which lists of records and matrices leave. */
export const recordFormats = ['json', 'xlsx', 'csv', 'svg', 'pdf'] as const
/** One of these. */
export type RecordFormat = (typeof recordFormats)[number]
/** What such a file is. */
export const recordFileTypes = [
  'application/json',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/csv',
  'image/svg+xml',
  'application/pdf',
] as const
/** Sizes of paper that pages of pictures are made for. */
export const paperSize = z.enum(['A4', 'A3']).default('A4')

const words = z.enum(['de', 'en']).default('en')

/** What an import does to one record. `row`: in the file, the first below the headings is 1. `fields`: each with what stands now and then. */
const importedRecord = z
  .object({
    row: z.int().nullable(),
    id: recordId,
    kind: z.enum(atlasKindNames),
    name: contentTexts,
    what: z.enum(['added', 'removed', 'moved', 'changed']),
    fields: z.array(z.object({ field: z.string(), before: jsonValue, after: jsonValue })),
  })
  .meta({ id: 'ImportedRecord' })

/** What is not imported. `code`: as of problems. */
const refusedRecord = z
  .object({
    row: z.int().nullable(),
    id: z.string().nullable(),
    field: z.string().nullable(),
    code: z.string(),
    detail: z.string().nullable(),
  })
  .meta({ id: 'RefusedRecord' })

/**
 * What an import does. `journey`: the one that the file is about, if any. `columns`: what each heading of a table means, empty for nothing. `counts`: of all;
 * of `items` and `refused` the first 500 are answered. `same`: stand just so already.
 */
export const atlasImport = z
  .object({
    format: z.enum(['json', 'map', 'records', 'cjml', 'bpmn']),
    journey: recordId.nullable(),
    columns: z.array(z.object({ heading: z.string(), column: z.string() })),
    counts: z.object({
      added: z.int(),
      changed: z.int(),
      moved: z.int(),
      removed: z.int(),
      same: z.int(),
      refused: z.int(),
    }),
    items: z.array(importedRecord),
    refused: z.array(refusedRecord),
  })
  .meta({ id: 'AtlasImport' })
export type AtlasImport = z.infer<typeof atlasImport>

/** The heading of each column → what it means, as JSON: `name:de`, `lane:l1:text:de`, empty for nothing. */
const mappingText = z
  .string()
  .max(MAPPING_LENGTH_MAX)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue('is no JSON')
      return z.NEVER
    }
  })
  .pipe(z.record(z.string(), z.string().max(200)))

const importQuery = {
  id: recordId.max(40),
  as: z.enum(['map', 'records']).optional(),
  kind: z.enum(atlasKindNames).optional(),
  journey: recordId.optional(),
  title: z.string().trim().min(1).max(200).optional(),
  language: contentLanguage.default('de'),
  mapping: mappingText.optional(),
  absent: z.enum(['keep', 'remove']).default('keep'),
  ownerId: idText.optional(),
}

/** Operations that move what people design in and out. */
export const atlasExchangeOperations = {
  getAtlasSchema: {
    method: 'GET',
    path: '/api/v1/atlas/schema',
    tag: 'Atlas',
    summary: 'The JSON Schema (draft 2020-12) of exported documents, with every kind of record and its fields',
    allow: 'atlas.read',
    answer: jsonObject,
  },
  exportJourney: {
    method: 'GET',
    path: '/api/v1/atlas/journeys/{id}/export',
    tag: 'Atlas',
    summary:
      'A journey as a file. `json`: with everything it names; `xlsx`, `csv`: as one table, or with `as=records` record by record; `cjml`: for other modelling tools; `svg`, `pdf` (paged by phase): as a picture. `language`: of headings; `content`: of texts in pictures',
    allow: 'atlas.read',
    params: recordParams,
    query: z.object({
      format: z.enum(journeyFormats),
      as: z.enum(['map', 'records']).default('map'),
      language: words,
      content: contentLanguage.optional(),
      paper: paperSize,
    }),
    file: [
      'application/json',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'text/csv',
      'application/xml',
      'image/svg+xml',
      'application/pdf',
    ],
  },
  exportProcess: {
    method: 'GET',
    path: '/api/v1/atlas/processes/{id}/export',
    tag: 'Atlas',
    summary:
      'A business process as BPMN 2.0, with a diagram: its transactions with what each comes after, who does it and which data it uses. `content`: the language of texts',
    allow: 'atlas.read',
    params: recordParams,
    query: z.object({ content: contentLanguage.default('de') }),
    file: ['application/xml'],
  },
  exportRecords: {
    method: 'GET',
    path: '/api/v1/atlas/export',
    tag: 'Atlas',
    summary:
      'A list of records of one kind as a file, narrowed as the list is; `sort`, `at` and `under` as of insights. `svg`, `pdf`: as a picture, in one language',
    allow: 'atlas.read',
    query: z.object({
      kind: z.enum(atlasKindNames),
      format: z.enum(recordFormats),
      paper: paperSize,
      language: words,
      find: z.string().max(200).optional(),
      state: z.string().max(40).optional(),
      ownerId: ownerFilter.optional(),
      uses: usesFilter.optional(),
      ...insightFilters,
    }),
    file: recordFileTypes,
  },
  exportDataPackage: {
    method: 'GET',
    path: '/api/v1/data-package',
    tag: 'Atlas',
    summary:
      'The whole repository for data science: a ZIP of CSV tables (a table for each kind of record, units, daily counters of journeys, how insights stand and were worked on) with a `datapackage.json` that describes every column (Frictionless Data Package). Holds nothing of any customer',
    allow: 'atlas.read',
    file: ['application/zip'],
  },
  previewAtlasImport: {
    method: 'POST',
    path: '/api/v1/atlas/imports/preview',
    tag: 'Atlas',
    summary:
      'What importing a file would do, record by record; changes nothing. Takes our JSON, tables (CSV, XLSX), CJML and BPMN 2.0 as plain bytes (application/octet-stream). `as`: whether a table is one journey or a list of records; `absent`: whether what the file does not name of its journey is put aside',
    allow: 'atlas.edit',
    upload: true,
    query: z.object(importQuery),
    answer: atlasImport,
  },
  importAtlas: {
    method: 'POST',
    path: '/api/v1/atlas/imports',
    tag: 'Atlas',
    summary:
      'Import a file as one change, which can be taken back as any other. The same `id` is done once. Where anything is refused nothing happens, unless `refused` says to leave that out',
    allow: 'atlas.edit',
    upload: true,
    query: z.object({ ...importQuery, refused: z.enum(['stop', 'skip']).default('stop') }),
    answer: atlasImport.extend({ change: placedChange.nullable() }),
  },
} as const satisfies Operations
