// Operations that answer a file: rows streamed page by page as CSV or JSON, or made into a workbook, each file written down in the audit log. Chooses no rows itself.
//
// How a list gets its export, named `export<List>`:
// 1. packages/protocol/src/api: an operation with `download: <shape of a row>` in place of `answer`, and a query of the list's own
//    filters with `...downloadQuery` (without `cursor` and `limit`).
// 2. In the routes: `download(api, 'exportTokens', async ({ db, caller, query }) => ({ file: 'tokens', columns, page }))`, where `page`
//    answers what the list's operation answers for a cursor, `{ items, next }`, and `columns` say how a row stands in a spreadsheet.
// 3. The screen links to `requestOf('exportTokens', { query: { ...filters, format: 'csv', language } }).path` with `download`.
// Rows are parsed by their shape and masked by the caller's role like answers are; see understand/masking.ts.
import { Readable } from 'node:stream'
import { Problem } from '@lotse/core/base'
import { type DownloadName, type JsonObject, type OperationRow, operations } from '@lotse/protocol'
import type { FastifyRequest } from 'fastify'
import { insertAudit } from '../adapters/store/audit.ts'
import { workspaceById } from '../adapters/store/members.ts'
import { stillHolds } from './auth.ts'
import { BYTE_ORDER_MARK, type Cell, csvLines, instantWriter } from './csv.ts'
import type { Page } from './cursor.ts'
import { type Api, auditOf, type Call, knownCaller, openCall, route, shown } from './operation.ts'
import { WORKBOOK_TYPE, workbookFile } from './sheets.ts'

/** A column of the spreadsheet: its headings and what stands in it. */
export type Column<Row> = { readonly de: string; readonly en: string; readonly of: (row: Row) => Cell }

/**
 * What a file holds. `file`: its name without date and ending. `page`: the rows behind a cursor, undefined for the first page; each is
 * a query of its own, so that a long download holds no transaction.
 */
export type Rows<Row> = {
  readonly file: string
  readonly columns: readonly Column<Row>[]
  readonly page: (cursor: string | undefined) => Promise<Page<Row>>
  /** Where the file can be had as a document to read. */
  readonly document?: (language: 'de' | 'en') => Writer<Row>
}

/** How many rows `page` should answer at once. */
export const DOWNLOAD_PAGE = 500

const DOWNLOADS_MAX = 8
const PAGES_MAX = 100_000
/** A workbook is made in memory. */
const WORKBOOK_ROWS_MAX = 50_000
/** Whether the session or token still holds is looked at this often. */
const PAGES_BETWEEN_LOOKS = 20

const TYPES = {
  html: 'text/html; charset=utf-8',
  xes: 'application/xml; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xlsx: WORKBOOK_TYPE,
} as const

type Wanted = { readonly format: keyof typeof TYPES; readonly language: 'de' | 'en' }

/** Turns a page's rows into text; `first` and `last` stand around all of them. */
export type Writer<Row> = {
  readonly first: string
  readonly last: string
  write(rows: readonly Row[], from: number): string
}

/**
 * An operation that answers a file. The first page is read before the answer begins, so that a refusal is answered as one; a fault later
 * on cuts the answer off, which every client takes for a failed download. Who stops reading ends the work.
 *
 * @param work - says what the file holds.
 */
export function download<N extends DownloadName>(
  api: Api,
  name: N,
  work: (call: Call<N>) => Promise<Rows<OperationRow<N>>>,
): void {
  let open = 0
  route(api, name, async (request, reply) => {
    if (open >= DOWNLOADS_MAX) throw new Problem('server.unavailable', { retryAfterS: 5 })
    open += 1
    reply.raw.once('close', () => {
      open -= 1
    })
    const call = { ...openCall<N>(api.world, request, reply), caller: knownCaller(request) }
    const wanted = request.query as Wanted
    const rows = await work(call)
    const writer = await writerOf(call, rows, wanted)
    const first = await rows.page(undefined)
    await note(call, name, { began: true, ...askedFor(request) })
    const file = `${rows.file}-${new Date(call.now).toISOString().slice(0, 10)}.${wanted.format}`
    reply.header('cache-control', 'no-store').header('content-disposition', `attachment; filename="${file}"`)
    const making = { call, name, rows, first, writer }
    const whole = wanted.format === 'xlsx' ? await workbookOf(making, wanted.language) : undefined
    return reply.type(TYPES[wanted.format]).send(whole ?? Readable.from(chunksOf(making)))
  })
}

type Making<N extends DownloadName> = {
  readonly call: Call<N>
  readonly name: N
  readonly rows: Rows<OperationRow<N>>
  readonly first: Page<OperationRow<N>>
  readonly writer: Writer<OperationRow<N>>
}

/** The file's text, a page at a time. However it ends, the audit log is told how many rows went out. */
async function* chunksOf<N extends DownloadName>({
  call,
  name,
  rows,
  first,
  writer,
}: Making<N>): AsyncGenerator<string> {
  let sent = 0
  let complete = false
  try {
    yield writer.first
    let page = first
    for (let pages = 1; ; pages++) {
      const text = writer.write(
        page.items.map((row) => visible(call, name, row)),
        sent,
      )
      sent += page.items.length
      if (text !== '') yield text
      if (page.next === null) break
      if (pages >= PAGES_MAX) throw new Error('a download has more pages than allowed')
      if (pages % PAGES_BETWEEN_LOOKS === 0) await refuseEnded(call, name)
      page = await rows.page(page.next)
    }
    yield writer.last
    complete = true
  } catch (error) {
    call.request.log.error({ err: error, operation: name }, 'a download broke off')
    throw error
  } finally {
    await note(call, name, { rows: sent, complete }).catch((error: unknown) =>
      call.request.log.error({ err: error, operation: name }, 'the end of a download was not written down'),
    )
  }
}

/** All rows as a workbook. @throws Problem `request.too_large`. */
async function workbookOf<N extends DownloadName>(
  { call, name, rows, first }: Making<N>,
  language: Wanted['language'],
): Promise<Buffer> {
  const instant = instantWriter(await zoneOf(call))
  const plain = (cell: Cell) => (cell instanceof Date ? instant(cell) : cell)
  const cells: ReturnType<typeof plain>[][] = []
  let page = first
  for (let pages = 1; ; pages++) {
    for (const row of page.items) cells.push(rows.columns.map((column) => plain(column.of(visible(call, name, row)))))
    if (cells.length > WORKBOOK_ROWS_MAX || pages > PAGES_MAX)
      throw new Problem('request.too_large', { detail: `A workbook takes ${WORKBOOK_ROWS_MAX} rows at most; take CSV` })
    if (page.next === null) break
    page = await rows.page(page.next)
  }
  await note(call, name, { rows: cells.length, complete: true })
  return workbookFile([{ name: rows.file, headings: rows.columns.map((column) => column[language]), rows: cells }])
}

async function zoneOf<N extends DownloadName>({ db, caller }: Call<N>): Promise<string> {
  return (await workspaceById(db, caller.workspaceId))?.zone ?? 'UTC'
}

/** A row as the caller may see it. */
function visible<N extends DownloadName>({ caller }: Call<N>, name: N, row: OperationRow<N>): OperationRow<N> {
  return shown(operations[name].download, row, caller) as OperationRow<N>
}

async function refuseEnded<N extends DownloadName>({ world, request }: Call<N>, name: N): Promise<void> {
  if (!(await stillHolds(world, request, operations[name]))) throw new Problem('auth.missing')
}

async function writerOf<N extends DownloadName>(
  call: Call<N>,
  { columns, document }: Rows<OperationRow<N>>,
  { format, language }: Wanted,
): Promise<Writer<OperationRow<N>>> {
  if (format === 'ndjson') return { first: '', last: '', write: (rows) => rows.map(jsonLine).join('') }
  if (format === 'json') return JSON_ARRAY
  if ((format === 'html' || format === 'xes') && document) return document(language)
  const zone = await zoneOf(call)
  const line = csvLines({ language, zone })
  return {
    first: BYTE_ORDER_MARK + line(columns.map((column) => column[language])),
    last: '',
    write: (rows) => rows.map((row) => line(columns.map((column) => column.of(row)))).join(''),
  }
}

const jsonLine = (row: unknown): string => `${JSON.stringify(row)}\n`

const JSON_ARRAY: Writer<unknown> = {
  first: '[',
  last: '\n]\n',
  write: (rows, from) => rows.map((row, at) => `${from + at === 0 ? '' : ','}\n${JSON.stringify(row)}`).join(''),
}

// The values of filters may be somebody's address, so that only their names are written down.
function askedFor(request: FastifyRequest): JsonObject {
  const { format, language, ...filters } = request.query as Wanted & Readonly<Record<string, unknown>>
  const used = Object.keys(filters).filter((name) => filters[name] !== undefined)
  return { format, language, filters: used.sort() }
}

async function note<N extends DownloadName>(call: Call<N>, name: N, detail: JsonObject): Promise<void> {
  const entry = auditOf(name, call, call.caller)
  await insertAudit(call.db, { ...entry, detail, now: call.world.clock.now() })
}
