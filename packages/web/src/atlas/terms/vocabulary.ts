// The words a company agreed on, as screens need them: terms by taxonomy in their order, which fit a kind of record, what a record has of them. Pure.
import type { AtlasKind, AtlasRecord, Json } from '@lotse/protocol'
import { nameIn } from '../../canvas/texts.ts'

/** Taxonomies and terms that stand. */
export type Vocabulary = { readonly taxonomies: readonly AtlasRecord[]; readonly terms: readonly AtlasRecord[] }

/** A taxonomy with its terms. */
export type Agreed<Item extends AtlasRecord = AtlasRecord> = {
  readonly taxonomy: Item
  readonly terms: readonly Item[]
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const texts = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/** Taxonomies by name, each with its terms: by their order where they have one, else by name; what was replaced comes last. */
export function agreedIn<Item extends AtlasRecord>(
  { taxonomies, terms }: { readonly taxonomies: readonly Item[]; readonly terms: readonly Item[] },
  language: string,
): readonly Agreed<Item>[] {
  const byName = (a: AtlasRecord, b: AtlasRecord) => nameIn(a, language).localeCompare(nameIn(b, language), language)
  const rank = (term: AtlasRecord) =>
    `${term.fields['replacedBy'] === undefined ? '0' : '1'}${text(term.fields['order']) || '~'}`
  const inOrder = (a: Item, b: Item) => (rank(a) === rank(b) ? byName(a, b) : rank(a) < rank(b) ? -1 : 1)
  return taxonomies.toSorted(byName).map((taxonomy) => ({
    taxonomy,
    terms: terms.filter(({ fields }) => fields['taxonomy'] === taxonomy.id).toSorted(inOrder),
  }))
}

/** Terms that a record of a kind may get: of taxonomies for its kind, not replaced, not there yet; none more of one that allows one alone. */
export function termsToGive(record: AtlasRecord, agreed: readonly Agreed[]): readonly Agreed[] {
  const has = new Set(termsOn(record))
  return agreed.flatMap(({ taxonomy, terms }) => {
    const full = taxonomy.fields['single'] === true && terms.some(({ id }) => has.has(id))
    if (full || !isFor(taxonomy, record.kind)) return []
    const left = terms.filter(({ id, fields }) => !has.has(id) && fields['replacedBy'] === undefined)
    return left.length === 0 ? [] : [{ taxonomy, terms: left }]
  })
}

function isFor({ fields }: AtlasRecord, kind: AtlasKind): boolean {
  const kinds = texts(fields['of'])
  return kinds.length === 0 || kinds.includes(kind)
}

/** The ids of the terms on a record. */
export const termsOn = ({ fields }: AtlasRecord): readonly string[] => texts(fields['terms'])

/** The term that took the place of another, or null. */
export const replacedBy = ({ fields }: AtlasRecord): string | null => text(fields['replacedBy']) || null
