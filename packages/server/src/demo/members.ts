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
  let hash: Promise<string> | undefined
  const add = async ({ email, name, locale }: Company['members'][number]) => {
    hash ??= hashPassword(password)
    return insertMember(db, { email, name, passwordHash: await hash, locale, now: clock.now() })
  }
  for (const member of company.members) {
    const known = await findMember(db, member.email)
    if (known && member.role === 'admin') await checkAdmin(db, known, { ...member, password })
    await putMembership(db, workspace.id, known?.id ?? (await add(member)), member.role)
  }
}

type Known = { readonly id: number; readonly name: string; readonly password_hash: string | null }

/** The first admin was made by the server, which knows no name. */
async function checkAdmin(db: World['db'], known: Known, { name, password }: { name: string; password: string }) {
  if (!(await isPassword(known.password_hash, password))) throw lost()
  if (known.name !== name) await updateMember(db, known.id, { name })
}

function lost(): UsageFault {
  return new UsageFault(
    'The demo does not know its own passwords any more. Remove the folder "demo" in the data folder to begin anew.',
  )
}
