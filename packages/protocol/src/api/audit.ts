// Who changed what in a workspace, as administrators see it. Holds what was acted on, never what was sent.
import { z } from 'zod'
import type { Operations } from './operation.ts'
import { downloadQuery, idText, instantText, pageOf, pageQuery, plainObject } from './shapes.ts'

/**
 * One entry. `operation`: its name, `target`: the path parameters, `detail`: what was changed where that is neither personal nor secret.
 * `place` and `hash` (hexadecimal SHA-256) stand in the chain; null for the moment until the entry is sealed.
 */
export const auditEntry = z
  .object({
    id: idText,
    doneAt: instantText,
    operation: z.string(),
    target: z.record(z.string(), z.string()),
    detail: plainObject,
    member: z.object({ id: idText, name: z.string() }).nullable(),
    token: z.object({ id: idText, name: z.string() }).nullable(),
    place: z.int().nullable(),
    hash: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof auditEntry>

/** Whose entries, about what, and from when. `target`: a value of the path, such as the id of a customer or flow. */
const filters = {
  memberId: idText.optional(),
  tokenId: idText.optional(),
  operation: z.string().min(1).max(100).optional(),
  target: z.string().min(1).max(200).optional(),
  since: instantText.optional(),
  until: instantText.optional(),
}

/** How the chain was found. `brokenAt`: the first place that does not fit, `why`: what is wrong there. */
export const auditCheck = z
  .object({
    entries: z.int(),
    unsealed: z.int(),
    head: z.object({ place: z.int(), hash: z.string() }).nullable(),
    anchors: z.int(),
    brokenAt: z.int().nullable(),
    why: z.enum(['changed', 'missing', 'cut_off', 'rewritten']).nullable(),
    checkedAt: instantText,
  })
  .meta({ id: 'AuditCheck' })
export type AuditCheck = z.infer<typeof auditCheck>

/** Operations on the log of who did what. */
export const auditOperations = {
  listAudit: {
    method: 'GET',
    path: '/api/v1/audit',
    tag: 'Workspace',
    summary: 'Who did what: writes, sign-ins and downloads, newest first',
    allow: 'audit.read',
    query: z.object({ ...filters, ...pageQuery }),
    answer: pageOf(auditEntry),
  },
  exportAudit: {
    method: 'GET',
    path: '/api/v1/audit/export',
    tag: 'Workspace',
    summary: 'The same as a file, with place and hash of every entry',
    allow: 'audit.read',
    query: z.object({ ...filters, ...downloadQuery }),
    download: auditEntry,
  },
  checkAudit: {
    method: 'GET',
    path: '/api/v1/audit/check',
    tag: 'Workspace',
    summary: 'Whether any entry was changed, removed or moved since it was written',
    allow: 'audit.read',
    answer: auditCheck,
  },
} as const satisfies Operations
