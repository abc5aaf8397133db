// How a workspace weighs insights, and whom its departments let decide at their filters, with what lies before them. Decides nothing.
import { z } from 'zod'
import { insightScales } from '../insights/scales.ts'
import { filterModes } from '../insights/work.ts'
import type { Operations } from './operation.ts'
import { idParams, idText, instantText } from './shapes.ts'

const APPROVERS_MAX = 50
const CAPACITY_MAX = 10_000

/** The scales with the version to be said when they are changed; 0: those that a workspace begins with. */
const versioned = z.object({ version: z.int().min(0), scales: insightScales }).meta({ id: 'VersionedScales' })

/**
 * A unit and its filter. `own`: what it says itself; null: it has that of `from`, or of nobody. `mode`, `approvers`, `capacity`: what holds. `waiting`: how many
 * insights wait at the filter; `longest`, `median`: since when; `underWay`: let through and not solved. `unitId` null: of those nobody is in charge of.
 */
const departmentFilter = z
  .object({
    unitId: idText.nullable(),
    own: z.boolean(),
    from: idText.nullable(),
    mode: z.enum(filterModes),
    approvers: z.array(idText),
    capacity: z.int().nullable(),
    waiting: z.int().min(0),
    longest: instantText.nullable(),
    median: instantText.nullable(),
    underWay: z.int().min(0),
  })
  .meta({ id: 'DepartmentFilter' })
export type DepartmentFilter = z.infer<typeof departmentFilter>

/** Operations on scales and filters. */
export const insightSettingOperations = {
  getInsightScales: {
    method: 'GET',
    path: '/api/v1/insight-scales',
    tag: 'Insights',
    summary: 'The scales, formulas and times by which insights are weighed',
    allow: 'insights.read',
    answer: versioned,
  },
  setInsightScales: {
    method: 'PUT',
    path: '/api/v1/insight-scales',
    tag: 'Insights',
    summary:
      'Change scales, formulas and how long evidence counts. Values that do not fit any longer are not known until the scale fits again',
    allow: 'insights.manage',
    body: versioned,
    answer: versioned,
  },
  listFilters: {
    method: 'GET',
    path: '/api/v1/insight-filters',
    tag: 'Insights',
    summary:
      'The filter of every department, team and region that stands, with what waits there and what it has under way',
    allow: 'insights.read',
    answer: z.object({ items: z.array(departmentFilter) }),
  },
  setFilter: {
    method: 'PUT',
    path: '/api/v1/insight-filters/{id}',
    tag: 'Insights',
    summary:
      'Say whether a person decides at a unit’s filter, who (none named: all of it whose role may), and how much it can have under way; null: as the unit above has it',
    allow: 'insights.manage',
    params: idParams,
    body: z.strictObject({
      filter: z
        .strictObject({
          mode: z.enum(filterModes),
          approvers: z.array(idText).max(APPROVERS_MAX).default([]),
          capacity: z.int().min(1).max(CAPACITY_MAX).nullable().default(null),
        })
        .nullable(),
    }),
    answer: departmentFilter,
  },
} as const satisfies Operations
