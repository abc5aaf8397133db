// The people who work at the company, one for each role, straight in the database: there is no other way in for them yet.
import { findMember, insertMember, putMembership, updateMember } from '../adapters/store/members.ts'
import { listWorkspaces } from '../adapters/store/workspaces.ts'
import { hashPassword, isPassword } from '../base/passwords.ts'
import type { World } from '../base/world.ts'
import { UsageFault } from '../cli/command.ts'
import type { Company } from './company.ts'

/**
 * Sees that every member can sign in; does nothing for those who can.
 *
 * @param password - the same for all.
 * @throws UsageFault where the folder's members have another password, because the demo's own state was lost.
 */
export async function ensureMembers({ db, clock }: World, company: Company, password: string): Promise<void> {
  const [workspace] = await listWorkspaces(db)
  if (!workspace) throw new Error('the first admin has made no workspace')
  const passwordHash = await hashPassword(password)
  for (const { email, name, role, locale } of company.members) {
    const known = await findMember(db, email)
    if (known && role === 'admin' && !(await isPassword(known.password_hash, password))) throw lost()
    const now = clock.now()
    const id = known?.id ?? (await insertMember(db, { email, name, passwordHash, locale, now }))
    // The first admin was made by the server, which does not know a name.
    if (known && known.name !== name && role === 'admin') await updateMember(db, id, { name })
    await putMembership(db, workspace.id, id, role)
  }
}

function lost(): UsageFault {
  return new UsageFault(
    'The demo does not know its own passwords any more. Remove the folder "demo" in the data folder to begin anew.',
  )
}
