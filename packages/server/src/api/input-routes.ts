// Operations on inputs that were set aside: to be seen by reason and applied again. Applies nothing itself, the engine does.
import { Problem } from '@lotse/core/base'
import type { SetAsideInput } from '@lotse/protocol'
import { groupSetAside, listSetAside, setAsideById, setAsideFor } from '../adapters/store/inputs.ts'
import { wakeEngine } from '../adapters/store/log.ts'
import type { Db } from '../adapters/store/members.ts'
import { appendAgain, discardSetAside, lockSetAside, resolveSetAside, wakeNow } from '../adapters/store/mend.ts'
import { pageOf, positionOf } from '../base/cursor.ts'
import { bigId, instantOf, instantOrNull } from '../base/ids.ts'
import { type Api, read, write } from '../base/operation.ts'
import type { World } from '../base/world.ts'

/** Registers the operations. */
export function inputRoutes(api: Api): void {
  read(api, 'listSetAsideInputs', async ({ db, caller, query: { cursor, limit } }) => {
    const [before] = positionOf(cursor, 'number') ?? []
    const rows = await listSetAside(db, caller.workspaceId, { before, limit: limit + 1 })
    return pageOf(rows, { limit, show: showSetAside, place: (row) => [row.id] })
  })

  read(api, 'groupSetAsideInputs', async ({ db, caller }) => ({
    items: (await groupSetAside(db, caller.workspaceId)).map(({ firstAt, lastAt, lastId, ...group }) => ({
      ...group,
      firstAt: instantOf(firstAt),
      lastAt: instantOf(lastAt),
      lastId: String(lastId),
    })),
    next: null,
  }))

  write(api, 'replaySetAsideInput', async ({ world, db, caller, params, now, afterCommit }) => {
    const id = bigId(params.id)
    await applyAgain(db, { workspaceId: caller.workspaceId, id, now })
    afterCommit(() => wake(world))
    return showSetAside(await knownSetAside(db, caller.workspaceId, id))
  })

  write(api, 'discardSetAsideInputs', async ({ db, caller, body, now }) => {
    const back = body.back === undefined ? null : Date.parse(body.back)
    const change = { reason: body.reason, upTo: bigId(body.upTo), now, back }
    return { discarded: await discardSetAside(db, caller.workspaceId, change), at: instantOf(now) }
  })

  write(api, 'replaySetAsideInputs', async ({ world, db, caller, body, now, afterCommit }) => {
    const { workspaceId } = caller
    const wanted = { reason: body.reason, upTo: bigId(body.upTo) }
    const ids = await setAsideFor(db, workspaceId, { ...wanted, limit: body.limit })
    for (const id of ids) await applyAgain(db, { workspaceId, id, now })
    afterCommit(() => wake(world))
    const left = await setAsideFor(db, workspaceId, { ...wanted, limit: LEFT_MAX })
    return { replayed: ids.length, left: left.length }
  })
}

/** More that are left are not counted. */
const LEFT_MAX = 10_000

// An engine that misses the wake-up looks by itself.
const wake = (world: World): Promise<void> =>
  wakeEngine(world.pool).catch((error: unknown) => world.log.warn({ err: error }, 'not woken'))

async function applyAgain(
  db: Db,
  { workspaceId, id, now }: { readonly workspaceId: number; readonly id: number; readonly now: number },
): Promise<void> {
  const input = await lockSetAside(db, workspaceId, id)
  if (!input) throw new Problem('not_found')
  if (input.resolved_at !== null) return
  if (input.seq === null) await wakeNow(db, { workspaceId, now }, input.customer_id)
  else await appendAgain(db, { workspaceId, seq: input.seq, now }, input.customer_id)
  await resolveSetAside(db, id, now)
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
