// Finds agreed words in texts, with what is meant by them: by a term's name, by its synonyms and by what it replaced. Pure.
import { synonymsOf } from '@lotse/core/atlas'
import type { AtlasRecord } from '@lotse/protocol'
import { nameIn, textIn, textsIn } from '../../canvas/texts.ts'
import type { WordPart } from '../../canvas/words.ts'
import { replacedBy, type Vocabulary } from './vocabulary.ts'

/** Shorter ones stand in too many other words. */
const LETTERS_MIN = 3
const WORDS_MAX = 2000
const TEXTS_MAX = 5000

/** What a word stands for. */
export type Meaning = { readonly term: AtlasRecord; readonly meaning: string }

/** Agreed words as they are found in texts. */
export type Meanings = {
  /** A text in parts; the same text gives the same parts. */
  readonly split: (text: string) => readonly WordPart[]
  /** The terms that a text speaks of, each once, in their order. */
  readonly termsIn: (text: string) => readonly AtlasRecord[]
}

const fold = (word: string): string => word.normalize('NFC').toLowerCase()
const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * Agreed words of a vocabulary.
 *
 * @param language - in which meanings are told.
 * @param sentence - says that another word is agreed for this one.
 */
export function meaningsOf(
  vocabulary: Vocabulary,
  { language, sentence }: { readonly language: string; readonly sentence: (term: string) => string },
): Meanings {
  const words = wordsOf(vocabulary, language, sentence)
  const list = [...words.keys()].toSorted((a, b) => b.length - a.length).slice(0, WORDS_MAX)
  // Whole words alone: „Versand“ does not stand in „Versandkosten“, whose meaning is another.
  const pattern =
    list.length === 0
      ? null
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${list.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'giu')
  const known = new Map<string, readonly WordPart[]>()
  const found = (text: string): readonly RegExpMatchArray[] => (pattern === null ? [] : [...text.matchAll(pattern)])
  const meant = (word: string): Meaning | undefined => words.get(fold(word))
  return {
    split: (text) => {
      const before = known.get(text)
      if (before !== undefined) return before
      const parts: WordPart[] = []
      let at = 0
      for (const { 0: word, index = 0 } of found(text)) {
        if (index > at) parts.push(text.slice(at, index))
        parts.push({ word, meaning: meant(word)?.meaning ?? '' })
        at = index + word.length
      }
      if (at < text.length || parts.length === 0) parts.push(text.slice(at))
      if (known.size >= TEXTS_MAX) known.clear()
      known.set(text, parts)
      return parts
    },
    termsIn: (text) => [...new Set(found(text).flatMap(([word]) => meant(word)?.term ?? []))],
  }
}

function wordsOf(
  { terms }: Vocabulary,
  language: string,
  sentence: (term: string) => string,
): ReadonlyMap<string, Meaning> {
  const words = new Map<string, Meaning>()
  const put = (word: string, meaning: Meaning) => {
    if (word.length >= LETTERS_MIN && !words.has(fold(word))) words.set(fold(word), meaning)
  }
  const names = (term: AtlasRecord) => Object.values(textsIn(term, 'name')).map((name) => name.trim())
  const aboutOf = (term: AtlasRecord) => textIn(term, 'about', language).text
  // A term's own name is right, whatever else calls it a synonym.
  for (const term of terms)
    if (replacedBy(term) === null && aboutOf(term) !== '')
      for (const name of names(term)) put(name, { term, meaning: aboutOf(term) })
  for (const term of terms) {
    const instead = terms.find(({ id }) => id === replacedBy(term)) ?? term
    const said = [sentence(nameIn(instead, language)), aboutOf(instead)].filter((text) => text !== '').join(' ')
    for (const word of [...synonymsOf(term), ...(instead === term ? [] : names(term))])
      put(word, { term: instead, meaning: said })
  }
  return words
}
