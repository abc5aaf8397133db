// Who changed what in a workspace, as administrators see it. Holds what was acted on, never what was sent.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { idText, instantText, pageOf, pageQuery } from './shapes.ts'

/** One write by a person or a program. `operation`: its name; `target`: the path parameters. */
export const auditEntry = z
  .object({
    id: idText,
    doneAt: instantText,
    operation: z.string(),
    target: z.record(z.string(), z.string()),
    member: z.object({ id: idText, name: z.string() }).nullable(),
    token: z.object({ id: idText, name: z.string() }).nullable(),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof auditEntry>

/** Operations on the log of writes. */
export const auditOperations = {
  listAudit: {
    method: 'GET',
    path: '/api/v1/audit',
    tag: 'Workspace',
    summary: 'Who changed what, newest first',
    allow: 'audit.read',
    query: z.object(pageQuery),
    answer: pageOf(auditEntry),
  },
} as const satisfies Operations
