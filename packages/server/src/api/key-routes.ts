// Operations on sources and API tokens. A write key may be read again, a token's secret never.
import { Problem } from '@lotse/core/base'
import type { ApiToken, Role, Source } from '@lotse/protocol'
import {
  insertSource,
  insertToken,
  listSources,
  listTokens,
  revokeSource,
  revokeToken,
  setWriteKey,
} from '../adapters/store/keys.ts'
import { freshSecret, hashOf } from '../base/auth.ts'
import { pageOf, positionOf } from '../base/cursor.ts'
import { instantOf, instantOrNull, integerId } from '../base/ids.ts'
import { type Api, read, write } from '../base/operation.ts'

/** Tells people and secret scanners what they have found. */
const TOKEN_PREFIX = 'lotse_'
const WRITE_KEY_PREFIX = 'wk_'
const WRITE_KEY_LENGTH = 32

/** Registers the operations. */
export function keyRoutes(api: Api): void {
  sourceRoutes(api)
  tokenRoutes(api)
}

function sourceRoutes(api: Api): void {
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

function tokenRoutes(api: Api): void {
  read(api, 'listTokens', async ({ db, caller, query: { cursor, limit } }) => {
    const [before] = positionOf(cursor, 'number') ?? []
    const rows = await listTokens(db, caller.workspaceId, { before, limit: limit + 1 })
    return pageOf(rows, { limit, show: showToken, place: (row) => [row.id] })
  })

  write(api, 'createToken', async ({ db, caller, body, now }) => {
    const secret = freshToken()
    const expiresAt = body.expiresAt === undefined ? null : Date.parse(body.expiresAt)
    const token = {
      workspaceId: caller.workspaceId,
      name: body.name,
      role: body.role,
      hash: hashOf(secret),
      expiresAt,
      now,
    }
    return { token: showToken(await insertToken(db, token)), secret }
  })

  write(api, 'revokeToken', async ({ db, caller, params, now }) =>
    showToken(found(await revokeToken(db, caller.workspaceId, integerId(params.id), now))),
  )
}

/** A fresh secret of an API token. Only its hash is stored: {@link hashOf}. */
export function freshToken(): string {
  return TOKEN_PREFIX + freshSecret()
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
type TokenRow = Awaited<ReturnType<typeof insertToken>>

const showSource = (row: SourceRow): Source => ({
  id: String(row.id),
  name: row.name,
  writeKey: row.write_key,
  trusted: row.trusted,
  createdAt: instantOf(row.created_at),
  revokedAt: instantOrNull(row.revoked_at),
})

const showToken = (row: TokenRow): ApiToken => ({
  id: String(row.id),
  name: row.name,
  role: row.role as Role,
  createdAt: instantOf(row.created_at),
  expiresAt: instantOrNull(row.expires_at),
  revokedAt: instantOrNull(row.revoked_at),
})
