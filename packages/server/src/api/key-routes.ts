// Operations on API tokens. A token's secret is shown once; a token makes none that may do more, or lasts longer, than itself.
import { Problem } from '@lotse/core/base'
import { type Action, type ApiToken, actionsOf, type OperationBody, type Role } from '@lotse/protocol'
import { insertToken, listTokens, revokeToken } from '../adapters/store/keys.ts'
import { type Caller, freshSecret, hashOf } from '../base/auth.ts'
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

  write(api, 'createToken', async ({ db, caller, body, now, changed }) => {
    const secret = freshToken()
    const expiresAt = body.expiresAt === undefined ? null : Date.parse(body.expiresAt)
    const scopes = scopesOf(body)
    refuseMore(caller, { role: body.role, scopes, expiresAt })
    const { workspaceId } = caller
    const token = { workspaceId, name: body.name, role: body.role, scopes, hash: hashOf(secret), expiresAt, now }
    const row = await insertToken(db, token)
    changed({ token: String(row.id), name: body.name, role: body.role, scopes, expiresAt: body.expiresAt ?? null })
    return { token: showToken(row), secret }
  })

  write(api, 'revokeToken', async ({ db, caller, params, now }) => {
    const revoked = await revokeToken(db, caller.workspaceId, integerId(params.id), now)
    if (!revoked) throw new Problem('not_found')
    return showToken(revoked)
  })
}

/** The scopes asked for, each once. @throws Problem `request.invalid` where one is not the role's. */
function scopesOf({ role, scopes }: OperationBody<'createToken'>): Action[] | null {
  if (scopes === undefined) return null
  const reached = actionsOf([role])
  const strange = scopes.find((action) => reached[action] === undefined)
  if (strange !== undefined)
    throw new Problem('request.invalid', { field: 'scopes', detail: `${role} may not ${strange}` })
  return [...new Set(scopes)]
}

type Wish = { readonly role: Role; readonly scopes: readonly Action[] | null; readonly expiresAt: number | null }

/** @throws Problem `auth.forbidden` where a program's token would make one that may do more or lasts longer. */
function refuseMore({ tokenId, roles, scopes, tokenEndsAt }: Caller, wish: Wish): void {
  if (tokenId === null) return
  const mine = actionsOf(roles)
  const wished = wish.scopes ?? (Object.keys(actionsOf([wish.role])) as Action[])
  const beyond = wished.some((action) => mine[action] === undefined || (scopes !== null && !scopes.includes(action)))
  const longer = tokenEndsAt !== null && (wish.expiresAt === null || wish.expiresAt > tokenEndsAt)
  if (beyond || longer)
    throw new Problem('auth.forbidden', { detail: 'A token makes none that may do more, or lasts longer, than itself' })
}

/** A fresh secret of an API token. Only its hash is stored: {@link hashOf}. */
export function freshToken(): string {
  return TOKEN_PREFIX + freshSecret()
}

type TokenRow = Awaited<ReturnType<typeof insertToken>>

const showToken = (row: TokenRow): ApiToken => ({
  id: String(row.id),
  name: row.name,
  role: row.role as Role,
  scopes: row.scopes as Action[] | null,
  createdAt: instantOf(row.created_at),
  lastUsedAt: instantOrNull(row.last_used_at),
  expiresAt: instantOrNull(row.expires_at),
  revokedAt: instantOrNull(row.revoked_at),
})
