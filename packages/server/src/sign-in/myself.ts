// The member behind a call, for operations on the own account. Programs have no account.
import { Problem } from '@lotse/core/base'
import { type Db, findMemberById } from '../adapters/store/members.ts'
import type { Caller, CallerSession } from '../base/auth.ts'

/** The caller as a member with a session. */
export type Myself = {
  readonly id: number
  readonly email: string
  readonly name: string
  readonly locale: string | null
  readonly passwordHash: string | null
  readonly passwordChangedAt: number | null
  readonly workspaceId: number
  readonly session: CallerSession
}

/** @throws Problem `auth.forbidden` for a program's token. */
export async function myself(db: Db, { memberId, session, workspaceId }: Caller): Promise<Myself> {
  const row = memberId === null ? undefined : await findMemberById(db, memberId)
  if (!row || !session) throw new Problem('auth.forbidden', { detail: 'a token is not a member' })
  const { id, email, name, locale } = row
  const password = { passwordHash: row.password_hash, passwordChangedAt: row.password_changed_at }
  return { id, email, name, locale, ...password, workspaceId, session }
}

/**
 * Refuses sessions of a workspace's provider: what they change would hold in all workspaces of the member, for which that provider does
 * not speak (RULES.md, SI20).
 *
 * @throws Problem `auth.bound_session`.
 */
export function refuseBound({ session }: Pick<Myself, 'session'>): void {
  if (session.bound) throw new Problem('auth.bound_session')
}
