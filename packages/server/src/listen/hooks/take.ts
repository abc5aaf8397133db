// Takes the records of one delivery by their source's mapping: good ones into the log, bad ones aside with their reason. Knows no HTTP.
import type { IncomingEvent, ListenFault } from '@lotse/core/listen'
import type { Mapping } from '@lotse/protocol'
import type { Pool } from 'pg'
import type { DeliveryOutcome } from '../../adapters/store/hook-deliveries.ts'
import type { RefusedEvent } from '../../adapters/store/refused.ts'
import type { Acceptor } from '../acceptor.ts'
import { judgeRecord } from '../files/judge.ts'
import type { Sender } from '../sources.ts'
import { settle } from '../take.ts'

/** A delivery to take. `key`: from which the ids of its events follow; `arrived`: when it is read; `cameAt`: when it came, where that was before. */
export type HookDelivery = {
  readonly sender: Sender
  readonly mapping: Mapping | null
  readonly zone: string
  readonly body: unknown
  readonly key: string
  readonly arrived: number
  readonly cameAt?: number
}

/** Deliveries may hold a list; further records are refused together. */
const RECORDS_MAX = 500
const UNMAPPED = { code: 'listen.unmapped', field: '', detail: 'the source has no mapping yet' } as const

type Fault = Omit<ListenFault, 'code'> & { readonly code: ListenFault['code'] | 'listen.unmapped' }

/**
 * Takes a delivery; resolves once everything of it is durable, in the log or aside.
 *
 * @throws Problem `listen.queue_full`, `server.unavailable`.
 */
export async function takeDelivery(
  { acceptor, pool }: { readonly acceptor: Acceptor; readonly pool: Pool },
  delivery: HookDelivery,
): Promise<DeliveryOutcome> {
  const { sender, arrived } = delivery
  const events: IncomingEvent[] = []
  const refused: { readonly fault: Fault; readonly record: unknown; readonly key: string }[] = []
  for (const { record, key } of recordsOf(delivery)) {
    const judged = judgeOne(delivery, record, key)
    if (judged.ok) events.push(...judged.events)
    else refused.push({ fault: judged.fault, record, key })
  }
  const { workspaceId, sourceId } = sender
  const aside = refused.map(
    ({ fault, record, key }): RefusedEvent => ({
      workspaceId,
      sourceId,
      ...fault,
      raw: JSON.stringify(record),
      recordKey: key,
    }),
  )
  const faults = refused.map(({ fault }, index) => ({ index, ...fault }))
  const judged = { good: events.length, accepted: acceptor.accept(events), refused: faults, aside }
  await settle({ pool }, judged, { workspaceId, sourceId, arrived })
  return outcomeOf(events.length, refused[0]?.fault)
}

function outcomeOf(events: number, fault: Fault | undefined): DeliveryOutcome {
  if (fault === undefined) return { state: 'taken', events, code: null, detail: null }
  const state = fault.code === 'listen.unmapped' ? 'unmapped' : 'refused'
  return { state, events, code: fault.code, detail: fault.detail }
}

function recordsOf({ body, key }: HookDelivery): { readonly record: unknown; readonly key: string }[] {
  if (!Array.isArray(body)) return [{ record: body, key }]
  const list: readonly unknown[] = body
  return list.slice(0, RECORDS_MAX).map((record, at) => ({ record, key: `${key}:${at}` }))
}

type Judged =
  | { readonly ok: true; readonly events: readonly IncomingEvent[] }
  | { readonly ok: false; readonly fault: Fault }

function judgeOne({ sender, mapping, zone, arrived, cameAt }: HookDelivery, record: unknown, key: string): Judged {
  if (!isRecord(record))
    return { ok: false, fault: { code: 'listen.event_invalid', field: '', detail: 'the delivery is no object' } }
  if (mapping === null) return { ok: false, fault: UNMAPPED }
  return judgeRecord(
    record,
    { mapping, asMessages: false, zone },
    {
      ...sender,
      origin: 'tracking',
      arrived,
      key,
      ...(cameAt === undefined ? {} : { cameAt }),
    },
  )
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
