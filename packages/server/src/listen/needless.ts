// Requests for consent by people who have granted it already: they stay in the log as what happened, but state nothing. Grants nothing itself.
import type { ClientBase } from 'pg'
import { standingGrants } from '../adapters/store/ingest.ts'
import type { Entry } from './entry.ts'
import type { Placed } from './rows.ts'

/**
 * Takes the statement out of needless requests: a web page says "granted" at every visit, which is believed only as a request, and must
 * not undo what the person has confirmed (L43).
 *
 * @param entries - of one group, in order.
 * @param placed - whose they are.
 */
export async function withoutNeedless(
  client: ClientBase,
  entries: readonly Entry[],
  placed: Pick<Placed, 'customers'>,
): Promise<readonly Entry[]> {
  const asking = entries.flatMap(({ event }, at) =>
    event.statement?.state === 'requested' ? (placed.customers[at] ?? []) : [],
  )
  if (asking.length === 0) return entries
  const grants = await standingGrants(client, asking)
  return entries.map((entry, at) => {
    const { statement, occurredAt } = entry.event
    if (statement?.state !== 'requested') return entry
    const grantedAt = grants.get(`${placed.customers[at]}:${statement.channel}:${statement.topic}`)
    return grantedAt !== undefined && grantedAt <= occurredAt ? stateless(entry) : entry
  })
}

function stateless({ event, body, bytes }: Entry): Entry {
  const { statement: _needless, ...head } = event
  const { s: _said, ...rest } = JSON.parse(body)
  return { event: head, body: JSON.stringify(rest), bytes }
}
