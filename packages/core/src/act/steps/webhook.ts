// Asks the outbox to call a web address with values of this moment. Signing and sending is the channel's work.
import type { Json, WebhookStep } from '@lotse/protocol'
import { compileOperand } from '../../base/index.ts'
import { allAggregates } from '../flow/aggregates.ts'
import { messageKey } from '../message/request.ts'
import { visitsOf } from '../run.ts'
import type { CompiledStep, Here } from '../step.ts'

/** `webhook`: queues the call and goes on; the answer comes back as an event. */
export function webhookStep(step: WebhookStep): CompiledStep {
  const fields = Object.entries(step.body ?? {}).map(([name, value]) => [name, compileOperand(value)] as const)
  const values = (here: Here): Record<string, Json> =>
    Object.fromEntries(fields.map(([name, field]) => [name, field.value(here.facts()) ?? null]))
  return {
    id: step.id,
    kind: 'webhook',
    aggregates: allAggregates(fields.map(([, field]) => field)),
    enter: (here) => {
      const { run, now, customer } = here
      run.data.m = true
      const key = messageKey(run.id, run.version, step.id, visitsOf(run, step.id))
      const body = {
        customer: String(customer.id),
        flow: run.flow,
        run: run.id,
        step: step.id,
        at: now,
        data: values(here),
      }
      const place = { run: run.id, flow: run.flow, version: run.version, step: step.id }
      here.emit({
        kind: 'message',
        key,
        ...place,
        topic: null,
        request: { channel: 'webhook', url: step.url, body },
        held: null,
        at: now,
      })
      here.trace?.({ at: now, ...place, what: 'message', key, channel: 'webhook' })
      return { kind: 'go', next: step.next, via: 'queued' }
    },
  }
}
