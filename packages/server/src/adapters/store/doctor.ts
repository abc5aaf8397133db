// What `lotse doctor` asks of the database. Never writes.
import { sql } from 'kysely'
import type { Db } from './members.ts'

export type DatabaseFacts = {
  /** As PostgreSQL says it, e.g. `18.4`. */
  readonly version: string
  readonly sizeBytes: number
  readonly members: number
  /** Inputs that made a rule throw and were not looked at yet. */
  readonly setAside: number
  /** Messages that were given up and that a person may retry. */
  readonly deadMessages: number
}

/** Facts about the database as a whole, over all workspaces. */
export async function databaseFacts(db: Db): Promise<DatabaseFacts> {
  const { rows } = await sql<DatabaseFacts>`select
    current_setting('server_version') as version,
    pg_database_size(current_database()) as "sizeBytes",
    (select count(*) from member) as members,
    (select count(*) from set_aside where resolved_at is null) as "setAside",
    (select count(*) from message where state = 'dead') as "deadMessages"`.execute(db)
  const [facts] = rows
  if (!facts) throw new Error('the database told nothing')
  return facts
}
