// What lies behind a number: the address of the people, events or messages it counts. Pure; screens at these addresses read them.
import type { Action, Motion } from '@lotse/protocol'
import { type Node, OTHERS } from './model.ts'

/** Asks whether the reader may take an action. */
export type May = (action: Action) => boolean

const address = (path: string, search: Readonly<Record<string, string>>): string =>
  `${path}?${new URLSearchParams(search)}`

const stateOfResult: Readonly<Record<string, string>> = {
  delivered: 'delivered',
  opened: 'opened',
  clicked: 'clicked',
  bounced: 'bounced',
  complained: 'complained',
  failed: 'dead',
}

/** The address behind a node, or null where there is none, or none that the reader may open. */
export function behindNode({ column, key }: Node, { since }: Pick<Motion, 'since'>, may: May): string | null {
  if (key === OTHERS) return column === 'flow' ? '/flows' : may('sources.read') ? '/sources' : null
  if (column === 'source') return may('events.read') ? address('/events', { source: key, since }) : null
  if (column === 'flow') return may('customers.read') ? address('/customers', { flow: key }) : `/flows/${key}`
  if (key === 'held') return messagesIn('suppressed', may)
  if (column === 'channel') return may('messages.read') ? address('/messages', { channel: key }) : null
  if (key === 'goal') return '/flows'
  if (key === 'unsubscribed') return may('events.read') ? address('/events', { name: 'Consent Changed', since }) : null
  return messagesIn(stateOfResult[key], may)
}

function messagesIn(state: string | undefined, may: May): string | null {
  return state !== undefined && may('messages.read') ? address('/messages', { state }) : null
}

/** The customers with an event since an instant. */
export function behindCustomers(since: string, may: May): string | null {
  return may('customers.read') ? address('/customers', { since }) : null
}

/** All events since an instant. */
export function behindEvents(since: string, may: May): string | null {
  return may('events.read') ? address('/events', { since }) : null
}
