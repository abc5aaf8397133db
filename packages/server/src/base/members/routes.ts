// Operations on the own person, the first admin and the workspace. Each reads as a sentence; the work stands beside.
import { isZone, Problem } from '@lotse/core/base'
import { appendZoneChange, NOTICE_MS } from '../../adapters/store/flows.ts'
import { hasMembers, updateMember, updateWorkspace, workspaceById } from '../../adapters/store/members.ts'
import { differencesOf } from '../../privacy/audit/differences.ts'
import { beginSession } from '../../sign-in/begin.ts'
import { showEntrant } from '../../sign-in/entrant.ts'
import type { Caller } from '../auth.ts'
import { type Api, open, read, write } from '../operation.ts'
import type { Clock } from '../world.ts'
import { showMe, showWorkspaceSettings } from './presenter.ts'
import { setUp } from './setup.ts'

/** Registers the operations. */
export function memberRoutes(api: Api): void {
  read(api, 'getMe', ({ db, caller }) => showMe(db, caller))

  write(api, 'updateMe', async ({ db, caller, body }) => {
    if (caller.memberId === null) throw new Problem('auth.forbidden', { detail: 'a token is not a member' })
    await updateMember(db, caller.memberId, body)
    return showMe(db, caller)
  })

  open(api, 'getSetup', async ({ db }) => ({ needed: !(await hasMembers(db)) }))

  open(api, 'setUp', async (call) => {
    const made = await setUp(call)
    await beginSession(call.world, call.reply, made)
    return showEntrant(call.db, made)
  })

  read(api, 'getWorkspace', ({ db, caller }) => showWorkspaceSettings(db, caller.workspaceId))

  write(api, 'updateWorkspace', async ({ db, caller, body, changed, world: { clock } }) => {
    const before = await showWorkspaceSettings(db, caller.workspaceId)
    if (body.zone !== undefined) await changeZone({ db, caller, clock }, body.zone)
    await updateWorkspace(db, caller.workspaceId, body)
    const after = await showWorkspaceSettings(db, caller.workspaceId)
    changed(differencesOf(told(before), told(after)))
    return after
  })
}

/** Values that identify nobody may be people's addresses, so that the audit log is told only how many there are. */
const told = ({ name, zone, locale, settings }: Awaited<ReturnType<typeof showWorkspaceSettings>>) => ({
  ...{ name, zone, locale, ...settings },
  blockedIdentities: settings.blockedIdentities.length,
})

/** What was decided by the old zone stays decided; the new one counts from a second on, when every engine knows it. */
async function changeZone(
  { db, caller, clock }: { readonly db: Api['world']['db']; readonly caller: Caller; readonly clock: Clock },
  to: string,
): Promise<void> {
  if (!isZone(to)) throw new Problem('request.invalid', { field: 'zone' })
  const from = (await workspaceById(db, caller.workspaceId))?.zone
  if (from === undefined || from === to) return
  const effectiveAt = clock.now() + NOTICE_MS
  await appendZoneChange(db, { workspaceId: caller.workspaceId, from, to, effectiveAt })
}
