// Lists of insights as files for management, whole or cut into what each department is in charge of.
import { z } from 'zod'
import { insightNarrowing, insightOrder } from './insights.ts'
import type { Operations } from './operation.ts'
import { ownerFilter } from './units.ts'

/** Forms in which lists of insights leave. */
export const insightListFormats = ['xlsx', 'csv', 'json'] as const

/** Operations that answer lists of insights as files. */
export const insightListOperations = {
  exportInsightList: {
    method: 'GET',
    path: '/api/v1/insight-list',
    tag: 'Insights',
    summary:
      'The list of insights for management as a file, narrowed and in the order of `listInsightWork`: pain point, type, journeys, phases, steps, touchpoints, department, addressee, status, values, scores, reach and evidence each in a column of its own. `split=department`: a ZIP with one file for each department, which holds only what that one is in charge of, its teams included. `ownerId`: whose the record is',
    allow: 'insights.read',
    query: z.object({
      ...insightNarrowing,
      ownerId: ownerFilter.optional(),
      order: insightOrder.default('rank'),
      direction: z.enum(['up', 'down']).default('up'),
      format: z.enum(insightListFormats).default('xlsx'),
      split: z.enum(['none', 'department']).default('none'),
      language: z.enum(['de', 'en']).default('en'),
    }),
    file: [
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'text/csv',
      'application/json',
      'application/zip',
    ],
  },
} as const satisfies Operations
