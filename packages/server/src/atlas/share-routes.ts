// Operations on links to journeys: thin.
import { Problem } from '@lotse/core/base'
import { changeComment } from '../adapters/store/atlas-comments.ts'
import { countOpening, insertShare, listShares, revokeShare } from '../adapters/store/atlas-shares.ts'
import { insertAudit } from '../adapters/store/audit.ts'
import { freshSecret, hashOf } from '../base/auth.ts'
import { pageOf, positionOf } from '../base/cursor.ts'
import { integerId } from '../base/ids.ts'
import { type Api, type OpenCall, open, read, write } from '../base/operation.ts'
import { hashPassword } from '../base/passwords.ts'
import { consoleOrigin } from '../sign-in/origin.ts'
import { addComment, commentPlace, knownComment, showThreads, threadOf } from './comments.ts'
import { framePath } from './frames.ts'
import { tellTalk } from './presence.ts'
import { shareChangeRoutes } from './share-change-routes.ts'
import { endOf, knownShare, leavesOf, showShare } from './share-terms.ts'
import { isShown, journeyOfShare, paceTalk, shareOf } from './shares.ts'
import { journeyNow } from './versions.ts'

/** Registers the operations. */
export function atlasShareRoutes(api: Api): void {
  ownerRoutes(api)
  shareChangeRoutes(api)

  open(api, 'openShare', async ({ world, request, body, now }) => {
    const share = await shareOf(world, request, body)
    if (!body.again) await countOpening(world.db, share.workspaceId, share.id, now)
    return journeyOfShare(world, share)
  })

  open(api, 'commentByShare', commentByShare)
}

function ownerRoutes(api: Api): void {
  read(api, 'listShares', async ({ db, caller: { workspaceId }, params, query: { cursor, limit } }) => {
    await journeyNow({ db, workspaceId, journey: params.id })
    const [before] = positionOf(cursor, 'number') ?? []
    const rows = await listShares(db, workspaceId, { journey: params.id, before, limit: limit + 1 })
    return pageOf(rows, { limit, show: showShare, place: ({ id }) => [id] })
  })

  write(api, 'createShare', async ({ world, db, caller, params, body, request, now, changed }) => {
    const { workspaceId, memberId } = caller
    const records = await journeyNow({ db, workspaceId, journey: params.id })
    const journey = records.find(({ id }) => id === params.id)
    if (journey === undefined || journey.removed) throw new Problem('not_found')
    const secret = freshSecret()
    const { name, rights, opens, password } = body
    const { origins, without } = leavesOf(body, records)
    const frame = rights === 'embed' ? freshSecret() : null
    const expiresAt = endOf(body.expiresAt, now)
    const passwordHash = password === undefined ? null : await hashPassword(password)
    const of = {
      journey: params.id,
      name,
      rights,
      opens: [...new Set(opens)],
      origins,
      without,
      frame,
      passwordHash,
      expiresAt,
    }
    const id = await insertShare(db, workspaceId, { ...of, hash: hashOf(secret), memberId, now })
    changed({ share: String(id), name, rights, opens: of.opens, origins, without, password: password !== undefined })
    const share = showShare(await knownShare(db, workspaceId, { journey: params.id, id }))
    // Behind the hash, so that no log and no other site is ever told.
    const origin = consoleOrigin(world, request)
    const embed = frame === null ? null : `${origin}${framePath(frame)}#${secret}`
    return { share, address: `${origin}/shared#${secret}`, embed }
  })

  write(api, 'revokeShare', async ({ db, caller: { workspaceId }, params, now }) => {
    const { id } = await knownShare(db, workspaceId, { journey: params.id, id: integerId(params.share) })
    await revokeShare(db, workspaceId, id, now)
    return showShare(await knownShare(db, workspaceId, { journey: params.id, id }))
  })
}

async function commentByShare({ world, request, body, now }: OpenCall<'commentByShare'>) {
  const share = await shareOf(world, request, body)
  const { id: shareId, workspaceId, journey } = share
  if (share.rights !== 'comment') throw new Problem('auth.forbidden', { action: 'atlas.comment' })
  await paceTalk(world, share, request)
  const said = await world.db.transaction().execute(async (db) => {
    const thread =
      body.thread === undefined
        ? null
        : await threadOf(db, workspaceId, await knownComment(db, workspaceId, integerId(body.thread)))
    const place = thread ?? (await commentPlace(db, workspaceId, body))
    // A link leads to one journey and nowhere else; what others said is there only if it opens that.
    const hidden = thread !== null && !share.opens.includes('comments')
    if (place.journey !== journey || hidden || !(await isShown(db, share, place))) throw new Problem('not_found')
    const { record, lane } = place
    const by = { memberId: null, guest: body.name, share: shareId, now }
    const id = await addComment(db, workspaceId, {
      journey,
      record,
      lane,
      thread: thread?.id ?? null,
      text: body.text,
      mentions: [],
      ...by,
    })
    if (thread !== null) await changeComment(db, workspaceId, thread.id, { resolved_at: null, resolved_by: null })
    const target = { share: String(shareId), journey }
    await insertAudit(db, { workspaceId, memberId: null, tokenId: null, operation: 'commentByShare', target, now })
    const [shown] = await showThreads(db, workspaceId, [await knownComment(db, workspaceId, thread?.id ?? id)])
    if (shown === undefined) throw new Error(`comment ${id} is gone`)
    return shown
  })
  await tellTalk(world, { workspaceId, journey, record: said.record })
  return said
}
