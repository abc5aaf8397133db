// Workspaces in the database, for commands that must choose one. Changes none.
import type { Db } from './members.ts'

const SHOWN_MAX = 100

/** Workspaces by number, the first hundred. */
export async function listWorkspaces(db: Db): Promise<{ id: number; name: string }[]> {
  return db.selectFrom('workspace').select(['id', 'name']).orderBy('id').limit(SHOWN_MAX).execute()
}
