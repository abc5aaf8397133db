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
  readonly systems: TicketSystems
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

/**
 * Opens a connection.
 *
 * @param dialled - with sealed secrets.
 * @returns null where there is no such system yet, or its secret cannot be opened.
 */
export function dial(
  { world, systems }: Pick<TicketTools, 'world' | 'systems'>,
  { kind, baseUrl, accountName: account, options, projects, ...sealed }: Dialled,
): TicketSystem | null {
  const open = systems[kind]
  const secret = world.secrets.decrypt(TICKET_SECRET, sealed.secret)
  const hookSecret = sealed.hookSecret === null ? null : world.secrets.decrypt(TICKET_SECRET, sealed.hookSecret)
  if (open === undefined || secret === null) return null
  return open({ baseUrl, account, secret, hookSecret, options, projects }, { exempt: world.config.webhookAllow })
}
