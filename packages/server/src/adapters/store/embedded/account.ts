// As whom PostgreSQL runs and what that account can reach. PostgreSQL refuses root, so root lends it the account `nobody`.
import { chownSync, lstatSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

export type Account = { readonly uid: number; readonly gid: number }

/** `nobody` on every Linux; it must have an entry in /etc/passwd, else PostgreSQL says that it cannot look up its user. */
const NOBODY: Account = { uid: 65_534, gid: 65_534 }

/** The account for PostgreSQL: null means our own. */
export function serverAccount(): Account | null {
  return process.getuid?.() === 0 ? NOBODY : null
}

/** Whether the account may walk to a folder or file from the root. Null (ourselves) always may: we just made it. */
export function reachable(path: string, account: Account | null): boolean {
  if (!account) return true
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!mayEnter(folder, account)) return false
    if (folder === dirname(folder)) return true
  }
}

function mayEnter(folder: string, account: Account): boolean {
  const { mode, uid, gid } = statSync(folder)
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
  return (mode & bit) !== 0
}

/** Gives a folder and all in it to the account. Links are not followed. */
export function giveTo(path: string, account: Account): void {
  const { uid } = lstatSync(path)
  if (uid !== account.uid) chownSync(path, account.uid, account.gid)
  if (!lstatSync(path).isDirectory()) return
  for (const name of readdirSync(path)) giveTo(join(path, name), account)
}
