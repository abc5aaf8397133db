// Lets pages of any site send events: CORS for the tracking paths. Grants nothing but sending; cookies play no part.
import type { FastifyInstance } from 'fastify'

const PREFLIGHT_AGE_S = 86_400
const HEADERS_LENGTH_MAX = 500
/** What the known clients send; others are allowed as asked for. */
const HEADERS = 'authorization, content-type, content-encoding, anonymousid, x-retry-count'

/** Adds the headers and answers preflights for `/v1/*`, `/beacon/*` and `/sourceConfig/`. */
export function allowBrowsers(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('access-control-allow-origin', '*')
    reply.header('access-control-expose-headers', 'retry-after')
    reply.header('cross-origin-resource-policy', 'cross-origin')
  })
  for (const path of ['/v1/*', '/beacon/*', '/sourceConfig/'])
    app.options(path, { schema: { hide: true } }, async (request, reply) => {
      const asked = request.headers['access-control-request-headers']
      const known = asked === undefined || asked.length > HEADERS_LENGTH_MAX
      reply.header('access-control-allow-methods', 'GET, POST, OPTIONS')
      reply.header('access-control-allow-headers', known ? HEADERS : asked)
      reply.header('access-control-max-age', String(PREFLIGHT_AGE_S))
      return reply.code(204).send()
    })
}
