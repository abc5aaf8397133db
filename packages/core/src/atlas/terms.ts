// Whether records use the terms that a company agreed on: what is refused or flagged, and what is said in words that it replaced. Stores nothing.
import type { AtlasKind, AtlasRecord, Json } from '@lotse/protocol'
import { foldCase } from '../base/index.ts'
import { textsOf } from './edit.ts'

/**
 * What is wrong with the terms of a record (A8). `gone`: the term was put aside; `replaced`: another one took its place, `instead`; `foreign`: its
 * taxonomy is not for such records; `several`: one of the taxonomy is all it may have; `missing`: one is expected; `wording`: its name says what
 * the term `instead` is for.
 */
export type TermFault = {
  readonly what: 'gone' | 'replaced' | 'foreign' | 'several' | 'missing' | 'wording'
  readonly taxonomy: string
  readonly term: string | null
  readonly instead: string | null
}

/** Terms and taxonomies by id, put-aside ones too. */
export type Vocabulary = ReadonlyMap<string, AtlasRecord>

/** The terms that stand on a record. */
export function termsOf({ fields }: Pick<AtlasRecord, 'fields'>): readonly string[] {
  return textList(fields['terms'])
}

/** What is wrong with the terms that stand on a record. */
export function faultsOfTerms(record: AtlasRecord, vocabulary: Vocabulary): TermFault[] {
  const seen = new Map<string, number>()
  return termsOf(record).flatMap((id) => {
    const term = vocabulary.get(id)
    const taxonomy = term && vocabulary.get(textOf(term.fields['taxonomy']))
    if (!term || !taxonomy) return []
    const before = seen.get(taxonomy.id) ?? 0
    seen.set(taxonomy.id, before + 1)
    const what = faultOf(term, taxonomy, record.kind) ?? (before > 0 && taxonomy.fields['single'] ? 'several' : null)
    return what === null ? [] : [{ what, taxonomy: taxonomy.id, term: id, instead: successorOf(term, vocabulary) }]
  })
}

function faultOf(term: AtlasRecord, taxonomy: AtlasRecord, kind: AtlasKind): TermFault['what'] | null {
  if (!isFor(taxonomy, kind)) return 'foreign'
  if (term.fields['replacedBy'] !== undefined) return 'replaced'
  return term.removed || taxonomy.removed ? 'gone' : null
}

function isFor({ fields }: AtlasRecord, kind: AtlasKind): boolean {
  const kinds = textList(fields['of'])
  return kinds.length === 0 || kinds.includes(kind)
}

/** The term that took the place of another, however often that happened; null where none did. */
function successorOf(term: AtlasRecord, vocabulary: Vocabulary): string | null {
  let last = term
  for (const passed = new Set([term.id]); ; passed.add(last.id)) {
    const next = vocabulary.get(textOf(last.fields['replacedBy']))
    if (next === undefined || passed.has(next.id)) return last === term ? null : last.id
    last = next
  }
}

/**
 * The faults for which a change is refused (A8): those that it brings to a record, of taxonomies that refuse.
 *
 * @param before - the record before; undefined for a new one.
 */
export function refusedTerms(
  { before, after }: { readonly before: AtlasRecord | undefined; readonly after: AtlasRecord },
  vocabulary: Vocabulary,
): TermFault[] {
  if (after.removed) return []
  const had = new Set(before ? termsOf(before) : [])
  const fresh = new Set(termsOf(after).filter((term) => !had.has(term)))
  const brings = ({ what, term, taxonomy }: TermFault): boolean =>
    what === 'several'
      ? [...fresh].some((one) => textOf(vocabulary.get(one)?.fields['taxonomy']) === taxonomy)
      : term !== null && fresh.has(term)
  return faultsOfTerms(after, vocabulary).filter(
    (fault) => brings(fault) && vocabulary.get(fault.taxonomy)?.fields['policy'] === 'refuse',
  )
}

/** Looks at whole records: their terms, those that are expected, and the words of their names (A8, A9). */
export function termReview(vocabulary: Vocabulary): (record: AtlasRecord) => TermFault[] {
  const taxonomies = [...vocabulary.values()].filter(({ kind, removed }) => kind === 'taxonomy' && !removed)
  const expected = taxonomies.filter(({ fields }) => fields['expected'] === true)
  const wordings = wordingsOf(vocabulary)
  return (record) => {
    const has = new Set(termsOf(record).map((id) => textOf(vocabulary.get(id)?.fields['taxonomy'])))
    const missing = expected.filter((taxonomy) => isExpected(taxonomy, record) && !has.has(taxonomy.id))
    const wording = new Map(
      Object.values(textsOf(record.fields['name'])).flatMap((text) => {
        const found = wordings.get(wordingForm(text))
        return found && isForWording(found, record, vocabulary) ? [[found.instead, found] as const] : []
      }),
    )
    return [
      ...faultsOfTerms(record, vocabulary),
      ...missing.map(({ id }): TermFault => ({ what: 'missing', taxonomy: id, term: null, instead: null })),
      ...wording.values(),
    ]
  }
}

/** Of all kinds nothing is expected: of lanes and cells least. */
function isExpected({ fields }: AtlasRecord, { kind }: AtlasRecord): boolean {
  return textList(fields['of']).includes(kind)
}

function isForWording({ taxonomy }: TermFault, { id, kind }: AtlasRecord, vocabulary: Vocabulary): boolean {
  const of = vocabulary.get(taxonomy)
  return of !== undefined && kind !== 'term' && id !== taxonomy && isFor(of, kind)
}

type Wording = TermFault & { readonly instead: string }

/** What terms are for, by what people say for it: synonyms, a line or comma each, and terms that were replaced. */
function wordingsOf(vocabulary: Vocabulary): ReadonlyMap<string, Wording> {
  const found = new Map<string, Wording>()
  const terms = [...vocabulary.values()].filter(({ kind, removed }) => kind === 'term' && !removed)
  for (const term of terms) {
    const successor = successorOf(term, vocabulary)
    const said =
      successor === null ? synonymsOf(term) : [...synonymsOf(term), ...Object.values(textsOf(term.fields['name']))]
    const fault = {
      what: 'wording',
      taxonomy: textOf(term.fields['taxonomy']),
      term: null,
      instead: successor ?? term.id,
    } as const
    for (const text of said) found.set(wordingForm(text), fault)
  }
  // What is a term's own name is right, whatever else calls it a synonym.
  for (const term of terms)
    if (term.fields['replacedBy'] === undefined)
      for (const text of Object.values(textsOf(term.fields['name']))) found.delete(wordingForm(text))
  return found
}

/** The synonyms of a term, in all languages. */
export function synonymsOf({ fields }: Pick<AtlasRecord, 'fields'>): string[] {
  return Object.values(textsOf(fields['synonyms']))
    .flatMap((text) => text.split(/[\n,;]/))
    .map((text) => text.trim())
    .filter((text) => text !== '')
}

const wordingForm = (text: string): string => foldCase(text.trim().replace(/\s+/g, ' '))

/**
 * The terms of a record where one took another's place: where the old one stood, once.
 *
 * @returns undefined where the old one does not stand there.
 */
export function termsWith(
  record: AtlasRecord,
  { old, by }: { readonly old: string; readonly by: string },
): string[] | undefined {
  const terms = termsOf(record)
  return terms.includes(old) ? [...new Set(terms.map((term) => (term === old ? by : term)))] : undefined
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const textList = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
