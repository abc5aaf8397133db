// Operations on the log of who did what (E9). Read by administrators; written with every write, sign-in and download.
import type { AuditEntry } from '@lotse/protocol'
import { type AuditFilter, listAudit } from '../../adapters/store/audit.ts'
import type { Db } from '../../adapters/store/members.ts'
import { type Page, pageOf, positionOf } from '../../base/cursor.ts'
import { type Column, DOWNLOAD_PAGE, download } from '../../base/download.ts'
import { instantOf, integerId } from '../../base/ids.ts'
import { type Api, read } from '../../base/operation.ts'
import { readAnchors } from './anchors.ts'
import { checkChain } from './check.ts'

/** Registers the operations. */
export function auditRoutes(api: Api): void {
  read(api, 'listAudit', async ({ db, caller, query }) => entriesOf(db, caller.workspaceId, query))

  download(api, 'exportAudit', async ({ db, caller, query }) => ({
    file: 'audit',
    columns,
    page: (cursor) => entriesOf(db, caller.workspaceId, { ...query, cursor, limit: DOWNLOAD_PAGE }),
  }))

  read(api, 'checkAudit', async ({ world, caller, now }) => {
    const anchors = await readAnchors(world.config.dataFolder)
    const found = await checkChain(world.db, caller.workspaceId, anchors)
    return { ...found, checkedAt: instantOf(now) }
  })
}

type Asked = {
  readonly memberId?: string | undefined
  readonly tokenId?: string | undefined
  readonly operation?: string | undefined
  readonly target?: string | undefined
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

async function entriesOf(db: Db, workspaceId: number, { cursor, limit, ...asked }: Asked): Promise<Page<AuditEntry>> {
  const [before] = positionOf(cursor, 'number') ?? []
  const rows = await listAudit(db, workspaceId, { filter: filterOf(asked), before, limit: limit + 1 })
  return pageOf(rows, { limit, show: showEntry, place: (row) => [row.id] })
}

const filterOf = ({ memberId, tokenId, operation, target, since, until }: Omit<Asked, 'limit'>): AuditFilter => ({
  memberId: memberId === undefined ? undefined : integerId(memberId),
  tokenId: tokenId === undefined ? undefined : integerId(tokenId),
  operation,
  target,
  since: since === undefined ? undefined : Date.parse(since),
  until: until === undefined ? undefined : Date.parse(until),
})

type EntryRow = Awaited<ReturnType<typeof listAudit>>[number]

const showEntry = (row: EntryRow): AuditEntry => ({
  id: String(row.id),
  doneAt: instantOf(row.done_at),
  operation: row.operation,
  target: row.target as AuditEntry['target'],
  detail: row.detail as AuditEntry['detail'],
  member: row.member_id === null ? null : { id: String(row.member_id), name: row.member ?? '' },
  token: row.token_id === null ? null : { id: String(row.token_id), name: row.token ?? '' },
  place: row.place,
  hash: row.hash?.toString('hex') ?? null,
})

const columns: readonly Column<AuditEntry>[] = [
  { de: 'Zeitpunkt', en: 'Time', of: (entry) => new Date(entry.doneAt) },
  { de: 'Mitglied', en: 'Member', of: (entry) => entry.member?.name ?? null },
  { de: 'API-Token', en: 'API token', of: (entry) => entry.token?.name ?? null },
  { de: 'Vorgang', en: 'Operation', of: (entry) => entry.operation },
  { de: 'Betrifft', en: 'Target', of: (entry) => Object.values(entry.target).join(' ') },
  {
    de: 'Einzelheiten',
    en: 'Details',
    of: ({ detail }) => (Object.keys(detail).length === 0 ? null : JSON.stringify(detail)),
  },
  { de: 'Stelle', en: 'Place', of: (entry) => entry.place },
  { de: 'Prüfsumme', en: 'Hash', of: (entry) => entry.hash },
]
