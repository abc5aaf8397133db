// Texts of records in the language one works in, and what typing in one comes to. Pure.
import { changeBetween, movedOver, textsOf } from '@lotse/core/atlas'
import type { AtlasEdit, AtlasRecord } from '@lotse/protocol'

/** A text as it is shown. `foreign`: in another language than asked for, because there is none in it yet. */
type ShownText = { readonly text: string; readonly foreign: boolean }

const NOTHING: ShownText = { text: '', foreign: false }

/** Records never change, a changed one is another: what was read of one once holds. */
const read = new WeakMap<AtlasRecord, Map<string, ShownText>>()

/** A text field in a language, else in whichever there is. */
export function textIn(record: AtlasRecord | undefined, field: string, language: string): ShownText {
  if (record === undefined) return NOTHING
  const known = read.get(record) ?? new Map<string, ShownText>()
  read.set(record, known)
  const key = `${field} ${language}`
  const shown = known.get(key) ?? textOf(record, field, language)
  known.set(key, shown)
  return shown
}

function textOf(record: AtlasRecord, field: string, language: string): ShownText {
  const texts = textsOf(record.fields[field])
  const own = texts[language]
  if (own !== undefined && own !== '') return { text: own, foreign: false }
  const other = Object.values(texts).find((text) => text !== '')
  return { text: other ?? '', foreign: other !== undefined }
}

/** The language of a shown text, as pages say it, where it is not that of the content around: unknown where it stands in for one that is missing. */
export const spokenIn = ({ text, foreign }: ShownText, readers: string): string | undefined =>
  text === '' ? readers : foreign ? '' : undefined

/** What a record is called. */
export const nameIn = (record: AtlasRecord | undefined, language: string): string =>
  textIn(record, 'name', language).text

/** The text that typing starts from: in the language alone. */
export const ownText = (record: AtlasRecord | undefined, field: string, language: string): string =>
  textsOf(record?.fields[field])[language] ?? ''

/** All texts of a field by their languages. */
export const textsIn = (record: AtlasRecord | undefined, field: string): Readonly<Record<string, string>> =>
  textsOf(record?.fields[field])

/** Typing: in which field, in which language, what stood there when it began and what stands there at its end. */
export type Typed = {
  readonly field: string
  readonly language: string
  readonly from: string
  readonly to: string
}

/** The edits of typing. What others typed at the same place meanwhile stays. */
export function typingIn(record: AtlasRecord, { field, language, from, to }: Typed): AtlasEdit[] {
  if (from === to) return []
  const now = ownText(record, field, language)
  const mine = changeBetween(from, to)
  const change = now === from ? mine : movedOver(changeBetween(from, now), mine).second
  return [{ do: 'write', id: record.id, field, language, change }]
}
