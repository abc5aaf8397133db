// Imports of the atlas: what a file wants, against what stands, and done as one change. Reads no bytes and answers nobody.
import {
  bpmnWish,
  type ColumnKey,
  cjmlWish,
  columnsMeant,
  columnText,
  type ImportPlan,
  type ImportRefusal,
  type ImportWish,
  importPlan,
  type Lookup,
  mapColumnsMeant,
  mapColumnText,
  namedBy,
  readMapTable,
  readRecordTables,
  type Table,
  textsOf,
  travellingForms,
  type XmlElement,
} from '@lotse/core/atlas'
import { Problem } from '@lotse/core/base'
import {
  type AtlasDocument,
  type AtlasKind,
  type AtlasRecord,
  atlasKindNames,
  EXCHANGE_RECORDS_MAX,
  recordId,
} from '@lotse/protocol'
import { type ChangeRow, changeById, holdAtlas, recordsById, recordsOfJourney } from '../../adapters/store/atlas.ts'
import { libraryRecords } from '../../adapters/store/atlas-exchange.ts'
import type { Db } from '../../adapters/store/members.ts'
import { doChange, type Place } from '../change.ts'
import { withNamed } from './gather.ts'
import type { Content } from './reading.ts'

const LIBRARY_MAX = 50_000

/** How a file is imported. `id`: of the change, and the beginning of the ids of what is new. */
export type Asked = {
  readonly id: string
  readonly as?: 'map' | 'records' | undefined
  readonly kind?: AtlasKind | undefined
  readonly journey?: string | undefined
  readonly title?: string | undefined
  readonly language: string
  readonly mapping?: Readonly<Record<string, string>> | undefined
  readonly absent: 'keep' | 'remove'
}

/** What an import would do, as what it was read, and what the headings mean. */
export type Planned = {
  readonly format: 'json' | 'map' | 'records' | 'cjml' | 'bpmn'
  readonly journey: string | null
  readonly columns: readonly { readonly heading: string; readonly column: string }[]
  readonly plan: ImportPlan
}

/** Looks what a file would do now. @throws Problem `import.unreadable`. */
export async function planImport(db: Db, workspaceId: number, content: Content, asked: Asked): Promise<Planned> {
  if (content.is === 'document') return planDocument(db, workspaceId, content.document, asked)
  if (content.is === 'xml') return planXml(db, workspaceId, content.root, asked)
  const tables = content.tables.filter(({ headings }) => headings.length > 0)
  const [first] = tables
  if (first === undefined) throw new Problem('import.unreadable', { detail: 'There is no table in this file' })
  return isOfRecords(first, asked)
    ? planRecords(db, workspaceId, tables, asked)
    : planMap(db, workspaceId, first, asked)
}

function isOfRecords({ name, headings }: Table, { as, kind, language }: Asked): boolean {
  if (as !== undefined) return as === 'records'
  if (kind !== undefined || kindCalled(name) !== undefined) return true
  return columnsMeant(headings, { mapping: {}, language }).some((column) => column?.field === 'kind')
}

const kindCalled = (name: string): AtlasKind | undefined => atlasKindNames.find((kind) => kind === name)

async function planDocument(
  db: Db,
  workspaceId: number,
  { journey, records }: AtlasDocument,
  { absent }: Asked,
): Promise<Planned> {
  const ids = new Set(records.flatMap((record) => [record.id, ...namedBy(record)]))
  const standing = await standingAt(db, workspaceId, { ids, journey })
  const forms = travellingForms(standing)
  const inside =
    absent === 'remove' && journey !== null
      ? [...forms.values()].filter((one) => one.journey === journey).map(({ id }) => id)
      : []
  const wish = { wanted: records.map((record) => ({ ...record, row: null })), absent: inside, unreadable: [] }
  return { format: 'json', journey, columns: [], plan: importPlan(standing, wish) }
}

/** The records of these ids and of a journey, with what they name. */
async function standingAt(
  db: Db,
  workspaceId: number,
  { ids, journey }: { readonly ids: ReadonlySet<string>; readonly journey: string | null },
): Promise<AtlasRecord[]> {
  const inside = journey === null ? [] : await recordsOfJourney(db, workspaceId, journey)
  const known = new Set(inside.map(({ id }) => id))
  const named = await recordsById(
    db,
    workspaceId,
    [...ids].filter((id) => !known.has(id)),
  )
  return withNamed(db, workspaceId, [...inside, ...named])
}

/** What stands where a table may name anything of the library by its name. */
async function standingFor(
  db: Db,
  workspaceId: number,
  ids: ReadonlySet<string>,
  journey: string | null,
): Promise<AtlasRecord[]> {
  const library = await libraryRecords(db, workspaceId, LIBRARY_MAX)
  const named = await standingAt(db, workspaceId, { ids, journey })
  return withNamed(db, workspaceId, [...new Map([...library, ...named].map((record) => [record.id, record])).values()])
}

/** Names of records in any language. */
function lookupIn(records: readonly AtlasRecord[]): Lookup {
  const known = new Map(records.flatMap((record) => (record.removed ? [] : [[record.id, record] as const])))
  const byName = new Map<string, AtlasRecord[]>()
  for (const record of known.values())
    for (const name of new Set(Object.values(textsOf(record.fields['name'])).map((text) => text.trim())))
      byName.set(name, [...(byName.get(name) ?? []), record])
  return {
    nameOf: () => undefined,
    isKnown: (id) => known.has(id),
    called: (name, kinds) => (byName.get(name) ?? []).flatMap(({ id, kind }) => (kinds.includes(kind) ? [id] : [])),
  }
}

async function planRecords(db: Db, workspaceId: number, tables: readonly Table[], asked: Asked): Promise<Planned> {
  const { language, mapping = {}, id: prefix, journey = null } = asked
  const standing = await standingFor(db, workspaceId, idsIn(tables), journey)
  const now = new Map(standing.map((record) => [record.id, record]))
  const given = tables.map((table) => ({ ...table, kind: kindCalled(table.name) ?? asked.kind }))
  const reading = {
    journey,
    language,
    mapping,
    prefix,
    standing: (id: string) => now.get(id),
    lookup: lookupIn(standing),
  }
  const wish = { ...readRecordTables(given, reading), absent: [] }
  const meant = columnsMeant(tables[0]?.headings ?? [], reading)
  const columns = columnsShown(tables[0], meant, (column: ColumnKey) => columnText(column))
  return { format: 'records', journey, columns, plan: bounded(importPlan(standing, wish)) }
}

async function planMap(db: Db, workspaceId: number, table: Table, asked: Asked): Promise<Planned> {
  const { language, mapping = {}, id: prefix, absent, title = 'Journey' } = asked
  const journey = asked.journey ?? `${prefix}-j`
  const standing = await standingFor(db, workspaceId, idsIn([table]), journey)
  const forms = [...travellingForms(standing).values()].map((record): AtlasRecord => ({ ...record, removed: false }))
  const reading = {
    language,
    mapping,
    prefix,
    journey,
    title,
    forms,
    lookup: lookupIn(standing),
    removeAbsent: absent === 'remove',
  }
  const columns = columnsShown(table, mapColumnsMeant(table.headings, reading), mapColumnText)
  return { format: 'map', journey, columns, plan: bounded(importPlan(standing, readMapTable(table, reading))) }
}

async function planXml(db: Db, workspaceId: number, root: XmlElement, asked: Asked): Promise<Planned> {
  const standing = await standingFor(db, workspaceId, idsInXml(root), asked.journey ?? null)
  const reading = {
    language: asked.language,
    prefix: asked.id,
    journey: asked.journey,
    standing,
    lookup: lookupIn(standing),
  }
  const wish: (ImportWish & { readonly journey: string | null }) | undefined =
    root.name === 'CJML'
      ? cjmlWish(root, reading)
      : root.name === 'definitions'
        ? { ...bpmnWish(root, reading), journey: null }
        : undefined
  if (wish === undefined) throw new Problem('import.unreadable', { detail: 'This XML is neither CJML nor BPMN 2.0' })
  const format = root.name === 'CJML' ? 'cjml' : 'bpmn'
  return { format, journey: wish.journey, columns: [], plan: bounded(importPlan(standing, wish)) }
}

function bounded(plan: ImportPlan): ImportPlan {
  if (plan.items.length > EXCHANGE_RECORDS_MAX)
    throw new Problem('request.too_large', { detail: `A file may change ${EXCHANGE_RECORDS_MAX} records at most` })
  return plan
}

function columnsShown<C>(
  table: Table | undefined,
  meant: readonly (C | undefined)[],
  text: (column: C) => string,
): Planned['columns'] {
  return (table?.headings ?? []).map((heading, at) => {
    const column = meant[at]
    return { heading, column: column === undefined ? '' : text(column) }
  })
}

const IN_BRACKETS = /\[([\w.-]{1,60})\]/g

/** Everything in tables that may be the id of a record. */
function idsIn(tables: readonly Table[]): Set<string> {
  const ids = new Set<string>()
  for (const { headings, rows } of tables)
    for (const cells of [headings, ...rows])
      for (const cell of cells) {
        if (typeof cell !== 'string') continue
        if (recordId.safeParse(cell.trim()).success) ids.add(cell.trim())
        for (const [, id] of cell.matchAll(IN_BRACKETS)) if (id) ids.add(id)
      }
  return ids
}

function idsInXml(root: XmlElement): Set<string> {
  const ids = new Set<string>()
  const open = [root]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (recordId.safeParse(next.text.trim()).success) ids.add(next.text.trim())
    open.push(...next.children)
  }
  return ids
}

/** An import that was done. `change`: null where there was nothing to change. */
export type Done = Planned & { readonly change: ChangeRow | null }

/**
 * Does an import as one change, once, inside of a transaction.
 *
 * @param skips - whether what is refused is left out; else nothing happens.
 * @throws Problem `atlas.import_refused`, and those of a change.
 */
export async function doImport(
  place: Place,
  content: Content,
  { skips, ownerId, ...asked }: Asked & { readonly skips: boolean; readonly ownerId: () => Promise<number | null> },
): Promise<Done> {
  const { db, caller } = place
  await holdAtlas(db, caller.workspaceId)
  const before = await changeById(db, caller.workspaceId, asked.id)
  const planned = await planImport(db, caller.workspaceId, content, asked)
  if (before) return { ...planned, change: before }
  const { refused, edits } = planned.plan
  if (refused.length > 0 && !skips)
    throw new Problem('atlas.import_refused', {
      count: refused.length,
      faults: refused.slice(0, 20).map((one) => ({ ...one })),
    })
  if (edits.length === 0) return { ...planned, change: null }
  const makes = edits.some((edit) => edit.do === 'make' && edit.journey === null)
  const change = await doChange(place, { id: asked.id, edits, ownerId: makes ? await ownerId() : null })
  return { ...planned, change }
}

/** What a change would be refused for, as a row of the file. */
export function refusalBy(problem: Problem, plan: ImportPlan): ImportRefusal {
  const { id, field } = problem.facts
  const item = plan.items.find((one) => one.id === id)
  return {
    row: item?.row ?? null,
    id: typeof id === 'string' ? id : null,
    field: typeof field === 'string' ? field : null,
    code: problem.code,
    detail: null,
  }
}
