// Changing what is done about insights: priority, scores, who is to see to it, steps, decisions, evidence. Every change names the version that it was made from.
import { z } from 'zod'
import { recordId } from '../atlas/edit.ts'
import { newEvidence } from '../insights/evidence.ts'
import { insightMoves, priorities, verdicts } from '../insights/work.ts'
import { insightEvidence, insightWork } from './insights.ts'
import type { Operation, Operations } from './operation.ts'
import { idText, instantText } from './shapes.ts'

const REASON_LENGTH_MAX = 2000
const INPUTS_MAX = 30

const params = z.object({ id: recordId })
const evidenceParams = z.object({ id: recordId, evidence: idText })
const version = z.int().min(0)
const reason = z.string().trim().max(REASON_LENGTH_MAX)

/** What all of these share: they change the work of the insight that the path names, for the unit in charge of it. */
const changing = <const O extends Pick<Operation, 'method' | 'path' | 'summary' | 'allow' | 'body'>>(operation: O) => ({
  ...operation,
  tag: 'Insights' as const,
  owned: 'insight' as const,
  params,
  answer: insightWork,
})

/** Operations on the work. */
export const insightWorkOperations = {
  setInsightPriority: {
    ...changing({
      method: 'PUT',
      path: '/api/v1/insights/{id}/priority',
      summary: 'Say how soon an insight is to be dealt with: the CX team’s',
      allow: 'insights.prioritise',
      body: z.strictObject({ version, priority: z.enum(priorities).nullable() }),
    }),
  },
  setInsightScores: {
    ...changing({
      method: 'PUT',
      path: '/api/v1/insights/{id}/scores',
      summary: 'Give values on scales; null takes one away, and those not named stay',
      allow: 'insights.work',
      body: z.strictObject({
        version,
        inputs: z
          .record(z.string().max(30), z.number().nullable())
          .refine((given) => Object.keys(given).length <= INPUTS_MAX, 'more values than there can be scales'),
      }),
    }),
  },
  setInsightAddressee: {
    ...changing({
      method: 'PUT',
      path: '/api/v1/insights/{id}/addressee',
      summary: 'Name the person who is to see to an insight, e.g. a product owner; null: nobody',
      allow: 'insights.work',
      body: z.strictObject({ version, memberId: idText.nullable() }),
    }),
  },
  setInsightDepartment: {
    ...changing({
      method: 'PUT',
      path: '/api/v1/insights/{id}/department',
      summary: 'Name the unit that is in charge; null: it follows from what the insight concerns',
      allow: 'insights.assign',
      body: z.strictObject({ version, unitId: idText.nullable() }),
    }),
  },
  escalateInsight: {
    ...changing({
      method: 'PUT',
      path: '/api/v1/insights/{id}/escalation',
      summary: 'Lay an insight before somebody who decides, with why; null: no longer',
      allow: 'insights.work',
      body: z.strictObject({ version, memberId: idText.nullable(), reason: reason.default('') }),
    }),
  },
  moveInsight: {
    ...changing({
      method: 'POST',
      path: '/api/v1/insights/{id}/steps',
      summary:
        'Take a step that is no decision: `submit` to the backlog, `resume` from there where it was put off or rejected, `start`, `solve`, `reopen`, `verify`. Some need a right of their own and a reason',
      allow: 'insights.work',
      body: z.strictObject({ version, step: z.enum(insightMoves), reason: reason.default('') }),
    }),
  },
  decideInsight: {
    ...changing({
      method: 'POST',
      path: '/api/v1/insights/{id}/decisions',
      summary:
        'Decide at the filter of the department in charge: accept, put off (until some day) or reject. Kept with person, time, reason and all values on scales. Programs cannot decide',
      allow: 'insights.decide',
      body: z.strictObject({
        version,
        verdict: z.enum(verdicts),
        reason: reason.default(''),
        until: instantText.nullable().default(null),
      }),
    }),
  },
  undoInsightWork: {
    ...changing({
      method: 'POST',
      path: '/api/v1/insights/{id}/undo',
      summary:
        'Take back the last change of the work, the one that led to `version`, as long as nothing was done since',
      allow: 'insights.work',
      body: z.strictObject({ version: z.int().min(1) }),
    }),
  },
  addEvidence: {
    method: 'POST',
    path: '/api/v1/insights/{id}/evidence',
    tag: 'Insights',
    summary:
      'Say what an insight is known from: feedback, a question about events with its number, research, a file elsewhere',
    allow: 'insights.work',
    owned: 'insight',
    params,
    body: newEvidence,
    status: 201,
    answer: insightEvidence,
  },
  removeEvidence: {
    method: 'DELETE',
    path: '/api/v1/insights/{id}/evidence/{evidence}',
    tag: 'Insights',
    summary: 'Put evidence aside; it can be brought back',
    allow: 'insights.work',
    owned: 'insight',
    params: evidenceParams,
    status: 204,
  },
  restoreEvidence: {
    method: 'POST',
    path: '/api/v1/insights/{id}/evidence/{evidence}/restore',
    tag: 'Insights',
    summary: 'Bring evidence back that was put aside',
    allow: 'insights.work',
    owned: 'insight',
    params: evidenceParams,
    answer: insightEvidence,
  },
} as const satisfies Operations
