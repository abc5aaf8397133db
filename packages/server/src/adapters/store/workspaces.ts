// Workspaces in the database, for commands that must choose one. Changes none.
import type { Db } from './members.ts'

const SHOWN_MAX = 100

/** Workspaces by number, the first hundred. */
export async function listWorkspaces(db: Db): Promise<{ id: number; name: string }[]> {
  return db.selectFrom('workspace').select(['id', 'name']).orderBy('id').limit(SHOWN_MAX).execute()
}

/** The numbers of all workspaces. */
export async function workspaceIds(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('workspace').select('id').orderBy('id').execute()
  return rows.map((row) => row.id)
}
