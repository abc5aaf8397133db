// Links by which people without an account see a journey, may comment on it, or read it in a page of their own: made, listed, changed, withdrawn, opened.
import { z } from 'zod'
import { recordId } from '../atlas/edit.ts'
import { recordParams, shownRecord } from './atlas.ts'
import { COMMENT_LENGTH_MAX, commentPlace, commentThread } from './atlas-comments.ts'
import type { Operations } from './operation.ts'
import { idText, instantText, pageOf, pageQuery } from './shapes.ts'

/** What a link allows: to look, to comment as well, or to look within pages of other origins. */
export const shareRights = ['view', 'comment', 'embed'] as const
/** What a link opens besides the map: what the library says about what is placed, what people said, and insights that concern something without standing on the map. */
export const shareParts = ['library', 'comments', 'insights'] as const

const ORIGINS_MAX = 10
const LANES_MAX = 200
const ORIGIN = /^https?:\/\/([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(:\d{1,5})?$/

/** Whether a text is the origin of pages, as browsers write it: nothing that could say more in a header. */
const isOrigin = (text: string): boolean => ORIGIN.test(text) && !/^http:.*:80$|^https:.*:443$/.test(text)

/** The origin of pages, e.g. `https://wiki.example.org`. */
export const pageOrigin = z
  .string()
  .max(255)
  .refine(isOrigin, 'the origin of a page, such as https://wiki.example.org, without a path')

const shareId = z.object({ id: recordId, share: idText })
const secret = z.string().min(20).max(200)
const password = z.string().min(8).max(200)
const shareName = z.string().trim().min(1).max(100)

/**
 * A link without its secret, which is shown once. `opened`: how often. `origins`: of the pages that may show it within themselves. `without`: lanes that it
 * leaves out. `changes`: how often what it allows was changed.
 */
export const atlasShare = z
  .object({
    id: idText,
    journey: recordId,
    name: z.string(),
    rights: z.enum(shareRights),
    opens: z.array(z.enum(shareParts)),
    origins: z.array(z.string()),
    without: z.array(recordId),
    password: z.boolean(),
    by: z.string().nullable(),
    createdAt: instantText,
    expiresAt: instantText.nullable(),
    revokedAt: instantText.nullable(),
    opened: z.int(),
    openedAt: instantText.nullable(),
    changes: z.int(),
  })
  .meta({ id: 'AtlasShare' })
export type AtlasShare = z.infer<typeof atlasShare>

/** A journey as whoever has the link sees it. `pictures`: where those that it shows are had, by their ids; the addresses hold for an hour or two. */
export const sharedJourney = z
  .object({
    journey: recordId,
    rights: z.enum(shareRights),
    opens: z.array(z.enum(shareParts)),
    expiresAt: instantText.nullable(),
    records: z.array(shownRecord.omit({ ownerId: true, changedAt: true, removed: true }).meta({ id: 'SharedRecord' })),
    pictures: z.record(z.string(), z.string()),
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
    summary:
      'Make a link to a journey; its address is answered this once. With `embed` also the address for the frame of a page of one of `origins`; other pages cannot show it. `without`: lanes it leaves out, with all that stands there',
    allow: 'atlas.share',
    owned: 'record',
    params: recordParams,
    body: z.strictObject({
      name: shareName,
      rights: z.enum(shareRights).default('view'),
      opens: z.array(z.enum(shareParts)).max(shareParts.length).default([]),
      origins: z.array(pageOrigin).max(ORIGINS_MAX).default([]),
      without: z.array(recordId).max(LANES_MAX).default([]),
      password: password.optional(),
      expiresAt: instantText.optional(),
    }),
    status: 201,
    answer: z.object({ share: atlasShare, address: z.string(), embed: z.string().nullable() }),
  },
  updateShare: {
    method: 'PATCH',
    path: '/api/v1/atlas/journeys/{id}/shares/{share}',
    tag: 'Atlas',
    summary:
      'Change what a link allows, from now on; its address stays. What is not named stays as it is; `password` and `expiresAt` null: none. A link that is over is open again with a later end; one that was withdrawn stays so. A link to look cannot become one to be embedded, nor the other way round',
    allow: 'atlas.share',
    owned: 'record',
    params: shareId,
    body: z.strictObject({
      name: shareName.optional(),
      rights: z.enum(shareRights).optional(),
      opens: z.array(z.enum(shareParts)).max(shareParts.length).optional(),
      origins: z.array(pageOrigin).max(ORIGINS_MAX).optional(),
      without: z.array(recordId).max(LANES_MAX).optional(),
      password: password.nullable().optional(),
      expiresAt: instantText.nullable().optional(),
    }),
    answer: atlasShare,
  },
  undoShare: {
    method: 'POST',
    path: '/api/v1/atlas/journeys/{id}/shares/{share}/undo',
    tag: 'Atlas',
    summary:
      'Take the last change of a link back, its password too; undoing an undo does it again. `changes`: of the link after the change that is meant, so that nobody takes back what another did since',
    allow: 'atlas.share',
    owned: 'record',
    params: shareId,
    body: z.strictObject({ changes: z.int().min(1) }),
    answer: atlasShare,
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
    summary:
      'The journey of a link, for whoever has it. `frame`: the part of the address by which a page shows it within itself; it must be the link’s. `again`: it was open already and is asked for anew, which does not count',
    allow: 'public',
    body: z.strictObject({
      secret,
      password: z.string().max(200).optional(),
      frame: z.string().max(60).optional(),
      again: z.boolean().default(false),
    }),
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
