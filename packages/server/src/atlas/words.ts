// What a record is found by: the words of its searched fields, in every language. Stores nothing.
import { textsOf } from '@lotse/core/atlas'
import { wordsOf } from '@lotse/core/understand'
import { type AtlasRecord, atlasKinds, type FieldFact } from '@lotse/protocol'

const WORDS_MAX = 500
const WORD_LENGTH_MAX = 100
/** Of a joined word, the shortest part at its end that it is found by, and what stands before it at least. */
const END_LENGTH_MIN = 4
const BEFORE_END_MIN = 3

/** What a record is found by, best first: words of its name, words of its other fields, and what the words of its name end with. */
export type RecordWords = {
  readonly name: readonly string[]
  readonly others: readonly string[]
  readonly ends: readonly string[]
}

/** The words of a record, each once in the best place. */
export function wordsOfRecord({ kind, fields }: AtlasRecord): RecordWords {
  const name = new Set<string>()
  const others = new Set<string>()
  for (const [field, fact] of Object.entries<FieldFact>(atlasKinds[kind].fields)) {
    if (!fact.searched) continue
    const into = field === 'name' ? name : others
    for (const text of Object.values(textsOf(fields[field])))
      for (const word of wordsOf(text)) into.add(word.slice(0, WORD_LENGTH_MAX))
  }
  const ends = new Set([...name].flatMap(endsOf))
  const taken = new Set([...name].slice(0, WORDS_MAX))
  const rest = (words: ReadonlySet<string>): string[] => {
    const fresh = [...words].filter((word) => !taken.has(word)).slice(0, WORDS_MAX)
    for (const word of fresh) taken.add(word)
    return fresh
  }
  return { name: [...taken], others: rest(others), ends: rest(ends) }
}

/** Every end of a long word: `bestellbestatigung` is found by `bestatigung` and by its beginnings. */
function endsOf(word: string): string[] {
  const letters = [...word]
  const most = letters.length - END_LENGTH_MIN - BEFORE_END_MIN + 1
  return Array.from({ length: Math.max(0, most) }, (_, n) => letters.slice(BEFORE_END_MIN + n).join(''))
}
