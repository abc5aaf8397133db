// Operations on feedback: list, file, one, correction, standing for an insight. Thin: what words sound like is decided in core.
import { textsOf } from '@lotse/core/atlas'
import { Problem } from '@lotse/core/base'
import type { FeedbackItem, OperationQuery } from '@lotse/protocol'
import { recordsById } from '../adapters/store/atlas.ts'
import {
  correctFeedback,
  countFeedback,
  type FeedbackFilter,
  type FeedbackPlace,
  type FeedbackRow,
  feedbackRows,
  insightsOfFeedback,
  labelsOf,
  linkFeedback,
  linkOf,
} from '../adapters/store/feedback.ts'
import { countEvidence, evidenceOf, insertEvidence, removeEvidence } from '../adapters/store/insight-evidence.ts'
import type { Db } from '../adapters/store/members.ts'
import { sourceNames } from '../adapters/store/sources.ts'
import { type Caller, refuseAction } from '../base/auth.ts'
import { cursorOf, positionOf } from '../base/cursor.ts'
import { DOWNLOAD_PAGE, download } from '../base/download.ts'
import { bigId, integerId } from '../base/ids.ts'
import { type Api, read, type WriteCall, write } from '../base/operation.ts'
import { EVIDENCE_MAX } from '../insights/limits.ts'
import { showEvidence } from '../insights/presenter.ts'
import type { Reaches } from '../insights/reach.ts'
import { subjectOf } from '../insights/subject.ts'
import { feedbackColumns } from './columns.ts'
import { showCorrection, showFeedback } from './presenter.ts'

const CORRECTIONS_SHOWN = 50

/** Registers the operations. @param reaches - how many customers were met where. */
export function feedbackRoutes(api: Api, reaches: Reaches): void {
  listRoutes(api)

  read(api, 'getFeedback', async ({ db, caller: { workspaceId }, params, now }) => {
    const id = bigId(params.id)
    const row = await oneOf(db, workspaceId, id)
    const corrections = await labelsOf(db, workspaceId, id, CORRECTIONS_SHOWN)
    return { ...(await shownOne(db, workspaceId, { row, now })), corrections: corrections.map(showCorrection) }
  })

  write(api, 'correctFeedback', async ({ db, caller, params, body: { version, ...to }, now, changed }) => {
    const { workspaceId, memberId } = caller
    const id = bigId(params.id)
    const before = await oneOf(db, workspaceId, id)
    if (!(await correctFeedback(db, workspaceId, { id, version, to, memberId, now })))
      throw new Problem('conflict', { version: before.version })
    changed(to)
    return shownOne(db, workspaceId, { row: await oneOf(db, workspaceId, id), now })
  })

  write(api, 'addFeedbackToInsight', (call) => addToInsight(call, reaches))
}

type Wanted = Omit<OperationQuery<'listFeedback'>, 'cursor' | 'limit'>

function listRoutes(api: Api): void {
  read(api, 'listFeedback', async ({ db, caller, query: { cursor, limit, ...wanted }, now }) => {
    const { workspaceId } = caller
    const filter = await filterOf(db, caller, wanted)
    const page = await pageOfFeedback(db, workspaceId, { filter, cursor, limit, now })
    return { ...page, counts: await countFeedback(db, workspaceId, filter) }
  })

  download(api, 'exportFeedback', async ({ db, caller, query: { format: _, language: __, ...wanted }, now }) => {
    const filter = await filterOf(db, caller, wanted)
    return {
      file: 'feedback',
      columns: feedbackColumns,
      page: (cursor) => pageOfFeedback(db, caller.workspaceId, { filter, cursor, limit: DOWNLOAD_PAGE, now }),
    }
  })
}

type Asked = {
  readonly filter: FeedbackFilter
  readonly cursor: string | undefined
  readonly limit: number
  readonly now: number
}

async function pageOfFeedback(db: Db, workspaceId: number, { filter, cursor, limit, now }: Asked) {
  const rows = await feedbackRows(db, workspaceId, { filter, before: placeOf(cursor), limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: await shownAll(db, workspaceId, { rows: shown, now }),
    next: last === undefined ? null : cursorOf([last.occurredAt, last.id]),
  }
}

function placeOf(cursor: string | undefined): FeedbackPlace | undefined {
  const position = positionOf(cursor, 'number', 'number')
  return position === undefined ? undefined : { at: position[0], id: position[1] }
}

async function shownAll(
  db: Db,
  workspaceId: number,
  { rows, now }: { readonly rows: readonly FeedbackRow[]; readonly now: number },
): Promise<FeedbackItem[]> {
  const ids = rows.map(({ id }) => id)
  const [sources, links] = await Promise.all([sourceNames(db, workspaceId), insightsOfFeedback(db, workspaceId, ids)])
  return rows.map((row) => showFeedback(row, { sources, links, now }))
}

async function shownOne(
  db: Db,
  workspaceId: number,
  { row, now }: { readonly row: FeedbackRow; readonly now: number },
): Promise<FeedbackItem> {
  const [shown] = await shownAll(db, workspaceId, { rows: [row], now })
  if (shown === undefined) throw new Problem('not_found')
  return shown
}

async function oneOf(db: Db, workspaceId: number, id: number): Promise<FeedbackRow> {
  const [row] = await feedbackRows(db, workspaceId, { filter: { id }, limit: 1 })
  if (row === undefined) throw new Problem('not_found')
  return row
}

/** @throws Problem `auth.forbidden` for who looks for words or products that they would see masked. */
async function filterOf(db: Db, caller: Caller, wanted: Wanted): Promise<FeedbackFilter> {
  const { find, product, source, at, corrected, since, until, ...plain } = wanted
  if (find !== undefined || product !== undefined) refuseAction(caller, 'personal.read')
  return {
    ...plain,
    find: find?.trim(),
    product,
    sourceId: source === undefined ? undefined : source === 'own' ? 0 : integerId(source),
    labels: at === undefined ? undefined : await labelsFor(db, caller.workspaceId, at),
    corrected: corrected === undefined ? undefined : corrected === 'yes',
    since: since === undefined ? undefined : Date.parse(since),
    until: until === undefined ? undefined : Date.parse(until),
  }
}

/** What senders call a record: its id, and its name in any language. */
async function labelsFor(db: Db, workspaceId: number, id: string): Promise<string[]> {
  const [record] = await recordsById(db, workspaceId, [id])
  const names = record === undefined ? [] : Object.values(textsOf(record.fields['name']))
  return [id, ...names].map((text) => text.trim().toLowerCase()).filter((text) => text !== '')
}

async function addToInsight(call: WriteCall<'addFeedbackToInsight'>, reaches: Reaches) {
  const { db, caller, params, body, now, changed } = call
  const { workspaceId, memberId } = caller
  const insight = params.id
  const { scales } = await subjectOf({ db, reaches, now, workspaceId }, insight)
  const row = await oneOf(db, workspaceId, bigId(body.feedbackId))
  const many = await countEvidence(db, workspaceId, insight)
  const known = await linkOf(db, workspaceId, { feedbackId: row.id, insight })
  if (known === undefined && many >= EVIDENCE_MAX) throw new Problem('insight.too_many', { most: EVIDENCE_MAX })
  const told = { kind: 'feedback', title: body.title, about: '', link: null, query: null, voices: 1 } as const
  const dated = Math.min(row.occurredAt, now)
  const evidenceId =
    known ?? (await insertEvidence(db, workspaceId, { insight, ...told, dated, memberId, madeAt: now }))
  if (known === undefined) await linkFeedback(db, workspaceId, { feedbackId: row.id, insight, evidenceId })
  else await removeEvidence(db, workspaceId, { insight, id: known, at: null })
  changed({ evidence: String(evidenceId), feedback: body.feedbackId })
  const [evidence] = await evidenceOf(db, workspaceId, { insight, id: evidenceId })
  if (evidence === undefined) throw new Problem('not_found')
  return showEvidence(evidence, { numbers: () => null, freshDays: scales.freshDays })
}
