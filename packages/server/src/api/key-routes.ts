// Operations on API tokens. A token's secret is answered once and never read again.
import { Problem } from '@lotse/core/base'
import type { ApiToken, Role } from '@lotse/protocol'
import { insertToken, listTokens, revokeToken } from '../adapters/store/keys.ts'
import { freshSecret, hashOf } from '../base/auth.ts'
import { pageOf, positionOf } from '../base/cursor.ts'
import { instantOf, instantOrNull, integerId } from '../base/ids.ts'
import { type Api, read, write } from '../base/operation.ts'

/** Tells people and secret scanners what they have found. */
const TOKEN_PREFIX = 'lotse_'

/** Registers the operations. */
export function keyRoutes(api: Api): void {
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

function found<T>(row: T | undefined): T {
  if (row === undefined) throw new Problem('not_found')
  return row
}

type TokenRow = Awaited<ReturnType<typeof insertToken>>

const showToken = (row: TokenRow): ApiToken => ({
  id: String(row.id),
  name: row.name,
  role: row.role as Role,
  createdAt: instantOf(row.created_at),
  expiresAt: instantOrNull(row.expires_at),
  revokedAt: instantOrNull(row.revoked_at),
})
