// What the page, the backlog and the settings of insights ask the server for, kept true while one looks. Changes nothing.
import type { InsightScales } from '@lotse/protocol'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../api.ts'
import type { AnswerOf } from '../../operations.ts'
import { INSIGHTS } from '../work/use-work.ts'

/** Numbers of events move by themselves; what others do is told at once. */
const LIVE_MS = 15_000

/** An insight with all that led to where it stands. */
export type Whole = AnswerOf<'getInsightWork'>

/** One insight. */
export const insightQuery = (id: string) =>
  queryOptions({
    queryKey: [INSIGHTS, 'whole', id],
    queryFn: ({ signal }) => call('getInsightWork', { params: { id } }, signal),
    refetchInterval: LIVE_MS,
  })

/** What a scale or formula is called; where a language has no name, any. */
export function scaleName({ name, key }: Pick<InsightScales['criteria'][number], 'name' | 'key'>, language: string) {
  return name[language] ?? name['en'] ?? Object.values(name)[0] ?? key
}
