// Operations on uploaded files and on mappings. What a file holds is judged elsewhere; nothing is imported here.
import { Problem } from '@lotse/core/base'
import type { FileImport } from '@lotse/protocol'
import {
  cancelImport,
  type ImportRow,
  type ImportState,
  importById,
  listImports,
  startImport,
} from '../../adapters/store/file-imports.ts'
import { type Db, workspaceById } from '../../adapters/store/members.ts'
import { refusedOfFile } from '../../adapters/store/refused.ts'
import { changeSource, hookOf, sourceKindOf } from '../../adapters/store/sources.ts'
import { pageOf, positionOf } from '../../base/cursor.ts'
import { type Column, DOWNLOAD_PAGE, download } from '../../base/download.ts'
import { bigId, instantOf, instantOrNull, integerId } from '../../base/ids.ts'
import { type Api, read, write } from '../../base/operation.ts'
import { upload } from '../../base/upload.ts'
import { createSenders, type Senders, senderOfWorkspace } from '../sources.ts'
import { checkFile, preview, readingOf, tryRecord } from './check.ts'
import { receive } from './receive.ts'
import { fileKey } from './run.ts'

/** Registers the operations. */
export function importRoutes(api: Api): void {
  const senders = createSenders(api.world)

  upload(api, 'uploadFile', async ({ world, db, caller, params, query, bytes, now }) => {
    const { workspaceId } = caller
    const sourceId = integerId(params.id)
    await refuseUnknown(db, workspaceId, sourceId)
    return showImport(await receive(world, { workspaceId, sourceId, name: query.name, bytes, now }))
  })

  read(api, 'listImports', async ({ db, caller, params, query: { cursor, limit } }) => {
    const sourceId = integerId(params.id)
    await refuseUnknown(db, caller.workspaceId, sourceId)
    const [before] = positionOf(cursor, 'number') ?? []
    const rows = await listImports(db, caller.workspaceId, { sourceId, before, limit: limit + 1 })
    return pageOf(rows, { limit, show: showImport, place: (row) => [row.id] })
  })

  read(api, 'previewImport', async ({ world, db, caller, params, query }) => {
    const row = await waitingImport(db, caller.workspaceId, params.id)
    const reading = readingOf(readingIn(row), query)
    const source = await hookOf(world.pool, row.source_id)
    return preview(world, { id: row.id, format: row.format, reading }, source?.mapping ?? null)
  })

  read(api, 'checkImport', async ({ world, db, caller, params, body, now }) => {
    const row = await waitingImport(db, caller.workspaceId, params.id)
    const judging = { ...(await judgingOf(db, caller.workspaceId, { senders, sourceId: row.source_id })), now }
    return checkFile(world, { id: row.id, format: row.format, ...body }, judging)
  })

  write(api, 'startImport', async ({ db, caller, params, body, now }) => {
    const { workspaceId } = caller
    const id = bigId(params.id)
    const row = await startImport(db, workspaceId, { id, ...body, now })
    if (!row) throw await notNow(db, workspaceId, id)
    await changeSource(db, workspaceId, { id: row.source_id, mapping: body.mapping })
    return showImport(row)
  })

  write(api, 'cancelImport', async ({ db, caller, params, now }) => {
    const id = bigId(params.id)
    const row = await cancelImport(db, caller.workspaceId, id, now)
    if (!row) throw await notNow(db, caller.workspaceId, id)
    return showImport(row)
  })

  download(api, 'exportImportErrors', async ({ db, caller, params }) => {
    const row = await knownImport(db, caller.workspaceId, bigId(params.id))
    const page = (cursor: string | undefined) => errorPage(db, caller.workspaceId, { row, cursor })
    return { file: 'import-errors', columns: errorColumns, page }
  })

  read(api, 'tryMapping', async ({ db, caller, body, now }) => {
    const judging = { ...(await judgingOf(db, caller.workspaceId, { senders, sourceId: null })), now }
    return { items: body.records.map((record) => tryRecord(record, body.mapping, judging)) }
  })
}

/** Whose rules records are judged by: those of a source, or of the workspace. */
async function judgingOf(
  db: Db,
  workspaceId: number,
  { senders, sourceId }: { readonly senders: Senders; readonly sourceId: number | null },
) {
  const workspace = await workspaceById(db, workspaceId)
  if (!workspace) throw new Problem('not_found')
  const sender = sourceId === null ? senderOfWorkspace(workspace) : await senders.byId(sourceId)
  return { sender, zone: workspace.zone }
}

async function refuseUnknown(db: Db, workspaceId: number, sourceId: number): Promise<void> {
  if ((await sourceKindOf(db, workspaceId, sourceId)) === undefined) throw new Problem('not_found')
}

async function knownImport(db: Db, workspaceId: number, id: number): Promise<ImportRow> {
  const row = await importById(db, workspaceId, id)
  if (!row) throw new Problem('not_found')
  return row
}

/** One whose content is here and that nobody has started. */
async function waitingImport(db: Db, workspaceId: number, id: string): Promise<ImportRow> {
  const row = await knownImport(db, workspaceId, bigId(id))
  if (row.state !== 'ready') throw new Problem('import.wrong_state', { state: row.state })
  return row
}

async function notNow(db: Db, workspaceId: number, id: number): Promise<Problem> {
  return new Problem('import.wrong_state', { state: (await knownImport(db, workspaceId, id)).state })
}

async function errorPage(
  db: Db,
  workspaceId: number,
  { row, cursor }: { readonly row: ImportRow; readonly cursor: string | undefined },
) {
  const [after = 0] = positionOf(cursor, 'number') ?? []
  const file = fileKey(row.hash ?? '')
  const limit = DOWNLOAD_PAGE
  const rows = await refusedOfFile(db, workspaceId, { sourceId: row.source_id, file, after, limit: limit + 1 })
  const show = (refused: (typeof rows)[number]) => ({
    row: Number((refused.record_key ?? '').slice(file.length)),
    code: refused.code,
    field: refused.field ?? '',
    detail: refused.detail,
    raw: refused.raw,
  })
  return pageOf(rows, { limit, show, place: (one) => [one.id] })
}

type ErrorRow = Awaited<ReturnType<typeof errorPage>>['items'][number]

const errorColumns: readonly Column<ErrorRow>[] = [
  { de: 'Zeile', en: 'Row', of: (row) => row.row },
  { de: 'Feld', en: 'Field', of: (row) => row.field },
  { de: 'Grund', en: 'Reason', of: (row) => row.detail },
  { de: 'Code', en: 'Code', of: (row) => row.code },
  { de: 'Inhalt', en: 'Content', of: (row) => row.raw },
]

const readingIn = (row: ImportRow): FileImport['reading'] => row.reading as FileImport['reading']

/** Nobody is shown a file that still comes in. */
type ShownState = Exclude<ImportState, 'receiving'>

const showImport = (row: ImportRow): FileImport => ({
  id: String(row.id),
  sourceId: String(row.source_id),
  name: row.name,
  format: row.format as FileImport['format'],
  state: row.state as ShownState,
  bytes: row.bytes,
  reading: readingIn(row),
  live: row.live,
  rows: row.rows,
  refused: row.refused,
  known: row.known,
  share: row.share,
  fault: row.fault,
  createdAt: instantOf(row.created_at),
  startedAt: instantOrNull(row.started_at),
  endedAt: instantOrNull(row.ended_at),
})
