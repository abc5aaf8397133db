// Presents members and workspaces. Shows no hash and no secret.
import { actionsOf, type Me, type Role, type Workspace, type WorkspaceWithSettings } from '@lotse/protocol'
import { type Db, memberById, workspaceById, workspacesOf } from '../../adapters/store/members.ts'
import { ownUnits } from '../../adapters/store/units.ts'
import type { Caller, CallerSession } from '../auth.ts'
import { instantOf } from '../ids.ts'
import { settingsOf } from '../settings.ts'

/** Languages that are not ours are shown as English. */
const localeOf = (text: string): 'de' | 'en' => (text === 'de' ? 'de' : 'en')

/** The workspace with an id that is known to exist. */
export async function showWorkspace(db: Db, id: number): Promise<Workspace> {
  const row = await workspaceById(db, id)
  if (!row) throw new Error(`workspace ${id} is gone`)
  const { name, zone, locale } = row
  return { id: String(id), name, zone, locale: localeOf(locale), createdAt: instantOf(row.created_at) }
}

/** The same with its settings. */
export async function showWorkspaceSettings(db: Db, id: number): Promise<WorkspaceWithSettings> {
  const [shown, row] = [await showWorkspace(db, id), await workspaceById(db, id)]
  return { ...shown, settings: settingsOf(row?.settings) }
}

/** What is shown of a caller; the name of a member is looked up. */
type Shown = Pick<Caller, 'workspaceId' | 'role' | 'roles' | 'scopes' | 'memberId' | 'tokenId'> & {
  readonly name?: string
  readonly session: Pick<CallerSession, 'bound' | 'wanting'> | null
}

/** Who calls, where, and what they may do. */
export async function showMe(db: Db, caller: Shown): Promise<Me> {
  const { workspaceId, role, roles, scopes, memberId, tokenId, name, session } = caller
  const member = memberId === null ? undefined : await memberById(db, memberId)
  const workspace = await showWorkspace(db, workspaceId)
  const units = memberId === null ? [] : await ownUnits(db, workspaceId, memberId)
  const others = memberId === null ? [] : await workspacesOf(db, memberId)
  return {
    member: member
      ? {
          id: String(member.id),
          email: member.email,
          name: member.name,
          locale: member.locale === null ? null : localeOf(member.locale),
        }
      : null,
    token: tokenId === null ? null : { id: String(tokenId), name: name ?? '' },
    workspace,
    role,
    roles: [...roles],
    actions: held(actionsOf(roles), scopes),
    units: units.map((unit) => ({ ...unit, id: String(unit.id) })),
    workspaces:
      memberId === null || session?.bound
        ? [{ id: workspace.id, name: workspace.name, role }]
        : others.map((one) => ({ id: String(one.id), name: one.name, role: one.role as Role })),
    needsSecondFactor: session?.wanting ?? false,
  }
}

/** The actions that a token's scopes leave; null leaves all. */
function held(reached: Me['actions'], scopes: Caller['scopes']): Me['actions'] {
  if (scopes === null) return reached
  return Object.fromEntries(scopes.flatMap((action) => (reached[action] ? [[action, reached[action]]] : [])))
}
