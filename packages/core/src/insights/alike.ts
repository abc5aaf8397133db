// Which insights say the same as what is being typed (I25): by groups of three letters of folded words, at bounded cost. Finds no candidates itself.
import { wordsOf } from '../understand/index.ts'

/** Of a text so many characters are compared, and of candidates so many are looked at. */
const TEXT_MAX = 200
export const CANDIDATES_MAX = 1000
/** Who shares less than this says something else. */
const ALIKE_MIN = 0.42
/** What was typed says too little to find anything by. */
const LETTERS_MIN = 4

/** An insight that may say the same, with its name in each language. */
export type Candidate = { readonly id: string; readonly names: readonly string[] }

/** `likeness`: from 0 to 1, which is the same words. */
export type Alike = { readonly id: string; readonly likeness: number }

/** The groups of three letters of a text, each once: of words without case and marks, with blanks around them. */
export function trigramsOf(text: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const word of wordsOf(text.slice(0, TEXT_MAX))) {
    const padded = `  ${word} `
    for (let at = 0; at + 3 <= padded.length; at++) found.add(padded.slice(at, at + 3))
  }
  return found
}

/** How much of what was typed stands in a text, and how much else stands there; both alike: 1. */
function likenessOf(typed: ReadonlySet<string>, text: ReadonlySet<string>): number {
  if (typed.size === 0 || text.size === 0) return 0
  let shared = 0
  for (const one of typed) if (text.has(one)) shared++
  // Half by what both share, half by how much of what was typed is there already: the end is still to come.
  return shared / (typed.size + text.size) + (shared / typed.size) * 0.5
}

/**
 * Insights that say the same, the likest first, then by id.
 *
 * @param candidates - those beyond {@link CANDIDATES_MAX} are not looked at; which come first does not show otherwise.
 */
export function alikeTo(typed: string, candidates: readonly Candidate[], limit: number): Alike[] {
  const wanted = trigramsOf(typed)
  if (wordsOf(typed).join('').length < LETTERS_MIN) return []
  return candidates
    .slice(0, CANDIDATES_MAX)
    .map(({ id, names }) => ({
      id,
      likeness: Math.max(0, ...names.map((name) => likenessOf(wanted, trigramsOf(name)))),
    }))
    .filter(({ likeness }) => likeness >= ALIKE_MIN)
    .toSorted((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1))
    .slice(0, limit)
}
