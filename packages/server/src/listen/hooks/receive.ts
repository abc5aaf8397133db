// The address that webhooks send to: any JSON, known by the key in the address and, where asked for, by its signature. Judges no event.
import { createHash } from 'node:crypto'
import { Problem } from '@lotse/core/base'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { type DeliveryOutcome, keepDelivery } from '../../adapters/store/hook-deliveries.ts'
import { type HookSource, hookOf } from '../../adapters/store/sources.ts'
import type { World } from '../../base/world.ts'
import type { Acceptor } from '../acceptor.ts'
import { readPayload } from '../payload.ts'
import { watchPressure } from '../pressure.ts'
import { takeAnyBody } from '../routes.ts'
import { createSenders, type Sender } from '../sources.ts'
import { signatureFault } from './signature.ts'
import { takeDelivery } from './take.ts'

/** Deliveries of a source that are kept for people to look at; unsigned ones apart. */
const KEPT_MAX = 100
/** What secrets of webhooks are sealed for. */
export const SIGNING = 'webhook signature'

/** Ids that senders give a delivery, the same for every try of it. */
const ID_HEADERS = ['webhook-id', 'x-github-delivery', 'x-shopify-webhook-id', 'idempotency-key'] as const
const ID_LENGTH_MAX = 200

/** The address `POST /v1/hook/{key}` as a plugin with a parser of its own. @param acceptor - is not closed with the server. */
export function hookReceiver(world: World, acceptor: Acceptor): FastifyPluginAsync {
  return async (app) => {
    const senders = createSenders(world)
    const pressure = watchPressure(world)
    app.addHook('onClose', async () => pressure.stop())
    takeAnyBody(app)
    app.post('/v1/hook/:key', { schema: { hide: true } }, async (request) => {
      const arrived = world.clock.now()
      pressure.refuse()
      const { key } = request.params as { key: string }
      const sender = await senders.byKey(key)
      const source = await hookOf(world.pool, sender.sourceId)
      // Keys of web pages are public; only those of webhooks are secrets.
      if (source?.kind !== 'webhook') throw new Problem('auth.missing', { detail: 'No webhook has this address' })
      const bytes = bytesOf(request)
      await refuseUnsigned(world, { request, sender, source, bytes, arrived })
      const body = await readPayload(bytes)
      const delivery = {
        sender,
        mapping: source.mapping,
        zone: source.zone,
        body,
        key: keyOf(request, sender, bytes),
        arrived,
      }
      const outcome = await takeDelivery({ acceptor, pool: world.pool }, delivery)
      await keep(world, { sender, arrived, key: delivery.key, body: JSON.stringify(body), ...outcome })
      return { success: true }
    })
  }
}

function bytesOf(request: FastifyRequest): Buffer {
  if (Buffer.isBuffer(request.body)) return request.body
  throw new Problem('request.malformed', { detail: 'The request has no body' })
}

/** The same delivery sent again has the same key: by the sender's own id, else by its bytes. */
function keyOf({ headers }: FastifyRequest, { sourceId }: Sender, bytes: Buffer): string {
  const named = ID_HEADERS.map((name) => headers[name]).find((value) => typeof value === 'string' && value !== '')
  const id = typeof named === 'string' && named.length <= ID_LENGTH_MAX ? named : bytes
  return `hook:${sourceId}:${createHash('sha256').update(id).digest('base64url')}`
}

type Arriving = {
  readonly request: FastifyRequest
  readonly sender: Sender
  readonly source: HookSource
  readonly bytes: Buffer
  readonly arrived: number
}

/** A delivery that is not signed as it should be is noted without its content: nobody knows from whom it is. */
async function refuseUnsigned(world: World, { request, sender, source, bytes, arrived }: Arriving): Promise<void> {
  if (source.signature === null) return
  const secret = source.signingSecret === null ? null : world.secrets.decrypt(SIGNING, source.signingSecret)
  if (secret === null) throw new Error('the secret of a webhook cannot be opened')
  const header = (name: string) => {
    const value = request.headers[name]
    return typeof value === 'string' ? value : undefined
  }
  const fault = signatureFault(source.signature, secret, { header, body: bytes, now: arrived })
  if (fault === null) return
  const code = 'listen.signature_wrong'
  await keep(world, { sender, arrived, key: '', body: null, state: 'unsigned', events: 0, code, detail: fault })
  throw new Problem(code, { detail: fault })
}

type Kept = DeliveryOutcome & {
  readonly sender: Sender
  readonly arrived: number
  readonly key: string
  readonly body: string | null
}

async function keep(world: World, { sender, arrived, ...kept }: Kept): Promise<void> {
  const { workspaceId, sourceId } = sender
  await keepDelivery(world.pool, { workspaceId, sourceId, receivedAt: arrived, ...kept }, KEPT_MAX)
}
