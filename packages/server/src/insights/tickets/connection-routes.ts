// Operations on connections to ticket systems and on where departments open their tickets: thin. Secrets are sealed before they are stored, and never answered.
import { randomBytes } from 'node:crypto'
import { Problem } from '@lotse/core/base'
import { FIRST_HEALTH, FIRST_MAPPING, FIRST_RULES, lineOf } from '@lotse/core/insights'
import type { ShownTicketTarget, TicketSystemKind } from '@lotse/protocol'
import { unitParents } from '../../adapters/store/insight-facts.ts'
import type { Db } from '../../adapters/store/members.ts'
import {
  connectionsOf,
  insertConnection,
  noteCatalog,
  queueOf,
  removeConnection,
  type StoredConnection,
  writeConnection,
} from '../../adapters/store/tickets/connections.ts'
import { type StoredTarget, setTarget, targetsOfUnits } from '../../adapters/store/tickets/intents.ts'
import { listUnits, standingUnits } from '../../adapters/store/units.ts'
import type { TicketSystems } from '../../adapters/tickets/index.ts'
import { integerId } from '../../base/ids.ts'
import { type Api, type Call, effect, read, type WriteCall, write } from '../../base/operation.ts'
import { showConnection } from './presenter.ts'
import { dial, TICKET_SECRET } from './tools.ts'

const OVERDUE_DAYS = 14
const UNTOUCHED_DAYS = 7
/** 192 bits: nobody guesses an address. */
const HOOK_KEY_BYTES = 24

/** Registers the operations. @param systems - that can be called. */
export function ticketConnectionRoutes(api: Api, systems: TicketSystems): void {
  listRoutes(api, systems)
  changingRoutes(api)
  checkRoute(api, systems)
  targetRoutes(api)
}

type Asked = Pick<Call<'listTicketConnections'>, 'db' | 'world' | 'now'>

async function shown({ db, world, now }: Asked, connection: StoredConnection) {
  const queue = await queueOf(db, connection.id)
  return showConnection(connection, { queue, hookBase: world.config.publicUrl, now })
}

/** A connection. @throws Problem `not_found`; `conflict` where it was changed since `version`. */
async function known(
  db: Db,
  workspaceId: number,
  { id, version, lock = false }: { readonly id: string; readonly version?: number; readonly lock?: boolean },
): Promise<StoredConnection> {
  const [connection] = await connectionsOf(db, workspaceId, { id: integerId(id), lock })
  if (connection === undefined || (version !== undefined && connection.removedAt !== null))
    throw new Problem('not_found')
  if (version !== undefined && connection.version !== version)
    throw new Problem('conflict', { version: connection.version })
  return connection
}

function listRoutes(api: Api, systems: TicketSystems): void {
  read(api, 'listTicketConnections', async (call) => {
    const items = []
    for (const one of await connectionsOf(call.db, call.caller.workspaceId)) items.push(await shown(call, one))
    return { items, kinds: Object.keys(systems) as TicketSystemKind[] }
  })
}

function changingRoutes(api: Api): void {
  write(api, 'createTicketConnection', async (call) => {
    const { world, db, caller, body, now, changed } = call
    const seal = (text: string) => world.secrets.encrypt(TICKET_SECRET, text)
    const said = {
      ...body,
      secret: seal(body.secret),
      hookSecret: body.hookSecret === null ? null : seal(body.hookSecret),
      rules: FIRST_RULES,
      mapping: FIRST_MAPPING,
      overdueDays: OVERDUE_DAYS,
      untouchedDays: UNTOUCHED_DAYS,
    }
    const hookKey = randomBytes(HOOK_KEY_BYTES).toString('base64url')
    const id = await insertConnection(db, caller.workspaceId, { said, hookKey, health: FIRST_HEALTH, now })
    changed({ connection: String(id), name: body.name, kind: body.kind })
    return shown(call, await known(db, caller.workspaceId, { id: String(id) }))
  })

  write(api, 'changeTicketConnection', async (call) => {
    const { db, caller, params, body, changed } = call
    const before = await known(db, caller.workspaceId, { id: params.id, version: body.version, lock: true })
    const { version: _, secret: __, hookSecret: ___, ...said } = body
    await writeConnection(db, { ...before, ...said, ...secretsOf(call, before) })
    changed({ name: { before: before.name, after: body.name }, active: body.active })
    return shown(call, await known(db, caller.workspaceId, params))
  })

  write(api, 'setTicketMapping', async (call) => {
    const {
      db,
      caller,
      params,
      body: { version, ...said },
      changed,
    } = call
    const before = await known(db, caller.workspaceId, { id: params.id, version, lock: true })
    await writeConnection(db, { ...before, ...said })
    changed({ mode: { before: before.mode, after: said.mode }, rules: said.rules })
    return shown(call, await known(db, caller.workspaceId, params))
  })

  write(api, 'removeTicketConnection', async ({ db, caller, params, now }) => {
    if (!(await removeConnection(db, caller.workspaceId, { id: integerId(params.id), at: now })))
      throw new Problem('not_found')
    return undefined
  })

  write(api, 'restoreTicketConnection', async (call) => {
    const { db, caller, params } = call
    if (!(await removeConnection(db, caller.workspaceId, { id: integerId(params.id), at: null })))
      throw new Problem('not_found')
    return shown(call, await known(db, caller.workspaceId, params))
  })
}

/** Secrets as they are from now on. What was given for one host is not sent to another. */
function secretsOf({ world, body }: WriteCall<'changeTicketConnection'>, before: StoredConnection) {
  const seal = (text: string) => world.secrets.encrypt(TICKET_SECRET, text)
  const { secret, hookSecret } = body
  if (secret === undefined && new URL(body.baseUrl).origin !== new URL(before.baseUrl).origin)
    throw new Problem('request.invalid', { field: 'secret', detail: 'another host needs the secret again' })
  const kept = hookSecret === undefined ? before.hookSecret : hookSecret === null ? null : seal(hookSecret)
  return { secret: secret === undefined ? before.secret : seal(secret), hookSecret: kept }
}

function checkRoute(api: Api, systems: TicketSystems): void {
  effect(api, 'checkTicketConnection', async (call) => {
    const { world, db, caller, params } = call
    const connection = await known(db, caller.workspaceId, params)
    const { account, fault } = await checked({ world, systems }, db, connection)
    const now = await shown(call, await known(db, caller.workspaceId, params))
    return {
      account,
      fault: fault === null ? null : { kind: fault.kind, why: fault.why.slice(0, 300) },
      connection: now,
    }
  })
}

/** Calls a system, and keeps what it said there is. */
async function checked(tools: Parameters<typeof dial>[0], db: Db, connection: StoredConnection) {
  const system = dial(tools, { ...connection, projects: [] })
  if (system === null) return { account: null, fault: { kind: 'refused' as const, why: 'no_such_system' } }
  try {
    const me = await system.check()
    if (me.kind !== 'ok') return { account: null, fault: me }
    const catalog = await system.describe()
    if (catalog.kind !== 'ok') return { account: me.name, fault: catalog }
    await noteCatalog(db, connection.id, { catalog, account: me.account })
    return { account: me.name, fault: null }
  } finally {
    await system.close()
  }
}

function targetRoutes(api: Api): void {
  read(api, 'listTicketTargets', async ({ db, caller }) => ({ items: await targetsShown(db, caller.workspaceId) }))

  write(api, 'setTicketTarget', async ({ db, caller: { workspaceId }, params, body: { target }, changed }) => {
    const [unit] = await standingUnits(db, workspaceId, [integerId(params.id)])
    if (unit === undefined) throw new Problem('not_found')
    const { connectionId = '' } = target ?? {}
    if (target !== null) {
      const connection = await known(db, workspaceId, { id: connectionId })
      if (connection.removedAt !== null) throw new Problem('not_found')
    }
    await setTarget(
      db,
      workspaceId,
      unit,
      target === null ? null : { ...target, connectionId: integerId(connectionId) },
    )
    changed({ target: target === null ? null : { connection: connectionId, project: target.project } })
    const shown = (await targetsShown(db, workspaceId)).find(({ unitId }) => unitId === params.id)
    if (shown === undefined) throw new Problem('not_found')
    return shown
  })
}

/** Every unit that stands, by name, with where its tickets are opened. */
async function targetsShown(db: Db, workspaceId: number): Promise<ShownTicketTarget[]> {
  const targets = await targetsOfUnits(db, workspaceId)
  const parents = await unitParents(db, workspaceId)
  const units = (await listUnits(db, workspaceId)).filter(({ archivedAt }) => archivedAt === null)
  return units.map(({ id }) => {
    const from = lineOf(id, parents).find((unit) => targets.has(unit))
    const target = from === undefined ? undefined : targets.get(from)
    return {
      unitId: String(id),
      own: from === id,
      from: from === undefined ? null : String(from),
      target: target === undefined ? null : showTarget(target),
    }
  })
}

const showTarget = ({ connectionId, project, ticketKind, priorities, fields }: StoredTarget) => ({
  connectionId: String(connectionId),
  project,
  ticketKind,
  priorities: { ...priorities },
  fields: { ...fields },
})
