// The one address of ours that pages of other origins may show within themselves: a link with that right, as long as it holds. Opens no journey itself.
import type { FastifyInstance } from 'fastify'
import { originsOfFrame } from '../adapters/store/atlas-shares.ts'
import type { World } from '../base/world.ts'

const FRAME = /^[\w-]{43}$/
const NOBODY = "frame-ancestors 'none'"

/** The path of a link in a frame; its secret stands behind the hash and is told to nobody. @param frame - names the link. */
export const framePath = (frame: string): string => `/embed/${frame}`

/** Serves the console there, with who may show it. What it says of the journey it asks for by the secret, as any page does. */
export function frameRoutes(world: World) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get('/embed/:frame', { schema: { hide: true } }, async (request, reply) => {
      const { frame } = request.params as { readonly frame: string }
      const origins = FRAME.test(frame) ? await originsOfFrame(world.db, frame, world.clock.now()) : []
      // Kept by nobody: a link that was withdrawn is in no frame from then on.
      reply.header('cache-control', 'no-store')
      if (origins.length > 0) {
        const policy = String(reply.getHeader('content-security-policy'))
        reply.header('content-security-policy', policy.replace(NOBODY, `frame-ancestors ${origins.join(' ')}`))
        reply.removeHeader('x-frame-options')
      }
      return reply.callNotFound()
    })
  }
}
