// Operations on links to journeys: thin.
import { Problem } from '@lotse/core/base'
import { type AtlasShare, shareParts, shareRights } from '@lotse/protocol'
import { changeComment } from '../adapters/store/atlas-comments.ts'
import {
  countOpening,
  insertShare,
  listShares,
  revokeShare,
  type ShareRow,
  shareById,
} from '../adapters/store/atlas-shares.ts'
import { insertAudit } from '../adapters/store/audit.ts'
import type { Db } from '../adapters/store/members.ts'
import { freshSecret, hashOf } from '../base/auth.ts'
import { pageOf, positionOf } from '../base/cursor.ts'
import { instantOf, instantOrNull, integerId } from '../base/ids.ts'
import { type Api, type OpenCall, open, read, write } from '../base/operation.ts'
import { hashPassword } from '../base/passwords.ts'
import { consoleOrigin } from '../sign-in/origin.ts'
import { addComment, commentPlace, knownComment, showThreads, threadOf } from './comments.ts'
import { journeyOfShare, paceTalk, shareOf } from './shares.ts'
import { journeyNow } from './versions.ts'

/** Registers the operations. */
export function atlasShareRoutes(api: Api): void {
  ownerRoutes(api)

  open(api, 'openShare', async ({ world, request, body, now }) => {
    const share = await shareOf(world, request, body)
    await countOpening(world.db, share.workspaceId, share.id, now)
    return journeyOfShare(world.db, share)
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
    const journey = (await journeyNow({ db, workspaceId, journey: params.id })).find(({ id }) => id === params.id)
    if (journey === undefined || journey.removed) throw new Problem('not_found')
    const secret = freshSecret()
    const { name, rights, opens, password } = body
    const expiresAt = body.expiresAt === undefined ? null : Date.parse(body.expiresAt)
    if (expiresAt !== null && expiresAt <= now) throw new Problem('request.invalid', { field: 'expiresAt' })
    const passwordHash = password === undefined ? null : await hashPassword(password)
    const of = { journey: params.id, name, rights, opens: [...new Set(opens)], passwordHash, expiresAt }
    const id = await insertShare(db, workspaceId, { ...of, hash: hashOf(secret), memberId, now })
    changed({ share: String(id), name, rights, opens: of.opens, password: password !== undefined })
    const share = showShare(await known(db, workspaceId, { journey: params.id, id }))
    // Behind the hash, so that no log and no other site is ever told.
    return { share, address: `${consoleOrigin(world, request)}/shared#${secret}` }
  })

  write(api, 'revokeShare', async ({ db, caller: { workspaceId }, params, now }) => {
    const { id } = await known(db, workspaceId, { journey: params.id, id: integerId(params.share) })
    await revokeShare(db, workspaceId, id, now)
    return showShare(await known(db, workspaceId, { journey: params.id, id }))
  })
}

async function known(
  db: Db,
  workspaceId: number,
  at: { readonly journey: string; readonly id: number },
): Promise<ShareRow> {
  const share = await shareById(db, workspaceId, at)
  if (share === undefined) throw new Problem('not_found')
  return share
}

async function commentByShare({ world, request, body, now }: OpenCall<'commentByShare'>) {
  const share = await shareOf(world, request, body)
  const { id: shareId, workspaceId, journey } = share
  if (share.rights !== 'comment') throw new Problem('auth.forbidden', { action: 'atlas.comment' })
  await paceTalk(world, share, request)
  return world.db.transaction().execute(async (db) => {
    const thread =
      body.thread === undefined
        ? null
        : await threadOf(db, workspaceId, await knownComment(db, workspaceId, integerId(body.thread)))
    const place = thread ?? (await commentPlace(db, workspaceId, body))
    // A link leads to one journey and nowhere else; what others said is there only if it opens that.
    if (place.journey !== journey || (thread !== null && !share.opens.includes('comments')))
      throw new Problem('not_found')
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
}

function showShare(row: ShareRow): AtlasShare {
  return {
    id: String(row.id),
    journey: row.journey,
    name: row.name,
    rights: shareRights.find((one) => one === row.rights) ?? 'view',
    opens: shareParts.filter((part) => row.opens.includes(part)),
    password: row.passwordHash !== null,
    by: row.memberName,
    createdAt: instantOf(row.createdAt),
    expiresAt: instantOrNull(row.expiresAt),
    revokedAt: instantOrNull(row.revokedAt),
    opened: row.opened,
    openedAt: instantOrNull(row.openedAt),
  }
}
