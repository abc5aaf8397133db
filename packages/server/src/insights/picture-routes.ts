// Operations on pictures of insights: thin. What may be kept is decided where pictures are.
import { Problem } from '@lotse/core/base'
import { type InsightPicture, pictureTypes } from '@lotse/protocol'
import { holdAtlas } from '../adapters/store/atlas.ts'
import {
  countInsightPictures,
  type InsightPictureRow,
  insertInsightPicture,
  picturesOfInsight,
  removeInsightPicture,
} from '../adapters/store/insight-pictures.ts'
import type { Db } from '../adapters/store/members.ts'
import { bigId, instantOf } from '../base/ids.ts'
import { type Api, read, write } from '../base/operation.ts'
import { upload } from '../base/upload.ts'
import { keepPicture } from '../pictures/keeping.ts'
import { standingInsight } from './links.ts'
import { isPrintable } from './pdf.ts'

/** More than these nobody looks at. What was put aside counts, so that nothing grows without end. */
const PICTURES_MAX = 50

/** Registers the operations. */
export function insightPictureRoutes(api: Api): void {
  read(api, 'listInsightPictures', async ({ db, caller: { workspaceId }, params: { id } }) => {
    await standingInsight(db, workspaceId, id)
    return { items: (await picturesOfInsight(db, workspaceId, { insight: id })).map(showPicture) }
  })

  upload(api, 'addInsightPicture', async (call) => {
    const { db, caller, params, query, bytes, now } = call
    const { workspaceId, memberId } = caller
    await standingInsight(db, workspaceId, params.id)
    if ((await countInsightPictures(db, workspaceId, params.id)) >= PICTURES_MAX)
      throw new Problem('insight.too_many', { most: PICTURES_MAX })
    const kept = await keepPicture(call, bytes, isPrintable)
    const one = { insight: params.id, picture: kept.id, caption: query.caption, memberId, now }
    const id = await db.transaction().execute((held) => insertInsightPicture(held, workspaceId, one))
    return shown(db, workspaceId, { insight: params.id, id })
  })

  write(api, 'removeInsightPicture', async ({ db, caller: { workspaceId }, params: { id, picture }, now }) => {
    await standingInsight(db, workspaceId, id)
    const found = await removeInsightPicture(db, workspaceId, { insight: id, id: bigId(picture), at: now })
    if (!found) throw new Problem('not_found')
    return undefined
  })

  write(api, 'restoreInsightPicture', async ({ db, caller: { workspaceId }, params }) => {
    await standingInsight(db, workspaceId, params.id)
    // Whoever forgets pictures waits meanwhile.
    await holdAtlas(db, workspaceId)
    const at = { insight: params.id, id: bigId(params.picture) }
    if (!(await removeInsightPicture(db, workspaceId, { ...at, at: null }))) throw new Problem('not_found')
    return shown(db, workspaceId, at)
  })
}

/** @throws Problem `not_found` where it was put aside just now. */
async function shown(
  db: Db,
  workspaceId: number,
  at: { readonly insight: string; readonly id: number },
): Promise<InsightPicture> {
  const [row] = await picturesOfInsight(db, workspaceId, at)
  if (row === undefined) throw new Problem('not_found')
  return showPicture(row)
}

function showPicture({
  id,
  picture,
  caption,
  by,
  madeAt,
  type,
  width,
  height,
  bytes,
}: InsightPictureRow): InsightPicture {
  const known = pictureTypes.find((one) => one === type) ?? 'image/png'
  return {
    id: String(id),
    picture: { id: picture, type: known, width, height, bytes },
    caption,
    by,
    madeAt: instantOf(madeAt),
  }
}
