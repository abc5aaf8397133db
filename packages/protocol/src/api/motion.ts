// What moves through a workspace in a span of time: sources, customers, flows, channels, results, and the figures about it. Decides nothing.
import { z } from 'zod'
import { flowStatuses } from './flows.ts'
import type { Operations } from './operation.ts'
import { flowIdText, idText, instantText } from './shapes.ts'

const count = z.int().min(0)
/** So many in the span, and in the span of the same length before it. */
const compared = z.object({ now: count, before: count })

/** `now`: the last hour, `day`: the last 24 hours, `week`: the last 7 days; each up to this moment. */
export const motionSpans = ['now', 'day', 'week'] as const
export type MotionSpan = (typeof motionSpans)[number]

/** What becomes of messages, in the order of their way, and what people do about them. */
export const motionResults = [
  'delivered',
  'opened',
  'clicked',
  'bounced',
  'complained',
  'unsubscribed',
  'failed',
] as const
export type MotionResult = (typeof motionResults)[number]

/** A figure that is measured at a moment: milliseconds, null where nothing was measured. */
const lag = z.object({ p50: z.number().nullable(), p99: z.number().nullable() })

/**
 * What moved. `customers.known`: all there are; `moving`: with an event in the last five minutes, at least so many where `movingCut`.
 * `sends`: what flows sent and held back by channel; `flowId` is empty for messages of no flow. `today`: since midnight in the
 * workspace's zone. `errors`: refused events, inputs set aside, and messages that failed, of the last 24 hours. `series`: oldest
 * first, of equal steps (a minute, 15 minutes where minutes are still known, else an hour); a gauge that was not taken is null.
 */
export const motion = z
  .object({
    span: z.enum(motionSpans),
    at: instantText,
    since: instantText,
    stepMs: count,
    sources: z.array(z.object({ id: idText, name: z.string(), revoked: z.boolean(), events: compared })),
    customers: z.object({ known: count, moving: count, movingCut: z.boolean(), movingBefore: count.nullable() }),
    waiting: z.object({ now: count, before: count.nullable() }),
    flows: z.array(
      z.object({
        id: flowIdText,
        name: z.string(),
        status: z.enum(flowStatuses),
        active: count,
        entered: compared,
        goals: compared,
      }),
    ),
    sends: z.array(z.object({ flowId: z.string(), channel: z.string(), sent: count, held: count })),
    channels: z.array(
      z.object({
        channel: z.string(),
        sent: compared,
        held: compared,
        results: z.record(z.enum(motionResults), compared),
      }),
    ),
    heldReasons: z.array(z.object({ reason: z.string(), count })),
    today: z.object({ since: instantText, sent: count, held: count }),
    lag: z.object({ now: lag, before: lag }),
    errors: z.object({ refused: count, setAside: count, failed: count, before: count }),
    series: z.array(
      z.object({
        at: instantText,
        events: count,
        sent: count,
        errors: count,
        moving: count.nullable(),
        waiting: count.nullable(),
        p50: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'Motion' })
export type Motion = z.infer<typeof motion>

/** Operations on what moves. */
export const motionOperations = {
  getMotion: {
    method: 'GET',
    path: '/api/v1/motion',
    tag: 'Live',
    summary: 'What moved from sources over customers and flows to channels and results, in a span of time',
    allow: 'stats.read',
    query: z.object({ span: z.enum(motionSpans).default('now') }),
    answer: motion,
  },
} as const satisfies Operations
