// What of a state can be looked up without reading it: words to search by, and what is known with which short value. Stores nothing.
import type { Json } from '@lotse/protocol'
import { foldCase, nfc } from '../base/index.ts'
import { classOf } from '../listen/index.ts'
import { currentAccount } from './facts.ts'
import { type CustomerState, stated } from './state.ts'

/** Where a fact of a customer stands: a trait, an identifier's kind, a trait of the account. */
export type FactKind = 'trait' | 'identity' | 'account'

/** Values longer than this are known to be there, but not looked up by value. */
const VALUE_LENGTH_MAX = 60
/** Words a customer can be found by. */
const WORDS_MAX = 60
const WORD_LENGTH_MAX = 100
/** A text that may be a date equals other texts that mean the same instant, so it is not looked up by value. */
const MAYBE_MOMENT = /^\d{4}-/
/** Traits whose words people search by. */
const SEARCHED = /name|mail|phone|company|firma/i
const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u
const MARKS = /\p{M}+/gu
const LETTER: Record<FactKind, string> = { trait: 't', identity: 'i', account: 'a' }

/** Says that something is known. */
export function knownLexeme(kind: FactKind, name: string): string {
  return LETTER[kind] + JSON.stringify(name)
}

/** Says which value is known; undefined where values of this form are not looked up. */
export function valueLexeme(kind: FactKind, name: string, value: Json): string | undefined {
  if (typeof value === 'boolean') return `${knownLexeme(kind, name)}=${value}`
  if (typeof value !== 'string' || MAYBE_MOMENT.test(value)) return undefined
  const text = nfc(value)
  return text.length > VALUE_LENGTH_MAX ? undefined : `${knownLexeme(kind, name)}="${text}`
}

/** A text as words are compared when searching: without case and marks. */
export function searchForm(text: string): string {
  return foldCase(text.normalize('NFD').replace(MARKS, ''))
}

/** The words of a text in search form. */
export function wordsOf(text: string): string[] {
  return searchForm(text)
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '')
}

/** The lexeme of a word in search form, or of its beginning. */
export function wordLexeme(word: string): string {
  return `w${word.slice(0, WORD_LENGTH_MAX)}`
}

/** Everything a state can be looked up by, each once. */
export function lexemesOf(state: CustomerState): string[] {
  const all = new Set<string>()
  const know = (kind: FactKind, name: string, value: Json | undefined): void => {
    if (value === undefined) return
    all.add(knownLexeme(kind, name))
    const exact = valueLexeme(kind, name, value)
    if (exact !== undefined) all.add(exact)
  }
  for (const [name, dated] of Object.entries(state.traits)) know('trait', name, stated(dated))
  for (const [kind, dated] of Object.entries(state.ids)) know('identity', kind, stated(dated))
  for (const [name, dated] of Object.entries(currentAccount(state)?.traits ?? {})) know('account', name, stated(dated))
  for (const word of searchedWords(state)) all.add(wordLexeme(word))
  return [...all]
}

function searchedWords(state: CustomerState): string[] {
  const words = new Set<string>()
  for (const [kind, dated] of Object.entries(state.ids)) if (classOf(kind) !== 'device') addWords(words, stated(dated))
  for (const [name, dated] of Object.entries(state.traits)) if (SEARCHED.test(name)) addWords(words, stated(dated))
  return [...words].slice(0, WORDS_MAX)
}

/** Each word, and the whole where it is no more than one: `anna@shop.example`, `4711-B`. */
function addWords(words: Set<string>, value: Json | undefined): void {
  if (typeof value !== 'string' || value.length > 200) return
  if (!/\s/.test(value)) words.add(searchForm(value))
  for (const word of wordsOf(value)) words.add(word)
}
