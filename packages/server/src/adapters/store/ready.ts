// What a health check asks of the database. Never writes.
import type { Db } from './members.ts'

/** Names of the migrations that were applied. */
export async function appliedMigrations(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('migration').select('name').execute()
  return new Set(rows.map((row) => row.name))
}
