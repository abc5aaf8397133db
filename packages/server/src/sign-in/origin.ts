// Where the console stands, as the browser sees it: what passkeys are bound to and where providers send people back to.
import type { FastifyRequest } from 'fastify'
import type { World } from '../base/world.ts'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '::1'])

/**
 * The console's origin, e.g. `https://lotse.example`: the configured public address, so that no `Host` header decides it; only on this
 * very machine, where a console is reached by several names, the one that was called.
 */
export function consoleOrigin({ config }: Pick<World, 'config'>, request: FastifyRequest): string {
  const called = LOOPBACK.has(request.hostname) ? `${request.protocol}://${request.host}` : config.publicUrl
  return new URL(called).origin
}
