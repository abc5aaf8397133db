// Operations on who belongs to the workspace: list, roles and units, removing, bringing back, leaving. There is always an admin.
import { DAY_MS, Problem } from '@lotse/core/base'
import type { Member, MemberRow, OperationQuery } from '@lotse/protocol'
import { type Db, insertWorkspace } from '../../adapters/store/members.ts'
import {
  endMembership,
  formerBelonging,
  listMemberships,
  lockAdmins,
  type MembershipRow,
  putBelonging,
} from '../../adapters/store/memberships.ts'
import { setSessionWorkspace } from '../../adapters/store/sessions.ts'
import { listUnits } from '../../adapters/store/units.ts'
import { type Caller, hashOf, may } from '../auth.ts'
import { type Page, pageOf, positionOf } from '../cursor.ts'
import { type Column, DOWNLOAD_PAGE, download } from '../download.ts'
import { instantOrNull, integerId } from '../ids.ts'
import { type Api, read, write } from '../operation.ts'
import { knownUnits } from './invitation-routes.ts'
import { showMe } from './presenter.ts'
import { refuseZone } from './zone.ts'

/** So long a removal can be undone. */
const UNDO_MS = 30 * DAY_MS

/** Registers the operations. */
export function membershipRoutes(api: Api): void {
  read(api, 'listMembers', ({ db, caller, query }) => membersOf(db, caller, query))

  download(api, 'exportMembers', async ({ db, caller, query }) => {
    const names = new Map((await listUnits(db, caller.workspaceId)).map(({ id, name }) => [String(id), name]))
    return {
      file: 'members',
      columns: memberColumns,
      page: async (cursor) => {
        const { items, next } = await membersOf(db, caller, { ...query, cursor, limit: DOWNLOAD_PAGE })
        return { items: items.map((one) => ({ ...one, units: one.unitIds.map((id) => names.get(id) ?? id) })), next }
      },
    }
  })

  write(api, 'changeMember', async ({ db, caller, params, body, now, changed }) => {
    const { workspaceId } = caller
    const id = integerId(params.id)
    const admins = await lockAdmins(db, workspaceId)
    const before = await known(db, workspaceId, id)
    const roles = body.roles ?? before.roles
    if (!roles.includes('admin')) refuseLastAdmin(admins, id)
    const unitIds =
      body.unitIds === undefined ? before.unitIds : await chosenUnits(db, workspaceId, before, body.unitIds)
    await putBelonging(db, { workspaceId, memberId: id, roles, unitIds }, now)
    changed({ roles: { before: before.roles, after: roles }, units: { before: before.unitIds, after: unitIds } })
    return showMember(await known(db, workspaceId, id), caller)
  })

  write(api, 'removeMember', async ({ db, caller, params, now }) => {
    await end(db, { workspaceId: caller.workspaceId, memberId: integerId(params.id) }, now)
    return undefined
  })

  write(api, 'restoreMember', async ({ db, caller, params, now }) => {
    const who = { workspaceId: caller.workspaceId, memberId: integerId(params.id) }
    const belonging = await formerBelonging(db, who, now - UNDO_MS)
    if (belonging) await putBelonging(db, belonging, now)
    return showMember(await known(db, who.workspaceId, who.memberId), caller)
  })

  write(api, 'leaveWorkspace', async ({ db, caller, now }) => {
    const { workspaceId, memberId } = caller
    if (memberId === null) throw new Problem('auth.forbidden', { detail: 'a token is not a member' })
    await end(db, { workspaceId, memberId }, now)
    return undefined
  })

  write(api, 'createWorkspace', async ({ db, caller, body, now }) => {
    const { memberId, session } = caller
    if (memberId === null || session === null)
      throw new Problem('auth.forbidden', { detail: 'a token has one workspace' })
    // Who came by a workspace's provider is known in that workspace alone.
    if (session.bound) throw new Problem('auth.forbidden', { detail: 'this session is bound to its workspace' })
    refuseZone(body.zone)
    const workspaceId = await insertWorkspace(db, body, now)
    await putBelonging(db, { workspaceId, memberId, roles: ['admin'], unitIds: [] }, now)
    await setSessionWorkspace(db, hashOf(session.secret), workspaceId)
    return showMe(db, { ...caller, workspaceId, role: 'admin', roles: ['admin'] })
  })
}

const sees = (caller: Caller): boolean => may(caller, 'members.manage')

type Asked = Omit<OperationQuery<'listMembers'>, 'cursor'> & { readonly cursor?: string | undefined }

async function membersOf(db: Db, caller: Caller, { find, role, unitId, cursor, limit }: Asked): Promise<Page<Member>> {
  const filter = { find, role, byEmail: sees(caller), unitId: unitId === undefined ? undefined : integerId(unitId) }
  const after = positionOf(cursor, 'string', 'number')
  const rows = await listMemberships(db, caller.workspaceId, { filter, after, limit: limit + 1 })
  const show = (row: MembershipRow) => showMember(row, caller)
  return pageOf(rows, { limit, show, place: (row) => [row.name.toLowerCase(), row.id] })
}

const dateOf = (instant: string | null): Date | null => (instant === null ? null : new Date(instant))

const memberColumns: readonly Column<MemberRow>[] = [
  { de: 'Name', en: 'Name', of: ({ name }) => name },
  { de: 'E-Mail', en: 'E-mail', of: ({ email }) => email },
  { de: 'Rollen', en: 'Roles', of: ({ roles }) => roles.join(', ') },
  { de: 'Einheiten', en: 'Units', of: ({ units }) => units.join(', ') },
  { de: 'Dabei seit', en: 'Joined', of: ({ joinedAt }) => dateOf(joinedAt) },
  { de: 'Zuletzt aktiv', en: 'Last active', of: ({ seenAt }) => dateOf(seenAt) },
  { de: 'Zweiter Faktor', en: 'Second factor', of: ({ secondFactor }) => secondFactor },
]

async function known(db: Db, workspaceId: number, id: number): Promise<MembershipRow> {
  const [row] = await listMemberships(db, workspaceId, { filter: { id }, after: undefined, limit: 1 })
  if (!row) throw new Problem('not_found')
  return row
}

/** Archived units stay where they were given before; new ones must stand. */
async function chosenUnits(db: Db, workspaceId: number, { unitIds }: MembershipRow, texts: readonly string[]) {
  const kept = texts.map(integerId).filter((id) => unitIds.includes(id))
  const added = texts.filter((text) => !kept.includes(integerId(text)))
  return [...kept, ...(await knownUnits(db, workspaceId, added))]
}

async function end(db: Db, who: { readonly workspaceId: number; readonly memberId: number }, now: number) {
  refuseLastAdmin(await lockAdmins(db, who.workspaceId), who.memberId)
  if (!(await endMembership(db, who, now))) throw new Problem('not_found')
}

function refuseLastAdmin(admins: readonly number[], id: number): void {
  if (admins.length === 1 && admins[0] === id) throw new Problem('member.last_admin')
}

function showMember(row: MembershipRow, caller: Caller): Member {
  const all = sees(caller)
  return {
    id: String(row.id),
    name: row.name,
    roles: row.roles,
    unitIds: row.unitIds.map(String),
    me: row.id === caller.memberId,
    email: all ? row.email : null,
    joinedAt: all ? instantOrNull(row.joinedAt) : null,
    seenAt: all ? instantOrNull(row.seenAt) : null,
    secondFactor: all ? row.secondFactor : null,
  }
}
