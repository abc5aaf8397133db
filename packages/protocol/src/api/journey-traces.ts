// What customers really did on a journey as a file, run by run, for programs that mine processes. Says nothing of how runs are told apart.
import { z } from 'zod'
import { recordId } from '../atlas/edit.ts'
import { journeyOutcomes } from './journey-numbers.ts'
import type { Operations } from './operation.ts'
import { downloadQuery, instantText } from './shapes.ts'

const dayText = z.iso.date()

/**
 * A run. `customer`: whose; the same for all runs of one customer in this file, and in no other file unless ids were asked for. `run`: of which of their runs.
 * `visits`: of steps, in the order in which they happened.
 */
export const journeyTrace = z
  .object({
    run: z.string(),
    customer: z.string(),
    outcome: z.enum(journeyOutcomes),
    fitness: z.number().min(0).max(1),
    visits: z.array(
      z.object({ step: recordId, stepName: z.record(z.string(), z.string()), at: instantText, channel: z.string() }),
    ),
  })
  .meta({ id: 'JourneyTrace' })
export type JourneyTrace = z.infer<typeof journeyTrace>

/** The operation. */
export const journeyTraceOperations = {
  exportJourneyTraces: {
    method: 'GET',
    path: '/api/v1/atlas/journeys/{id}/traces',
    tag: 'Atlas',
    summary:
      'What customers really did on a journey, told anew from the log: an event log for process mining (`xes`, IEEE 1849-2016), or JSON. Of an edition (the newest unless said), of runs that began on these days (UTC, both included). Customers stand under names made up for this file, unless `customers=id` asks for their ids',
    allow: 'customers.read',
    params: z.object({ id: recordId }),
    query: z.object({
      ...downloadQuery,
      format: z.enum(['xes', 'json', 'ndjson']).default('xes'),
      edition: z.coerce.number<number>().int().min(1).max(1_000_000).optional(),
      from: dayText.optional(),
      until: dayText.optional(),
      customers: z.enum(['alias', 'id']).default('alias'),
    }),
    download: journeyTrace,
  },
} as const satisfies Operations
