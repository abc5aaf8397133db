// What the overlay and the figures of a journey ask the server for: one query per question, named by what it answers.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../api.ts'
import type { Days } from './span.ts'

/** Many journeys have no stream together. */
const PLACED_MS = 10_000

/** Of whom figures are: of one channel or all, of the runs of one segment or all. */
export type Narrow = { readonly channel?: string; readonly segment?: string }

/** What an address says of it. */
export const narrowOf = (channel: string | undefined, segment: string | undefined): Narrow => ({
  ...(channel === undefined ? {} : { channel }),
  ...(segment === undefined ? {} : { segment }),
})

/** Which figures: of an edition (the newest unless said), of days, and of whom. */
export type Asked = Days & Narrow & { readonly edition?: number }

/** Figures of a journey. While other ones are asked for, those that are there stay. */
export const numbersQuery = (journey: string, asked: Asked) =>
  queryOptions({
    queryKey: ['journey-numbers', journey, asked],
    queryFn: ({ signal }) => call('getJourneyNumbers', { params: { id: journey }, query: asked }, signal),
    placeholderData: keepPreviousData,
  })

/** An edition as it was frozen: it never changes. */
export const editionQuery = (journey: string, number: number) =>
  queryOptions({
    queryKey: ['edition', journey, number],
    queryFn: ({ signal }) => call('getEdition', { params: { id: journey, number } }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Figures of every step where a record stands, looked at again while one looks. */
export const placedNumbersQuery = (record: string, asked: Days & { readonly channel?: string }) =>
  queryOptions({
    queryKey: ['placed-numbers', record, asked],
    queryFn: ({ signal }) => call('listPlacedNumbers', { params: { id: record }, query: asked }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: PLACED_MS,
  })
