// Operations on the caller's feed: thin. What stands in it is decided in core.
import type { FeedState } from '@lotse/protocol'
import { countUnread, feedItems, markItems, readTo, setReadTo } from '../../adapters/store/feed-lists.ts'
import type { Db } from '../../adapters/store/members.ts'
import { type Caller, may } from '../../base/auth.ts'
import { cursorOf, positionOf } from '../../base/cursor.ts'
import { bigId, instantOrNull } from '../../base/ids.ts'
import { type Api, read, write } from '../../base/operation.ts'
import { ownersAsked } from '../../base/ownership.ts'
import { showItem } from './presenter.ts'
import { readableRecords, readerOf, UNREAD_MS } from './reading.ts'

/** Registers the operations. */
export function feedRoutes(api: Api): void {
  listRoute(api)
  read(api, 'getFeedState', ({ db, caller, now }) => stateOf(db, caller, now))
  write(api, 'markFeed', async ({ db, caller, body, now }) => {
    const { workspaceId, memberId } = caller
    // A program has seen nothing and reads nothing away.
    if (memberId === null) return stateOf(db, caller, now)
    const whose = { workspaceId, memberId }
    if ('items' in body) await markItems(db, whose, { items: body.items.map(bigId), read: body.read, at: now })
    else await setReadTo(db, whose, body.readTo === null ? 0 : Math.min(now, Date.parse(body.readTo)))
    return stateOf(db, caller, now)
  })
}

function listRoute(api: Api): void {
  read(api, 'listFeed', async ({ db, caller, query, now }) => {
    const { cursor, limit, kind, touchpoint, journey, ownerId, unread } = query
    const { workspaceId, memberId } = caller
    const reader = await readerOf(db, caller)
    const owners = await ownersAsked(db, caller, ownerId)
    const records = await readableRecords(db, workspaceId, { reader, narrowing: { touchpoint, journey, owners } })
    const whose = { workspaceId, memberId: memberId ?? 0, since: memberId === null ? now : now - UNREAD_MS }
    const rows = await feedItems(db, whose, {
      records,
      kinds: kind === undefined ? undefined : [kind],
      unread: unread !== undefined,
      before: positionOf(cursor, 'number', 'number'),
      limit: limit + 1,
    })
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    const customers = may(caller, 'customers.read')
    return {
      items: shown.map((row) => showItem(row, { customers })),
      next: rows.length > limit && last !== undefined ? cursorOf([last.at, last.id]) : null,
    }
  })
}

async function stateOf(db: Db, caller: Caller, now: number): Promise<FeedState> {
  const { workspaceId, memberId } = caller
  const reader = await readerOf(db, caller)
  const reads = reader.all ? 'all' : reader.units.length > 0 ? 'units' : 'nothing'
  if (memberId === null) return { unread: 0, alerts: 0, readTo: null, reads }
  const records = await readableRecords(db, workspaceId, { reader })
  const counts = await countUnread(db, { workspaceId, memberId, since: now - UNREAD_MS }, records)
  const seen = await readTo(db, { workspaceId, memberId })
  return { ...counts, readTo: instantOrNull(seen), reads }
}
