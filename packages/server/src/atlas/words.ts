// What a record is found by: the words of its searched fields, in every language. Stores nothing.
import { textsOf } from '@lotse/core/atlas'
import { wordsOf } from '@lotse/core/understand'
import { type AtlasRecord, atlasKinds, type FieldFact } from '@lotse/protocol'

const WORDS_MAX = 500
const WORD_LENGTH_MAX = 100

/** The words of a record, each once. */
export function wordsOfRecord({ kind, fields }: AtlasRecord): string[] {
  const words = new Set<string>()
  for (const [field, fact] of Object.entries<FieldFact>(atlasKinds[kind].fields)) {
    if (!fact.searched) continue
    for (const text of Object.values(textsOf(fields[field])))
      for (const word of wordsOf(text)) words.add(word.slice(0, WORD_LENGTH_MAX))
  }
  return [...words].slice(0, WORDS_MAX)
}
