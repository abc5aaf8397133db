// What the feed's screens ask the server for.
import { queryOptions } from '@tanstack/react-query'
import { call } from '../api.ts'

/** News is here within seconds: the server gathers every second. */
export const FEED_EVERY_MS = 5000
const STATE_EVERY_MS = 15_000
const NEWEST = 5

/** How much the reader has not seen. */
export const feedStateQuery = queryOptions({
  queryKey: ['feed', 'state'],
  queryFn: ({ signal }) => call('getFeedState', {}, signal),
  refetchInterval: STATE_EVERY_MS,
})

/** The newest that the reader has not seen. */
export const newestQuery = queryOptions({
  queryKey: ['feed', 'newest'],
  queryFn: ({ signal }) => call('listFeed', { query: { unread: 'true', limit: NEWEST } }, signal),
  refetchInterval: STATE_EVERY_MS,
})

/** How the feed comes by mail. */
export const deliveryQuery = queryOptions({
  queryKey: ['feed-delivery'],
  queryFn: ({ signal }) => call('getFeedDelivery', {}, signal),
})

/** Addresses for programs. */
export const linksQuery = queryOptions({
  queryKey: ['feed-links'],
  queryFn: ({ signal }) => call('listFeedLinks', {}, signal),
})
