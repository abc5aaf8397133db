// Pictures of an insight: brought as bytes, shown on its page, in its PDF and behind its links, put aside and brought back. And the insight as PDF.
import { z } from 'zod'
import { recordId } from '../atlas/edit.ts'
import { keptPicture } from './atlas-pictures.ts'
import type { Operations } from './operation.ts'
import { idText, instantText } from './shapes.ts'

const CAPTION_LENGTH_MAX = 200
const params = z.object({ id: recordId })
const pictureParams = z.object({ id: recordId, picture: idText })

/** A picture of an insight. `picture`: what it shows, as `getPicture` answers it. */
export const insightPicture = z
  .object({
    id: idText,
    picture: keptPicture,
    caption: z.string(),
    by: z.string().nullable(),
    madeAt: instantText,
  })
  .meta({ id: 'InsightPicture' })
export type InsightPicture = z.infer<typeof insightPicture>

/** Operations on pictures of insights, and the sheet that shows them. */
export const insightPictureOperations = {
  listInsightPictures: {
    method: 'GET',
    path: '/api/v1/insights/{id}/pictures',
    tag: 'Insights',
    summary: 'The pictures of an insight, in the order in which they came',
    allow: 'insights.read',
    params,
    answer: z.object({ items: z.array(insightPicture) }),
  },
  addInsightPicture: {
    method: 'POST',
    path: '/api/v1/insights/{id}/pictures',
    tag: 'Insights',
    summary:
      'Bring a picture to an insight: PNG or JPEG that stands in PDF, too (no interlaced or very large transparent PNG), at most 5 MB and 32 million pixels. Notes of cameras and programs are left out',
    allow: 'insights.work',
    owned: 'insight',
    params,
    query: z.object({ caption: z.string().trim().max(CAPTION_LENGTH_MAX).default('') }),
    upload: true,
    status: 201,
    answer: insightPicture,
  },
  removeInsightPicture: {
    method: 'DELETE',
    path: '/api/v1/insights/{id}/pictures/{picture}',
    tag: 'Insights',
    summary: 'Put a picture of an insight aside; for 30 days it can be brought back',
    allow: 'insights.work',
    owned: 'insight',
    params: pictureParams,
    status: 204,
  },
  restoreInsightPicture: {
    method: 'POST',
    path: '/api/v1/insights/{id}/pictures/{picture}/restore',
    tag: 'Insights',
    summary: 'Bring a picture of an insight back that was put aside',
    allow: 'insights.work',
    owned: 'insight',
    params: pictureParams,
    answer: insightPicture,
  },
  exportInsight: {
    method: 'GET',
    path: '/api/v1/insights/{id}/export',
    tag: 'Insights',
    summary:
      'An insight as PDF: what it says, where it arose, how far it is, values, scores, reach, evidence, decisions and pictures; with `talk=yes` also what was said about it',
    allow: 'insights.read',
    params,
    query: z.object({
      format: z.enum(['pdf']).default('pdf'),
      language: z.enum(['de', 'en']).default('en'),
      talk: z.enum(['yes', 'no']).default('no'),
    }),
    file: ['application/pdf'],
  },
} as const satisfies Operations
