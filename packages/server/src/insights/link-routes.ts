// Operations on links to single insights: thin. Who comes by one, and what it shows, is decided in links.ts.
import { Problem } from '@lotse/core/base'
import { changeComment } from '../adapters/store/atlas-comments.ts'
import { countOpening, insertShare, listShares, revokeShare } from '../adapters/store/atlas-shares.ts'
import { insertAudit } from '../adapters/store/audit.ts'
import { addComment, knownComment, showThreads, threadOf } from '../atlas/comments.ts'
import { tellTalk } from '../atlas/presence.ts'
import { endOf } from '../atlas/share-terms.ts'
import { paceTalk, shareOf } from '../atlas/shares.ts'
import { freshSecret, hashOf } from '../base/auth.ts'
import { pageOf, positionOf } from '../base/cursor.ts'
import { integerId } from '../base/ids.ts'
import { type Api, type OpenCall, open, read, write } from '../base/operation.ts'
import { hashPassword } from '../base/passwords.ts'
import { consoleOrigin } from '../sign-in/origin.ts'
import { insightOfLink, knownLink, showLink, standingInsight } from './links.ts'
import type { Reaches } from './reach.ts'

/** Registers the operations. @param reaches - how many customers were met where. */
export function insightLinkRoutes(api: Api, reaches: Reaches): void {
  ownerRoutes(api)

  open(api, 'openInsightLink', async ({ world, request, body, now }) => {
    const link = await shareOf(world, request, body, 'insight')
    if (!body.again) await countOpening(world.db, link.workspaceId, link.id, now)
    return insightOfLink({ world, reaches, now }, link)
  })

  open(api, 'commentByInsightLink', commentByLink)
}

function ownerRoutes(api: Api): void {
  read(api, 'listInsightLinks', async ({ db, caller: { workspaceId }, params: { id }, query: { cursor, limit } }) => {
    await standingInsight(db, workspaceId, id)
    const [before] = positionOf(cursor, 'number') ?? []
    const rows = await listShares(db, workspaceId, { journey: id, before, limit: limit + 1 })
    return pageOf(rows, { limit, show: showLink, place: (row) => [row.id] })
  })

  write(api, 'createInsightLink', async ({ world, db, caller, params, body, request, now, changed }) => {
    const { workspaceId, memberId } = caller
    await standingInsight(db, workspaceId, params.id)
    const secret = freshSecret()
    const { name, rights, password } = body
    const opens = [...new Set(body.opens)]
    const id = await insertShare(db, workspaceId, {
      shares: 'insight',
      journey: params.id,
      name,
      rights,
      opens,
      origins: [],
      without: [],
      frame: null,
      passwordHash: password === undefined ? null : await hashPassword(password),
      expiresAt: endOf(body.expiresAt, now),
      hash: hashOf(secret),
      memberId,
      now,
    })
    changed({ link: String(id), name, rights, opens, password: password !== undefined })
    // Behind the hash, so that no log and no other site is ever told.
    const address = `${consoleOrigin(world, request)}/shared/insight#${secret}`
    return { link: showLink(await knownLink(db, workspaceId, { insight: params.id, id })), address }
  })

  write(api, 'revokeInsightLink', async ({ db, caller: { workspaceId }, params: { id: insight, link }, now }) => {
    const { id } = await knownLink(db, workspaceId, { insight, id: integerId(link) })
    await revokeShare(db, workspaceId, id, now)
    return showLink(await knownLink(db, workspaceId, { insight, id }))
  })
}

async function commentByLink({ world, request, body, now }: OpenCall<'commentByInsightLink'>) {
  const link = await shareOf(world, request, body, 'insight')
  const { id: share, workspaceId, journey: record } = link
  if (link.rights !== 'comment') throw new Problem('auth.forbidden', { action: 'atlas.comment' })
  await paceTalk(world, link, request)
  const said = await world.db.transaction().execute(async (db) => {
    const thread =
      body.thread === undefined
        ? null
        : await threadOf(db, workspaceId, await knownComment(db, workspaceId, integerId(body.thread)))
    // A link leads to one insight and nowhere else; what others said is there only if it opens that.
    if (thread !== null && (thread.record !== record || !link.opens.includes('comments')))
      throw new Problem('not_found')
    const by = { memberId: null, guest: body.name, share, now }
    const about = { journey: '', record, lane: null, thread: thread?.id ?? null }
    const id = await addComment(db, workspaceId, { ...about, text: body.text, mentions: [], ...by })
    if (thread !== null) await changeComment(db, workspaceId, thread.id, { resolved_at: null, resolved_by: null })
    const target = { link: String(share), insight: record }
    await insertAudit(db, {
      workspaceId,
      memberId: null,
      tokenId: null,
      operation: 'commentByInsightLink',
      target,
      now,
    })
    const [shown] = await showThreads(db, workspaceId, [await knownComment(db, workspaceId, thread?.id ?? id)])
    if (shown === undefined) throw new Error(`comment ${id} is gone`)
    return shown
  })
  await tellTalk(world, { workspaceId, journey: '', record })
  return said
}
