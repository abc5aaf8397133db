// What the screens of feedback ask the server for, and what their addresses mean. Draws nothing.
import type { OperationAnswer, OperationInput } from '@lotse/protocol'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../api.ts'
import { timesOf } from '../events/filter.ts'
import type { AnswerOf } from '../operations.ts'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'

/** A feedback with its corrections. */
export type Feedback = AnswerOf<'getFeedback'>

type Query = NonNullable<OperationInput<'listFeedback'>['query']>

/** The filters in the address. `kind` is the sort of feedback: `sort` is the order of lists. */
export const filterNames = [
  'sentiment',
  'language',
  'kind',
  'channel',
  'source',
  'product',
  'at',
  'insight',
  'corrected',
  'since',
  'until',
] as const
/** The texts of the address. */
export type FeedbackSearch = { readonly [Name in (typeof filterNames)[number] | 'find' | 'open']?: string | undefined }

const oneOf = <T extends string>(words: readonly T[], text: string | undefined): T | undefined =>
  words.find((word) => word === text)

/** What the address asks for; what cannot be is left out. @param personal - whether words and products may be looked for. */
export function queryOf(search: FeedbackSearch, personal: boolean, now: number): Query {
  const { find, product, channel, source, at, insight, since, until } = search
  return {
    ...(personal ? { find, product } : {}),
    channel,
    at,
    insight,
    source: source !== undefined && /^([1-9]\d{0,15}|own)$/.test(source) ? source : undefined,
    sentiment: oneOf(['negative', 'neutral', 'positive'], search.sentiment),
    language: oneOf(['de', 'en', 'other'], search.language),
    sort: oneOf(['answer', 'review', 'research'], search.kind),
    corrected: oneOf(['yes', 'no'], search.corrected),
    ...timesOf({ since, until }, now),
  }
}

/** One feedback with its corrections. */
export const feedbackQuery = (id: string) =>
  queryOptions({
    queryKey: ['feedback', 'one', id],
    queryFn: ({ signal }) => call('getFeedback', { params: { id } }, signal),
  })

const LIVE_MS = 5000
const SHOWN_HERE = 5

/** The counts of a list, exact for all of it. */
export const countsQuery = (query: Query) =>
  queryOptions({
    queryKey: ['feedback', 'counts', query],
    queryFn: async ({ signal }) => (await call('listFeedback', { query: { ...query, limit: 1 } }, signal)).counts,
    refetchInterval: LIVE_MS,
  })

/** The last words about a record of the atlas. */
export const feedbackHereQuery = (at: string) =>
  queryOptions({
    queryKey: ['feedback', 'here', at],
    queryFn: ({ signal }) => call('listFeedback', { query: { at, limit: SHOWN_HERE } }, signal),
    refetchInterval: LIVE_MS,
  })

/** Insights that may say the same. */
export const alikeQuery = (text: string) =>
  queryOptions({
    queryKey: ['feedback', 'alike', text],
    queryFn: async ({ signal }) => (await call('listAlikeInsights', { query: { text, limit: 3 } }, signal)).items,
    enabled: text.trim() !== '',
  })

/** How many there are, by what they sound like, in words. */
export const countsText = (t: Translate, f: Format, counts: OperationAnswer<'listFeedback'>['counts']): string =>
  t('feedback.counts', {
    total: f.whole(counts.total),
    negative: f.whole(counts.negative),
    neutral: f.whole(counts.neutral),
    positive: f.whole(counts.positive),
  })
