// Workspaces beside each other: a member may work in several. What is inside of one is told by other operations.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { me, zoneText } from './session.ts'

/** Operations on workspaces as a whole. */
export const workspaceOperations = {
  createWorkspace: {
    method: 'POST',
    path: '/api/v1/workspaces',
    tag: 'Workspace',
    summary: 'Make a workspace, become its admin, and work in it from now on',
    allow: 'workspaces.create',
    body: z.strictObject({ name: z.string().trim().min(1).max(100), zone: zoneText.optional() }),
    status: 201,
    answer: me,
  },
} as const satisfies Operations
