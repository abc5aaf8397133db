// Operations on the brand, and the address at which everybody can fetch a logo. What may be served stands in picture.ts.
import { createHash } from 'node:crypto'
import { Problem } from '@lotse/core/base'
import type { Brand } from '@lotse/protocol'
import type { FastifyInstance } from 'fastify'
import { type BrandRow, brandOf, logoByKey, onlyBrand, putBrand, putLogo } from '../adapters/store/brand.ts'
import type { Db } from '../adapters/store/members.ts'
import { type Api, open, read, write } from '../base/operation.ts'
import type { World } from '../base/world.ts'
import { LOGO_PATH, logoPath } from './logo.ts'
import { readPicture } from './picture.ts'

const KEY = /^[\w-]{22}$/

/** Registers the operations. */
export function brandRoutes(api: Api): void {
  read(api, 'getBrand', ({ db, caller }) => shown(db, caller.workspaceId))
  open(api, 'getSignInBrand', async ({ db }) => showBrand(await onlyBrand(db)))

  write(api, 'setBrand', async ({ db, caller, body, changed }) => {
    await putBrand(db, caller.workspaceId, body)
    changed({ name: body.name, color: body.color })
    return shown(db, caller.workspaceId)
  })

  write(api, 'setLogo', async ({ db, caller, body }) => {
    const picture = readPicture(Buffer.from(body.data, 'base64'))
    // The workspace goes into the key, so that two with the same picture do not share one.
    const hash = createHash('sha256').update(`${caller.workspaceId} `).update(picture.bytes).digest('base64url')
    await putLogo(db, caller.workspaceId, { ...picture, key: hash.slice(0, 22) })
    return shown(db, caller.workspaceId)
  })

  write(api, 'removeLogo', async ({ db, caller }) => {
    await putLogo(db, caller.workspaceId, null)
    return shown(db, caller.workspaceId)
  })
}

const shown = async (db: Db, workspaceId: number): Promise<Brand> => showBrand(await brandOf(db, workspaceId))

/** Presents a brand. */
export const showBrand = ({ name, color, logoKey }: BrandRow): Brand => ({ name, color, logoUrl: logoPath(logoKey) })

/** Serves logos. Even opened by itself, an SVG could run nothing. */
export function logoRoutes(world: World) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get(`${LOGO_PATH}:key`, { schema: { hide: true } }, async (request, reply) => {
      const { key } = request.params as { readonly key: string }
      const logo = KEY.test(key) ? await logoByKey(world.db, key) : undefined
      if (!logo) throw new Problem('not_found')
      return reply
        .headers({
          'content-type': logo.type,
          'cache-control': 'public, max-age=31536000, immutable',
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
          'x-content-type-options': 'nosniff',
          'cross-origin-resource-policy': 'cross-origin',
        })
        .send(logo.bytes)
    })
  }
}
