// Comments against the database: where one may stand, whom it may call, whose it is to change. Answers nobody.
import { Problem } from '@lotse/core/base'
import type { AtlasComment, CommentThread } from '@lotse/protocol'
import { recordsById } from '../adapters/store/atlas.ts'
import {
  answersIn,
  type CommentRow,
  commentById,
  countComments,
  insertComment,
  membersAmong,
  type NewComment,
} from '../adapters/store/atlas-comments.ts'
import type { Db } from '../adapters/store/members.ts'
import type { Caller } from '../base/auth.ts'
import { instantOf, instantOrNull, integerId } from '../base/ids.ts'

/** The most comments of one journey. */
const COMMENTS_MAX = 20_000

/** Where a comment is to stand. */
export type CommentAt = { readonly record: string; readonly lane?: string | undefined }

/** Where and what, with the journey it belongs to. */
export type PlacedAt = { readonly journey: string; readonly record: string; readonly lane: string | null }

/**
 * Where a comment stands: at a record that stands; a lane must be of the same journey.
 *
 * @throws Problem `atlas.unknown_record`, `atlas.value_invalid`.
 */
export async function commentPlace(db: Db, workspaceId: number, { record: id, lane }: CommentAt): Promise<PlacedAt> {
  const records = await recordsById(db, workspaceId, lane === undefined ? [id] : [id, lane])
  const record = records.find((one) => one.id === id)
  if (record === undefined || record.removed) throw new Problem('atlas.unknown_record', { id })
  const row = records.find((one) => one.id === lane)
  if (lane !== undefined && (row?.kind !== 'lane' || record.kind !== 'step' || row.journey !== record.journey))
    throw new Problem('atlas.value_invalid', { field: 'lane' })
  const journey = record.kind === 'journey' ? record.id : (record.journey ?? '')
  return { journey, record: id, lane: lane ?? null }
}

/** Members that a comment calls. @throws Problem `request.invalid` where one does not belong here. */
export async function calledMembers(db: Db, workspaceId: number, texts: readonly string[]): Promise<number[]> {
  const ids = [...new Set(texts.map(integerId))]
  const known = await membersAmong(db, workspaceId, ids)
  if (known.length !== ids.length)
    throw new Problem('request.invalid', { field: 'mentions', detail: 'only members of this workspace can be called' })
  return ids
}

/** Adds a comment. @throws Problem `comment.too_many`. */
export async function addComment(db: Db, workspaceId: number, comment: NewComment): Promise<number> {
  if ((await countComments(db, workspaceId, comment.journey)) >= COMMENTS_MAX)
    throw new Problem('comment.too_many', { max: COMMENTS_MAX })
  return insertComment(db, workspaceId, comment)
}

/** A comment. @throws Problem `not_found`. */
export async function knownComment(db: Db, workspaceId: number, id: number): Promise<CommentRow> {
  const comment = await commentById(db, workspaceId, id)
  if (comment === undefined) throw new Problem('not_found')
  return comment
}

/** @throws Problem `comment.not_yours` where somebody else wrote it; `orAdmin`: an administrator may all the same. */
export function refuseOthers({ memberId, roles }: Caller, comment: CommentRow, orAdmin = false): void {
  const own = memberId !== null && comment.memberId === memberId
  if (!own && !(orAdmin && roles.includes('admin'))) throw new Problem('comment.not_yours')
}

/** The first comment of the thread to which a comment belongs. */
export async function threadOf(db: Db, workspaceId: number, comment: CommentRow): Promise<CommentRow> {
  return comment.thread === null ? comment : knownComment(db, workspaceId, comment.thread)
}

/** Threads as they are answered, each with its answers. */
export async function showThreads(
  db: Db,
  workspaceId: number,
  firsts: readonly CommentRow[],
): Promise<CommentThread[]> {
  const answers = await answersIn(
    db,
    workspaceId,
    firsts.map(({ id }) => id),
  )
  return firsts.map((first) => ({
    ...showComment(first),
    journey: first.journey === '' ? null : first.journey,
    record: first.record,
    lane: first.lane,
    answers: answers.filter(({ thread }) => thread === first.id).map(showComment),
  }))
}

/** What was taken back says nothing any more, but that it was there. */
function showComment(row: CommentRow): AtlasComment {
  const gone = row.deletedAt !== null
  return {
    id: String(row.id),
    text: gone ? '' : row.text,
    by: row.memberId === null ? null : { id: String(row.memberId), name: row.memberName ?? '' },
    guest: row.guest,
    mentions: gone ? [] : row.mentions.map(({ id, name }) => ({ id: String(id), name })),
    createdAt: instantOf(row.createdAt),
    editedAt: instantOrNull(row.editedAt),
    deletedAt: instantOrNull(row.deletedAt),
    resolvedAt: instantOrNull(row.resolvedAt),
    resolvedBy: row.resolvedBy,
  }
}
