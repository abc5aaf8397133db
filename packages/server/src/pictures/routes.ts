// Operations on pictures: thin. What may be kept stands in picture.ts.
import { Problem } from '@lotse/core/base'
import { type PictureType, pictureTypes } from '@lotse/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { shareHolding } from '../adapters/store/atlas-shares.ts'
import { pictureById } from '../adapters/store/pictures.ts'
import { type Api, knownCaller, type OpenCall, openCall, route } from '../base/operation.ts'
import { upload } from '../base/upload.ts'
import { keepPicture } from './keeping.ts'
import { readSharedPicture } from './shared.ts'

const DAY_S = 86_400
/** Opened by itself, a picture is in nobody's name and runs nothing. */
const INERT = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/** Registers the operations. */
export function pictureRoutes(api: Api): void {
  upload(api, 'addPicture', (call) => keepPicture(call, call.bytes))

  serve(api, 'getPicture', async ({ request }) => ({
    workspaceId: knownCaller(request).workspaceId,
    keptS: 365 * DAY_S,
  }))

  serve(api, 'getSharedPicture', async ({ world, db, params, query, now }) => {
    const told = readSharedPicture(world.secrets, query.t, { id: params.id, now })
    const share = told === null ? undefined : await shareHolding(db, told.share, now)
    if (told === null || share?.changes !== told.changes) throw new Problem('share.not_valid')
    // A link that is withdrawn shows nothing new; what was shown before nobody can take back.
    return { workspaceId: share.workspaceId, keptS: Math.floor((told.until - now) / 1000) }
  })
}

type Serving = 'getPicture' | 'getSharedPicture'
type Found = { readonly workspaceId: number; readonly keptS: number }

/** An operation that answers a picture to look at. @param find - whose it is, and how long who asks may keep it. */
function serve<N extends Serving>(api: Api, name: N, find: (call: OpenCall<N>) => Promise<Found>): void {
  route(api, name, async (request: FastifyRequest, reply) => {
    const call = openCall<N>(api.world, request, reply)
    const { workspaceId, keptS } = await find(call)
    const { id } = call.params as { readonly id: string }
    const picture = await pictureById(call.db, workspaceId, id)
    if (picture === undefined) throw new Problem('not_found')
    return show(reply, { ...picture, keptS })
  })
}

function show(
  reply: FastifyReply,
  { type, content, keptS }: { readonly type: string; readonly content: Buffer; readonly keptS: number },
): FastifyReply {
  const known: PictureType | undefined = pictureTypes.find((one) => one === type)
  return reply
    .headers({
      'content-type': known ?? 'application/octet-stream',
      'content-disposition': 'inline',
      'content-security-policy': INERT,
      'x-content-type-options': 'nosniff',
      'cache-control': `private, max-age=${keptS}, immutable`,
    })
    .send(content)
}
