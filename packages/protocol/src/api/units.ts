// Departments, teams and regions of a workspace: who owns things, and to whom members belong. Holds no rights of its own.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { idParams, idText, instantText } from './shapes.ts'

/** Kinds of units. A team may belong to a department, a department to a region; each to one of its own kind, too. */
export const unitKinds = ['department', 'team', 'region'] as const
export type UnitKind = (typeof unitKinds)[number]

const unitName = z.string().trim().min(1).max(100)

/**
 * A unit. Who belongs to it also counts for the units below it. An archived one keeps what it owns and is offered for nothing new.
 * `members`, `flows`, `templates`: how many belong to it, and how much it owns.
 */
export const unit = z
  .object({
    id: idText,
    kind: z.enum(unitKinds),
    name: z.string(),
    parentId: idText.nullable(),
    archivedAt: instantText.nullable(),
    members: z.int(),
    flows: z.int(),
    templates: z.int(),
  })
  .meta({ id: 'Unit' })
export type Unit = z.infer<typeof unit>

/**
 * Whose things a list shows: those of a unit and of all below it, those that are the caller's own (`mine`), or those that nobody owns
 * (`none`).
 */
export const ownerFilter = z.union([idText, z.enum(['mine', 'none'])])
export type OwnerFilter = z.infer<typeof ownerFilter>

/** Whose something new is to be: a unit's, or nobody's (`none`). */
export const ownerOfNew = z.union([idText, z.literal('none')])

/** Operations on units. */
export const unitOperations = {
  listUnits: {
    method: 'GET',
    path: '/api/v1/units',
    tag: 'Units',
    summary: 'All departments, teams and regions, by name; archived ones too',
    allow: 'members.read',
    answer: z.object({ items: z.array(unit) }),
  },
  createUnit: {
    method: 'POST',
    path: '/api/v1/units',
    tag: 'Units',
    summary: 'Add a department, team or region',
    allow: 'units.manage',
    body: z.strictObject({ kind: z.enum(unitKinds), name: unitName, parentId: idText.nullable().default(null) }),
    status: 201,
    answer: unit,
  },
  updateUnit: {
    method: 'PATCH',
    path: '/api/v1/units/{id}',
    tag: 'Units',
    summary: 'Rename a unit, or put it under another one',
    allow: 'units.manage',
    params: idParams,
    body: z.strictObject({ name: unitName.optional(), parentId: idText.nullable().optional() }),
    answer: unit,
  },
  archiveUnit: {
    method: 'POST',
    path: '/api/v1/units/{id}/archive',
    tag: 'Units',
    summary: 'Offer the unit for nothing new; it keeps what it owns',
    allow: 'units.manage',
    params: idParams,
    answer: unit,
  },
  restoreUnit: {
    method: 'POST',
    path: '/api/v1/units/{id}/restore',
    tag: 'Units',
    summary: 'Bring an archived unit back',
    allow: 'units.manage',
    params: idParams,
    answer: unit,
  },
} as const satisfies Operations
