// The address that ticket systems call: keeps which tickets to read again, and nothing else of what was sent (TK9). Answers at once; the worker reads.
import { Problem } from '@lotse/core/base'
import type { FastifyPluginAsync } from 'fastify'
import { keepCall } from '../../adapters/store/tickets/conflicts.ts'
import { connectionByHook } from '../../adapters/store/tickets/connections.ts'
import type { TicketSystems } from '../../adapters/tickets/index.ts'
import type { World } from '../../base/world.ts'
import { dial } from './tools.ts'

const BODY_BYTES_MAX = 2_000_000
const KEY_LENGTH_MAX = 300
const REFS_MAX = 100

/** The address `POST /v1/ticket-hook/{key}` as a plugin with a parser of its own. */
export function ticketHook(world: World, systems: TicketSystems): FastifyPluginAsync {
  return async (app) => {
    app.removeAllContentTypeParsers()
    const options = { parseAs: 'string', bodyLimit: BODY_BYTES_MAX } as const
    app.addContentTypeParser('*', options, (_request, body, done) => done(null, body))
    app.post('/v1/ticket-hook/:key', { schema: { hide: true } }, async (request) => {
      const { key } = request.params as { key: string }
      const connection = await connectionByHook(world.db, key)
      const system = connection && dial({ world, systems }, { ...connection, projects: [] })
      if (!connection || !system) throw new Problem('auth.missing', { detail: 'No connection has this address' })
      const body = typeof request.body === 'string' ? request.body : ''
      const hint = system.parseHook(headersOf(request.headers), body)
      await system.close()
      if (hint.kind === 'refused') throw new Problem('listen.signature_wrong', { detail: hint.why })
      const refs = hint.refs.slice(0, REFS_MAX)
      const kept = { connectionId: connection.id, key: hint.dedupeKey.slice(0, KEY_LENGTH_MAX), refs }
      if (refs.length > 0) await keepCall(world.db, { ...kept, at: world.clock.now() })
      return { success: true }
    })
  }
}

const headersOf = (headers: Readonly<Record<string, string | string[] | undefined>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]))
