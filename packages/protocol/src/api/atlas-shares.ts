// Links by which people without an account see a journey, and may comment on it: made, listed, withdrawn, opened.
import { z } from 'zod'
import { recordId } from '../atlas/edit.ts'
import { recordParams, shownRecord } from './atlas.ts'
import { COMMENT_LENGTH_MAX, commentPlace, commentThread } from './atlas-comments.ts'
import type { Operations } from './operation.ts'
import { idText, instantText, pageOf, pageQuery } from './shapes.ts'

/** What a link allows: to look, or to comment as well. */
export const shareRights = ['view', 'comment'] as const
/** What a link opens besides the map: what the library says about what is placed, and what people said. */
export const shareParts = ['library', 'comments'] as const

const shareId = z.object({ id: recordId, share: idText })
const secret = z.string().min(20).max(200)
const password = z.string().min(8).max(200)

/** A link without its secret, which is shown once. `opened`: how often; `state`: whether it can be opened now. */
export const atlasShare = z
  .object({
    id: idText,
    journey: recordId,
    name: z.string(),
    rights: z.enum(shareRights),
    opens: z.array(z.enum(shareParts)),
    password: z.boolean(),
    by: z.string().nullable(),
    createdAt: instantText,
    expiresAt: instantText.nullable(),
    revokedAt: instantText.nullable(),
    opened: z.int(),
    openedAt: instantText.nullable(),
  })
  .meta({ id: 'AtlasShare' })
export type AtlasShare = z.infer<typeof atlasShare>

/** A journey as whoever has the link sees it. */
export const sharedJourney = z
  .object({
    journey: recordId,
    rights: z.enum(shareRights),
    opens: z.array(z.enum(shareParts)),
    expiresAt: instantText.nullable(),
    records: z.array(shownRecord.omit({ ownerId: true, changedAt: true, removed: true }).meta({ id: 'SharedRecord' })),
    comments: z.array(commentThread),
  })
  .meta({ id: 'SharedJourney' })
export type SharedJourney = z.infer<typeof sharedJourney>

/** Operations on links. */
export const atlasShareOperations = {
  listShares: {
    method: 'GET',
    path: '/api/v1/atlas/journeys/{id}/shares',
    tag: 'Atlas',
    summary: 'Links to a journey, newest first',
    allow: 'atlas.read',
    params: recordParams,
    query: z.object(pageQuery),
    answer: pageOf(atlasShare),
  },
  createShare: {
    method: 'POST',
    path: '/api/v1/atlas/journeys/{id}/shares',
    tag: 'Atlas',
    summary: 'Make a link to a journey; its address is answered this once',
    allow: 'atlas.share',
    owned: 'record',
    params: recordParams,
    body: z.strictObject({
      name: z.string().trim().min(1).max(100),
      rights: z.enum(shareRights).default('view'),
      opens: z.array(z.enum(shareParts)).max(shareParts.length).default([]),
      password: password.optional(),
      expiresAt: instantText.optional(),
    }),
    status: 201,
    answer: z.object({ share: atlasShare, address: z.string() }),
  },
  revokeShare: {
    method: 'POST',
    path: '/api/v1/atlas/journeys/{id}/shares/{share}/revoke',
    tag: 'Atlas',
    summary: 'Withdraw a link; whoever has it sees nothing from now on',
    allow: 'atlas.share',
    owned: 'record',
    params: shareId,
    answer: atlasShare,
  },
  openShare: {
    method: 'POST',
    path: '/api/v1/shared',
    tag: 'Atlas',
    summary: 'The journey of a link, for whoever has it',
    allow: 'public',
    body: z.strictObject({ secret, password: z.string().max(200).optional() }),
    answer: sharedJourney,
  },
  commentByShare: {
    method: 'POST',
    path: '/api/v1/shared/comments',
    tag: 'Atlas',
    summary: 'Comment on the journey of a link, or answer in a thread of it, under a name of one’s own',
    allow: 'public',
    body: z.strictObject({
      secret,
      password: z.string().max(200).optional(),
      name: z.string().trim().min(1).max(80),
      ...commentPlace,
      thread: idText.optional(),
      text: z.string().trim().min(1).max(COMMENT_LENGTH_MAX),
    }),
    status: 201,
    answer: commentThread,
  },
} as const satisfies Operations
