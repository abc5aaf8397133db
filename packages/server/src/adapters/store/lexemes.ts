// Lexemes and what narrows by them in PostgreSQL's words: tsvector and tsquery as text. Decides nothing about what they mean.
import type { Narrowing } from '@lotse/core/understand'

/** The text of a tsvector that holds these lexemes, without places. */
export function vectorText(lexemes: readonly string[]): string {
  return lexemes.map(quoted).join(' ')
}

/** The text of a tsvector whose lexemes weigh differently: those of `A` most. A lexeme stands in one group. */
export function weighedText(groups: Readonly<Record<'A' | 'B' | 'C', readonly string[]>>): string {
  return Object.entries(groups)
    .flatMap(([weight, lexemes]) => lexemes.map((lexeme) => `${quoted(lexeme)}:1${weight}`))
    .join(' ')
}

/** The text of a tsquery for what holds all these words, or with `*` words that begin so; with weights, only where they weigh so: `*AC`. */
export function allOfText(words: readonly string[], how = ''): string {
  return words.map((word) => quoted(word) + (how === '' ? '' : `:${how}`)).join(' & ')
}

/** The text of a tsquery; `true` or `false` where it would be the same for everybody. */
export function queryText(by: Narrowing): string | boolean {
  if (by === 'always' || by === 'never') return by === 'always'
  return print(by)
}

function print(by: Narrowing): string {
  // Constants never stand inside of lists: they are taken out where narrowings are made.
  if (by === 'always' || by === 'never') throw new Error('a constant stands inside of a narrowing')
  if ('has' in by) return quoted(by.has)
  if ('starts' in by) return `${quoted(by.starts)}:*`
  if ('all' in by) return `(${by.all.map(print).join(' & ')})`
  return 'any' in by ? `(${by.any.map(print).join(' | ')})` : `!${print(by.not)}`
}

function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}
