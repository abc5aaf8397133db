// Values of fields as one reads them in a preview, and what a record is called there. Pure.
import { textsOf } from '@lotse/core/atlas'
import type { AtlasImport, Json } from '@lotse/protocol'

type Item = AtlasImport['items'][number]

/** Words for what is on or off. */
type YesNo = { readonly yes: string; readonly no: string }

/** What is different in a field, as text; null: nothing said. `language`: of texts. */
type ReadableChange = {
  readonly field: string
  readonly language: string | null
  readonly before: string | null
  readonly after: string | null
}

/** What a changed record says otherwise than before: fields one by one, texts by language. Where it stands is left out. */
export function changesIn({ what, fields }: Pick<Item, 'what' | 'fields'>, words: YesNo): ReadableChange[] {
  if (what !== 'changed') return []
  return fields.flatMap(({ field, before, after }): ReadableChange[] => {
    if (field === 'order') return []
    if (!isTexts(before ?? after) || !isTexts(after ?? before))
      return [{ field, language: null, before: shownValue(before, words), after: shownValue(after, words) }]
    const [was, is] = [textsOf(before), textsOf(after)]
    return [...new Set([...Object.keys(was), ...Object.keys(is)])]
      .filter((language) => (was[language] ?? '') !== (is[language] ?? ''))
      .map((language) => ({ field, language, before: was[language] || null, after: is[language] || null }))
  })
}

const LANGUAGE = /^[a-z]{2}(-[A-Z]{2})?$/

/** Whether a value is texts by language. */
function isTexts(value: Json): boolean {
  const texts = Object.entries(textsOf(value))
  return (
    typeof value === 'object' &&
    value !== null &&
    texts.length > 0 &&
    texts.length === Object.keys(value).length &&
    texts.every(([language]) => LANGUAGE.test(language))
  )
}

/** A value that is no text in languages; null where nothing is said. */
function shownValue(value: Json, words: YesNo): string | null {
  if (value === null || value === '') return null
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (Array.isArray(value)) return value.map((one) => shownValue(one, words)).join(', ') || null
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Fields by which a record without a name is known. */
const SAYING = ['text', 'why', 'label']

/** What a record is called, or else what it says, in the language or any; empty where neither is known. */
export function calledIn({ name, fields }: Pick<Item, 'name' | 'fields'>, language: string): string {
  const said = SAYING.map((field) => fields.find((one) => one.field === field))
  const texts = [name, ...said.map((one) => textsOf(one?.after ?? one?.before))]
  return texts.map((one) => one[language] || Object.values(one).find(Boolean)).find(Boolean) ?? ''
}
