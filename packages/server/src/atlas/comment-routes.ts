// Operations on comments: thin.
import { Problem } from '@lotse/core/base'
import type { CommentThread } from '@lotse/protocol'
import { changeComment, listThreads } from '../adapters/store/atlas-comments.ts'
import { forgetRead, readThreads } from '../adapters/store/atlas-mentions.ts'
import type { Db } from '../adapters/store/members.ts'
import { cursorOf, positionOf } from '../base/cursor.ts'
import { integerId } from '../base/ids.ts'
import { type Api, read, write } from '../base/operation.ts'
import {
  addComment,
  calledMembers,
  commentPlace,
  knownComment,
  refuseOthers,
  showThreads,
  threadOf,
} from './comments.ts'
import { tellTalk } from './presence.ts'

/** Registers the operations. */
export function atlasCommentRoutes(api: Api): void {
  read(api, 'listComments', async ({ db, caller, query: { mentions, cursor, limit, ...asked } }) => {
    const { workspaceId, memberId } = caller
    // A program is called by nobody.
    if (mentions !== undefined && memberId === null) return { items: [], next: null }
    const filter = { ...asked, mentions: mentions && (memberId ?? undefined) }
    const [before] = positionOf(cursor, 'number') ?? []
    const rows = await listThreads(db, workspaceId, { filter, before, limit: limit + 1 })
    const last = rows.length > limit ? rows[limit - 1] : undefined
    const items = await showThreads(db, workspaceId, rows.slice(0, limit))
    return { items, next: last ? cursorOf([last.id]) : null }
  })

  writingRoutes(api)
  changingRoutes(api)
}

function writingRoutes(api: Api): void {
  write(api, 'createComment', async ({ world, db, caller: { workspaceId, memberId }, body, now, afterCommit }) => {
    const place = await commentPlace(db, workspaceId, body)
    afterCommit(() => tellTalk(world, { workspaceId, ...place }))
    const mentions = await calledMembers(db, workspaceId, body.mentions)
    const by = { memberId, guest: null, share: null, now }
    const id = await addComment(db, workspaceId, { ...place, ...by, thread: null, text: body.text, mentions })
    return shown(db, workspaceId, id)
  })

  write(
    api,
    'answerComment',
    async ({ world, db, caller: { workspaceId, memberId }, params, body, now, afterCommit }) => {
      const asked = await knownComment(db, workspaceId, integerId(params.id))
      const { id: thread, journey, record, lane } = await threadOf(db, workspaceId, asked)
      afterCommit(() => tellTalk(world, { workspaceId, journey, record }))
      const mentions = await calledMembers(db, workspaceId, body.mentions)
      const by = { memberId, guest: null, share: null, now }
      await addComment(db, workspaceId, { journey, record, lane, thread, text: body.text, mentions, ...by })
      await changeComment(db, workspaceId, thread, { resolved_at: null, resolved_by: null })
      // Who answers has read what was said.
      if (memberId !== null) await readThreads(db, { workspaceId, memberId }, [thread])
      return shown(db, workspaceId, thread)
    },
  )
}

function changingRoutes(api: Api): void {
  write(api, 'updateComment', async ({ world, db, caller, params, body, now, afterCommit }) => {
    const { workspaceId } = caller
    const comment = await knownComment(db, workspaceId, integerId(params.id))
    refuseOthers(caller, comment)
    if (comment.deletedAt !== null) throw new Problem('not_found')
    const mentions = await calledMembers(db, workspaceId, body.mentions)
    await changeComment(db, workspaceId, comment.id, { text: body.text, mentions, edited_at: now })
    const before = new Set(comment.mentions.map(({ id }) => id))
    const members = mentions.filter((id) => !before.has(id))
    await forgetRead(db, workspaceId, { thread: comment.thread ?? comment.id, members })
    afterCommit(() => tellTalk(world, { ...comment, workspaceId }))
    return shown(db, workspaceId, comment.id)
  })

  write(api, 'deleteComment', async ({ world, db, caller, params, now, afterCommit }) => {
    const comment = await knownComment(db, caller.workspaceId, integerId(params.id))
    afterCommit(() => tellTalk(world, { ...comment, workspaceId: caller.workspaceId }))
    refuseOthers(caller, comment, true)
    if (comment.deletedAt === null) await changeComment(db, caller.workspaceId, comment.id, { deleted_at: now })
    return shown(db, caller.workspaceId, comment.id)
  })

  write(api, 'restoreComment', async ({ world, db, caller, params, afterCommit }) => {
    const comment = await knownComment(db, caller.workspaceId, integerId(params.id))
    afterCommit(() => tellTalk(world, { ...comment, workspaceId: caller.workspaceId }))
    refuseOthers(caller, comment, true)
    await changeComment(db, caller.workspaceId, comment.id, { deleted_at: null })
    return shown(db, caller.workspaceId, comment.id)
  })

  write(
    api,
    'resolveComment',
    async ({ world, db, caller: { workspaceId, memberId }, params, body, now, afterCommit }) => {
      const thread = await threadOf(db, workspaceId, await knownComment(db, workspaceId, integerId(params.id)))
      afterCommit(() => tellTalk(world, { ...thread, workspaceId }))
      const done = { resolved_at: thread.resolvedAt ?? now, resolved_by: memberId }
      const change = body.resolved ? done : { resolved_at: null, resolved_by: null }
      if (!body.resolved || thread.resolvedAt === null) await changeComment(db, workspaceId, thread.id, change)
      return shown(db, workspaceId, thread.id)
    },
  )
}

/** The thread of a comment. */
async function shown(db: Db, workspaceId: number, id: number): Promise<CommentThread> {
  const first = await threadOf(db, workspaceId, await knownComment(db, workspaceId, id))
  const [thread] = await showThreads(db, workspaceId, [first])
  if (thread === undefined) throw new Error(`the thread of comment ${id} is gone`)
  return thread
}
