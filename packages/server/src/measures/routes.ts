// Operations on measures: thin. What is found of them is decided in core.
import { textsOf } from '@lotse/core/atlas'
import { DAY_MS, Problem } from '@lotse/core/base'
import { successOf } from '@lotse/core/impact'
import type { Measure, MeasureFields } from '@lotse/protocol'
import { recordsById } from '../adapters/store/atlas.ts'
import {
  changesOfMeasure,
  countMeasures,
  insertMeasure,
  insertMeasureChange,
  journeysWithMeasures,
  judgementsOf,
  listMeasures,
  type MeasureRow,
  measureOf,
  writeMeasure,
} from '../adapters/store/measures.ts'
import type { Db } from '../adapters/store/members.ts'
import { membersAmong } from '../adapters/store/memberships.ts'
import { cursorOf, positionOf } from '../base/cursor.ts'
import { instantOf, integerId } from '../base/ids.ts'
import { type Api, read, type WriteCall, write } from '../base/operation.ts'
import { ownerOfNew, ownersAsked } from '../base/ownership.ts'
import { dayTextOf, findingsOf } from './judging.ts'
import { showMeasure, showSpans, showWeeks } from './presenter.ts'

const SHOWN_MAX = 100
const MEASURES_MAX = 10_000

/** Registers the operations. */
export function measureRoutes(api: Api): void {
  listRoute(api)
  oneRoute(api)
  writeRoutes(api)
  improvementRoute(api)
}

function listRoute(api: Api): void {
  read(api, 'listMeasures', async ({ db, caller, query: { cursor, limit, ownerId, ...asked } }) => {
    const { workspaceId } = caller
    const filter = { ...asked, owners: await ownersAsked(db, caller, ownerId) }
    const [before] = positionOf(cursor, 'number') ?? []
    const rows = await listMeasures(db, workspaceId, { filter, before, limit: limit + 1 })
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? shown.at(-1) : undefined
    const total = await countMeasures(db, workspaceId, filter)
    return { items: shown.map(showMeasure), next: last === undefined ? null : cursorOf([last.id]), total }
  })
}

async function knownMeasure(db: Db, workspaceId: number, id: string, lock = false): Promise<MeasureRow> {
  const row = await measureOf(db, workspaceId, integerId(id), { lock })
  if (row === undefined) throw new Problem('not_found')
  return row
}

function oneRoute(api: Api): void {
  read(api, 'getMeasure', async ({ db, caller: { workspaceId }, params, now }) => {
    const row = await knownMeasure(db, workspaceId, params.id)
    const found = await findingsOf(db, workspaceId, row.fields, now)
    const history = await judgementsOf(db, workspaceId, row.id, SHOWN_MAX)
    const changes = await changesOfMeasure(db, workspaceId, row.id, SHOWN_MAX)
    return {
      ...showMeasure(row),
      now: found.judgement,
      spans: showSpans(found),
      weeks: showWeeks(found, Math.floor(now / DAY_MS)),
      history: history.map(({ day, judgement }) => ({ on: dayTextOf(day), judgement })),
      changes: changes.map(({ version, at, by, undoes }) => ({ version, at: instantOf(at), by, undoes })),
    }
  })
}

function writeRoutes(api: Api): void {
  write(api, 'createMeasure', async ({ db, caller, body: { fields, ownerId: wished }, now, changed }) => {
    const { workspaceId, memberId } = caller
    await refuseUnknown(db, workspaceId, fields)
    const ownerId = await ownerOfNew(db, caller, { action: 'measures.edit', wished: wished ?? undefined })
    const id = await insertMeasure(db, workspaceId, { fields, ownerId, at: now })
    await insertMeasureChange(db, workspaceId, id, { version: 1, at: now, memberId, before: null, undoes: null })
    changed({ measure: String(id), type: fields.type })
    return showMeasure(await knownMeasure(db, workspaceId, String(id)))
  })

  write(api, 'changeMeasure', async (call) => {
    const row = await seenAt(call, call.body.version)
    await refuseUnknown(call.db, call.caller.workspaceId, call.body.fields)
    return become(call, row, { fields: call.body.fields, undoes: null })
  })

  write(api, 'undoMeasure', async (call) => {
    const row = await seenAt(call, call.body.version)
    const [last] = await changesOfMeasure(call.db, call.caller.workspaceId, row.id, 1)
    if (last === undefined || last.before === null || last.undoes !== null) throw new Problem('measure.nothing_to_undo')
    return become(call, row, { fields: last.before, undoes: last.version })
  })
}

type Changing = WriteCall<'changeMeasure'> | WriteCall<'undoMeasure'>

async function seenAt({ db, caller, params }: Changing, version: number): Promise<MeasureRow> {
  const row = await knownMeasure(db, caller.workspaceId, params.id, true)
  if (row.version !== version) throw new Problem('conflict', { version: row.version })
  return row
}

/** What a measure is judged by. */
const JUDGED_BY = ['metric', 'leftOut', 'startsOn', 'effectDays', 'watchDays', 'baselineDays', 'worth'] as const
const PLACES = ['journey', 'step'] as const

/** The first field that a measure is judged by and that is another one. */
function otherBasis(before: MeasureFields, after: MeasureFields): string | undefined {
  return JUDGED_BY.find((key) => before[key] !== after[key]) ?? PLACES.find((key) => before.at[key] !== after.at[key])
}

/** Makes the fields of a measure others, and answers it. @throws Problem `measure.judged`. */
async function become(
  { db, caller: { workspaceId, memberId }, now, changed }: Changing,
  row: MeasureRow,
  { fields, undoes }: { readonly fields: MeasureFields; readonly undoes: number | null },
): Promise<Measure> {
  const judged = row.judgement !== null && row.judgement.verdict !== 'notYet'
  const other = otherBasis(row.fields, fields)
  if (judged && other !== undefined) throw new Problem('measure.judged', { field: `fields.${other}` })
  const { id, fields: before } = row
  const version = row.version + 1
  await writeMeasure(db, workspaceId, { id, version, fields, at: now })
  await insertMeasureChange(db, workspaceId, id, { version, at: now, memberId, before, undoes })
  changed({ state: { before: before.state, after: fields.state }, archived: fields.archived })
  return showMeasure(await knownMeasure(db, workspaceId, String(id)))
}

/** Refuses what names records or members that are not there, or a place where the metric has no meaning. @throws Problem `request.invalid`. */
async function refuseUnknown(db: Db, workspaceId: number, fields: MeasureFields): Promise<void> {
  const { at, insights, leftOut, memberId, metric } = fields
  const { journey, step, touchpoint } = at
  const refuse = (field: string) => new Problem('request.invalid', { field: `fields.${field}` })
  if (step !== null && journey === null) throw refuse('at.journey')
  // Whether a run was completed, and what it took, is told of whole journeys.
  if (step !== null && (metric === 'completion' || metric === 'effort')) throw refuse('metric')
  const wanted = [...insights, ...[journey, step, touchpoint, leftOut].flatMap((id) => id ?? [])]
  const records = wanted.length === 0 ? [] : await recordsById(db, workspaceId, wanted)
  const known = new Map(records.map((record) => [record.id, record]))
  if (insights.some((id) => known.get(id)?.kind !== 'insight')) throw refuse('insights')
  const kinds = { journey, step, touchpoint }
  for (const [kind, id] of Object.entries(kinds))
    if (id !== null && known.get(id)?.kind !== kind) throw refuse(`at.${kind}`)
  if (step !== null && known.get(step)?.journey !== journey) throw refuse('at.step')
  if (leftOut !== null && known.get(leftOut)?.kind !== 'segment') throw refuse('leftOut')
  if (memberId !== null && !(await membersAmong(db, workspaceId, [memberId])).has(memberId)) throw refuse('memberId')
}

const MONTHS_OF_QUARTER = 3

/** The first day of the quarter in which a day lies. */
function quarterOf(day: string): string {
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / MONTHS_OF_QUARTER) * MONTHS_OF_QUARTER + 1
  return `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`
}

function improvementRoute(api: Api): void {
  read(api, 'getImprovement', async ({ db, caller: { workspaceId } }) => {
    const rows = await listMeasures(db, workspaceId, { filter: { archived: false }, limit: MEASURES_MAX })
    const verdicts = (of: readonly MeasureRow[]) => of.map(({ judgement }) => judgement?.verdict ?? 'notYet')
    const quarters = [
      ...new Set(rows.flatMap(({ fields: { startsOn } }) => (startsOn === null ? [] : quarterOf(startsOn)))),
    ]
    const startedIn = (quarter: string) =>
      rows.filter(({ fields: { startsOn } }) => startsOn !== null && quarterOf(startsOn) === quarter)
    const journeys = await journeysWithMeasures(db, workspaceId)
    return {
      success: successOf(verdicts(rows)),
      quarters: quarters.sort().map((from) => ({ from, ...successOf(verdicts(startedIn(from))) })),
      journeys: {
        total: journeys.length,
        without: journeys
          .filter(({ measured }) => !measured)
          .map(({ id, name }) => ({ id, name: textsOf(name ?? undefined) })),
      },
    }
  })
}
