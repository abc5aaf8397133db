// Operations on links to journeys: thin.
import { Problem } from '@lotse/core/base'
import { type AtlasRecord, type AtlasShare, type OperationBody, shareParts, shareRights } from '@lotse/protocol'
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
import { framePath } from './frames.ts'
import { tellTalk } from './presence.ts'
import { isShown, journeyOfShare, paceTalk, shareOf } from './shares.ts'
import { journeyNow } from './versions.ts'

/** Registers the operations. */
export function atlasShareRoutes(api: Api): void {
  ownerRoutes(api)

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
    const expiresAt = body.expiresAt === undefined ? null : Date.parse(body.expiresAt)
    if (expiresAt !== null && expiresAt <= now) throw new Problem('request.invalid', { field: 'expiresAt' })
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
    const share = showShare(await known(db, workspaceId, { journey: params.id, id }))
    // Behind the hash, so that no log and no other site is ever told.
    const origin = consoleOrigin(world, request)
    const embed = frame === null ? null : `${origin}${framePath(frame)}#${secret}`
    return { share, address: `${origin}/shared#${secret}`, embed }
  })

  write(api, 'revokeShare', async ({ db, caller: { workspaceId }, params, now }) => {
    const { id } = await known(db, workspaceId, { journey: params.id, id: integerId(params.share) })
    await revokeShare(db, workspaceId, id, now)
    return showShare(await known(db, workspaceId, { journey: params.id, id }))
  })
}

/** Where a link may be shown and what it leaves out. @throws Problem `request.invalid` where only one of right and origins is there, or a lane is none. */
function leavesOf({ rights, origins, without }: OperationBody<'createShare'>, records: readonly AtlasRecord[]) {
  if ((rights === 'embed') !== origins.length > 0) throw new Problem('request.invalid', { field: 'origins' })
  const lanes = new Set(records.filter(({ kind }) => kind === 'lane').map(({ id }) => id))
  if (!without.every((id) => lanes.has(id))) throw new Problem('request.invalid', { field: 'without' })
  return { origins: [...new Set(origins)], without: [...new Set(without)] }
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
  await tellTalk(world, { workspaceId, journey })
  return said
}

function showShare(row: ShareRow): AtlasShare {
  return {
    id: String(row.id),
    journey: row.journey,
    name: row.name,
    rights: shareRights.find((one) => one === row.rights) ?? 'view',
    opens: shareParts.filter((part) => row.opens.includes(part)),
    origins: [...row.origins],
    without: [...row.without],
    password: row.passwordHash !== null,
    by: row.memberName,
    createdAt: instantOf(row.createdAt),
    expiresAt: instantOrNull(row.expiresAt),
    revokedAt: instantOrNull(row.revokedAt),
    opened: row.opened,
    openedAt: instantOrNull(row.openedAt),
  }
}
