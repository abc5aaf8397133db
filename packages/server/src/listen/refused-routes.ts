// Operations on refused events: lists, groups, the file, and judging again, one or many. What was sent stays as it was sent.
import { Problem } from '@lotse/core/base'
import type { OperationQuery, RefusedEvent, ReplayRound } from '@lotse/protocol'
import type { Pool } from 'pg'
import type { Db } from '../adapters/store/members.ts'
import {
  discardRefused,
  groupRefused,
  listRefused,
  markReplayed,
  openRefused,
  type RefusedFilter,
  refusedById,
} from '../adapters/store/refused.ts'
import { pageOf, positionOf } from '../base/cursor.ts'
import { type Column, DOWNLOAD_PAGE, download } from '../base/download.ts'
import { bigId, instantOf, instantOrNull, integerId } from '../base/ids.ts'
import { type Api, effect, read, write } from '../base/operation.ts'
import type { Acceptor } from './acceptor.ts'
import { judgeAgain } from './judge-again.ts'
import { createSenders, type Senders } from './sources.ts'

/** Events judged at a time: they share their commits. */
const AT_ONCE = 50
const REASONS_MAX = 20

/** Registers the operations. */
export function refusedRoutes(api: Api, acceptor: Acceptor): void {
  const tools: Tools = { acceptor, senders: createSenders(api.world), pool: api.world.pool }

  read(api, 'listRefusedEvents', ({ db, caller, query }) =>
    refusedPage(db, caller.workspaceId, { filter: filterOf(query), cursor: query.cursor, limit: query.limit }),
  )

  download(api, 'exportRefused', async ({ db, caller, query }) => ({
    file: 'refused-events',
    columns,
    page: (cursor) => refusedPage(db, caller.workspaceId, { filter: filterOf(query), cursor, limit: DOWNLOAD_PAGE }),
  }))

  read(api, 'groupRefusedEvents', async ({ db, caller }) => ({
    items: (await groupRefused(db, caller.workspaceId)).map(
      ({ sourceId, sourceName, firstAt, lastAt, lastId, ...group }) => ({
        ...group,
        source: sourceName === null ? null : { id: String(sourceId), name: sourceName },
        firstAt: instantOf(firstAt),
        lastAt: instantOf(lastAt),
        lastId: String(lastId),
      }),
    ),
    next: null,
  }))

  effect(api, 'replayRefusedEvent', async ({ world, db, caller, params, body, now }) => {
    const id = bigId(params.id)
    const row = await knownRefused(db, caller.workspaceId, id)
    await judgeRow(tools, body.event === undefined ? row : { ...row, raw: JSON.stringify(body.event) }, now)
    if (row.replayed_at === null) await markReplayed(world.pool, [id], now)
    return showRefused(await knownRefused(db, caller.workspaceId, id))
  })

  write(api, 'discardRefusedEvents', async ({ db, caller, body, now }) => {
    const back = body.back === undefined ? null : Date.parse(body.back)
    const change = { filter: filterOf(body), upTo: bigId(body.upTo), now, back }
    return { discarded: await discardRefused(db, caller.workspaceId, change), at: instantOf(now) }
  })

  effect(api, 'replayRefusedEvents', async ({ world, db, caller, body, now }) => {
    const { after, limit } = body
    const filter = filterOf(body)
    const rows = await openRefused(db, caller.workspaceId, {
      filter,
      after: after === undefined ? 0 : bigId(after),
      limit,
    })
    const round = await judgeRows(tools, rows, now)
    await markReplayed(world.pool, round.taken, now)
    const last = rows.length === limit ? rows.at(-1) : undefined
    return { replayed: round.taken.length, ...round.refusals, next: last ? String(last.id) : null }
  })
}

type Tools = { readonly acceptor: Acceptor; readonly senders: Senders; readonly pool: Pool }
type Row = Awaited<ReturnType<typeof knownRefused>>

const filterOf = (
  query: Partial<Pick<OperationQuery<'listRefusedEvents'>, 'code' | 'field' | 'source' | 'state'>>,
): RefusedFilter => ({
  code: query.code,
  field: query.field,
  sourceId: query.source === undefined ? undefined : integerId(query.source),
  state: query.state,
})

async function refusedPage(
  db: Db,
  workspaceId: number,
  {
    filter,
    cursor,
    limit,
  }: { readonly filter: RefusedFilter; readonly cursor: string | undefined; readonly limit: number },
) {
  const [before] = positionOf(cursor, 'number') ?? []
  const rows = await listRefused(db, workspaceId, { filter, before, limit: limit + 1 })
  return pageOf(rows, { limit, show: showRefused, place: (row) => [row.id] })
}

async function knownRefused(db: Db, workspaceId: number, id: number) {
  const row = await refusedById(db, workspaceId, id)
  if (!row) throw new Problem('not_found')
  return row
}

/** Takes one if it is good now. @throws Problem that says what is wrong still. */
function judgeRow(tools: Tools, { id, source_id, refused_at, raw, record_key }: Row, now: number): Promise<void> {
  const message = parsed(raw)
  return judgeAgain(tools, { id, sourceId: source_id, refusedAt: refused_at, message, recordKey: record_key }, now)
}

/** Judges many. What is refused still is counted by its reason; what is no refusal ends the round. */
async function judgeRows(
  tools: Tools,
  rows: readonly Row[],
  now: number,
): Promise<{ taken: number[]; refusals: Pick<ReplayRound, 'refused' | 'still'> }> {
  const taken: number[] = []
  const still = new Map<string, { code: string; detail: string; count: number }>()
  const judge = async (row: Row) => {
    const refusal = await judgeRow(tools, row, now).then(() => undefined, passingProblem)
    if (!refusal) return void taken.push(row.id)
    const key = `${refusal.code} ${refusal.message}`
    const reason = still.get(key) ?? { code: refusal.code, detail: refusal.message, count: 0 }
    still.set(key, { ...reason, count: reason.count + 1 })
  }
  for (let from = 0; from < rows.length; from += AT_ONCE) await Promise.all(rows.slice(from, from + AT_ONCE).map(judge))
  const reasons = [...still.values()].sort((a, b) => b.count - a.count)
  return { taken, refusals: { refused: rows.length - taken.length, still: reasons.slice(0, REASONS_MAX) } }
}

/** A refusal of the event itself; that the server cannot take any now is nothing about the event. */
function passingProblem(error: unknown): Problem {
  if (error instanceof Problem && error.status < 500 && error.status !== 429) return error
  throw error
}

/** What was kept is JSON, but for events too deep to be written. */
function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return null
  }
}

const showRefused = (row: Row): RefusedEvent => ({
  id: String(row.id),
  source: row.source_name === null ? null : { id: String(row.source_id), name: row.source_name },
  refusedAt: instantOf(row.refused_at),
  code: row.code,
  field: row.field,
  detail: row.detail,
  raw: row.raw,
  replayedAt: instantOrNull(row.replayed_at),
  discardedAt: instantOrNull(row.discarded_at),
})

const columns: readonly Column<RefusedEvent>[] = [
  { de: 'Abgelehnt', en: 'Refused', of: ({ refusedAt }) => new Date(refusedAt) },
  { de: 'Grund', en: 'Reason', of: ({ code }) => code },
  { de: 'Feld', en: 'Field', of: ({ field }) => field },
  { de: 'Genauer', en: 'Detail', of: ({ detail }) => detail },
  { de: 'Quelle', en: 'Source', of: ({ source }) => source?.name ?? null },
  {
    de: 'Neu eingespielt',
    en: 'Replayed',
    of: ({ replayedAt }) => (replayedAt === null ? null : new Date(replayedAt)),
  },
  { de: 'Wie gesendet', en: 'As sent', of: ({ raw }) => raw },
]
