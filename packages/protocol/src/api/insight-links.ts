// Links by which people without an account see one insight and may comment on it: made, listed, withdrawn, opened.
import { z } from 'zod'
import { recordId } from '../atlas/edit.ts'
import { insightSorts } from '../atlas/kinds.ts'
import { evidenceLevels, insightStates, priorities } from '../insights/work.ts'
import { contentTexts } from './atlas.ts'
import { COMMENT_LENGTH_MAX, commentThread } from './atlas-comments.ts'
import { insightOrigin } from './atlas-insights.ts'
import type { Operations } from './operation.ts'
import { idText, instantText, pageOf, pageQuery } from './shapes.ts'

/** What a link to an insight allows: to look, or to comment as well. */
export const insightLinkRights = ['view', 'comment'] as const
/** What a link opens besides what the insight says: what people said about it, and how far it is. */
export const insightLinkParts = ['comments', 'work'] as const

const params = z.object({ id: recordId })
const linkParams = z.object({ id: recordId, link: idText })
const secret = z.string().min(20).max(200)
const guess = z.string().max(200).optional()

/** A link without its secret, which is shown once. `opened`: how often. */
export const insightLink = z
  .object({
    id: idText,
    insight: recordId,
    name: z.string(),
    rights: z.enum(insightLinkRights),
    opens: z.array(z.enum(insightLinkParts)),
    password: z.boolean(),
    by: z.string().nullable(),
    createdAt: instantText,
    expiresAt: instantText.nullable(),
    revokedAt: instantText.nullable(),
    opened: z.int(),
    openedAt: instantText.nullable(),
  })
  .meta({ id: 'InsightLink' })
export type InsightLink = z.infer<typeof insightLink>

/**
 * An insight as whoever has the link sees it. `work`: how far it is and by what it is weighed; null where the link does not open that. `pictures`: with the
 * addresses where they are had, for an hour or two.
 */
export const sharedInsight = z
  .object({
    insight: recordId,
    rights: z.enum(insightLinkRights),
    opens: z.array(z.enum(insightLinkParts)),
    expiresAt: instantText.nullable(),
    name: contentTexts,
    about: contentTexts,
    sort: z.enum(insightSorts).nullable(),
    origins: z.array(
      insightOrigin
        .pick({ kind: true, name: true, journeyName: true, phaseName: true, stepName: true })
        .meta({ id: 'SharedOrigin' }),
    ),
    pictures: z.array(
      z
        .object({ address: z.string(), caption: z.string(), width: z.int(), height: z.int() })
        .meta({ id: 'SharedInsightPicture' }),
    ),
    work: z
      .object({
        status: z.enum(insightStates),
        since: instantText,
        priority: z.enum(priorities).nullable(),
        department: z.string().nullable(),
        scores: z.array(z.object({ name: contentTexts, value: z.number() })),
        reach: z.number().nullable(),
        known: z.enum(evidenceLevels),
      })
      .meta({ id: 'SharedWork' })
      .nullable(),
    comments: z.array(commentThread),
  })
  .meta({ id: 'SharedInsight' })
export type SharedInsight = z.infer<typeof sharedInsight>

/** Operations on links to insights. */
export const insightLinkOperations = {
  listInsightLinks: {
    method: 'GET',
    path: '/api/v1/insights/{id}/links',
    tag: 'Insights',
    summary: 'Links to an insight, newest first',
    allow: 'insights.read',
    params,
    query: z.object(pageQuery),
    answer: pageOf(insightLink),
  },
  createInsightLink: {
    method: 'POST',
    path: '/api/v1/insights/{id}/links',
    tag: 'Insights',
    summary:
      'Make a link to an insight for people without an account; its address is answered this once. `opens`: `comments` shows what members said, `work` how far it is and its scores',
    allow: 'atlas.share',
    owned: 'insight',
    params,
    body: z.strictObject({
      name: z.string().trim().min(1).max(100),
      rights: z.enum(insightLinkRights).default('view'),
      opens: z.array(z.enum(insightLinkParts)).max(insightLinkParts.length).default([]),
      password: z.string().min(8).max(200).optional(),
      expiresAt: instantText.optional(),
    }),
    status: 201,
    answer: z.object({ link: insightLink, address: z.string() }),
  },
  revokeInsightLink: {
    method: 'POST',
    path: '/api/v1/insights/{id}/links/{link}/revoke',
    tag: 'Insights',
    summary: 'Withdraw a link to an insight; whoever has it sees nothing from now on',
    allow: 'atlas.share',
    owned: 'insight',
    params: linkParams,
    answer: insightLink,
  },
  openInsightLink: {
    method: 'POST',
    path: '/api/v1/shared-insight',
    tag: 'Insights',
    summary:
      'The insight of a link, for whoever has it. `again`: it was open already and is asked for anew, which does not count',
    allow: 'public',
    body: z.strictObject({ secret, password: guess, again: z.boolean().default(false) }),
    answer: sharedInsight,
  },
  commentByInsightLink: {
    method: 'POST',
    path: '/api/v1/shared-insight/comments',
    tag: 'Insights',
    summary:
      'Comment on the insight of a link, or answer in a thread of it, under a name of one’s own. It stands in the discussion of the insight',
    allow: 'public',
    body: z.strictObject({
      secret,
      password: guess,
      name: z.string().trim().min(1).max(80),
      thread: idText.optional(),
      text: z.string().trim().min(1).max(COMMENT_LENGTH_MAX),
    }),
    status: 201,
    answer: commentThread,
  },
} as const satisfies Operations
