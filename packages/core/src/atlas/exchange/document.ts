// Records as they travel: complete in themselves, in one order and one form, so that the same things make the same document. Reads and stores nothing.
import {
  type AtlasDocument,
  type AtlasRecord,
  atlasKindNames,
  type ExchangeRecord,
  type FieldFact,
  type Json,
  travellingFields,
} from '@lotse/protocol'
import { canonicalJson } from '../../base/index.ts'

/** Everything a record names, and the journey that it lives in. */
export function namedBy({ kind, journey, fields }: Pick<AtlasRecord, 'kind' | 'journey' | 'fields'>): string[] {
  const named = travellingFields(kind).flatMap(([field, fact]) => (isNaming(fact) ? idsIn(fields[field]) : []))
  return [...new Set(journey === null ? named : [journey, ...named])]
}

/**
 * The document of records (X1). What was put aside does not travel, nor a name for it; what cannot stand without such a thing stays behind with it.
 *
 * @param journey - the one that it is about, or null.
 * @param records - with everything they name.
 */
export function documentOf(journey: string | null, records: Iterable<AtlasRecord>): AtlasDocument {
  const forms = [...travellingForms(records).values()]
  const first = (id: string) => (id === journey ? 0 : 1)
  const kindAt = new Map(atlasKindNames.map((kind, at) => [kind, at]))
  const rank = ({ kind }: ExchangeRecord) => kindAt.get(kind) ?? 0
  forms.sort((a, b) => first(a.id) - first(b.id) || rank(a) - rank(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  return { format: 'lotse.atlas', version: 1, journey, records: forms }
}

/** Records in the form in which they travel, by id; those that cannot are left out. */
export function travellingForms(records: Iterable<AtlasRecord>): Map<string, ExchangeRecord> {
  const known = new Map([...records].flatMap((record) => (record.removed ? [] : [[record.id, record] as const])))
  // What stays behind takes along what cannot stand without it.
  for (let before = -1; before !== known.size; ) {
    before = known.size
    for (const [id, record] of known) if (!isWhole(record, known)) known.delete(id)
  }
  return new Map([...known].map(([id, record]) => [id, formOf(record, known)]))
}

type Known = ReadonlyMap<string, AtlasRecord>

function isWhole({ kind, journey, fields }: AtlasRecord, known: Known): boolean {
  if (journey !== null && !known.has(journey)) return false
  return travellingFields(kind).every(
    ([field, fact]) => !(fact.needed && isNaming(fact)) || idsIn(fields[field]).every((id) => known.has(id)),
  )
}

function formOf({ id, kind, journey, fields }: AtlasRecord, known: Known): ExchangeRecord {
  const given = travellingFields(kind).flatMap(([field, fact]): [string, Json][] => {
    const value = plainValue(fact, fields[field], known)
    return value === null ? [] : [[field, value]]
  })
  return { id, kind, journey, fields: Object.fromEntries(given) }
}

/** A value in its one form; null where it says nothing. */
function plainValue(fact: FieldFact, value: Json | undefined, known: Known): Json {
  if (value === undefined || value === null) return null
  if (fact.type === 'ref') return typeof value === 'string' && known.has(value) ? value : null
  if (fact.type === 'refs') return orNull(idsIn(value).filter((id) => known.has(id)))
  return tidyValue(fact, value)
}

/** A value as documents hold it: languages and keys in order, nothing empty; null where it says nothing. */
export function tidyValue({ type }: FieldFact, value: Json): Json {
  if (type === 'refs' || type === 'choices') return Array.isArray(value) ? orNull(value) : value
  const tidy = JSON.parse(canonicalJson(value)) as Json
  if (type !== 'text' && type !== 'prose') return tidy
  const texts = Object.entries(tidy ?? {}).filter(([, text]) => text !== '')
  return texts.length === 0 ? null : Object.fromEntries(texts)
}

const orNull = (list: readonly Json[]): Json => (list.length === 0 ? null : [...list])
const isNaming = ({ type }: FieldFact): boolean => type === 'ref' || type === 'refs'

function idsIn(value: Json | undefined): string[] {
  const list: readonly Json[] = Array.isArray(value) ? value : [value ?? null]
  return list.filter((one): one is string => typeof one === 'string')
}
