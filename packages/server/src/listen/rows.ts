// What a resolved group looks like in the tables: log entries, identities, consents with real customer ids. Reads and writes nothing itself.
import {
  CLOCK_CORRECTED,
  HISTORY,
  type IdentityNote,
  inputKinds,
  type LeaveBody,
  type Merger,
  NEW_CUSTOMER,
  type Ownership,
  type Resolution,
  supersedes,
} from '@lotse/core/listen'
import type { IdentityRow } from '../adapters/store/identity.ts'
import type { ConsentRow } from '../adapters/store/ingest.ts'
import type { LogRow } from '../adapters/store/log.ts'
import type { Entry } from './entry.ts'

/** A resolution with real customer ids throughout. */
export type Placed = Omit<Resolution, 'created'>

/**
 * Puts drawn ids in the place of customers to be created.
 *
 * @param ids - as many as the resolution creates, ascending.
 */
export function place(plan: Resolution, ids: readonly number[]): Placed {
  const real = (customer: number) => (customer < NEW_CUSTOMER ? customer : idAt(ids, customer - NEW_CUSTOMER))
  const owned = (one: Ownership): Ownership => ({ ...one, customer: real(one.customer) })
  const noted = (one: IdentityNote): IdentityNote => ({
    ...one,
    customer: real(one.customer),
    other: one.other === null ? null : real(one.other),
  })
  return {
    customers: plan.customers.map(real),
    added: plan.added.map(owned),
    moved: plan.moved.map(owned),
    mergers: plan.mergers.map((one) => ({ ...one, loser: real(one.loser), survivor: real(one.survivor) })),
    notes: plan.notes.map(noted),
  }
}

function idAt(ids: readonly number[], at: number): number {
  const id = ids[at]
  if (id === undefined) throw new Error('fewer customer ids were drawn than customers created')
  return id
}

/** Identities to write, each with source and time of the event that brought it. */
export function identityRows(entries: readonly Entry[], placed: Placed): readonly IdentityRow[] {
  return placed.added.map(({ workspaceId, identifier, customer, event }) => {
    const from = eventAt(entries, event)
    return { workspaceId, identifier, customerId: customer, firstSeenAt: from.occurredAt, sourceId: from.sourceId }
  })
}

/** Log entries in order; a merged customer's `leave` stands before the event that merged it. */
export function logRows(entries: readonly Entry[], placed: Placed, receivedAt: number): readonly LogRow[] {
  const rows: LogRow[] = []
  let merger = 0
  for (const [at, entry] of entries.entries()) {
    for (let next = placed.mergers[merger]; next?.event === at; next = placed.mergers[++merger])
      rows.push(leaveRow(next, receivedAt))
    rows.push(eventRow(entry, customerAt(placed, at), receivedAt))
  }
  return rows
}

/** The entry with which a customer leaves for the one that carries on. */
export function leaveRow(
  { workspaceId, loser, survivor }: Pick<Merger, 'workspaceId' | 'loser' | 'survivor'>,
  receivedAt: number,
): LogRow {
  const body: LeaveBody = { to: survivor }
  return {
    workspaceId,
    customerId: loser,
    kind: inputKinds.leave,
    flags: 0,
    sourceId: null,
    name: '',
    channel: '',
    messageId: `leave:${loser}:${survivor}`,
    occurredAt: receivedAt,
    receivedAt,
    body: JSON.stringify(body),
  }
}

function eventRow({ event, body }: Entry, customerId: number, receivedAt: number): LogRow {
  const { workspaceId, sourceId, name, channel, messageId, occurredAt } = event
  const flags = (event.history ? HISTORY : 0) | (event.clockCorrected ? CLOCK_CORRECTED : 0)
  const kind = inputKinds[event.kind]
  return { workspaceId, customerId, kind, flags, sourceId, name, channel, messageId, occurredAt, receivedAt, body }
}

/** The statements that hold among those of the group, each customer, channel and topic once. */
export function consentRows(entries: readonly Entry[], placed: Placed, receivedAt: number): readonly ConsentRow[] {
  const { losers, survivors } = survivorsOf(placed.mergers)
  const carriesOn = new Map(losers.map((loser, at) => [loser, survivors[at] ?? loser]))
  const held = new Map<string, ConsentRow>()
  for (const [at, { event }] of entries.entries()) {
    if (!event.statement) continue
    const customer = customerAt(placed, at)
    const row = consentRow(event, carriesOn.get(customer) ?? customer, receivedAt)
    const key = `${row.customerId}:${row.channel}:${row.topic}`
    const before = held.get(key)
    if (!before || supersedes(row, before)) held.set(key, row)
  }
  return [...held.values()]
}

function consentRow(event: Entry['event'], customerId: number, receivedAt: number): ConsentRow {
  const { workspaceId, messageId, sourceId, occurredAt } = event
  if (!event.statement) throw new Error('an event without a statement states no consent')
  const { address, ...statement } = event.statement
  const proof = JSON.stringify({ messageId, sourceId, receivedAt, address })
  return { ...statement, workspaceId, customerId, statedAt: occurredAt, proof }
}

/** Each merged customer with the one that carries on after all merges of the group. */
export function survivorsOf(mergers: readonly Merger[]): { losers: readonly number[]; survivors: readonly number[] } {
  const last = new Map<number, number>()
  for (const { loser, survivor } of mergers.toReversed()) last.set(loser, last.get(survivor) ?? survivor)
  return { losers: [...last.keys()], survivors: [...last.values()] }
}

function customerAt(placed: Placed, at: number): number {
  const customer = placed.customers[at]
  if (customer === undefined) throw new Error('an event was not resolved')
  return customer
}

function eventAt(entries: readonly Entry[], at: number): Entry['event'] {
  const entry = entries[at]
  if (!entry) throw new Error('an identity names an event outside of its group')
  return entry.event
}
