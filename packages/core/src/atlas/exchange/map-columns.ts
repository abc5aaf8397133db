// The columns of a journey as one table: phase, step, one for each lane and language, emotions for each persona; and which of them a heading means. Reads no rows.
import { type AtlasKind, type AtlasRecord, atlasKinds, type FieldFact, type Json } from '@lotse/protocol'
import { textsOf } from '../edit.ts'
import type { JourneyMap } from '../map.ts'
import type { Lookup } from './cells.ts'
import { laneWord } from './choice-words.ts'
import { type HeadingLanguage, headingOf } from './heading-words.ts'
import { guessColumn } from './headings.ts'

/**
 * A column of a journey's table. `lane` and `persona` are ids; a lane without one is new, `name` says what it is called; a feeling without persona is
 * the customer's as such.
 */
export type MapColumn =
  | { readonly of: 'phase'; readonly field: 'id' | 'name'; readonly language?: string }
  | { readonly of: 'step'; readonly field: string; readonly language?: string }
  | { readonly of: 'text'; readonly lane: string | null; readonly name: string; readonly language: string }
  | { readonly of: 'items'; readonly lane: string; readonly name: string }
  | {
      readonly of: 'feeling'
      readonly persona: string | null
      readonly field: 'value' | 'why'
      readonly language?: string
    }

/** Fields of a step that are columns, beside its id. */
const STEP_FIELDS = [
  'name',
  'about',
  'feeling',
  'motive',
  'goal',
  'actor',
  'momentOfTruth',
  'selfService',
  'start',
  'end',
] as const

const words = {
  phase: { de: 'Phase', en: 'Phase' },
  phaseId: { de: 'Phasen-ID', en: 'Phase ID' },
  step: { de: 'Schritt', en: 'Step' },
  stepId: { de: 'Schritt-ID', en: 'Step ID' },
  emotion: { de: 'Emotion', en: 'Emotion' },
  why: { de: 'Emotion, warum', en: 'Emotion, why' },
  itself: { de: 'von selbst', en: 'by itself' },
} as const

/** The kinds that lanes of a type are made for. */
const laneKinds: Readonly<Record<string, AtlasKind>> = {
  touchpoint: 'touchpoint',
  persona: 'persona',
  channel: 'channel',
  need: 'need',
  process: 'process',
  application: 'application',
  data: 'dataObject',
  insight: 'insight',
}

/** The kind that a lane is made for; undefined where it is made for none. */
export function kindOfLane(type: Json | undefined): AtlasKind | undefined {
  return typeof type === 'string' && Object.hasOwn(laneKinds, type) ? laneKinds[type] : undefined
}

/** Which words of a lane stand in its column: what its pictures show, where pictures are all there is; else its texts. */
export function wordsField(map: JourneyMap, lane: string): 'text' | 'alt' {
  if (map.lanes.find(({ id }) => id === lane)?.fields['type'] !== 'image') return 'text'
  return map.steps.some(({ id }) => map.cell(id, lane)?.fields['text'] !== undefined) ? 'text' : 'alt'
}

/** The facts of a step's field. */
export function stepFact(field: string): FieldFact | undefined {
  const facts: Readonly<Record<string, FieldFact>> = atlasKinds.step.fields
  return Object.hasOwn(facts, field) ? facts[field] : undefined
}

/** Whether a step's field is a text. */
export function isStepText(field: string): boolean {
  const type = stepFact(field)?.type
  return type === 'text' || type === 'prose'
}

/** The columns of a journey, in order. */
export function mapColumns(map: JourneyMap, languages: readonly string[], words: HeadingLanguage): MapColumn[] {
  const steps = STEP_FIELDS.flatMap((field): MapColumn[] =>
    isStepText(field) ? languages.map((language) => ({ of: 'step', field, language })) : [{ of: 'step', field }],
  )
  return [
    { of: 'phase', field: 'id' },
    ...languages.map((language): MapColumn => ({ of: 'phase', field: 'name', language })),
    { of: 'step', field: 'id' },
    ...steps,
    ...map.lanes.flatMap((lane) => laneColumns(map, lane, { languages, words })),
    ...personasIn(map).flatMap((persona): MapColumn[] => [
      { of: 'feeling', persona, field: 'value' },
      ...languages.map((language): MapColumn => ({ of: 'feeling', persona, field: 'why', language })),
    ]),
  ]
}

function laneColumns(
  map: JourneyMap,
  { id, fields }: JourneyMap['lanes'][number],
  { languages, words }: { readonly languages: readonly string[]; readonly words: HeadingLanguage },
): MapColumn[] {
  const name = nameIn(textsOf(fields['name']), words)
  const items = map.steps.some((step) => map.placed(step.id, id).length > 0) || kindOfLane(fields['type']) !== undefined
  const texts =
    map.steps.some((step) => map.cell(step.id, id)?.fields[wordsField(map, id)] !== undefined) ||
    (!items && fields['type'] === 'text')
  return [
    ...(items ? [{ of: 'items', lane: id, name } as const] : []),
    ...(texts ? languages.map((language) => ({ of: 'text', lane: id, name, language }) as const) : []),
  ]
}

/** A name in the language that is asked for, or in any. */
export function nameIn(texts: Readonly<Record<string, string>>, language: string): string {
  return texts[language] ?? texts['de'] ?? texts['en'] ?? Object.values(texts)[0] ?? ''
}

/** Whether a feeling has a value or a reason. */
export function saysFeeling({ fields }: Pick<AtlasRecord, 'fields'>): boolean {
  return fields['value'] !== undefined || fields['why'] !== undefined
}

/** Whose emotions are told; null: the customer's as such. */
function personasIn(map: JourneyMap): (string | null)[] {
  const said = map.feelings.filter(saysFeeling).map(({ fields }) => fields['persona'] ?? null)
  const personas = said.filter((one): one is string => typeof one === 'string')
  return [...(said.includes(null) ? [null] : []), ...[...new Set(personas)].sort()]
}

/** What a column is called. Ids stand in brackets, so that the way back is sure. */
export function mapHeading(column: MapColumn, language: HeadingLanguage, nameOf: Lookup['nameOf']): string {
  const inLanguage = 'language' in column && column.language !== undefined ? ` (${column.language})` : ''
  if (column.of === 'phase') return column.field === 'id' ? words.phaseId[language] : words.phase[language] + inLanguage
  if (column.of === 'step') {
    if (column.field === 'id') return words.stepId[language]
    return column.field === 'name' ? words.step[language] + inLanguage : headingOf(column, language)
  }
  if (column.of === 'text' || column.of === 'items')
    return `${bare(column.name.replaceAll(':', ' '))}${inLanguage} [${column.lane ?? ''}]`.trim()
  const word = column.field === 'value' ? words.emotion[language] : words.why[language]
  if (column.persona === null) return word + inLanguage
  return `${word}: ${bare(nameOf(column.persona) ?? '')}${inLanguage} [${column.persona}]`
}

/** What a lane is called; one without a name by what it holds. */
export function laneName({ fields }: Pick<AtlasRecord, 'fields'>, language: string): string {
  return nameIn(textsOf(fields['name']), language) || laneWord(fields['type'], language === 'de' ? 'de' : 'en')
}

/** What a column is called that holds what a lane says by itself. It means nothing on the way back. */
export function itselfHeading(lane: string, name: string, language: HeadingLanguage): string {
  return `${bare(name.replaceAll(':', ' '))}: ${words.itself[language]} [${lane}]`
}

/** A name without what would be read as a language or an id. */
function bare(name: string): string {
  return name.replace(/[()[\]]|\s+/gu, ' ').trim()
}

const PARTS = /^(.*?)(?:\s*\(([a-z]{2}(?:-[A-Z]{2})?)\))?(?:\s*\[([\w.-]*)\])?\s*$/su
const EMOTION = /^emotion(, (?:warum|why))?(:|$)/iu
const ITSELF = /: (?:von selbst|by itself)$/iu

/** The column that a heading means; what means nothing else is a lane of texts. An empty heading means nothing. */
export function guessMapColumn(heading: string, language: string): MapColumn | undefined {
  const [, word = '', named, id] = PARTS.exec(heading) ?? []
  // What lanes say by themselves follows from the rest.
  if (id !== undefined && ITSELF.test(word.trim())) return undefined
  const plain = word.trim().toLowerCase()
  const inLanguage = named ?? language
  const said = EMOTION.exec(word.trim())
  // A lane may be called so, too; its id then stands without a colon.
  const emotion = said?.[2] === ':' || id === undefined ? said : null
  if (emotion && named === undefined && emotion[1] === undefined)
    return { of: 'feeling', persona: id ?? null, field: 'value' }
  if (emotion) return { of: 'feeling', persona: id ?? null, field: 'why', language: inLanguage }
  if (id !== undefined && id !== '')
    return named === undefined
      ? { of: 'items', lane: id, name: word.trim() }
      : { of: 'text', lane: id, name: word.trim(), language: named }
  const fixed = fixedColumn(plain, inLanguage) ?? stepColumn(heading, inLanguage)
  if (fixed || plain === '') return fixed
  return { of: 'text', lane: null, name: word.trim(), language: inLanguage }
}

function fixedColumn(word: string, language: string): MapColumn | undefined {
  const is = (one: keyof typeof words) => Object.values(words[one]).some((text) => text.toLowerCase() === word)
  if (is('phaseId')) return { of: 'phase', field: 'id' }
  if (is('phase')) return { of: 'phase', field: 'name', language }
  if (is('stepId')) return { of: 'step', field: 'id' }
  return is('step') ? { of: 'step', field: 'name', language } : undefined
}

function stepColumn(heading: string, language: string): MapColumn | undefined {
  const meant = guessColumn(heading, language)
  const field = STEP_FIELDS.find((one) => one === meant?.field)
  if (field === undefined) return undefined
  return isStepText(field) ? { of: 'step', field, language } : { of: 'step', field }
}

/**
 * A column as mappings name it, with `:` between its parts: `phase:name:de`, `step:id`, `step:about:de`, `lane:l1:items`, `lane:l1:text:de`,
 * `lane::text:de` for a new lane called as the heading says, `feeling:anna:value`, `feeling::why:de`.
 */
export function mapColumnOf(text: string, heading: string): MapColumn | undefined {
  const [of, first = '', second = '', third] = text.split(':')
  const language = of === 'phase' || of === 'step' ? second : (third ?? '')
  if (of === 'phase' && (first === 'id' || first === 'name'))
    return first === 'id' ? { of, field: 'id' } : { of, field: 'name', language }
  if (of === 'step' && first === 'id') return { of, field: 'id' }
  if (of === 'step' && stepFact(first)) return isStepText(first) ? { of, field: first, language } : { of, field: first }
  if (of === 'lane' && second === 'text')
    return { of: 'text', lane: first === '' ? null : first, name: heading, language }
  if (of === 'lane' && second === 'items' && first !== '') return { of: 'items', lane: first, name: heading }
  if (of !== 'feeling') return undefined
  const persona = first === '' ? null : first
  if (second === 'value') return { of, persona, field: 'value' }
  return second === 'why' ? { of, persona, field: 'why', language } : undefined
}

/** A column written down, as {@link mapColumnOf} reads it. */
export function mapColumnText(column: MapColumn): string {
  const language = 'language' in column && column.language !== undefined ? `:${column.language}` : ''
  if (column.of === 'phase' || column.of === 'step') return `${column.of}:${column.field}${language}`
  if (column.of === 'feeling') return `feeling:${column.persona ?? ''}:${column.field}${language}`
  return column.of === 'text' ? `lane:${column.lane ?? ''}:text${language}` : `lane:${column.lane}:items`
}
