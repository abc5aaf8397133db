// What customers say in their own words: lists with what it sounds like, corrections by people, and the insights it stands for.
import { z } from 'zod'
import { recordId } from '../atlas/edit.ts'
import { insightStates } from '../insights/work.ts'
import { contentTexts } from './atlas.ts'
import { insightEvidence } from './insights.ts'
import type { Operations } from './operation.ts'
import { downloadQuery, idParams, idText, instantText, pageOf, pageQuery, personalText } from './shapes.ts'

/** What words sound like, the worst first. */
export const sentiments = ['negative', 'neutral', 'positive'] as const
/** Languages whose words are weighed. */
export const feedbackLanguages = ['de', 'en'] as const
/** An answer that somebody was asked for, a review that somebody published, a note of research. */
export const feedbackSorts = ['answer', 'review', 'research'] as const

const sentiment = z.enum(sentiments)
const language = z.enum(feedbackLanguages)

/** What the model says. `score`: from −1 to 1. `confidence`: from 0 to 1, how often such a verdict was right where it was measured. `language` null: another one, or not to be told. */
const guess = z
  .object({
    sentiment,
    language: language.nullable(),
    score: z.number().min(-1).max(1),
    confidence: z.number().min(0).max(1),
  })
  .meta({ id: 'FeedbackGuess' })

/**
 * A feedback. `sentiment`, `language`: a person's word where there is one (`corrected`), else the model's. `said`: the number that came with it, on its own scale.
 * `version`: to be said when it is corrected. `insights`: what it stands for, with how far each is.
 */
export const feedbackItem = z
  .object({
    id: idText,
    version: z.int().min(0),
    sort: z.enum(feedbackSorts),
    text: personalText,
    sentiment: sentiment.nullable(),
    language: language.nullable(),
    guess: guess.nullable(),
    corrected: z.boolean(),
    said: z.number().nullable(),
    channel: z.string(),
    source: z.object({ id: idText, name: z.string() }).nullable(),
    touchpoint: personalText,
    product: personalText,
    customerId: idText,
    occurredAt: instantText,
    insights: z.array(
      z.object({ id: recordId, name: contentTexts, status: z.enum(insightStates) }).meta({ id: 'FeedbackInsight' }),
    ),
  })
  .meta({ id: 'Feedback' })
export type FeedbackItem = z.infer<typeof feedbackItem>

/** A correction: what was said instead of what; null: as the model says. */
const correction = z
  .object({
    at: instantText,
    by: z.string().nullable(),
    sentiment: sentiment.nullable(),
    language: language.nullable(),
    before: z.object({ sentiment: sentiment.nullable(), language: language.nullable() }),
  })
  .meta({ id: 'FeedbackCorrection' })
export type FeedbackCorrection = z.infer<typeof correction>

/** What lists are narrowed to. `at`: a record of the atlas that the feedback names as its touchpoint, by id or name. `insight`: what stands for this one. */
const narrowing = {
  find: z.string().max(200).optional(),
  sentiment: sentiment.optional(),
  language: z.enum([...feedbackLanguages, 'other']).optional(),
  sort: z.enum(feedbackSorts).optional(),
  channel: z.string().min(1).max(64).optional(),
  source: z.union([idText, z.literal('own')]).optional(),
  product: z.string().min(1).max(200).optional(),
  at: recordId.optional(),
  insight: z.union([recordId, z.enum(['any', 'none'])]).optional(),
  corrected: z.enum(['yes', 'no']).optional(),
  since: instantText.optional(),
  until: instantText.optional(),
}

const count = z.int().min(0)

/** Operations on feedback. */
export const feedbackOperations = {
  listFeedback: {
    method: 'GET',
    path: '/api/v1/feedback',
    tag: 'Feedback',
    summary:
      'What customers said, newest first, with exact counts of the whole list by sentiment and of what people corrected. Words and products can be looked for by those who may read personal data',
    allow: 'events.read',
    query: z.object({ ...narrowing, ...pageQuery }),
    answer: pageOf(feedbackItem).extend({
      counts: z.object({ total: count, negative: count, neutral: count, positive: count, corrected: count }),
    }),
  },
  exportFeedback: {
    method: 'GET',
    path: '/api/v1/feedback/export',
    tag: 'Feedback',
    summary: 'What customers said as a file, with the model’s verdict beside that of people: labels to learn from',
    allow: 'events.read',
    query: z.object({ ...narrowing, ...downloadQuery }),
    download: feedbackItem,
  },
  getFeedback: {
    method: 'GET',
    path: '/api/v1/feedback/{id}',
    tag: 'Feedback',
    summary: 'One feedback with all corrections, the newest first',
    allow: 'events.read',
    params: idParams,
    answer: feedbackItem.extend({ corrections: z.array(correction) }),
  },
  correctFeedback: {
    method: 'PUT',
    path: '/api/v1/feedback/{id}/correction',
    tag: 'Feedback',
    summary:
      'Say what a feedback sounds like or which language it is in; null: what the model says. A person’s word counts everywhere before the model’s',
    allow: 'notes.write',
    params: idParams,
    body: z.strictObject({ version: z.int().min(0), sentiment: sentiment.nullable(), language: language.nullable() }),
    answer: feedbackItem,
  },
  addFeedbackToInsight: {
    method: 'POST',
    path: '/api/v1/insights/{id}/feedback',
    tag: 'Feedback',
    summary:
      'Let a feedback stand for an insight as its evidence; the title is what others read, so nothing of the customer belongs there. Putting the evidence aside takes it back',
    allow: 'insights.work',
    owned: 'insight',
    params: z.object({ id: recordId }),
    body: z.strictObject({ feedbackId: idText, title: z.string().trim().min(1).max(200) }),
    status: 201,
    answer: insightEvidence,
  },
} as const satisfies Operations
