// What moved in a span, asked again as often as the span changes. The server answers everybody from one look.
import type { MotionSpan } from '@lotse/protocol'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../api.ts'

const everyMs: Readonly<Record<MotionSpan, number>> = { now: 3000, day: 15_000, week: 60_000 }

/** The spans in the order of their choice. */
export const spans = ['now', 'day', 'week'] as const satisfies readonly MotionSpan[]

/** What moved. The answer before stays until a new one is there, so that nothing jumps. */
export const motionQuery = (span: MotionSpan) =>
  queryOptions({
    queryKey: ['motion', span],
    queryFn: ({ signal }) => call('getMotion', { query: { span } }, signal),
    refetchInterval: everyMs[span],
    placeholderData: keepPreviousData,
  })
