// The log of who did what: written with every write, searched, and sealed into one chain per workspace. Never changes what an entry says.
import type { JsonObject } from '@lotse/protocol'
import { sql } from 'kysely'
import type { Db } from './members.ts'

/** An entry as it is first written. */
export type AuditEntry = {
  readonly workspaceId: number
  readonly memberId: number | null
  readonly tokenId: number | null
  readonly operation: string
  readonly target: Readonly<Record<string, string>>
  /** What changed, as names and values that are neither personal data of customers nor secrets. */
  readonly detail?: JsonObject
  readonly now: number
}

/** Writes down who did what (E9). */
export async function insertAudit(db: Db, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit_entry')
    .values({
      workspace_id: entry.workspaceId,
      done_at: entry.now,
      member_id: entry.memberId,
      token_id: entry.tokenId,
      operation: entry.operation,
      target: JSON.stringify(entry.target),
      detail: JSON.stringify(entry.detail ?? {}),
    })
    .execute()
}

/** Which entries are looked for; what is undefined does not narrow. Instants: UTC milliseconds, `until` is the first that no longer counts. */
export type AuditFilter = {
  readonly memberId?: number | undefined
  readonly tokenId?: number | undefined
  readonly operation?: string | undefined
  /** Any value of the path, such as an id. */
  readonly target?: string | undefined
  readonly since?: number | undefined
  readonly until?: number | undefined
}

/** The newest entries that a filter lets through, older than `before`. */
export async function listAudit(
  db: Db,
  workspaceId: number,
  { filter, before, limit }: { filter: AuditFilter; before: number | undefined; limit: number },
) {
  const { memberId, tokenId, operation, target, since, until } = filter
  return db
    .selectFrom('audit_entry as a')
    .leftJoin('member as m', 'm.id', 'a.member_id')
    .leftJoin('api_token as t', 't.id', 'a.token_id')
    .select(['a.id', 'a.done_at', 'a.operation', 'a.target', 'a.detail', 'a.place', 'a.hash'])
    .select(['a.member_id', 'm.name as member', 'a.token_id', 't.name as token'])
    .where('a.workspace_id', '=', workspaceId)
    .$if(before !== undefined, (query) => query.where('a.id', '<', before ?? 0))
    .$if(memberId !== undefined, (query) => query.where('a.member_id', '=', memberId ?? 0))
    .$if(tokenId !== undefined, (query) => query.where('a.token_id', '=', tokenId ?? 0))
    .$if(operation !== undefined, (query) => query.where('a.operation', '=', operation ?? ''))
    .$if(target !== undefined, (query) =>
      query.where(sql<boolean>`exists (select from jsonb_each_text(a.target) as part where part.value = ${target})`),
    )
    .$if(since !== undefined, (query) => query.where('a.done_at', '>=', since ?? 0))
    .$if(until !== undefined, (query) => query.where('a.done_at', '<', until ?? 0))
    .orderBy('a.id', 'desc')
    .limit(limit)
    .execute()
}
