// A piece of the text in which something was found. Decides nothing about what is found.
import { textsOf } from '@lotse/core/atlas'
import { searchForm, wordsOf } from '@lotse/core/understand'
import { type AtlasRecord, atlasKinds, type FieldFact } from '@lotse/protocol'

const LENGTH_MAX = 160
const BEFORE_MAX = 40

/** Where in a record words stand. `text`: a piece around the first of them. */
export type Excerpt = { readonly field: string; readonly language: string; readonly text: string }

/**
 * The piece that shows why a record was found, where its name does not say so.
 *
 * @param words - beginnings of words in search form.
 */
export function excerptOf(
  { kind, fields }: Pick<AtlasRecord, 'kind' | 'fields'>,
  words: readonly string[],
): Excerpt | null {
  const named = searchForm(Object.values(textsOf(fields['name'])).join(' '))
  const missing = words.filter((word) => !named.includes(word))
  if (missing.length === 0) return null
  for (const [field, fact] of Object.entries<FieldFact>(atlasKinds[kind].fields)) {
    if (!fact.searched || field === 'name') continue
    for (const [language, text] of Object.entries(textsOf(fields[field])))
      if (wordsOf(text).some((word) => missing.some((one) => word.startsWith(one))))
        return { field, language, text: pieceOf(text, missing) }
  }
  return null
}

function pieceOf(text: string, words: readonly string[]): string {
  const parts = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)]
  const at = parts.find(([part]) => wordsOf(part).some((word) => words.some((one) => word.startsWith(one))))?.index ?? 0
  const from = at <= BEFORE_MAX ? 0 : (parts.find(({ index }) => index >= at - BEFORE_MAX)?.index ?? at)
  const piece = [...text.slice(from).replaceAll('\n', ' ')]
  const end = piece.length > LENGTH_MAX ? '…' : ''
  return `${from > 0 ? '…' : ''}${piece.slice(0, LENGTH_MAX).join('')}${end}`
}
