// Operations on sources. A write key may be read again: it only adds events.
import { DAY_MS, Problem } from '@lotse/core/base'
import type { Source, SourceKind } from '@lotse/protocol'
import {
  changeSource,
  findSource,
  insertSource,
  listSources,
  restoreSource,
  revokeSource,
  setWriteKey,
} from '../adapters/store/sources.ts'
import { freshSecret } from '../base/auth.ts'
import { pageOf, positionOf } from '../base/cursor.ts'
import { instantOf, instantOrNull, integerId } from '../base/ids.ts'
import { type Api, read, write } from '../base/operation.ts'
import { handOver, ownerOfNew, ownersAsked } from '../base/ownership.ts'
import { healthOf } from './source-health.ts'

/** Tells people and secret scanners what they have found. */
const WRITE_KEY_PREFIX = 'wk_'
const WRITE_KEY_LENGTH = 32
/** A key that was given away must not live on for ever. */
const OVERLAP_MS_MAX = 90 * DAY_MS

/** Registers the operations. */
export function sourceRoutes(api: Api): void {
  read(api, 'listSources', async ({ db, caller, query: { ownerId, cursor, limit } }) => {
    const [before] = positionOf(cursor, 'number') ?? []
    const owners = await ownersAsked(db, caller, ownerId)
    const rows = await listSources(db, caller.workspaceId, { owners, before, limit: limit + 1 })
    return pageOf(rows, { limit, show: showSource, place: (row) => [row.id] })
  })

  write(api, 'createSource', async ({ db, caller, body, now }) => {
    const ownerId = await ownerOfNew(db, caller, { action: 'sources.manage', wished: body.ownerId })
    const source = { ...body, ownerId, workspaceId: caller.workspaceId, writeKey: freshWriteKey(), now }
    return showSource(await insertSource(db, source))
  })

  read(api, 'listSourceHealth', async ({ db, caller, now }) => ({
    items: await healthOf(db, caller.workspaceId, now),
    next: null,
  }))

  write(api, 'updateSource', async ({ db, caller, params, body }) =>
    showSource(found(await changeSource(db, caller.workspaceId, { ...body, id: integerId(params.id) }))),
  )

  write(api, 'setSourceOwner', async ({ db, caller, params, body, changed }) => {
    changed(await handOver(db, caller, { kind: 'source', name: params.id, to: body.ownerId }))
    return showSource(found(await findSource(db, caller.workspaceId, integerId(params.id))))
  })

  write(api, 'restoreSource', async ({ db, caller, params }) =>
    showSource(found(await restoreSource(db, caller.workspaceId, integerId(params.id)))),
  )

  write(api, 'rotateSource', async ({ db, caller, params, body, now }) => {
    const keepOldUntil = overlapOf(body.keepOldUntil, now)
    const change = { id: integerId(params.id), writeKey: freshWriteKey(), keepOldUntil }
    return showSource(found(await setWriteKey(db, caller.workspaceId, change)))
  })

  write(api, 'revokeSource', async ({ db, caller, params, now }) =>
    showSource(found(await revokeSource(db, caller.workspaceId, integerId(params.id), now))),
  )
}

/** Until when the key of before is taken too; null: it stops at once. */
function overlapOf(until: string | undefined, now: number): number | null {
  if (until === undefined) return null
  const at = Date.parse(until)
  if (at <= now || at > now + OVERLAP_MS_MAX)
    throw new Problem('request.invalid', { field: 'keepOldUntil', detail: 'within the next 90 days' })
  return at
}

/** A fresh write key of a source. */
export function freshWriteKey(): string {
  return WRITE_KEY_PREFIX + freshSecret().replace(/[-_]/g, '').slice(0, WRITE_KEY_LENGTH)
}

function found<T>(row: T | undefined): T {
  if (row === undefined) throw new Problem('not_found')
  return row
}

type SourceRow = Awaited<ReturnType<typeof insertSource>>

/** A source as the API shows it. */
export const showSource = (row: SourceRow): Source => ({
  id: String(row.id),
  name: row.name,
  kind: row.kind as SourceKind,
  writeKey: row.write_key,
  trusted: row.trusted,
  ownerId: row.owner_id === null ? null : String(row.owner_id),
  oldKeyUntil: instantOrNull(row.old_key_until),
  createdAt: instantOf(row.created_at),
  revokedAt: instantOrNull(row.revoked_at),
  mapping: row.mapping as Source['mapping'],
  signature: row.signature as Source['signature'],
})
