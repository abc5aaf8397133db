// Shows whoever has just signed in who they are, as `GET /api/v1/me` will.
import type { Me, Role } from '@lotse/protocol'
import { type Db, workspacesOf } from '../adapters/store/members.ts'
import { asksSecondFactor } from '../adapters/store/providers.ts'
import { showMe } from '../base/members/presenter.ts'
import type { Entrant } from './begin.ts'

/** Who signed in, where, and what they may do. */
export async function showEntrant(db: Db, { memberId, workspaceId, strong, bound }: Entrant): Promise<Me> {
  const mine = (await workspacesOf(db, memberId)).find((one) => one.id === workspaceId)
  if (!mine) throw new Error('a member signed in to a workspace that is not theirs')
  const roles = [mine.role as Role, ...(mine.further_roles as Role[])] as const
  const wanting = !strong && (await asksSecondFactor(db, workspaceId))
  const session = { bound: bound ?? false, wanting }
  return showMe(db, { workspaceId, memberId, tokenId: null, scopes: null, role: roles[0], roles, session })
}
