// What an import would do, record by record, before it is done: added, changed, moved, removed, refused with row and reason; and the edits that do it. Does nothing.
import {
  type AtlasEdit,
  type AtlasKind,
  type AtlasRecord,
  type ExchangeRecord,
  type FieldFact,
  fieldFact,
  type Json,
  travellingFields,
} from '@lotse/protocol'
import { Problem, type ProblemCode } from '../../base/index.ts'
import { compareEditions, type Difference } from '../compare.ts'
import { textsOf } from '../edit.ts'
import { checkEdits } from '../fields.ts'
import { tidyValue, travellingForms } from './document.ts'

/** A record as a file wants it. `row`: where it stands, from 1. `speaksOf`: fields that the file says anything about; undefined: all of them. */
export type WantedRecord = ExchangeRecord & { readonly row: number | null; readonly speaksOf?: ReadonlySet<string> }

/** What is not imported, and why. */
export type ImportRefusal = {
  readonly row: number | null
  readonly id: string | null
  readonly field: string | null
  readonly code: ProblemCode
  readonly detail: string | null
}

/** What happens to one record. `name`: what it is called afterwards. */
export type ImportItem = Difference & { readonly row: number | null; readonly name: Readonly<Record<string, string>> }

/** What an import would do. `same`: records that stand just so already. */
export type ImportPlan = {
  readonly items: readonly ImportItem[]
  readonly refused: readonly ImportRefusal[]
  readonly same: number
  readonly edits: readonly AtlasEdit[]
}

/** What a file asks for: records, those to put aside because it does not name them, and what could not be read. */
export type ImportWish = {
  readonly wanted: readonly WantedRecord[]
  readonly absent: readonly string[]
  readonly unreadable: readonly ImportRefusal[]
}

/**
 * Plans an import (X2, X3).
 *
 * @param standing - every record that the file or its journey names, and what those name, put-aside ones too.
 */
export function importPlan(standing: readonly AtlasRecord[], { wanted, absent, unreadable }: ImportWish): ImportPlan {
  const now = new Map(standing.map((record) => [record.id, record]))
  const forms = travellingForms(standing)
  const { kept, refused } = fitting(wanted, now)
  const before: AtlasRecord[] = []
  const after: AtlasRecord[] = []
  for (const record of kept) {
    const former = formerOf(record.id, now, forms)
    if (former) before.push(former)
    after.push(goalOf(record, former))
  }
  const named = new Set(wanted.map(({ id }) => id))
  const gone = absent.filter((id) => now.get(id)?.removed === false && !named.has(id))
  for (const id of gone) {
    const former = formerOf(id, now, forms)
    if (former) before.push(former)
  }
  const goals = new Map(after.map((record) => [record.id, record]))
  const rows = new Map(kept.map(({ id, row }) => [id, row]))
  const names = new Map([...before, ...after].map(({ id, fields }) => [id, textsOf(fields['name'])]))
  const items = compareEditions(before, after).map((difference) => ({
    ...difference,
    row: rows.get(difference.id) ?? null,
    name: names.get(difference.id) ?? {},
  }))
  const changed = new Set(items.map(({ id }) => id))
  return {
    items,
    refused: [...unreadable, ...refused],
    same: kept.filter(({ id }) => !changed.has(id)).length,
    edits: items.flatMap((item) => editsOf(item, now, goals)),
  }
}

/** A standing record in the form in which it would travel; one that was put aside counts as not there. */
function formerOf(
  id: string,
  now: ReadonlyMap<string, AtlasRecord>,
  forms: ReadonlyMap<string, ExchangeRecord>,
): AtlasRecord | undefined {
  const record = now.get(id)
  if (record === undefined || record.removed) return undefined
  return { ...record, fields: (forms.get(id) ?? travellingOf(record)).fields }
}

/** A record that lost what it stands on, in its own words. */
function travellingOf(record: AtlasRecord): AtlasRecord {
  const fields = travellingFields(record.kind).flatMap(([field]) => {
    const value = record.fields[field] ?? null
    return value === null ? [] : [[field, value] as const]
  })
  return { ...record, fields: Object.fromEntries(fields) }
}

function goalOf({ id, kind, journey, fields, speaksOf }: WantedRecord, former: AtlasRecord | undefined): AtlasRecord {
  const silent =
    speaksOf === undefined ? [] : Object.entries(former?.fields ?? {}).filter(([field]) => !speaksOf.has(field))
  return { id, kind, journey, fields: { ...Object.fromEntries(silent), ...tidyFields(kind, fields) }, removed: false }
}

/** Fields that say something, each in its one form. */
function tidyFields(kind: AtlasKind, fields: ExchangeRecord['fields']): Record<string, Json> {
  const said = Object.entries(fields).flatMap(([field, value]): [string, Json][] => {
    const fact = fieldFact(kind, field)
    const plain = fact === undefined ? value : tidyValue(fact, value)
    return plain === null ? [] : [[field, plain]]
  })
  return Object.fromEntries(said)
}

/** Those that can stand. One that is refused may be named by others, so that it is looked again until nothing changes. */
function fitting(
  wanted: readonly WantedRecord[],
  now: ReadonlyMap<string, AtlasRecord>,
): { readonly kept: readonly WantedRecord[]; readonly refused: readonly ImportRefusal[] } {
  const refused: ImportRefusal[] = []
  const made = new Map<string, WantedRecord>()
  for (const record of wanted) {
    const standing = now.get(record.id)
    if (made.has(record.id))
      refused.push(refusalOf(record, 'atlas.value_invalid', 'id', 'the id stands twice in the file'))
    else if (standing && (standing.kind !== record.kind || standing.journey !== record.journey))
      refused.push(refusalOf(record, 'atlas.kind_taken', 'id', null))
    else made.set(record.id, record)
  }
  for (let before = -1; before !== made.size; ) {
    before = made.size
    const known = (id: string) => now.get(id) ?? asRecord(made.get(id))
    for (const record of [...made.values()]) {
      const fault = homeFault(record, made, now) ?? faultIn(record, known, now.get(record.id))
      if (fault === undefined) continue
      made.delete(record.id)
      refused.push(fault)
    }
  }
  return { kept: [...made.values()], refused }
}

const asRecord = (record: WantedRecord | undefined): AtlasRecord | undefined => record && { ...record, removed: false }

/** What lives in a journey needs one that stands, or that comes with the file. */
function homeFault(
  record: WantedRecord,
  made: ReadonlyMap<string, WantedRecord>,
  now: ReadonlyMap<string, AtlasRecord>,
): ImportRefusal | undefined {
  const { journey } = record
  if (journey === null) return undefined
  const standing = now.get(journey)
  const home = made.get(journey) ?? (standing?.removed ? undefined : standing)
  return home?.kind === 'journey' ? undefined : refusalOf(record, 'atlas.unknown_record', 'journey', journey)
}

function faultIn(
  record: WantedRecord,
  known: (id: string) => AtlasRecord | undefined,
  standing: AtlasRecord | undefined,
): ImportRefusal | undefined {
  const { id, kind, journey, speaksOf } = record
  try {
    const fields = tidyFields(kind, record.fields)
    if (standing === undefined) checkEdits(known, [{ do: 'make', id, kind, journey, fields }])
    else {
      const isTaken = ([field, { needed }]: [string, FieldFact]) =>
        needed && !(field in fields) && (speaksOf?.has(field) ?? true) && standing.fields[field] !== undefined
      const taken = travellingFields(kind)
        .filter(isTaken)
        .map(([field]) => [field, null] as const)
      const sets = [...Object.entries(fields), ...taken]
      checkEdits(
        known,
        sets.map(([field, value]): AtlasEdit => ({ do: 'set', id, field, value })),
      )
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const field = error.facts['field']
    return refusalOf(record, error.code, typeof field === 'string' ? field : null, null)
  }
  return undefined
}

function refusalOf(
  { row, id }: WantedRecord,
  code: ProblemCode,
  field: string | null,
  detail: string | null,
): ImportRefusal {
  return { row, id, field, code, detail }
}

function editsOf(
  { id, what, fields }: ImportItem,
  now: ReadonlyMap<string, AtlasRecord>,
  goals: ReadonlyMap<string, AtlasRecord>,
): AtlasEdit[] {
  if (what === 'removed') return [{ do: 'remove', id }]
  const standing = now.get(id)
  if (standing === undefined) {
    const goal = goals.get(id)
    return goal ? [{ do: 'make', id, kind: goal.kind, journey: goal.journey, fields: goal.fields }] : []
  }
  const sets = fields.map(({ field, after: value }): AtlasEdit => ({ do: 'set', id, field, value }))
  if (!standing.removed) return sets
  // What comes back has what the file says, and nothing that it had once.
  const said = new Set(fields.map(({ field }) => field))
  const old = travellingFields(standing.kind).filter(
    ([field, { needed }]) => !said.has(field) && !needed && standing.fields[field] !== undefined,
  )
  return [{ do: 'restore', id }, ...sets, ...old.map(([field]): AtlasEdit => ({ do: 'set', id, field, value: null }))]
}
