// Operations on people's data: export, erasure with its preview, retention of events. Each is written down; none answers what it must not.
import { Problem } from '@lotse/core/base'
import { type Erasure, type erasureReasons, erasureStages } from '@lotse/protocol'
import { countPerson } from '../adapters/store/privacy/person.ts'
import { barredAmong } from '../adapters/store/privacy/remains.ts'
import { insertErasure, listErasures } from '../adapters/store/privacy/requests.ts'
import { pageOf, positionOf } from '../base/cursor.ts'
import { bigId, instantOf, instantOrNull } from '../base/ids.ts'
import { type Api, read, write } from '../base/operation.ts'
import { exportRoutes } from './export/routes.ts'
import { knownPerson } from './person.ts'
import { retentionRoutes } from './retention/routes.ts'

/** Registers the operations. */
export function privacyRoutes(api: Api): void {
  exportRoutes(api)
  retentionRoutes(api)

  read(api, 'previewErasure', async ({ world, caller, params }) => {
    const person = await knownPerson(world, caller.workspaceId, params.id)
    const addresses = person.identities.map(({ value }) => value.toLowerCase())
    return {
      customerId: params.id,
      ids: person.ids.map(String),
      held: await countPerson(world.pool, person),
      barred: (await barredAmong(world.pool, person.workspaceId, addresses)).length,
    }
  })

  write(api, 'eraseCustomer', async ({ world, db, caller, params, body, now, changed }) => {
    await knownPerson(world, caller.workspaceId, params.id)
    if (body.confirm !== params.id)
      throw new Problem('request.invalid', { field: 'confirm', detail: 'repeat the id of the customer' })
    const { workspaceId, memberId, tokenId } = caller
    const { reason, keepSuppressed } = body
    const wish = { workspaceId, memberId, tokenId, customerId: bigId(params.id), reason, keepSuppressed, now }
    const row = await insertErasure(db, wish)
    changed({ reason, keepSuppressed, erasure: String(row.id) })
    return showErasure({ ...row, member: caller.name, token: null })
  })

  read(api, 'listErasures', async ({ db, caller, query: { cursor, limit } }) => {
    const [before] = positionOf(cursor, 'number') ?? []
    const rows = await listErasures(db, caller.workspaceId, { before, limit: limit + 1 })
    return pageOf(rows, { limit, show: showErasure, place: (row) => [row.id] })
  })
}

type ErasureRow = Awaited<ReturnType<typeof listErasures>>[number]

function showErasure(row: ErasureRow): Erasure {
  const { mentions = 0, eventPages: _where, messagePages: _there, ...erased } = row.progress as Record<string, number>
  return {
    id: String(row.id),
    customerId: String(row.customer_id),
    step: erasureStages.find((stage) => stage === row.step) ?? 'cut',
    reason: row.reason as (typeof erasureReasons)[number],
    keepSuppressed: row.keep_suppressed,
    askedAt: instantOf(row.asked_at),
    doneAt: instantOrNull(row.done_at),
    by: row.member ?? row.token,
    erased,
    mentions,
  }
}
