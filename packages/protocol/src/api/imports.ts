// Files that people upload: looked at, tried by a mapping, imported in the background. Mappings are tried on records of webhooks too.
import { z } from 'zod'
import { jsonValue } from '../condition.ts'
import { mappingShape } from '../mapping.ts'
import type { Operations } from './operation.ts'
import { downloadQuery, idParams, idText, instantText, jsonObject, pageOf, pageQuery, personalText } from './shapes.ts'

/** The most bytes of an uploaded text file (unzipped) and of a workbook. */
export const uploadLimits = { textBytes: 104_857_600, workbookBytes: 20_971_520 } as const

/** What is taken: `csv` any table as text, `jsonl` one JSON object a line, `xlsx` the first sheet of a workbook. */
export const uploadFormats = ['csv', 'jsonl', 'xlsx'] as const
/** How text is encoded. */
export const fileEncodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const
/** What separates the columns of a table. */
export const fileDelimiters = [';', ',', '\t', '|'] as const
/** `ready`: uploaded, nothing begun; `waiting`: started, nobody works on it yet. */
export const importStates = ['ready', 'waiting', 'running', 'done', 'cancelled', 'failed'] as const

const encoding = z.enum(fileEncodings)
const delimiter = z.enum(fileDelimiters)
const count = z.int().min(0)

/** How a file is read. */
export const fileReading = z.strictObject({ encoding, delimiter }).meta({ id: 'FileReading' })
export type FileReading = z.infer<typeof fileReading>

/**
 * An uploaded file. `rows`: records looked at so far, `refused`: of those with faults, `known`: events that had been taken before;
 * `share`: how much of it is done, 0 to 1; `kept`: whether its content is still here. `fault`: why it failed.
 */
export const fileImport = z
  .object({
    id: idText,
    sourceId: idText,
    name: z.string(),
    format: z.enum(uploadFormats),
    state: z.enum(importStates),
    bytes: count,
    reading: fileReading,
    live: z.boolean(),
    rows: count,
    refused: count,
    known: count,
    share: z.number(),
    fault: z.string().nullable(),
    createdAt: instantText,
    startedAt: instantText.nullable(),
    endedAt: instantText.nullable(),
  })
  .meta({ id: 'FileImport' })
export type FileImport = z.infer<typeof fileImport>

/** What is wrong with a record. `row`: its number in the file, the first below the heading is 1. */
export const recordFault = z
  .object({ row: count, code: z.string(), field: z.string(), detail: z.string() })
  .meta({ id: 'RecordFault' })
export type RecordFault = z.infer<typeof recordFault>

/**
 * What importing a file would do. `checked`: rows looked at; `complete`: whether those were all; `good`, `bad`: of them; `faults`: the
 * first ones.
 */
export const importCheck = z
  .object({ checked: count, complete: z.boolean(), good: count, bad: count, faults: z.array(recordFault) })
  .meta({ id: 'ImportCheck' })
export type ImportCheck = z.infer<typeof importCheck>

/** What a record becomes by a mapping: messages as the tracking API would take them, or what is wrong with it. */
export const recordTried = z
  .object({ messages: z.array(jsonObject), fault: recordFault.omit({ row: true }).nullable() })
  .meta({ id: 'RecordTried' })
export type RecordTried = z.infer<typeof recordTried>

const importId = { params: idParams, tag: 'Imports' } as const

/** Operations on uploaded files. */
export const importOperations = {
  uploadFile: {
    method: 'POST',
    path: '/api/v1/sources/{id}/imports',
    tag: 'Imports',
    summary:
      'Upload a file as its plain bytes (application/octet-stream): CSV, JSON lines, both also gzipped, or an Excel workbook. Nothing is imported yet; a file that waits already is answered again',
    allow: 'sources.manage',
    upload: true,
    params: idParams,
    query: z.object({ name: z.string().trim().min(1).max(200) }),
    status: 201,
    answer: fileImport,
  },
  listImports: {
    method: 'GET',
    path: '/api/v1/sources/{id}/imports',
    tag: 'Imports',
    summary: 'Uploaded files of a source, newest first',
    allow: 'sources.read',
    params: idParams,
    query: z.object(pageQuery),
    answer: pageOf(fileImport),
  },
  previewImport: {
    ...importId,
    method: 'GET',
    path: '/api/v1/imports/{id}/preview',
    summary:
      'The first rows of a file, read as said or as it seems; with the mapping its source remembers, or a guessed one',
    allow: 'sources.manage',
    query: z.object({ encoding: encoding.optional(), delimiter: delimiter.optional() }),
    answer: z.object({
      reading: fileReading,
      columns: z.array(z.string()),
      rows: z.array(z.array(personalText)),
      records: z.array(jsonObject),
      mapping: mappingShape,
      remembered: z.boolean(),
    }),
  },
  checkImport: {
    ...importId,
    method: 'POST',
    path: '/api/v1/imports/{id}/check',
    summary: 'Read a file by a mapping and say what would be wrong; imports nothing. Ends after some seconds',
    allow: 'sources.manage',
    body: z.strictObject({ mapping: mappingShape, reading: fileReading }),
    answer: importCheck,
  },
  startImport: {
    ...importId,
    method: 'POST',
    path: '/api/v1/imports/{id}/start',
    summary: 'Import a file in the background; the source remembers the mapping. `live`: its events start flows',
    allow: 'sources.manage',
    body: z.strictObject({ mapping: mappingShape, reading: fileReading, live: z.boolean().default(false) }),
    answer: fileImport,
  },
  cancelImport: {
    ...importId,
    method: 'POST',
    path: '/api/v1/imports/{id}/cancel',
    summary: 'Stop an import, or throw an uploaded file away; what was imported stays',
    allow: 'sources.manage',
    answer: fileImport,
  },
  exportImportErrors: {
    ...importId,
    method: 'GET',
    path: '/api/v1/imports/{id}/errors',
    summary: 'Rows of a file that were refused, with their reasons, as a file',
    allow: 'inputs.read',
    query: z.object(downloadQuery),
    download: recordFault.extend({ raw: personalText }),
  },
  tryMapping: {
    method: 'POST',
    path: '/api/v1/mappings/try',
    tag: 'Imports',
    summary: 'What records become by a mapping; takes nothing',
    allow: 'sources.manage',
    body: z.strictObject({ mapping: mappingShape, records: z.array(jsonValue).max(20) }),
    answer: z.object({ items: z.array(recordTried) }),
  },
} as const satisfies Operations
