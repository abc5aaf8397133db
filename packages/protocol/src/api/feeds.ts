// What is new at what the caller's units own: answers of customers, how they moved, insights and what becomes of them; and what the caller has seen. Sends nothing.
import { z } from 'zod'
import { answerKinds } from '../atlas/binding.ts'
import { atlasKindNames, recordId } from '../atlas/edit.ts'
import { insightSteps } from '../insights/work.ts'
import { contentTexts } from './atlas.ts'
import type { Operations } from './operation.ts'
import { idText, instantText, pageOf, pageQuery } from './shapes.ts'
import { ownerFilter } from './units.ts'

/** `alert`: one bad answer, told at once; `answers`: those of a day; `move`: answers became better or worse; `insight`: one was written down; `work`: something was done about one. */
export const feedKinds = ['alert', 'answers', 'move', 'insight', 'work'] as const
export type FeedKind = (typeof feedKinds)[number]

const ITEMS_MAX = 200
const stepNames = Object.keys(insightSteps) as [keyof typeof insightSteps, ...(keyof typeof insightSteps)[]]

/** What customers answered. `mean`: on the kind's own scale, of an alert the answer itself; `bad`: how many tell of a bad experience. `source`: what sent it; `customerId`: of an alert, who, where the caller reads customers. */
const answered = z.object({
  ask: z.enum(answerKinds),
  count: z.int(),
  mean: z.number(),
  bad: z.int(),
  channel: z.string().nullable(),
  source: z.string().nullable(),
  customerId: idText.nullable(),
})

/** Answers of the last seven days against those of the four weeks before. */
const moved = z.object({
  ask: z.enum(answerKinds),
  direction: z.enum(['up', 'down']),
  count: z.int(),
  mean: z.number(),
  before: z.number(),
})

/** What was done about an insight. */
const worked = z.object({
  what: z.enum(['status', 'decision', 'priority', 'addressee', 'department', 'escalation', 'undo']),
  step: z.enum(stepNames).nullable(),
  reason: z.string(),
})

/** An item. `gatheredAt`: since when it is here as it is. `record`: what it is about; `by`: the member who did it. One of `answers`, `move`, `work` says more; of an insight that was written down none. */
export const feedItem = z
  .object({
    id: idText,
    kind: z.enum(feedKinds),
    at: instantText,
    gatheredAt: instantText,
    unread: z.boolean(),
    record: z.object({
      id: recordId,
      kind: z.enum(atlasKindNames),
      name: contentTexts,
      journey: z.object({ id: recordId, name: contentTexts }).nullable(),
    }),
    by: z.string().nullable(),
    answers: answered.nullable(),
    move: moved.nullable(),
    work: worked.nullable(),
  })
  .meta({ id: 'FeedItem' })
export type FeedItem = z.infer<typeof feedItem>

/** What narrows a feed. */
export const feedNarrowing = {
  kind: z.enum(feedKinds).optional(),
  touchpoint: recordId.optional(),
  journey: recordId.optional(),
  ownerId: ownerFilter.optional(),
}

/** How much is new. `readTo`: up to when the caller has said to have seen everything. `reads`: everything, what their units own, or nothing, since they belong to none. */
const feedState = z
  .object({
    unread: z.int(),
    alerts: z.int(),
    readTo: instantText.nullable(),
    reads: z.enum(['all', 'units', 'nothing']),
  })
  .meta({ id: 'FeedState' })
export type FeedState = z.infer<typeof feedState>

/** Operations on feeds. */
export const feedOperations = {
  listFeed: {
    method: 'GET',
    path: '/api/v1/feed',
    tag: 'Feeds',
    summary:
      'What is new at what the caller’s units own, in all journeys, newest first; the CX team, administrators and management read everything. Narrowed to a kind, a touchpoint with the insights about it, a journey, or by whose it is; `unread=true`: only what the caller has not seen in the last 30 days',
    allow: 'feed.read',
    query: z.object({ ...pageQuery, ...feedNarrowing, unread: z.literal('true').optional() }),
    answer: pageOf(feedItem),
  },
  getFeedState: {
    method: 'GET',
    path: '/api/v1/feed/state',
    tag: 'Feeds',
    summary: 'How much the caller has not seen, and how much of it are alerts; nothing for programs',
    allow: 'feed.read',
    answer: feedState,
  },
  markFeed: {
    method: 'POST',
    path: '/api/v1/feed/marks',
    tag: 'Feeds',
    summary:
      'Say that the caller has seen items, or has not; or with `readTo` everything up to an instant, which an earlier one takes back. For members alone',
    allow: 'feed.read',
    body: z.union([
      z.strictObject({ items: z.array(idText).min(1).max(ITEMS_MAX), read: z.boolean() }),
      z.strictObject({ readTo: instantText.nullable() }),
    ]),
    answer: feedState,
  },
} as const satisfies Operations
