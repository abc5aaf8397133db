// Keeps tickets going: plans, opens and follows them, a connection after the other. Several servers may do so at once: each connection has one worker, and a dead one's is taken over.
import { setTimeout as wait } from 'node:timers/promises'
import { afterFault, afterSuccess, CALL_MS, type TicketFault } from '@lotse/core/insights'
import {
  holdConnection,
  leaseConnection,
  noteHealth,
  type StoredConnection,
} from '../../adapters/store/tickets/connections.ts'
import { targetsOfUnits } from '../../adapters/store/tickets/intents.ts'
import { ticketSystems } from '../../adapters/tickets/index.ts'
import type { World } from '../../base/world.ts'
import { createReaches } from '../reach.ts'
import { followTickets } from './following.ts'
import { openTickets } from './opening.ts'
import { planTickets } from './plan.ts'
import { createLines, type TicketTools } from './tools.ts'

const ROUND_MS = 2000
/** Longer than any call, so that nobody else calls while an answer is still to come. */
const LEASE_MS = 2 * CALL_MS
/** After a bug of ours the connection rests, so that it does not hold up the others. */
const REST_MS = 60_000
/** How a connection does is written down this often where nothing changed. */
const WELL_MS = 20_000

/** Plans, opens and follows everything that is due. @returns how many connections were worked on. */
export async function ticketRound(tools: TicketTools, stopping: AbortSignal): Promise<number> {
  const { world } = tools
  await planTickets(tools)
  const seen: number[] = []
  while (!stopping.aborted) {
    const now = world.clock.now()
    const connection = await leaseConnection(world.db, { now, until: now + LEASE_MS, except: seen })
    if (connection === undefined) break
    seen.push(connection.id)
    const rest = await workOn(tools, connection).then(
      () => 0,
      (error: unknown) => {
        world.log.error({ err: error, connection: connection.id }, 'a connection to a ticket system failed')
        return REST_MS
      },
    )
    await holdConnection(world.db, connection.id, world.clock.now() + rest)
  }
  return seen.length
}

async function workOn(tools: TicketTools, connection: StoredConnection): Promise<void> {
  const { world } = tools
  const targets = [...(await targetsOfUnits(world.db, connection.workspaceId)).values()]
  const own = targets.filter(({ connectionId }) => connectionId === connection.id)
  const system = await tools.lines.to(connection, [...new Set(own.map(({ project }) => project))].toSorted())
  if (system === null) {
    await noteFault(tools, connection, { kind: 'refused', why: 'no_such_system' })
  } else {
    const hold = () => holdConnection(world.db, connection.id, world.clock.now() + LEASE_MS)
    const line = { connection, system, hold }
    const opened = await openTickets(tools, line)
    const followed = opened.fault === null ? await followTickets(tools, line) : opened
    if (followed.fault !== null) await noteFault(tools, connection, followed.fault)
    else await noteWell(tools, connection, opened.calls + followed.calls)
  }
}

async function noteFault({ world, chance }: TicketTools, connection: StoredConnection, fault: TicketFault) {
  const now = world.clock.now()
  await noteHealth(world.db, connection.id, afterFault(connection.health, fault, { now, chance: chance() }))
}

async function noteWell({ world }: TicketTools, { id, health }: StoredConnection, calls: number): Promise<void> {
  const now = world.clock.now()
  const old = health.fault !== null || health.lastOkAt === null || now - health.lastOkAt >= WELL_MS
  if (calls > 0 && old) await noteHealth(world.db, id, afterSuccess(health, now))
}

/** The same every two seconds until stopped. */
export async function keepTickets(world: World, stopping: AbortSignal): Promise<void> {
  const lines = createLines({ world, systems: ticketSystems })
  const tools = { world, reaches: createReaches(world), lines, chance: Math.random }
  while (!stopping.aborted) {
    await ticketRound(tools, stopping).catch((error: unknown) =>
      world.log.error({ err: error }, 'tickets were not looked at'),
    )
    await wait(ROUND_MS, undefined, { signal: stopping, ref: false }).catch(() => {})
  }
  await lines.close()
}
