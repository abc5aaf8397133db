// Finds the events of a group that would bring an erased person back: her own by number, and what happened before she was erased. Writes nothing.
import { lookupsOf } from '@lotse/core/listen'
import type { ClientBase } from 'pg'
import type { LastErased } from '../adapters/store/ingest.ts'
import { erasedCustomers, erasedMarks } from '../adapters/store/privacy/requests.ts'
import type { Secrets } from '../base/secrets.ts'
import { identityMark } from '../privacy/erasure/marks.ts'
import type { Entry } from './entry.ts'

type Tools = { readonly client: ClientBase; readonly secrets: Secrets }

/**
 * Positions of events that must not be stored. Whoever was erased may become a customer again by what happens afterwards; a late
 * delivery, a repeated import or a result of an old message does not do it.
 *
 * @param lastErased - where nobody was erased since an event happened, nothing is looked up.
 */
export async function ofErased(
  { client, secrets }: Tools,
  entries: readonly Entry[],
  lastErased: LastErased,
): Promise<readonly number[]> {
  if (lastErased.size === 0) return []
  const found: number[] = []
  const own = entries.flatMap(({ event }) => (event.customerId === undefined ? [] : [event.customerId]))
  const gone = own.length === 0 ? NONE : await erasedCustomers(client, own)
  for (const [at, { event }] of entries.entries())
    if (event.customerId !== undefined && gone.has(event.customerId)) found.push(at)
  for (const [workspaceId, at] of lastErased)
    found.push(...(await fromBefore({ client, secrets }, entries, workspaceId, at)))
  return found
}

const NONE: ReadonlySet<number> = new Set()

async function fromBefore(
  { client, secrets }: Tools,
  entries: readonly Entry[],
  workspaceId: number,
  last: number,
): Promise<number[]> {
  const old = [...entries.entries()].filter(
    ([, { event }]) => event.workspaceId === workspaceId && event.customerId === undefined && event.occurredAt < last,
  )
  if (old.length === 0) return []
  const marked = old.map(([at, { event }]) => ({
    at,
    occurredAt: event.occurredAt,
    marks: lookupsOf(event).map((identifier) => identityMark(secrets, workspaceId, identifier)),
  }))
  const erasedAt = await erasedMarks(
    client,
    workspaceId,
    marked.flatMap(({ marks }) => marks),
  )
  if (erasedAt.size === 0) return []
  return marked
    .filter(({ occurredAt, marks }) => marks.some((mark) => occurredAt < (erasedAt.get(mark.toString('hex')) ?? 0)))
    .map(({ at }) => at)
}
