// What people say about what they design: threads at a record or a cell, answers, mentions, done or open.
import { z } from 'zod'
import { recordId } from '../atlas/edit.ts'
import type { Operations } from './operation.ts'
import { idParams, idText, instantText, pageOf, pageQuery } from './shapes.ts'

/** The longest comment. */
export const COMMENT_LENGTH_MAX = 5000
const MENTIONS_MAX = 20

const person = z.object({ id: idText, name: z.string() })
const commentText = z.string().trim().min(1).max(COMMENT_LENGTH_MAX)
const mentions = z.array(idText).max(MENTIONS_MAX).default([])

/** Where a comment stands: at a record; with `lane` at what stands there of a step. */
export const commentPlace = { record: recordId, lane: recordId.optional() }

/**
 * A comment. `by`: the member who wrote it; null for a program, or for a guest, whose name is `guest`. `mentions`: members it calls. `deletedAt`: it was taken
 * back, and says nothing any more. `resolvedAt`: of the first of a thread, since when it is done.
 */
export const atlasComment = z
  .object({
    id: idText,
    text: z.string(),
    by: person.nullable(),
    guest: z.string().nullable(),
    mentions: z.array(person),
    createdAt: instantText,
    editedAt: instantText.nullable(),
    deletedAt: instantText.nullable(),
    resolvedAt: instantText.nullable(),
    resolvedBy: z.string().nullable(),
  })
  .meta({ id: 'AtlasComment' })
export type AtlasComment = z.infer<typeof atlasComment>

/** A thread: its first comment with where it stands and what was answered, oldest first. `journey`: null for records of the library. */
export const commentThread = atlasComment
  .extend({
    journey: recordId.nullable(),
    record: recordId,
    lane: recordId.nullable(),
    answers: z.array(atlasComment),
  })
  .meta({ id: 'CommentThread' })
export type CommentThread = z.infer<typeof commentThread>

/** Operations on comments. */
export const atlasCommentOperations = {
  listComments: {
    method: 'GET',
    path: '/api/v1/atlas/comments',
    tag: 'Atlas',
    summary:
      'Threads, newest first: of a journey with all in it, of one record, or (`mentions=me`) those that call the caller; `state`: only open or done ones',
    allow: 'atlas.read',
    query: z.object({
      journey: recordId.optional(),
      record: recordId.optional(),
      mentions: z.literal('me').optional(),
      state: z.enum(['open', 'resolved']).optional(),
      ...pageQuery,
    }),
    answer: pageOf(commentThread),
  },
  createComment: {
    method: 'POST',
    path: '/api/v1/atlas/comments',
    tag: 'Atlas',
    summary: 'Begin a thread at a record or cell',
    allow: 'atlas.comment',
    body: z.strictObject({ ...commentPlace, text: commentText, mentions }),
    status: 201,
    answer: commentThread,
  },
  answerComment: {
    method: 'POST',
    path: '/api/v1/atlas/comments/{id}/answers',
    tag: 'Atlas',
    summary: 'Answer in a thread; one that was done is open again',
    allow: 'atlas.comment',
    params: idParams,
    body: z.strictObject({ text: commentText, mentions }),
    status: 201,
    answer: commentThread,
  },
  updateComment: {
    method: 'PATCH',
    path: '/api/v1/atlas/comments/{id}',
    tag: 'Atlas',
    summary: 'Change an own comment',
    allow: 'atlas.comment',
    params: idParams,
    body: z.strictObject({ text: commentText, mentions }),
    answer: commentThread,
  },
  deleteComment: {
    method: 'DELETE',
    path: '/api/v1/atlas/comments/{id}',
    tag: 'Atlas',
    summary: 'Take a comment back: an own one, or any as an administrator',
    allow: 'atlas.comment',
    params: idParams,
    answer: commentThread,
  },
  restoreComment: {
    method: 'POST',
    path: '/api/v1/atlas/comments/{id}/restore',
    tag: 'Atlas',
    summary: 'Bring a comment back that was taken back',
    allow: 'atlas.comment',
    params: idParams,
    answer: commentThread,
  },
  resolveComment: {
    method: 'POST',
    path: '/api/v1/atlas/comments/{id}/resolve',
    tag: 'Atlas',
    summary: 'Say that a thread is done, or open again',
    allow: 'atlas.comment',
    params: idParams,
    body: z.strictObject({ resolved: z.boolean() }),
    answer: commentThread,
  },
} as const satisfies Operations
