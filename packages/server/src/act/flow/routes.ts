// Operations on flows. Each reads as a sentence; what a change means stands in life.ts.
import { Problem } from '@lotse/core/base'
import { type FlowDocument, type FlowStatus, flowJsonSchema, type JsonObject } from '@lotse/protocol'
import { type FlowRow, figuresOf, findVersion, listFlows, versionsOf, wakeCatalog } from '../../adapters/store/flows.ts'
import type { Db } from '../../adapters/store/members.ts'
import { troublesOf } from '../../adapters/store/messages.ts'
import type { Caller } from '../../base/auth.ts'
import { pageOf, positionOf } from '../../base/cursor.ts'
import { instantOf } from '../../base/ids.ts'
import { type Api, read, type WriteCall, write } from '../../base/operation.ts'
import { handOver, ownerOfNew, ownersAsked } from '../../base/ownership.ts'
import type { World } from '../../base/world.ts'
import { addFlow, archive, changeDraft, type Doing, faultsOf, knownFlow, pause, publish, resume } from './life.ts'
import { showFlow, showFlowSummary, showNumbers, showVersion } from './presenter.ts'

/** Registers the operations. */
export function flowRoutes(api: Api): void {
  lookRoutes(api)
  draftRoutes(api)
  lifeRoutes(api)
}

function lookRoutes(api: Api): void {
  read(api, 'listFlows', async ({ db, caller, query }) => {
    const { find, status, ownerId, cursor, limit } = query
    const before = positionOf(cursor, 'number', 'string')
    const rows = await listFlows(db, caller.workspaceId, {
      find,
      status: status as FlowStatus | undefined,
      owners: await ownersAsked(db, caller, ownerId),
      before,
      limit: limit + 1,
    })
    const shown = rows.slice(0, limit).map(({ id }) => id)
    const troubles = await troublesOf(db, caller.workspaceId, shown)
    const show = (row: FlowRow) => showFlowSummary(row, troubles.get(row.id) ?? 0)
    return pageOf(rows, { limit, show, place: (row) => [row.created_at, row.id] })
  })

  let schema: JsonObject | undefined
  read(api, 'getFlowSchema', async () => {
    schema ??= JSON.parse(JSON.stringify(flowJsonSchema())) as JsonObject
    return schema
  })

  read(api, 'getFlow', ({ db, caller, params }) => shown(db, caller.workspaceId, params.id))

  read(api, 'getFlowVersion', async ({ db, caller, params }) => {
    const version = await findVersion(db, caller.workspaceId, params.id, params.version)
    if (!version) throw new Problem('not_found')
    return showVersion(version)
  })

  read(api, 'getFlowNumbers', async ({ db, caller, params, query }) => {
    const flow = await knownFlow(db, caller.workspaceId, params.id)
    const named = await findVersion(db, caller.workspaceId, params.id, query.version ?? flow.version)
    if (query.version !== undefined && !named) throw new Problem('not_found')
    const figures = await figuresOf(db, caller.workspaceId, { flowIds: [params.id], version: query.version })
    return showNumbers(params.id, figures, named?.document ?? flow.draft)
  })
}

function draftRoutes(api: Api): void {
  write(api, 'createFlow', async (call) => {
    const ownerId = await ownerOfNew(call.db, call.caller, { action: 'flows.edit', wished: call.query.ownerId })
    const id = await addFlow(doingOf(call), { draft: call.body, ownerId })
    return shown(call.db, call.caller.workspaceId, id)
  })

  write(api, 'updateFlow', async (call) => {
    const { db, caller, params, query, body } = call
    await changeDraft(doingOf(call), params.id, { draft: body, revision: query.revision })
    return shown(db, caller.workspaceId, params.id)
  })

  write(api, 'setFlowOwner', async ({ db, caller, params, body, changed }) => {
    changed(await handOver(db, caller, { kind: 'flow', name: params.id, to: body.ownerId }))
    return shown(db, caller.workspaceId, params.id)
  })

  read(api, 'validateFlow', async (call) => {
    const flow = await knownFlow(call.db, call.caller.workspaceId, call.params.id)
    return {
      faults: (await faultsOf(doingOf(call), flow.draft as FlowDocument)).map(({ facts, ...fault }) => ({
        ...fault,
        facts: { ...facts },
      })),
    }
  })
}

function lifeRoutes(api: Api): void {
  write(api, 'publishFlow', async (call) => {
    const { version, effectiveAt } = await publish(doingOf(call), call.params.id)
    return { flow: await told(call), version, effectiveAt: instantOf(effectiveAt) }
  })

  write(api, 'pauseFlow', async (call) => {
    await pause(doingOf(call), call.params.id, call.body.mode)
    return told(call)
  })

  write(api, 'resumeFlow', async (call) => {
    await resume(doingOf(call), call.params.id)
    return told(call)
  })

  write(api, 'archiveFlow', async (call) => {
    await archive(doingOf(call), call.params.id)
    return told(call)
  })
}

type Life = 'publishFlow' | 'pauseFlow' | 'resumeFlow' | 'archiveFlow'

/** The flow as it is now; once that is durable, engines are told. */
function told<N extends Life>({ world, db, caller, params, afterCommit }: WriteCall<N>) {
  // An engine that misses the wake-up looks by itself; the change itself is durable.
  afterCommit(() =>
    wakeCatalog(world.db).catch((error: unknown) => world.log.warn({ err: error }, 'engines were not woken')),
  )
  return shown(db, caller.workspaceId, (params as { readonly id: string }).id)
}

const doingOf = ({
  db,
  caller,
  world,
}: {
  readonly db: Db
  readonly caller: Caller
  readonly world: World
}): Doing => ({
  db,
  workspaceId: caller.workspaceId,
  by: caller.name,
  clock: world.clock,
})

async function shown(db: Db, workspaceId: number, id: string) {
  const flow = await knownFlow(db, workspaceId, id)
  const versions = await versionsOf(db, workspaceId, id)
  return showFlow(flow, versions, await findVersion(db, workspaceId, id, flow.version))
}
