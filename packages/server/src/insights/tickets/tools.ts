// What all work on tickets is handed, and connections opened from what is stored. Calls no system itself.
import type { TicketSystem } from '@lotse/core/insights'
import type { StoredConnection } from '../../adapters/store/tickets/connections.ts'
import type { TicketSystems } from '../../adapters/tickets/index.ts'
import type { World } from '../../base/world.ts'
import type { Reaches } from '../reach.ts'

/** `chance`: from 0 to 1. */
export type TicketTools = {
  readonly world: Pick<World, 'db' | 'clock' | 'log' | 'secrets' | 'config'>
  readonly reaches: Reaches
  readonly lines: Lines
  readonly chance: () => number
}

/** What secrets of connections are sealed for. */
export const TICKET_SECRET = 'ticket system'

/** A connection that can be called. `hold`: says that somebody goes on working on it. */
export type Line = {
  readonly connection: StoredConnection
  readonly system: TicketSystem
  readonly hold: () => Promise<void>
}

/** What of a connection it takes to call its system. */
export type Dialled = Pick<
  StoredConnection,
  'kind' | 'baseUrl' | 'accountName' | 'secret' | 'hookSecret' | 'options'
> & { readonly projects: readonly string[] }

/** Connections that stay open between rounds, for what they were asked to wait for is known to them alone. */
export type Lines = {
  /** The system of a connection as it is set up now; null: it cannot be called. */
  to(connection: StoredConnection, projects: readonly string[]): Promise<TicketSystem | null>
  close(): Promise<void>
}

/** More than so many are not kept open. */
const LINES_MAX = 200

/** No connection is open yet. */
export function createLines(tools: Dialling): Lines {
  const open = new Map<number, { readonly key: string; readonly system: TicketSystem }>()
  const close = async () => {
    const all = [...open.values()]
    open.clear()
    await Promise.all(all.map(({ system }) => system.close()))
  }
  return {
    to: async (connection, projects) => {
      const key = JSON.stringify([connection.version, projects])
      const kept = open.get(connection.id)
      if (kept?.key === key) return kept.system
      await kept?.system.close()
      open.delete(connection.id)
      if (open.size >= LINES_MAX) await close()
      const system = dial(tools, { ...connection, projects })
      if (system !== null) open.set(connection.id, { key, system })
      return system
    },
    close,
  }
}

/** What opening a connection takes. */
export type Dialling = { readonly world: Pick<World, 'secrets' | 'config'>; readonly systems: TicketSystems }

/**
 * Opens a connection.
 *
 * @param dialled - with sealed secrets.
 * @returns null where there is no such system yet, or its secret cannot be opened.
 */
export function dial(
  { world, systems }: Dialling,
  { kind, baseUrl, accountName: account, options, projects, ...sealed }: Dialled,
): TicketSystem | null {
  const open = systems[kind]
  const secret = world.secrets.decrypt(TICKET_SECRET, sealed.secret)
  const hookSecret = sealed.hookSecret === null ? null : world.secrets.decrypt(TICKET_SECRET, sealed.hookSecret)
  if (open === undefined || secret === null) return null
  return open({ baseUrl, account, secret, hookSecret, options, projects }, { exempt: world.config.webhookAllow })
}
