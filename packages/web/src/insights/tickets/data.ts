// What screens of tickets ask the server for: one query per question. Draws nothing.
import type { ShownTicket } from '@lotse/protocol'
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { call } from '../../api.ts'
import type { MarkTone } from '../../parts/tone.ts'

const LIVE_MS = 15_000

/** The ticket of an insight; looked at again while it is open, for the other side changes by itself. */
export const ticketQuery = (insight: string) =>
  queryOptions({
    queryKey: ['ticket', insight],
    queryFn: ({ signal }) => call('getInsightTicket', { params: { id: insight } }, signal),
    refetchInterval: LIVE_MS,
  })

/** How many tickets each of the lists holds. */
export const ticketCountsQuery = (department: string | undefined) =>
  queryOptions({
    queryKey: ['tickets', 'counts', department],
    queryFn: async ({ signal }) => (await call('listTickets', { query: { department, limit: 1 } }, signal)).counts,
  })

/** Connections to ticket systems, with how they do. */
export const connectionsQuery = queryOptions({
  queryKey: ['ticket-connections'],
  queryFn: ({ signal }) => call('listTicketConnections', {}, signal),
  refetchInterval: LIVE_MS,
})

/** Where units open their tickets. */
export const targetsQuery = queryOptions({
  queryKey: ['ticket-targets'],
  queryFn: async ({ signal }) => (await call('listTicketTargets', {}, signal)).items,
})

/** Tickets are other ones now: of one insight and in all lists. */
export async function staleTickets(client: QueryClient, ticket?: ShownTicket): Promise<void> {
  if (ticket !== undefined) client.setQueryData(ticketQuery(ticket.insight).queryKey, ticket)
  await client.invalidateQueries({ queryKey: ['tickets'] })
}

/** The tone of a link's state. */
export const stateTones: Readonly<Record<ShownTicket['state'], MarkTone>> = {
  linked: 'proof',
  moved: 'info',
  gone: 'harm',
  forbidden: 'harm',
  unlinked: 'plain',
  none: 'plain',
  planned: 'info',
  sending: 'info',
  unsure: 'attention',
  refused: 'harm',
  dropped: 'plain',
}
