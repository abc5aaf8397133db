// Operations on sources. A write key may be read again: it only adds events.
import { Problem } from '@lotse/core/base'
import type { Source } from '@lotse/protocol'
import { insertSource, listSources, revokeSource, setWriteKey } from '../adapters/store/sources.ts'
import { freshSecret } from '../base/auth.ts'
import { pageOf, positionOf } from '../base/cursor.ts'
import { instantOf, instantOrNull, integerId } from '../base/ids.ts'
import { type Api, read, write } from '../base/operation.ts'

/** Tells people and secret scanners what they have found. */
const WRITE_KEY_PREFIX = 'wk_'
const WRITE_KEY_LENGTH = 32

/** Registers the operations. */
export function sourceRoutes(api: Api): void {
  read(api, 'listSources', async ({ db, caller, query: { cursor, limit } }) => {
    const [before] = positionOf(cursor, 'number') ?? []
    const rows = await listSources(db, caller.workspaceId, { before, limit: limit + 1 })
    return pageOf(rows, { limit, show: showSource, place: (row) => [row.id] })
  })

  write(api, 'createSource', async ({ db, caller, body, now }) =>
    showSource(await insertSource(db, { ...body, workspaceId: caller.workspaceId, writeKey: freshWriteKey(), now })),
  )

  write(api, 'rotateSource', async ({ db, caller, params }) =>
    showSource(found(await setWriteKey(db, caller.workspaceId, integerId(params.id), freshWriteKey()))),
  )

  write(api, 'revokeSource', async ({ db, caller, params, now }) =>
    showSource(found(await revokeSource(db, caller.workspaceId, integerId(params.id), now))),
  )
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

const showSource = (row: SourceRow): Source => ({
  id: String(row.id),
  name: row.name,
  writeKey: row.write_key,
  trusted: row.trusted,
  createdAt: instantOf(row.created_at),
  revokedAt: instantOrNull(row.revoked_at),
})
