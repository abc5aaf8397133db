// Who changed what (E9). Read by administrators; written with every write.
import { listAudit } from '../adapters/store/answers.ts'
import { pageOf, positionOf } from '../base/cursor.ts'
import { instantOf } from '../base/ids.ts'
import { type Api, read } from '../base/operation.ts'

/** Registers the operation. */
export function auditRoutes(api: Api): void {
  read(api, 'listAudit', async ({ db, caller, query: { cursor, limit } }) => {
    const [before] = positionOf(cursor, 'number') ?? []
    const rows = await listAudit(db, caller.workspaceId, { before, limit: limit + 1 })
    return pageOf(rows, { limit, show: showEntry, place: (row) => [row.id] })
  })
}

type EntryRow = Awaited<ReturnType<typeof listAudit>>[number]

const showEntry = (row: EntryRow) => ({
  id: String(row.id),
  doneAt: instantOf(row.done_at),
  operation: row.operation,
  target: row.target as Record<string, string>,
  member: row.member_id === null ? null : { id: String(row.member_id), name: row.member ?? '' },
  token: row.token_id === null ? null : { id: String(row.token_id), name: row.token ?? '' },
})
