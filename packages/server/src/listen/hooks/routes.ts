// Operations on webhooks that send to us: their signature, what they sent of late, and reading it again by a new mapping.
import { Problem } from '@lotse/core/base'
import type { HookDelivery } from '@lotse/protocol'
import { deliveryById, judgedDelivery, listDeliveries } from '../../adapters/store/hook-deliveries.ts'
import type { Db } from '../../adapters/store/members.ts'
import { markRecordsTaken } from '../../adapters/store/refused.ts'
import { hookOf, setSignature, sourceKindOf } from '../../adapters/store/sources.ts'
import { pageOf, positionOf } from '../../base/cursor.ts'
import { bigId, instantOf, integerId } from '../../base/ids.ts'
import { type Api, effect, read, write } from '../../base/operation.ts'
import type { Acceptor } from '../acceptor.ts'
import { showSource } from '../source-routes.ts'
import { createSenders } from '../sources.ts'
import { SIGNING } from './receive.ts'
import { takeDelivery } from './take.ts'

/** Registers the operations. */
export function hookRoutes(api: Api, acceptor: Acceptor): void {
  const senders = createSenders(api.world)

  write(api, 'setSignature', async ({ world, db, caller, params, body, changed }) => {
    const secret = body === null ? null : world.secrets.encrypt(SIGNING, body.secret)
    const change = { id: integerId(params.id), scheme: body?.scheme ?? null, secret }
    const row = await setSignature(db, caller.workspaceId, change)
    if (!row) throw new Problem('not_found')
    changed({ signature: { after: row.signature } })
    return showSource(row)
  })

  read(api, 'listHookDeliveries', async ({ db, caller, params, query: { cursor, limit } }) => {
    const sourceId = integerId(params.id)
    if ((await sourceKindOf(db, caller.workspaceId, sourceId)) === undefined) throw new Problem('not_found')
    const [before] = positionOf(cursor, 'number') ?? []
    const rows = await listDeliveries(db, caller.workspaceId, { sourceId, before, limit: limit + 1 })
    return pageOf(rows, { limit, show: showDelivery, place: (row) => [row.id] })
  })

  effect(api, 'replayHookDelivery', async ({ world, db, caller, params, now }) => {
    const id = bigId(params.id)
    const row = await knownDelivery(db, caller.workspaceId, id)
    if (row.body === null)
      throw new Problem('listen.signature_wrong', { detail: row.detail ?? 'its content was not kept' })
    const sender = await senders.byId(row.source_id)
    const source = await hookOf(world.pool, row.source_id)
    if (!source) throw new Problem('not_found')
    const { mapping, zone } = source
    const delivery = {
      sender,
      mapping,
      zone,
      body: JSON.parse(row.body),
      key: row.key,
      arrived: now,
      cameAt: row.received_at,
    }
    const outcome = await takeDelivery({ acceptor, pool: world.pool }, delivery)
    if (outcome.state === 'taken') await markRecordsTaken(world.pool, row.source_id, row.key, world.clock.now())
    await judgedDelivery(world.pool, id, outcome)
    return showDelivery(await knownDelivery(db, caller.workspaceId, id))
  })
}

async function knownDelivery(db: Db, workspaceId: number, id: number) {
  const row = await deliveryById(db, workspaceId, id)
  if (!row) throw new Problem('not_found')
  return row
}

const showDelivery = (row: Awaited<ReturnType<typeof knownDelivery>>): HookDelivery => ({
  id: String(row.id),
  sourceId: String(row.source_id),
  receivedAt: instantOf(row.received_at),
  state: row.state as HookDelivery['state'],
  body: row.body,
  events: row.events,
  code: row.code,
  detail: row.detail,
})
