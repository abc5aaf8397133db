// What the screens of sources ask for, and the test event that goes the way that every event goes.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call, refusalOf, Unreachable } from '../api.ts'
import { sourcesQuery } from '../app/data.ts'

const LIVE_MS = 10_000

/** The sources of an owner; all where none is asked for. Stale whenever sources are. */
export const ownedSourcesQuery = (ownerId: string | undefined) =>
  queryOptions({
    queryKey: [...sourcesQuery.queryKey, 'of', ownerId ?? null],
    queryFn: ({ signal }) => call('listSources', { query: { ownerId, limit: 100 } }, signal),
    placeholderData: keepPreviousData,
  })

/** How every source is doing; asked for again while somebody looks. */
export const healthQuery = queryOptions({
  queryKey: ['source-health'],
  queryFn: ({ signal }) => call('listSourceHealth', {}, signal),
  refetchInterval: LIVE_MS,
})

/** The name of the test event and the customer it belongs to. */
export const TEST_EVENT = 'Lotse Test'
const TEST_CUSTOMER = 'lotse-test'

/** Sends a test event to the tracking API with the key of a source. @throws Refused, Unreachable. */
export async function sendTestEvent(writeKey: string): Promise<void> {
  const body = { event: TEST_EVENT, anonymousId: TEST_CUSTOMER, properties: { from: 'console' } }
  const response = await fetch('/v1/track', {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch((cause: unknown) => {
    throw new Unreachable('no answer', { cause })
  })
  if (!response.ok) throw refusalOf(response.status, await response.json().catch(() => undefined))
}
