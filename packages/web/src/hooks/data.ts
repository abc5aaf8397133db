// What the screens of webhook sources ask for, and the address that senders call.
import { queryOptions } from '@tanstack/react-query'
import { call } from '../api.ts'

const LIVE_MS = 5000
const SHOWN = 100

/** What was sent to a source of late; asked for again while somebody looks. */
export const deliveriesQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ['hook-deliveries', sourceId],
    queryFn: ({ signal }) => call('listHookDeliveries', { params: { id: sourceId }, query: { limit: SHOWN } }, signal),
    refetchInterval: LIVE_MS,
  })

/** The address that a sender is given. */
export function hookAddress(origin: string, writeKey: string): string {
  return `${origin}/v1/hook/${writeKey}`
}
