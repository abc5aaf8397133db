// The tracking API as Segment's and RudderStack's clients call it. Reads keys and bodies; what is in them is judged in take.ts.
import { Problem } from '@lotse/core/base'
import { readEnvelope, type TrackEnvelope, type TrackType, trackLimits } from '@lotse/protocol'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { World } from '../base/world.ts'
import type { Acceptor } from './acceptor.ts'
import { allowBrowsers } from './browsers.ts'
import { clientSettings } from './client-settings.ts'
import { readPayload } from './payload.ts'
import { type Pressure, watchPressure } from './pressure.ts'
import { createSenders, type Senders } from './sources.ts'
import { type Arrived, type Judged, judge, settle, type Taken } from './take.ts'
import { queryOf, writeKeyOf } from './write-key.ts'

/** What a tracking address takes. `type`: single messages of that type; without it, batches or messages that name theirs. */
type Address = { readonly path: string; readonly type?: TrackType; readonly batch?: true; readonly history?: true }

const ADDRESSES: readonly Address[] = [
  { path: '/v1/track', type: 'track' },
  { path: '/v1/identify', type: 'identify' },
  { path: '/v1/page', type: 'page' },
  { path: '/v1/screen', type: 'screen' },
  { path: '/v1/group', type: 'group' },
  { path: '/v1/alias', type: 'alias' },
  { path: '/v1/t', type: 'track' },
  { path: '/v1/i', type: 'identify' },
  { path: '/v1/p', type: 'page' },
  { path: '/v1/s', type: 'screen' },
  { path: '/v1/g', type: 'group' },
  { path: '/v1/a', type: 'alias' },
  { path: '/v1/batch', batch: true },
  { path: '/v1/b', batch: true },
  { path: '/beacon/v1/batch', batch: true },
  { path: '/v1/import', batch: true, history: true },
]

/** What the routes work with. `pressure`: the world's own unless handed in. */
export type TrackingOptions = { readonly pressure?: Pressure }
type Tools = {
  readonly world: World
  readonly acceptor: Acceptor
  readonly senders: Senders
  readonly pressure: Pressure
}

/**
 * The tracking API as a plugin with parsers of its own.
 *
 * @param acceptor - is not closed with the server; its owner does that.
 */
export function trackingRoutes(world: World, acceptor: Acceptor, options: TrackingOptions = {}): FastifyPluginAsync {
  return async (app) => {
    const senders = createSenders(world)
    const pressure = options.pressure ?? watchPressure(world)
    const tools: Tools = { world, acceptor, senders, pressure }
    app.addHook('onClose', async () => pressure.stop())
    takeAnyBody(app)
    allowBrowsers(app)
    clientSettings(app, senders)
    for (const address of ADDRESSES)
      app.post(address.path, { schema: { hide: true } }, (request, reply) => answer(tools, { address, request, reply }))
  }
}

/** Clients send JSON under all sorts of content types, and some under none. */
export function takeAnyBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const options = { parseAs: 'buffer', bodyLimit: trackLimits.batchBytes } as const
  app.addContentTypeParser('*', options, (_request, body, done) => done(null, body))
}

type Call = { readonly address: Address; readonly request: FastifyRequest; readonly reply: FastifyReply }

async function answer(tools: Tools, call: Call): Promise<FastifyReply> {
  const { judged, at } = await handOver(tools, call)
  return call.reply.send(resultOf(await settle({ pool: tools.world.pool }, judged, at)))
}

async function handOver(
  { world, acceptor, senders, pressure }: Tools,
  { address, request }: Call,
): Promise<{ judged: Judged; at: Arrived }> {
  const arrived = world.clock.now()
  pressure.refuse()
  const envelope = readEnvelope(await readPayload(bytesOf(request)), address.batch === true)
  if ('code' in envelope) throw new Problem(envelope.code, { field: envelope.field, detail: envelope.detail })
  const sender = await senders.byKey(writeKeyOf(request) ?? envelope.writeKey ?? '')
  const origin = !address.history ? 'tracking' : isLive(request, envelope) ? 'live' : 'import'
  const type = address.type ? { type: address.type } : {}
  const judged = judge({ acceptor }, { sender, envelope, origin, arrived, keep: address.batch === true, ...type })
  return { judged, at: { workspaceId: sender.workspaceId, sourceId: sender.sourceId, arrived } }
}

/** @throws Problem of the first event where none is good. */
function resultOf({ accepted, refused }: Taken): object {
  const [first] = refused
  if (!first) return { success: true }
  if (accepted > 0) return { success: true, refused }
  const { code, field, detail } = first
  throw new Problem(code, refused.length > 1 ? { field, detail, refused } : { field, detail })
}

function bytesOf(request: FastifyRequest): Buffer {
  if (Buffer.isBuffer(request.body)) return request.body
  throw new Problem('request.malformed', { detail: 'The request has no body' })
}

function isLive(request: FastifyRequest, envelope: TrackEnvelope): boolean {
  return envelope.live || queryOf(request, 'live') === 'true'
}
