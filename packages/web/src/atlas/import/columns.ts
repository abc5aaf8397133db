// What a column of a table can become in the atlas: which meanings are offered, and what one that is written down says. Pure; words stand elsewhere.
import { columnKeyOf, columnText } from '@lotse/core/atlas'
import { type AtlasKind, atlasKinds, type FieldFact } from '@lotse/protocol'

/** Languages of texts that are offered for every column. */
const offeredLanguages = ['de', 'en'] as const

/** What a written-down column says. `of`: what it belongs to; `field` is one of a record or step. `language`: of its texts. */
export type Meaning = {
  readonly of: 'nothing' | 'phase' | 'phaseId' | 'step' | 'stepId' | 'field' | 'texts' | 'items' | 'feeling' | 'why'
  readonly field?: string
  readonly language?: string
}

/** Kinds of which lists can be imported: what stands in the library by itself. */
export const listedKinds: readonly AtlasKind[] = (Object.keys(atlasKinds) as AtlasKind[]).filter(
  (kind) => atlasKinds[kind].home === 'library' && kind !== 'link',
)

/** The kind of a name; null where there is none. */
export const kindNamed = (name: string | undefined): AtlasKind | null =>
  listedKinds.find((kind) => kind === name) ?? null

/** Fields of a step that a column can fill, in the order of exported tables. */
const STEP_FIELDS = ['about', 'feeling', 'motive', 'goal', 'actor', 'momentOfTruth', 'selfService', 'start', 'end']

/** The meaning of a column of a journey's table, e.g. `lane:l1:text:de`. */
export function mapMeaning(text: string): Meaning {
  const [of = '', first = '', second = '', third] = text.split(':')
  if (of === 'phase' || of === 'step') {
    if (first === 'id') return { of: of === 'phase' ? 'phaseId' : 'stepId' }
    const spoken = second === '' ? {} : { language: second }
    return first === 'name' ? { of, ...spoken } : { of: 'field', field: first, ...spoken }
  }
  const spoken = third === undefined || third === '' ? {} : { language: third }
  if (of === 'lane') return { of: second === 'items' ? 'items' : 'texts', ...spoken }
  if (of === 'feeling') return { of: second === 'why' ? 'why' : 'feeling', ...spoken }
  return { of: 'nothing' }
}

/** The meaning of a column of a table of records, e.g. `name:de`. */
export function recordMeaning(text: string): Meaning {
  return text === '' ? { of: 'nothing' } : { of: 'field', ...columnKeyOf(text) }
}

/** What a column of a journey's table can become; empty for nothing. */
export function mapColumnsOffered(): string[] {
  const spoken = (column: string) => offeredLanguages.map((language) => `${column}:${language}`)
  const fields = STEP_FIELDS.flatMap((field) => {
    const fact = (atlasKinds.step.fields as Readonly<Record<string, FieldFact>>)[field]
    return isText(fact) ? spoken(`step:${field}`) : [`step:${field}`]
  })
  return [
    '',
    ...spoken('phase:name'),
    ...spoken('step:name'),
    ...spoken('lane::text'),
    ...fields,
    'feeling::value',
    ...spoken('feeling::why'),
    'phase:id',
    'step:id',
  ]
}

/** What a column of a table of records can become: fields of the kind, of all kinds where none is said; empty for nothing. */
export function recordColumnsOffered(kind: AtlasKind | null): string[] {
  const kinds = kind === null ? (Object.keys(atlasKinds) as AtlasKind[]) : [kind]
  const fields = kinds.flatMap((one) =>
    Object.entries<FieldFact>(atlasKinds[one].fields).flatMap(([field, fact]) => {
      if (fact.type === 'member' || fact.type === 'file') return []
      const keys = isText(fact) ? offeredLanguages.map((language) => ({ field, language })) : [{ field }]
      return keys.map(columnText)
    }),
  )
  const isInJourney = kinds.some((one) => atlasKinds[one].home === 'journey')
  return ['', ...new Set([...fields, 'id', ...(kind === null ? ['kind'] : []), ...(isInJourney ? ['journey'] : [])])]
}

const isText = (fact: FieldFact | undefined): boolean => fact?.type === 'text' || fact?.type === 'prose'
