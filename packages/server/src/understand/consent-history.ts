// What a customer said about being contacted, over time, from the log, with who recorded it and what proves it. Reads only.
import { type ConsentStatement, inputKinds } from '@lotse/core/listen'
import type { ConsentChange } from '@lotse/protocol'
import { messagesByKey, type Recorder, recorderNames } from '../adapters/store/consent.ts'
import { consentsOf } from '../adapters/store/customers.ts'
import type { Db } from '../adapters/store/members.ts'
import { sourceNames } from '../adapters/store/sources.ts'
import { type Before, consentEvents, type EventRow, eventKey, type Whose } from '../adapters/store/timeline.ts'
import { instantOf } from '../base/ids.ts'

type Stated = { readonly s: ConsentStatement; readonly p?: Recorder & { readonly message?: string } }

/** A statement with its place in the order. */
export type PlacedChange = { readonly at: number; readonly key: string; readonly item: ConsentChange }

/**
 * The newest statements below a place.
 *
 * @param whose - the customer with all former ids.
 */
export async function consentHistory(
  db: Db,
  whose: Whose,
  { before, limit }: { readonly before: Before | undefined; readonly limit: number },
): Promise<PlacedChange[]> {
  const stated = (await consentEvents(db, whose, { before, limit })).map((row) => {
    const { s, p } = JSON.parse(row.body) as Stated
    return { row, s, p: p ?? {} }
  })
  const [current] = whose.ids
  const standing = current === undefined ? [] : await consentsOf(db, whose.workspaceId, current)
  const sources = await sourceNames(db, whose.workspaceId)
  const recorders = await recorderNames(
    db,
    whose.workspaceId,
    stated.map(({ p }) => p),
  )
  const messages = await messagesByKey(
    db,
    whose.workspaceId,
    stated.flatMap(({ p }) => p.message ?? []),
  )
  return stated.map(({ row, s, p }) => ({
    at: row.occurred_at,
    key: eventKey(row.seq),
    item: {
      ...changeOf(row, s, sources),
      holds: standing.some((one) => isSame(one, s, row.occurred_at)),
      by: recorders(p),
      throughMessage: p.message === undefined ? null : (messages.get(p.message) ?? null),
    },
  }))
}

/** Whether an entry of the log is a statement that the history tells. */
export function statesConsent({ kind, body }: EventRow): boolean {
  return kind === inputKinds.consent && (JSON.parse(body) as Partial<Stated>).s !== undefined
}

type Standing = Awaited<ReturnType<typeof consentsOf>>[number]

const isSame = (held: Standing, { channel, topic, state }: ConsentStatement, at: number): boolean =>
  held.channel === channel && held.topic === topic && held.state === state && held.stated_at === at

function changeOf(row: EventRow, statement: ConsentStatement, sources: ReadonlyMap<number, string>) {
  const { channel, topic, state, source, wording, address } = statement
  const { source_id: sourceId } = row
  return {
    id: String(row.seq),
    channel,
    topic,
    state,
    statedAt: instantOf(row.occurred_at),
    receivedAt: instantOf(row.received_at),
    source,
    tracked: sourceId === null ? null : { id: String(sourceId), name: sources.get(sourceId) ?? '' },
    wording: wording ?? null,
    address: address ?? null,
    messageId: row.message_id,
  }
}
