// Operations on refused events and on inputs set aside. Judging and applying them again stands in listen and in the engine.
import { Problem } from '@lotse/core/base'
import type { RefusedEvent, SetAsideInput } from '@lotse/protocol'
import { listRefused, listSetAside, refusedById, setAsideById } from '../adapters/store/inputs.ts'
import { wakeEngine } from '../adapters/store/log.ts'
import type { Db } from '../adapters/store/members.ts'
import { appendAgain, lockSetAside, resolveSetAside, wakeNow } from '../adapters/store/mend.ts'
import { markReplayed } from '../adapters/store/refused.ts'
import { pageOf, positionOf } from '../base/cursor.ts'
import { bigId, instantOf, instantOrNull } from '../base/ids.ts'
import { type Api, effect, read, write } from '../base/operation.ts'
import type { Acceptor } from '../listen/acceptor.ts'
import { judgeAgain } from '../listen/judge-again.ts'
import { createSenders } from '../listen/sources.ts'

/** Registers the operations. */
export function inputRoutes(api: Api, acceptor: Acceptor): void {
  refusedRoutes(api, acceptor)
  setAsideRoutes(api)
}

function refusedRoutes(api: Api, acceptor: Acceptor): void {
  const senders = createSenders(api.world.pool)

  read(api, 'listRefusedEvents', async ({ db, caller, query: { cursor, limit } }) => {
    const [before] = positionOf(cursor, 'number') ?? []
    const rows = await listRefused(db, caller.workspaceId, { before, limit: limit + 1 })
    return pageOf(rows, { limit, show: showRefused, place: (row) => [row.id] })
  })

  effect(api, 'replayRefusedEvent', async ({ world, db, caller, params, body, now }) => {
    const id = bigId(params.id)
    const row = await knownRefused(db, caller.workspaceId, id)
    const message = body.event ?? parsed(row.raw)
    await judgeAgain({ acceptor, senders }, { id, sourceId: row.source_id, refusedAt: row.refused_at, message }, now)
    if (row.replayed_at === null) await markReplayed(world.pool, [id], now)
    return showRefused(await knownRefused(db, caller.workspaceId, id))
  })
}

async function knownRefused(db: Db, workspaceId: number, id: number) {
  const row = await refusedById(db, workspaceId, id)
  if (!row) throw new Problem('not_found')
  return row
}

/** What was kept is JSON, but for events too deep to be written. */
function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return null
  }
}

const showRefused = (row: Awaited<ReturnType<typeof knownRefused>>): RefusedEvent => ({
  id: String(row.id),
  source: row.source_name === null ? null : { id: String(row.source_id), name: row.source_name },
  refusedAt: instantOf(row.refused_at),
  code: row.code,
  field: row.field,
  detail: row.detail,
  raw: row.raw,
  replayedAt: instantOrNull(row.replayed_at),
})

function setAsideRoutes(api: Api): void {
  read(api, 'listSetAsideInputs', async ({ db, caller, query: { cursor, limit } }) => {
    const [before] = positionOf(cursor, 'number') ?? []
    const rows = await listSetAside(db, caller.workspaceId, { before, limit: limit + 1 })
    return pageOf(rows, { limit, show: showSetAside, place: (row) => [row.id] })
  })

  write(api, 'replaySetAsideInput', async ({ world, db, caller, params, now, afterCommit }) => {
    const id = bigId(params.id)
    const { workspaceId } = caller
    const input = await lockSetAside(db, workspaceId, id)
    if (!input) throw new Problem('not_found')
    if (input.resolved_at === null) {
      if (input.seq === null) await wakeNow(db, { workspaceId, now }, input.customer_id)
      else await appendAgain(db, { workspaceId, seq: input.seq, now }, input.customer_id)
      await resolveSetAside(db, id, now)
      // An engine that misses the wake-up looks by itself.
      afterCommit(() => wakeEngine(world.pool).catch((error: unknown) => world.log.warn({ err: error }, 'not woken')))
    }
    return showSetAside(await knownSetAside(db, workspaceId, id))
  })
}

async function knownSetAside(db: Db, workspaceId: number, id: number) {
  const row = await setAsideById(db, workspaceId, id)
  if (!row) throw new Problem('not_found')
  return row
}

const showSetAside = (row: Awaited<ReturnType<typeof knownSetAside>>): SetAsideInput => ({
  id: String(row.id),
  customerId: String(row.customer_id),
  reason: row.reason,
  stack: row.stack,
  dueAt: instantOrNull(row.due_at),
  setAsideAt: instantOf(row.set_aside_at),
  resolvedAt: instantOrNull(row.resolved_at),
})
