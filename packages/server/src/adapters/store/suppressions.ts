// Barred addresses as people look after them: listed, found, lifted. They are barred in consent.ts.
import { sql } from 'kysely'
import type { Db } from './members.ts'

const columns = ['channel', 'address', 'reason', 'suppressed_at'] as const

/** Barred addresses, the last barred first. `find`: the beginning of the address. */
export async function listSuppressions(
  db: Db,
  workspaceId: number,
  page: {
    readonly find: string | undefined
    readonly before: readonly [suppressedAt: number, address: string] | undefined
    readonly limit: number
  },
) {
  const { find, before, limit } = page
  return db
    .selectFrom('suppression')
    .select(columns)
    .where('workspace_id', '=', workspaceId)
    .$if(find !== undefined, (query) => query.where(sql<boolean>`starts_with(address, ${find ?? ''})`))
    .$if(before !== undefined, (query) =>
      query.where(sql<boolean>`(suppressed_at, address) < (${before?.[0] ?? 0}, ${before?.[1] ?? ''})`),
    )
    .orderBy('suppressed_at', 'desc')
    .orderBy('address', 'desc')
    .limit(limit)
    .execute()
}

/** One barred address. */
export async function findSuppression(db: Db, workspaceId: number, channel: string, address: string) {
  return db
    .selectFrom('suppression')
    .select(columns)
    .where('workspace_id', '=', workspaceId)
    .where('channel', '=', channel)
    .where('address', '=', address)
    .executeTakeFirst()
}

/** Lifts the bar of an address, also where it stands in small letters. Answers whether there was one. */
export async function deleteSuppression(
  db: Db,
  workspaceId: number,
  channel: string,
  address: string,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('suppression')
    .where('workspace_id', '=', workspaceId)
    .where('channel', '=', channel)
    .where('address', 'in', [address, address.toLowerCase()])
    .executeTakeFirst()
  return numDeletedRows > 0n
}
