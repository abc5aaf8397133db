// Where clients put their write key. Reads requests only; whether the key holds is asked in sources.ts.
import type { FastifyRequest } from 'fastify'

const BASIC = /^Basic +([A-Za-z0-9+/=_-]{1,400})$/i

/** The key as user name of Basic auth, or in the query. */
export function writeKeyOf(request: FastifyRequest): string | undefined {
  const basic = BASIC.exec(request.headers.authorization ?? '')?.[1]
  if (basic === undefined) return queryOf(request, 'writeKey')
  return Buffer.from(basic, 'base64').toString('utf8').split(':')[0]
}

/** One value of the query. */
export function queryOf(request: FastifyRequest, name: string): string | undefined {
  const at = request.url.indexOf('?')
  return at < 0 ? undefined : (new URLSearchParams(request.url.slice(at)).get(name) ?? undefined)
}
